import { z } from 'zod'
import { readSettings } from './read-settings.ts'
import { alwaysOpen, WorkingHours } from './working-hours.ts'

const minutes = (least: number, most: number, standard: number) =>
  z.number().min(least).max(most).default(standard)

/** How the desk is run: who is asked when, what is promised, and how soon somebody answers. Every number a setting. */
export const DeskSettings = z.strictObject({
  hours: WorkingHours.default(alwaysOpen),
  /** How long a waiting conversation is offered to one operator before the next is asked. */
  offerSeconds: z.int().min(5).max(3600).default(45),
  /** After this wait others than those with the skill are asked too. */
  overflowMinutes: minutes(0.5, 240, 2),
  /** An operator not seen for this long has vanished: whoever waits for them is passed on. */
  vanishMinutes: minutes(1, 240, 5),
  promises: z
    .strictObject({
      /** How long before a promise slips its owner is warned. */
      warnMinutes: minutes(1, 1440, 15),
      /** The new time, in working hours, that the customer is told when a promise has slipped. */
      extensionHours: z.number().min(0.25).max(72).default(2),
      /** How long a channel lets us write after the customer's last word, in hours; without a limit where none is named. */
      windowHours: z.record(z.string().min(1).max(40), z.number().min(1).max(720)).default({}),
    })
    .prefault({}),
  /** How soon, in working time. */
  targets: z
    .strictObject({
      /** From the handoff until an operator takes it. */
      assignMinutes: minutes(0.5, 1440, 5),
      /** From the handoff until an operator's first word. */
      firstHumanMinutes: minutes(0.5, 1440, 10),
      /** From a customer's word to an operator's answer. */
      nextReplyMinutes: minutes(0.5, 1440, 15),
      /** From the handoff until it is closed or handed back. */
      resolveMinutes: minutes(1, 20_160, 1440),
      /** The share of the time after which a breach is announced. */
      warnAt: z.number().min(0.1).max(0.95).default(0.75),
    })
    .prefault({}),
})
export type DeskSettings = z.infer<typeof DeskSettings>

export const standardDesk: DeskSettings = DeskSettings.parse({})

const DeskFile = z.strictObject({ version: z.literal(1), settings: DeskSettings })

/** Reads the desk's settings file. @throws BatonError `not_found`; `invalid`, naming the file and every field at fault. */
export const loadDeskSettings = async (path: string): Promise<DeskSettings> =>
  (await readSettings(path, 'desk', DeskFile)).settings
