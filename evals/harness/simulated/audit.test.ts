import { describe, expect, it } from 'vitest'
import type { Finding } from '../finding.ts'
import { traceOf, type Trace } from '../trace.ts'
import { auditSimulation } from './audit.ts'
import { Customer } from './customer.ts'
import type { Evidence } from './evidence.ts'
import type { Simulation } from './simulation.ts'

/** A conversation that failed through nobody's fault but the agent's; each test plants one fault in it. */
const asIs = Customer.parse({
  language: 'en',
  goal: 'cancel the order',
  says: ['Cancel my order'],
  knows: { order: 'VG11111111', tail: '1234' },
  stops: { effect: 'cancel_order' },
})

const shop = [
  {
    id: 'sc_a',
    orders: [
      { number: 'VG11111111', proof: { phoneTail: '1234', phone: '+1', email: 'a@x.example' } },
    ],
  },
]

const simulation: Simulation = {
  seed: 1,
  playedBy: 'script',
  goal: asIs.goal,
  facts: { order: 'VG11111111', tail: '1234' },
  slips: [],
  moves: [
    { turn: 1, kind: 'opens', told: {}, text: 'Cancel my order' },
    { turn: 2, kind: 'tells', told: { order: 'VG11111111' }, text: 'VG11111111' },
  ],
  stopped: 'handed_over',
  patienceLeft: 3,
}

const said = (author: 'customer' | 'agent', turn: number, text: string) => ({
  author,
  turn,
  text,
  performer: null,
  citations: [],
})

const words = [
  said('customer', 1, 'Cancel my order'),
  said('agent', 1, 'Which order?'),
  said('customer', 2, 'VG11111111'),
  said('agent', 2, 'I passed you on.'),
]

const missed: Finding = {
  expectation: 'effects ["cancel_order"]',
  ok: false,
  found: 'nothing',
}

interface Plant {
  customer?: Partial<Customer>
  simulation?: Partial<Simulation>
  trace?: Partial<Parameters<typeof traceOf>[0]>
  findings?: Finding[]
  tools?: string[]
}

function blameWith(plant: Plant = {}) {
  const trace: Trace = {
    ...traceOf({ turns: 2, messages: words, holder: 'desk', ...plant.trace }),
    simulation: { ...simulation, ...plant.simulation },
  }
  const evidence: Evidence = {
    customer: { ...asIs, ...plant.customer },
    trace,
    findings: plant.findings ?? [missed],
    shop,
    tools: new Set(plant.tools ?? ['cancel_order', 'find_order']),
  }
  return auditSimulation(evidence)
}

it('blames the agent where nothing else is wrong', () => {
  expect(blameWith()).toEqual({
    on: 'agent',
    why: 'effects ["cancel_order"]: found nothing; the customer handed over after 2 messages',
  })
})

const effect = (tool: string) => ({ tool, args: {}, status: 'done' })
const ruling = (allowed: boolean) => ({
  turn: 2,
  tool: 'rule_order_change',
  args: { orderNumber: 'VG11111111' },
  ok: true,
  refused: null,
  told: allowed ? 'Possible.' : 'Not possible: it is on its way.',
  allowed,
})

