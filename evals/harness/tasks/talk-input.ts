import { z } from 'zod'
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
})
export type Talk = z.output<typeof Talk>
