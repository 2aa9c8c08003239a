import { z } from 'zod'
import { Locale } from '../../../src/domain/locale.ts'
import { ExpectationSchema } from '../expectations/all.ts'
import type { Task } from '../task.ts'

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

const Input = z.strictObject({
  /** Of the first word where it is absent. */
  locale: Locale.optional(),
  channel: z.string().default('web'),
  /** Signed in to the shop as this customer, e.g. `sc_lin`. */
  login: z.string().optional(),
  /** Whether somebody is at the desk. */
  online: z.boolean().default(false),
  customerSays: z.array(Said).min(1).max(60),
})
export type Talk = z.output<typeof Input>

/** Whole conversations over the whole product, by the candidate's performer, each on a shop as if nothing had happened. */
export const conversation = {
  name: 'conversation',
  input: Input,
  async open(setting) {
    // The whole product is loaded only where a conversation is held.
    const [{ openPool }, { talk }, { fillPlaceholders }] = await Promise.all([
      import('../house.ts'),
      import('./talk.ts'),
      import('../placeholders.ts'),
    ])
    const pool = await openPool(setting)
    return {
      perform: (input, signal) => pool.with((house) => talk(house, input, signal), signal),
      fill: (expectation) => fillPlaceholders(expectation, pool.first.shop),
      close: () => pool.close(),
    }
  },
} satisfies Task<typeof Input>