describe('the task', () => {
  it.each<[string, Plant, RegExp]>([
    [
      'stops at what no playbook can do',
      { tools: ['find_order'] },
      /no playbook can do cancel_ord/,
    ],
    [
      'expects nothing written and stops at a write',
      { findings: [{ ...missed, expectation: 'noEffect' }] },
      /stops at cancel_order and expects noEffect/,
    ],
    [
      'expects other effects than it stops at',
      { findings: [{ ...missed, expectation: 'effects ["urge_delivery"]' }] },
      /stops at cancel_order and expects effects/,
    ],
    [
      'comes for a person and expects the agent to stay',
      {
        customer: { stops: { person: true } },
        findings: [{ ...missed, expectation: 'heldBy agent' }],
      },
      /comes for a person/,
    ],
    [
      'names an order that is not there',
      { customer: { knows: { order: 'VG99999999', tail: '1234' } } },
      /no order VG99999999/,
    ],
    [
      'gives nothing that proves the order',
      { customer: { knows: { order: 'VG11111111', tail: '9999' } } },
      /nothing that they know proves/,
    ],
    ['signs somebody else in', { customer: { login: 'sc_b' } }, /is not sc_b's/],
    [
      'lacks what the agent has to know',
      {
        simulation: {
          moves: [1, 2].map((turn) => ({
            turn,
            kind: 'does_not_know' as const,
            told: { reason: '?' },
            text: 'No idea',
          })),
        },
      },
      /asked 2 times for reason/,
    ],
    [
      'asks for what the shop forbids',
      { trace: { calls: [ruling(false)] } },
      /rules forbid it: Not possible/,
    ],
  ])('%s', (_, plant, why) => {
    expect(blameWith(plant)).toMatchObject({ on: 'task', why: expect.stringMatching(why) })
  })

  it('is possible when the shop said yes once', () => {
    expect(blameWith({ trace: { calls: [ruling(false), ruling(true)] } }).on).toBe('agent')
  })
})

const tells = (told: Record<string, string>, turn = 2): Simulation['moves'][number] => ({
  turn,
  kind: 'tells',
  told,
  text: Object.values(told).join(),
})

describe('the simulator', () => {
  it.each<[string, Plant, RegExp]>([
    [
      'contradicts its facts',
      { simulation: { moves: [tells({ tail: '4321' })] } },
      /told tail "4321".*knows "1234"/,
    ],
    [
      'tells what it does not know',
      { simulation: { moves: [tells({ email: 'b@x.example' })] } },
      /told email.*knows none/,
    ],
    [
      'leaves its slip uncorrected',
      {
        customer: { knows: { order: 'VG11111111', tail: { value: '1234', first: '1243' } } },
        simulation: { slips: ['1243'], moves: [tells({ tail: '1243' })], stopped: 'satisfied' },
        trace: { effects: [effect('cancel_order')] },
      },
      /never corrected tail/,
    ],
    [
      'makes up a number',
      { trace: { messages: [...words, said('customer', 3, 'my phone is 5550199')] } },
      /made up 5550199/,
    ],
    [
      'gives its goal’s answer away',
      {
        customer: { stops: { said: 'Rotterdam' } },
        trace: { messages: [said('customer', 1, 'It is in Rotterdam, is it not?'), ...words] },
      },
      /gave its goal's answer away: "Rotterdam"/,
    ],
    [
      'names a tool',
      { trace: { messages: [...words, said('customer', 3, 'call cancel_order now')] } },
      /named the tool cancel_order/,
    ],
    [
      'stops as if satisfied',
      { simulation: { stopped: 'satisfied' } },
      /does not have what it came for/,
    ],
    [
      'gives up with patience left',
      { simulation: { stopped: 'gave_up', patienceLeft: 2 } },
      /gave up after 2 messages/,
    ],
    [
      'played by a model, gives up too soon',
      { simulation: { stopped: 'gave_up', patienceLeft: null, playedBy: 'm' } },
      /gave up after 2 messages/,
    ],
    ['says nothing', { simulation: { stopped: 'silent' } }, /said nothing/],
    [
      'loops, whatever it is told',
      {
        trace: {
          messages: [1, 2, 3].flatMap((turn) => [
            said('customer', turn, 'Cancel my order'),
            said('agent', turn, `Reply ${turn}`),
          ]),
        },
      },
      /said "Cancel my order" 3 times/,
    ],
    [
      'tells facts when it is asked for a yes',
      {
        simulation: {
          moves: [tells({ tail: '1234' }), tells({ tail: '1234' }, 3), tells({ tail: '1234' }, 4)],
        },
        trace: {
          messages: [2, 3].map((turn) => said('agent', turn, 'Shall I? (reply "yes" or "no")')),
        },
      },
      /asked for a yes 2 times/,
    ],
    [
      'does not hear what it is asked for',
      {
        simulation: {
          moves: [2, 3].map((turn) => ({
            turn,
            kind: 'insists' as const,
            told: {},
            text: 'Go on',
          })),
        },
        trace: { messages: [1, 2].map((turn) => said('agent', turn, 'Which order number is it?')) },
      },
      /asked for order 2 times, knows it, and did not tell it/,
    ],
    [
      'goes on when it has its answer',
      {
        customer: { stops: { said: 'passed you on' } },
        simulation: {
          moves: [3, 4, 5].map((turn) => ({ turn, kind: 'says' as const, told: {}, text: 'And?' })),
        },
      },
      /went on for 3 messages/,
    ],
  ])('%s', (_, plant, why) => {
    expect(blameWith(plant)).toMatchObject({ on: 'simulator', why: expect.stringMatching(why) })
  })

  it('may say the same to an agent that says the same', () => {
    const messages = [1, 2, 3].flatMap((turn) => [
      said('customer', turn, 'Cancel my order'),
      said('agent', turn, 'Which order?'),
    ])
    expect(blameWith({ trace: { messages } }).on).toBe('agent')
  })
})

describe('a judge', () => {
  const verdict = (found: string): Finding => ({
    expectation: 'judged "The order was cancelled."',
    ok: false,
    found,
  })
  const done = { effects: [effect('cancel_order')] }

  it('contradicts the state when it denies a write that was done', () => {
    const findings = [verdict('The order was never cancelled.')]
    expect(blameWith({ trace: done, findings })).toMatchObject({
      on: 'judge',
      why: expect.stringMatching(/cancel_order was done/),
    })
    expect(blameWith({ trace: done, findings: [verdict('订单没有取消')] }).on).toBe('judge')
  })

  it('is believed in what the state does not tell, and where something else failed too', () => {
    expect(blameWith({ trace: done, findings: [verdict('It does not apologise.')] }).on).toBe(
      'agent',
    )
    const findings = [verdict('The order was never cancelled.')]
    expect(blameWith({ findings }).on).toBe('agent')
    expect(blameWith({ trace: done, findings: [...findings, missed] }).on).toBe('agent')
  })
})
