import { readFile, writeFile } from 'node:fs/promises'
import { z } from 'zod'
import { BatonError } from '../domain/error.ts'
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
export async function loadSettings(path: string): Promise<HandoffSettings> {
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw new BatonError('not_found', `The handoff settings ${path} cannot be read.`, { cause })
  })
  let given: unknown
  try {
    given = JSON.parse(text)
  } catch (cause) {
    throw new BatonError('invalid', `${path} is not JSON.`, { cause })
  }
  const parsed = SettingsFile.safeParse(given)
  if (parsed.success) return parsed.data.settings
  const faults = parsed.error.issues.map(
    (issue) =>
      `  ${issue.path.join('.') || (issue.code === 'unrecognized_keys' ? issue.keys.join(', ') : 'the file')}: ${issue.message}`,
  )
  throw new BatonError(
    'invalid',
    `${path} has ${faults.length === 1 ? 'a fault' : 'faults'}:\n${faults.join('\n')}`,
    { field: parsed.error.issues[0]?.path.join('.') ?? '' },
  )
}

/** Writes settings that differ from the standard, with what they were picked on. */
export async function saveSettings(
  path: string,
  settings: Partial<HandoffSettings>,
  evidence: Evidence,
): Promise<void> {
  await writeFile(path, `${JSON.stringify({ version: 1, settings, evidence }, null, 2)}\n`)
}
