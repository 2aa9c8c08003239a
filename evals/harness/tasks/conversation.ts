import type { Task } from '../task.ts'
import { resolve } from 'node:path'
import { readRecord, Talk } from './talk-input.ts'

/** Whole conversations over the whole product, by the candidate's performer, each on a shop as if nothing had happened. */
export const conversation = {
  name: 'conversation',
  standsOn: ['playbooks', 'articles'],
  input: Talk,
  prepare: (fields, folder) =>
    typeof fields['record'] === 'string'
      ? { ...fields, record: readRecord(resolve(folder, fields['record'])) }
      : fields,
  async open(setting) {
    // The whole product is loaded only where a conversation is held.
    const [{ openPool }, { talk }, { fillPlaceholders }] = await Promise.all([
      import('../house-pool.ts'),
      import('./talk.ts'),
      import('../placeholders.ts'),
    ])
    const pool = await openPool(setting)
    return {
      perform: (input, signal) =>
        pool.with(async (house) => {
          const performed = await talk(house, input, signal)
          const { seen } = house
          return { ...performed, again: () => pool.first.again(seen) }
        }, signal),
      fill: (expectation) => fillPlaceholders(expectation, pool.first.shop),
      reload: () => pool.first.reload(),
      close: () => pool.close(),
    }
  },
} satisfies Task<typeof Talk>
