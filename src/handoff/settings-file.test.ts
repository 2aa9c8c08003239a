import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { standardSettings } from './settings.ts'
import { loadSettings, saveSettings } from './settings-file.ts'

const folder = () => mkdtemp(join(tmpdir(), 'settings-'))
async function load(content: unknown) {
  const path = join(await folder(), 'handoff.json')
  await writeFile(path, typeof content === 'string' ? content : JSON.stringify(content))
  return loadSettings(path)
}

it('holds what differs from the standard; the shipped file holds for this version', async () => {
  expect(await load({ version: 1, settings: { unmetHandOver: 4 } })).toEqual({
    ...standardSettings,
    unmetHandOver: 4,
  })
  await expect(loadSettings('settings/handoff.json')).resolves.toBeDefined()
})

it.each([
  [{ version: 2, settings: {} }, /version/],
  [{ version: 1, settings: { strongNegative: -3 } }, /settings\.strongNegative/],
  [{ version: 1, settings: { unmetOffer: 1.5 } }, /settings\.unmetOffer/],
  [{ version: 1, settings: { modelMs: 10 } }, /settings\.modelMs/],
  [{ version: 1, settings: { lowConfidence: 2 } }, /settings\.lowConfidence/],
  [{ version: 1, settings: { unmetOffer: 5, unmetHandOver: 3 } }, /unmetHandOver \(3\)/],
  [{ version: 1, settings: { unmetOfer: 2 } }, /unmetOfer/],
  ['{"version"', /is not JSON/],
])('names the field at fault in %j', async (content, words) => {
  await expect(load(content)).rejects.toThrow(words)
})

it('names a file that is not there', async () => {
  await expect(loadSettings('/nowhere/handoff.json')).rejects.toMatchObject({ code: 'not_found' })
})

it('writes settings with their evidence, and reads them back', async () => {
  const path = join(await folder(), 'handoff.json')
  const evidence = {
    at: '2026-11-21T10:00:00.000Z',
    file: 'dev.jsonl',
    sha256: 'ab',
    dialogues: 2,
    positives: 1,
    costs: { missed: 5, needless: 1 },
    before: 6,
    after: 1,
    curves: { strongNegative: [{ value: -0.5, missed: 0, needless: 1, cost: 1 }] },
  }
  await saveSettings(path, { strongNegative: -0.5 }, evidence)
  expect(await loadSettings(path)).toEqual({ ...standardSettings, strongNegative: -0.5 })
})
