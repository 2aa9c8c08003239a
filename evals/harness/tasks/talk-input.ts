import { readFileSync } from 'node:fs'
import { relative } from 'node:path'
import { z } from 'zod'
import { ConversationRecord } from '../../../src/domain/conversation-record.ts'
import { BatonError } from '../../../src/domain/error.ts'
import { Locale } from '../../../src/domain/locale.ts'
import { ExpectationSchema } from '../expectations/all.ts'

const Words = z.union([z.string().min(1), z.array(z.string().min(1)).min(1)])

/** Words of one turn; several are a burst. */
const Said = z.union([
  Words,
  z.strictObject({
    say: Words,
    /** Presses the button of the consent that was asked last. */
    press: z.boolean().optional(),
    /** What must hold when this turn is over. */
    expect: z.array(ExpectationSchema).optional(),
  }),
])
export type Said = z.output<typeof Said>

/** A conversation as a case has it: who comes, and what they say turn by turn. */
export const Talk = z.strictObject({
  /** Of the first word where it is absent. */
  locale: Locale.optional(),
  channel: z.string().default('web'),
  /** Signed in to the shop as this customer, e.g. `sc_lin`. */
  login: z.string().optional(),
  /** Whether somebody is at the desk. */
  online: z.boolean().default(false),
  customerSays: z.array(Said).min(1).max(60),
  /** A stored conversation, seen from the suite's folder, that this one goes on from; its tool results answer the calls. */
  record: ConversationRecord.optional(),
  /** The turn of the record that is taken again. */
  at: z.int().positive().optional(),
})
export type Talk = z.output<typeof Talk>

/** Reads the record that a case names. @throws BatonError `invalid` naming the file */
export function readRecord(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as unknown
  } catch (cause) {
    throw new BatonError('invalid', `${relative(process.cwd(), path)} cannot be read as JSON.`, {
      cause,
    })
  }
}
