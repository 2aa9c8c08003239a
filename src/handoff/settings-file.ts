import { writeFile } from 'node:fs/promises'
import { z } from 'zod'
import { readSettings } from './read-settings.ts'
import { HandoffSettings } from './settings.ts'

/** What one value of a threshold would have cost on the dialogues it was tuned on. */
export const CurvePoint = z.strictObject({
  value: z.number(),
  missed: z.int(),
  needless: z.int(),
  cost: z.number(),
})
export type CurvePoint = z.infer<typeof CurvePoint>

/** What the settings were picked on. */
export const Evidence = z.strictObject({
  at: z.iso.datetime(),
  file: z.string(),
  /** Of the file's bytes. */
  sha256: z.string(),
  dialogues: z.int(),
  positives: z.int(),
  /** What a missed and a needless handoff were taken to cost. */
  costs: z.strictObject({ missed: z.number(), needless: z.number() }),
  before: z.number(),
  after: z.number(),
  curves: z.record(z.string(), z.array(CurvePoint)),
})
export type Evidence = z.infer<typeof Evidence>

/** The settings file: what differs from the standard, and why. */
const SettingsFile = z.strictObject({
  version: z.literal(1),
  settings: HandoffSettings,
  evidence: Evidence.optional(),
})

/** Reads a settings file. @throws BatonError `not_found`; `invalid`, naming the file and every field at fault. */
export const loadSettings = async (path: string): Promise<HandoffSettings> =>
  (await readSettings(path, 'handoff', SettingsFile)).settings

/** Writes settings that differ from the standard, with what they were picked on. */
export async function saveSettings(
  path: string,
  settings: Partial<HandoffSettings>,
  evidence: Evidence,
): Promise<void> {
  await writeFile(path, `${JSON.stringify({ version: 1, settings, evidence }, null, 2)}\n`)
}
