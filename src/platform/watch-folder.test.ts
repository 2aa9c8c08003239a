import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it, vi } from 'vitest'
import { watchFolder } from './watch-folder.ts'

const folder = mkdtempSync(join(tmpdir(), 'baton-watched-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

it('hears of a file each time an editor replaces it, also in a folder made since', async () => {
  mkdirSync(join(folder, 'in'))
  const file = join(folder, 'in/a.md')
  writeFileSync(file, 'one')
  const heard: string[] = []
  const watched = watchFolder(folder, (path) => heard.push(path))
  const replace = async (path: string) => {
    heard.length = 0
    writeFileSync(`${path}.new`, 'two')
    renameSync(`${path}.new`, path)
    await vi.waitFor(() => expect(heard).toContain(path))
  }
  await replace(file)
  await replace(file)
  await replace(file)
  mkdirSync(join(folder, 'later'))
  await replace(join(folder, 'later/b.md'))
  watched.close()
})
