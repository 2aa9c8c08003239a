import { z } from 'zod'
import { Customer } from '../simulated/customer.ts'
import type { Task } from '../task.ts'

/** A simulated customer, and the seeds by which they are played: each is a trial of its own. */
const Input = Customer.extend({
  seeds: z.array(z.int()).min(1).max(100).default([1, 2, 3]),
})

/** The seed of a trial; those beyond the list go on from its last. */
const seedOf = (seeds: readonly number[], trial: number): number =>
  seeds[trial - 1] ?? (seeds.at(-1) ?? 0) + trial - seeds.length

/**
 * Conversations with simulated customers over the whole product: by a script, or by the model that the candidate names
 * for them. Failures are audited: whose they are.
 */
export const simulated = {
  name: 'simulated',
  standsOn: ['playbooks', 'articles'],
  input: Input,
  trials: ({ seeds }) => seeds.length,
  async open(setting) {
    const [
      { openPool },
      { simulate },
      { fillPlaceholders },
      { scriptedCustomer },
      { playedCustomer },
      { auditSimulation },
    ] = await Promise.all([
      import('../house-pool.ts'),
      import('../simulated/simulate.ts'),
      import('../placeholders.ts'),
      import('../simulated/scripted.ts'),
      import('../simulated/played.ts'),
      import('../simulated/audit.ts'),
    ])
    const pool = await openPool(setting)
    const { candidate, caller } = setting
    const { fetch, baseUrl, apiKey } = caller
    return {
      perform: ({ seeds, ...raw }, signal, trial) =>
        pool.with(async (house) => {
          const customer = fillPlaceholders(raw, house.shop)
          const seed = seedOf(seeds, trial)
          const model = candidate.customers
          const player =
            model === null
              ? scriptedCustomer(customer, seed)
              : playedCustomer({ fetch, baseUrl, apiKey, model }, customer)
          const playedBy = model ?? 'script'
          const trace = await simulate(house, customer, { player, playedBy, seed }, signal)
          const { seen } = house
          return { trace, again: () => pool.first.again(seen) }
        }, signal),
      audit(input, trace, findings) {
        const { shop, turn } = pool.first
        const customer = fillPlaceholders(input, shop)
        const tools = new Set(turn.playbooks.flatMap((playbook) => playbook.tools))
        return auditSimulation({ customer, trace, findings, shop, tools })
      },
      fill: (expectation) => fillPlaceholders(expectation, pool.first.shop),
      reload: () => pool.first.reload(),
      close: () => pool.close(),
    }
  },
} satisfies Task<typeof Input>
