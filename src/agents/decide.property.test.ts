import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { attacks } from '../../tests/attack/moves.ts'
import { violations } from '../../tests/attack/oracle.ts'
import { play, type Sabotage } from '../../tests/attack/world.ts'
import { MessageId } from '../domain/id.ts'
import type { Playbook } from '../domain/playbook.ts'

/**
 * The model is the attacker. It proposes what it likes, over several turns, while a customer agrees, haggles and gives
 * right and wrong proofs; turns crash and are taken again. Whatever reaches the shop is judged by an oracle that shares
 * no code with the judge. The sabotaged houses show that the oracle sees what it is there for.
 */

describe('no sequence of proposals', () => {
  it('reaches an effect that customer, proof, playbook and consent do not allow', async () => {
    let issued = 0
    let urged = 0
    let asked = 0
    await fc.assert(
      fc.asyncProperty(attacks, async (attack) => {
        const trace = await play(attack)
        issued += trace.effects.filter(({ tool }) => tool === 'issue_coupon').length
        urged += trace.effects.filter(({ tool }) => tool === 'urge_delivery').length
        asked += trace.lines.filter((line) => line.author === 'agent' && line.asked).length
        expect(violations(trace)).toEqual([])
      }),
      { numRuns: 2500 },
    )
    // An attack in which nothing is ever allowed would prove nothing.
    expect(Math.min(issued, urged, asked)).toBeGreaterThan(25)
  }, 60_000)
})

const everyMoney = ['CNY', 'EUR', 'USD', 'XXX'].map((currency) => ({ minor: 2 ** 53, currency }))
const withPlaybooks = (change: (playbook: Playbook) => Playbook): Sabotage => ({
  scope: (scope) => ({ ...scope, playbooks: scope.playbooks.map(change) }),
})

/** Takes whatever was given for an agreement to whatever is proposed. */
class CarelessConsents<T> extends Array<T> {
  override find(): T | undefined {
    return this[0]
  }
}

const sabotages: [string, Sabotage, RegExp][] = [
  [
    'limits are not looked at',
    withPlaybooks((it) => ({ ...it, limits: { issue_coupon: everyMoney } })),
    /over the limit/,
  ],
  [
    'every tool is taken for listed',
    withPlaybooks((it) => ({ ...it, tools: ['issue_coupon', 'urge_delivery'] })),
    /not in an open playbook/,
  ],
  ['a login is not looked at', withPlaybooks((it) => ({ ...it, verify: 'none' })), /no login/],
  [
    'an order is believed without its proof',
    {
      scope: (scope) => ({
        ...scope,
        identity: { ...scope.identity, provenOrders: ['VG26110003', 'VG26110004'] },
      }),
    },
    /not their order/,
  ],
  [
    'a consent is not held against the arguments',
    { scope: (scope) => ({ ...scope, consents: CarelessConsents.from(scope.consents) }) },
    /not agreed/,
  ],
  [
    'any answer is a yes',
    {
      scope: (scope, consent) => ({
        ...scope,
        consents: consent ? [{ ...consent, status: 'given' }] : [],
      }),
    },
    /not agreed/,
  ],
  [
    'a write that needs a consent is not known to need it',
    withPlaybooks((it) => ({ ...it, consent: [] })),
    /not agreed/,
  ],
  [
    'every call has a key of its own',
    {
      toolbox: (toolbox) => ({
        ...toolbox,
        call: (name, args, scope) =>
          toolbox.call(name, args, { ...scope, basis: MessageId.make() }),
      }),
    },
    /done twice/,
  ],
]

describe('the oracle sees it when', () => {
  it.each(sabotages)(
    '%s',
    async (_, sabotage, what) => {
      const result = await fc.check(
        fc.asyncProperty(attacks, async (attack) => {
          const wrong = violations(await play(attack, sabotage))
          expect(wrong.filter((it) => what.test(it))).toEqual([])
        }),
        { numRuns: 4000, endOnFailure: true },
      )
      expect(result.failed).toBe(true)
    },
    60_000,
  )
})
