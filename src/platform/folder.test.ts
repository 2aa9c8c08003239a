import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, it } from 'vitest'
import { keptSecret, lockFolder, makeFolder } from './folder.ts'

const folders: string[] = []
afterEach(() => {
  for (const path of folders.splice(0)) rmSync(path, { recursive: true, force: true })
})
function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'baton-folder-'))
  folders.push(path)
  return path
}

it('gives a folder to one owner at a time', () => {
  const path = folder()
  const unlock = lockFolder(path)
  expect(unlock).not.toBeNull()
  expect(lockFolder(path)).toBeNull()
  unlock?.()
  expect(lockFolder(path)).not.toBeNull()
})

it('takes over from an owner that has died', () => {
  const path = folder()
  const { pid } = spawnSync(process.execPath, ['-e', ''])
  writeFileSync(join(path, 'lock'), `${pid} 1\n`)
  expect(lockFolder(path)).not.toBeNull()
})

it('is not fooled by a number that another process has been given since', () => {
  const path = folder()
  writeFileSync(join(path, 'lock'), `${process.pid} 1\n`)
  expect(lockFolder(path)).not.toBeNull()
})

it('makes a secret once and keeps it for its owner alone', () => {
  const path = folder()
  const secret = keptSecret(path, 'shop-secret')
  expect(secret.length).toBeGreaterThanOrEqual(32)
  expect(keptSecret(path, 'shop-secret')).toBe(secret)
  expect(statSync(join(path, 'shop-secret')).mode & 0o777).toBe(0o600)
  expect(readFileSync(join(path, 'shop-secret'), 'utf8')).toBe(secret)
})

it('says which variable to set when the folder cannot be made', () => {
  const file = join(folder(), 'a-file')
  writeFileSync(file, '')
  expect(() => makeFolder(join(file, 'baton'))).toThrow(/BATON_DATA/)
})
