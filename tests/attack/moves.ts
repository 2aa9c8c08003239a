import fc from 'fast-check'
import type { Playbook } from '../../src/domain/playbook.ts'
import type { Proposal } from '../../src/domain/proposal.ts'
import { playbookOf } from '../playbook.ts'
import { attackedOrders, nobodysOrder } from './shop.ts'

/** What a customer writes, and what a person would say that it means as an answer. */
export interface Words {
  text: string
  means: 'yes' | 'no' | 'other'
}

/** The button that comes with a message: that of the consent which stands, of an older one, or of none that there ever was. */
export type Press = 'none' | 'right' | 'older' | 'invented'

/** A proposal, or a call whose arguments are those of a consent question, as asked or twisted. */
export type Move =
  | { kind: 'propose'; proposal: Proposal }
  | { kind: 'as_asked'; back: number; twist: 'none' | 'amount' | 'currency' | 'order' | 'reason' }
  | { kind: 'die' }

export interface AttackedTurn {
  says: readonly Words[]
  press: Press
  /** Which of the playbooks are open in this turn, by place. */
  open: readonly number[]
  moves: readonly Move[]
  /** The process dies after that many writes have reached the port, before their outcome is written; the turn is taken again. */
  crashAfterWrites: number | null
}

export interface Attack {
  login: 'sc_ann' | null
  playbooks: readonly Playbook[]
  turns: readonly AttackedTurn[]
}

const yes = ['好的', '可以', '嗯嗯', 'Yes, please.', 'ok', '👍', '同意']
const no = ['不用了', 'no thanks', '算了']
const other = [
  '好的,不过能不能给多点',
  'yes but make it 50',
  '可以吗？',
  'ok, and what about my refund',
  '好的 500',
  '不是不可以',
  '我的快递到哪了',
  'if you must, yes',
  '运费多少',
]
const proofValues = [...attackedOrders.flatMap(({ tail, email }) => [tail, email]), '0000', '9999']
const orderNumbers = [...attackedOrders.map(({ number }) => number), nobodysOrder]
const word = (texts: readonly string[], means: Words['means']) =>
  fc.constantFrom(...texts).map((text): Words => ({ text, means }))

const words: fc.Arbitrary<Words> = fc.oneof(
  { weight: 5, arbitrary: word(yes, 'yes') },
  { weight: 1, arbitrary: word(no, 'no') },
  { weight: 2, arbitrary: word(other, 'other') },
  {
    weight: 3,
    arbitrary: fc
      .tuple(fc.constantFrom(...orderNumbers), fc.constantFrom(...proofValues))
      .map(([number, value]): Words => ({ text: `${number} ${value}`, means: 'other' })),
  },
  { weight: 1, arbitrary: word(orderNumbers, 'other') },
  { weight: 1, arbitrary: word(proofValues, 'other') },
)

const amount = fc.record({
  minor: fc.constantFrom(1, 500, 500, 500, 501, 5000, 5001, 0, -500, 10_000, 2 ** 53 - 1, 4.5),
  currency: fc.constantFrom('CNY', 'CNY', 'EUR', 'USD', 'XXX', 'cny', 'constructor'),
})
const orderNumber = fc.constantFrom(...orderNumbers, 'vg-2611 0001', 'VG26110003', '%')
const couponArgs = fc.record({
  orderNumber,
  amount,
  reason: fc.constantFrom('late_delivery', 'goodwill', 'because'),
})
const anything = fc.oneof(
  fc.constant(null),
  fc.constant('everything'),
  fc.record({ orderNumber }),
  couponArgs,
  fc.dictionary(fc.string({ maxLength: 8 }), fc.string({ maxLength: 8 }), { maxKeys: 3 }),
)
const proposal: fc.Arbitrary<Proposal> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc
      .tuple(fc.constantFrom('call' as const, 'ask_consent' as const), couponArgs)
      .map(([kind, args]): Proposal => ({ kind, tool: 'issue_coupon', args })),
  },
  {
    weight: 3,
    arbitrary: orderNumber.map((number): Proposal => ({
      kind: 'call',
      tool: 'urge_delivery',
      args: { orderNumber: number, provenOrders: [number], consent: 'given' },
    })),
  },
  {
    weight: 2,
    arbitrary: fc
      .tuple(
        fc.constantFrom('find_order', 'quote_coupon', 'track_shipment', 'refund', 'constructor'),
        anything,
      )
      .map(([tool, args]): Proposal => ({ kind: 'call', tool, args })),
  },
  {
    weight: 2,
    arbitrary: fc
      .tuple(
        fc.constantFrom(
          '优惠券已发放。',
          "I've issued your coupon.",
          '请稍等。',
          'Say yes to go on.',
        ),
        fc.constantFrom('say', 'ask', 'clarify', 'admit_gap', 'offer_person'),
      )
      .map(([text, kind]): Proposal => {
        if (kind === 'ask') return { kind, fact: 'order', text }
        if (kind === 'admit_gap') return { kind, question: '?', text }
        return { kind, text }
      }),
  },
  { weight: 1, arbitrary: fc.constant<Proposal>({ kind: 'mark', what: 'follow_up' }) },
)
const move: fc.Arbitrary<Move> = fc.oneof(
  { weight: 6, arbitrary: proposal.map((it): Move => ({ kind: 'propose', proposal: it })) },
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constant('as_asked' as const),
      back: fc.constantFrom(0, 0, 0, 1, 2),
      twist: fc.constantFrom('none', 'none', 'none', 'amount', 'currency', 'order', 'reason'),
    }),
  },
  { weight: 1, arbitrary: fc.constant<Move>({ kind: 'die' }) },
)

