import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { runThere } from './control.ts'

it('tells of a process that has the folder and does not answer yet, and does not break', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'baton-control-'))
  const io = { out: () => {}, err: () => {} }
  expect(await runThere(folder, ['shop', 'list'], io)).toBeNull()
  rmSync(folder, { recursive: true })
})
