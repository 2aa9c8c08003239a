import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openFront, type Front } from '../../tests/front.ts'
import { kb } from './kb.ts'

let front: Front
let folder: string
beforeAll(async () => {
  front = await openFront()
  folder = await mkdtemp(join(tmpdir(), 'baton-kb-'))
})
afterAll(async () => {
  await front.stop()
  await rm(folder, { recursive: true })
})

async function run(...args: string[]) {
  let out = ''
  let err = ''
  const io = { out: (text: string) => (out += text), err: (text: string) => (err += text) }
  return { code: await kb(front.baton, args, io), out, err }
}

it('imports a folder, what changed of it, and forgets what is gone; not when a file cannot be read', async () => {
  const write = (name: string, text: string) => writeFile(join(folder, name), text)
  await write('umbrellas.md', '# Umbrellas\n\nAn umbrella may be brought back for 77 days.')
  await write('faq.csv', 'question,answer\nDo you repair kites?,We repair kites on Mondays.\n')
  expect(JSON.parse((await run('import', folder, '--json')).out)).toMatchObject({ added: 2 })

  await write('umbrellas.md', '# Umbrellas\n\nAn umbrella may be brought back for 88 days.')
  expect((await run('import', folder)).out).toBe('0 added, 1 changed, 1 unchanged, 0 removed\n')
  expect((await run('search', 'bring back an umbrella')).out).toContain('88 days')

  await write('faq.csv', 'this,that\n1,2\n')
  const broken = await run('import', folder)
  expect(broken).toMatchObject({ code: 1, out: '0 added, 0 changed, 2 unchanged, 0 removed\n' })
  expect(broken.err).toMatch(
    /faq\.csv is left out: .*question and answer[\s\S]*Nothing was removed/,
  )

  await rm(join(folder, 'faq.csv'))
  expect((await run('import', folder)).out).toBe('0 added, 0 changed, 1 unchanged, 1 removed\n')
})
