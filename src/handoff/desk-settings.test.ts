import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { loadDeskSettings, standardDesk } from './desk-settings.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'baton-desk-'))
})
afterAll(() => rm(folder, { recursive: true }))

async function load(settings: unknown) {
  const path = join(folder, 'desk.json')
  await writeFile(path, JSON.stringify({ version: 1, settings }))
  return loadDeskSettings(path)
}

describe('the settings of the desk', () => {
  it('are the standard ones where nothing else is said', async () => {
    expect(await load({})).toEqual(standardDesk)
    const own = await loadDeskSettings(join(import.meta.dirname, '../../settings/desk.json'))
    expect(own.hours.timeZone).toBe('Asia/Shanghai')
  })

  it.each([
    [{ offerSeconds: 1 }, 'offerSeconds'],
    [{ overflowMinutes: 1000 }, 'overflowMinutes'],
    [{ vanishMinutes: 0 }, 'vanishMinutes'],
    [{ promises: { warnMinutes: 0 } }, 'promises.warnMinutes'],
    [{ promises: { windowHours: { whatsapp: 0 } } }, 'promises.windowHours.whatsapp'],
    [{ targets: { warnAt: 1 } }, 'targets.warnAt'],
    [{ targets: { assignMinutes: -1 } }, 'targets.assignMinutes'],
    [
      { hours: { timeZone: 'Mars', week: { mon: [{ from: '09:00', to: '10:00' }] } } },
      'hours.timeZone',
    ],
    [{ offerSecond: 45 }, 'offerSecond'],
  ])('%j is refused, naming the field', async (settings, field) => {
    await expect(load(settings)).rejects.toThrow(field)
    await expect(load(settings)).rejects.toMatchObject({ code: 'invalid' })
  })

  it('that are not there or no JSON say so', async () => {
    await expect(loadDeskSettings(join(folder, 'none.json'))).rejects.toMatchObject({
      code: 'not_found',
    })
    await writeFile(join(folder, 'broken.json'), '{')
    await expect(loadDeskSettings(join(folder, 'broken.json'))).rejects.toThrow(/is not JSON/)
  })
})
