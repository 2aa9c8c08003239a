import { describe, expect, it } from 'vitest'
import { traceOf, type Trace } from '../trace.ts'
import { expecting, ExpectationSchema, judgeAll, nameOf, type Expectation } from './all.ts'

const { heldBy, handedOver, effects, effect, noEffect, called, neverCalled, cited } = expecting

const said = (author: 'customer' | 'agent', text: string, passageId?: string) => ({
  author,
  text,
  turn: 1,
  performer: null,
  citations: passageId
    ? [{ articleId: passageId.split('#')[0]!, passageId, heading: 'h', version: 'v' }]
    : [],
})

const coupon = {
  tool: 'issue_coupon',
  args: { orderNumber: 'VG26111042', amount: { minor: 2995, currency: 'CNY' } },
  status: 'done',
}

const trace = traceOf({
  turns: 2,
  messages: [
    said('customer', '运费多少'),
    said('agent', '普通地区运费 8 元，满 99 元包邮。', 'kb-zh-011#1'),
  ],
  holder: 'desk',
  handoff: { reason: 'customer_request', turn: 2 },
  effects: [coupon, { tool: 'urge_delivery', args: {}, status: 'failed' }],
  calls: [
    {
      turn: 1,
      tool: 'find_order',
      args: { orderNumber: 'VG1' },
      ok: true,
      refused: null,
      told: '',
    },
    { turn: 1, tool: 'issue_coupon', args: null, ok: false, refused: 'over_limit', told: '' },
  ],
  facts: [
    { name: 'order', value: 'VG1', saidBy: 'customer' },
    { name: 'order', value: 'VG2', saidBy: 'customer' },
  ],
  passages: [
    {
      id: 'kb-zh-011#1',
      articleId: 'kb-zh-011',
      heading: '运费',
      text: '普通地区运费 8 元，单笔订单满 99 元包邮。',
      confidence: null,
    },
  ],
})

const verdict = async (expectation: Expectation, of: Trace = trace) =>
  (await judgeAll([expectation], of, { judge: null })).findings[0]?.ok

describe('what was left behind', () => {
  it.each<[Expectation, boolean]>([
    [heldBy('desk'), true],
    [heldBy('agent'), false],
    [handedOver('customer_request'), true],
    [handedOver({ byTurn: 1 }), false],
    [effects(['issue_coupon']), true],
    [effects([]), false],
    [effect({ tool: 'issue_coupon', with: { amount: { minor: 2995 } } }), true],
    [effect({ tool: 'issue_coupon', with: { amount: { minor: 9999 } } }), false],
    [noEffect('urge_delivery'), true],
    [noEffect(true), false],
    [called('find_order'), true],
    [called({ tool: 'find_order', with: { orderNumber: 'VG2' } }), false],
    // The toolbox refused it, so it did not run.
    [neverCalled('issue_coupon'), true],
    [expecting.refused('issue_coupon'), true],
    [expecting.fact({ name: 'order', value: 'VG2' }), true],
    [expecting.fact({ name: 'order', value: 'VG1' }), false],
    [cited('kb-zh-011'), true],
    [cited(['kb-zh-011#1', 'kb-zh-012']), false],
    [expecting.citedOneOf(['kb-zh-012', 'kb-zh-011']), true],
    [expecting.citesNothing(true), false],
    [expecting.gap(false), true],
    [expecting.turnsAtMost(1), false],
  ])('%j: %s', async (expectation, holds) => {
    expect(await verdict(expectation)).toBe(holds)
  })

  it('is judged before what was said, and says what was found instead', async () => {
    const { findings } = await judgeAll(
      [expecting.says('九十九'), effects(['urge_delivery'])],
      trace,
      { judge: null },
    )
    expect(findings.map(({ expectation, found }) => [expectation, found])).toEqual([
      ['effects ["urge_delivery"]', 'issue_coupon'],
      ['says 九十九', 'without 九十九: 普通地区运费 8 元，满 99 元包邮。'],
    ])
  })
})

describe('what was said', () => {
  const answer = (text: string) => traceOf({ answer: text })
  it.each<[Expectation, string, boolean]>([
    [expecting.exact('yes'), ' yes ', true],
    [expecting.says(['ＶＧ1', 'paid']), 'VG1 is PAID', true],
    [expecting.neverSays('password'), 'your Password', false],
    [expecting.matches('/^VG\\d+$/'), 'VG12', true],
    [expecting.neverMatches('\\d{11}'), '13800138842', false],
    [expecting.language('zh'), '您的订单 VG26111042 已发货，请放心。', true],
    [expecting.language('zh'), 'Your order is on its way.', false],
    [expecting.language('en'), 'Wuhan hub (武汉), tomorrow at noon', true],
    [expecting.length({ sentences: 1 }), 'One. Two.', false],
    [expecting.length({ characters: 4 }), '好的好的', true],
    [expecting.tone('courteous'), '您好，我来查一下。', true],
    [expecting.tone('courteous'), '你急什么', false],
    [
      expecting.schema({ type: 'object', required: ['a'], properties: { a: { type: 'number' } } }),
      '```json\n{"a": 1}\n```',
      true,
    ],
    [
      expecting.schema({ type: 'object', required: ['a'], properties: { a: { type: 'number' } } }),
      '{"a": "1"}',
      false,
    ],
  ])('%j of %j: %s', async (expectation, text, holds) => {
    expect(await verdict(expectation, answer(text))).toBe(holds)
  })

  it('cannot be a matter of opinion without a judge', async () => {
    await expect(verdict(expecting.judged('Is the reply kind?'))).rejects.toThrow(/--judge/)
  })
})

describe('citations that support', () => {
  it('holds when figures and terms stand in the passage', async () => {
    expect(await verdict(expecting.supported(true))).toBe(true)
  })

  it('finds a figure that is not there', async () => {
    const invented = traceOf({
      ...trace,
      messages: [said('agent', '普通地区运费 8 元，满 59 元包邮。', 'kb-zh-011#1')],
      calls: [],
    })
    expect(await verdict(expecting.supported(true), invented)).toBe(false)
  })
})

describe('an expectation in a file', () => {
  const fault = (value: unknown) => ExpectationSchema.safeParse(value).error?.issues[0]?.message

  it('is data that says what it is', () => {
    expect(heldBy('desk')).toEqual({ heldBy: 'desk' })
    expect(nameOf(noEffect(true))).toBe('noEffect')
  })

  it('names what is unknown, and what was probably meant', () => {
    expect(fault({ heldby: 'desk' })).toMatch(/no expectation called heldby; did you mean heldBy\?/)
    expect(fault({ heldBy: 'robot' })).toMatch(/agent.*desk.*operator/)
    expect(fault({ heldBy: 'desk', gap: true })).toMatch(/one expectation, not 2/)
    expect(fault('heldBy')).toMatch(/must be like/)
    expect(fault({ matches: '(' })).toMatch(/is no pattern/)
  })
})