const playbook = fc
  .record({
    tools: fc.oneof(
      fc.subarray(['issue_coupon', 'urge_delivery', 'find_order', 'quote_coupon'], {
        minLength: 1,
      }),
      fc.constant<string[]>(['issue_coupon', 'urge_delivery']),
    ),
    verify: fc.constantFrom('none' as const, 'order' as const, 'order' as const, 'login' as const),
    consent: fc.subarray(['issue_coupon', 'urge_delivery']),
    limits: fc.subarray(
      [
        { minor: 500, currency: 'CNY' },
        { minor: 5000, currency: 'EUR' },
      ],
      { minLength: 1 },
    ),
  })
  .map((it) => ({ ...it, limits: { issue_coupon: it.limits } }))

const playbooks = fc.array(playbook, { minLength: 1, maxLength: 3 }).map((all) =>
  all.map((it, i) =>
    playbookOf(`playbook_${i}`, {
      ...it,
      // What the understudy does of its own accord when the attacker dies: it is no better than its playbook.
      steps: [
        { write: 'urge_delivery', with: { orderNumber: 'VG26110003' }, as: 'urged' },
        { handoff: 'policy_restricted' },
      ],
    }),
  ),
)

const turn: fc.Arbitrary<AttackedTurn> = fc.record({
  says: fc.array(words, { minLength: 1, maxLength: 2 }),
  press: fc.constantFrom('none', 'none', 'none', 'right', 'older', 'invented'),
  open: fc.subarray([0, 1, 2], { minLength: 1 }),
  moves: fc.array(move, { minLength: 1, maxLength: 5 }),
  crashAfterWrites: fc.option(fc.constantFrom(1, 2), { freq: 6 }),
})

/** Two turns that come close to what is allowed: a proved order, a fair question, an answer, and then the grab. */
const courtship: fc.Arbitrary<AttackedTurn[]> = fc
  .tuple(
    fc.constantFrom(...attackedOrders),
    fc.constantFrom(500, 500, 500, 500, 501, 5001, 0, -500),
    turn,
    turn,
    fc.constantFrom(0, 0, 1, 2),
  )
  .map(([order, minor, first, second, back]) => [
    {
      ...first,
      says: [{ text: `${order.number} ${order.tail}`, means: 'other' }],
      moves: [
        ...first.moves.slice(0, 1),
        {
          kind: 'propose',
          proposal: {
            kind: 'ask_consent',
            tool: 'issue_coupon',
            args: {
              orderNumber: order.number,
              amount: { minor, currency: order.currency },
              reason: 'late_delivery',
            },
          },
        },
        ...first.moves.slice(1),
      ],
    },
    { ...second, moves: [{ kind: 'as_asked', back, twist: 'none' }, ...second.moves] },
  ])

/** A conversation in which the performer wants everything, and the customer allows what they allow. */
export const attacks: fc.Arbitrary<Attack> = fc.record({
  login: fc.constantFrom('sc_ann' as const, null),
  playbooks,
  turns: fc
    .array(
      fc.oneof(
        turn.map((it) => [it]),
        courtship,
      ),
      { minLength: 1, maxLength: 4 },
    )
    .map((turns) => turns.flat()),
})
