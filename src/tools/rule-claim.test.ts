import { describe, expect, it } from 'vitest'
import type { AfterSales, Claim } from '../domain/after-sales.ts'
import { ConversationId } from '../domain/id.ts'
import { ruleClaim } from './rule-claim.ts'

/** A shop that rules nothing out and keeps what it was asked. */
function listening() {
  const heard: Claim[] = []
  const afterSales: AfterSales = {
    rule: async (_who, _order, claim) => {
      heard.push(claim)
      return {
        allowed: false,
        because: 'period_over',
        reason: { zh: '已过期。', en: 'The period is over.' },
        instead: { zh: '可以保修。', en: 'There is the warranty.' },
        source: { zh: 'kb-zh-019', en: 'kb-en-009' },
      }
    },
    open: () => Promise.reject(new Error('nothing is opened by a read')),
    refunds: async () => [],
  }
  return { heard, tool: ruleClaim(afterSales, { get: async () => null }) }
}
const call = {
  identity: { shopCustomerId: 'sc_wu', provenOrders: [] },
  locale: 'en' as const,
  now: new Date('2026-11-21T08:00:00Z'),
  conversationId: ConversationId.make(),
  idempotencyKey: '',
}
const ask = (tool: ReturnType<typeof ruleClaim>, args: Record<string, unknown>) =>
  tool.run(tool.input.parse({ orderNumber: 'VG26111042', kind: 'return', ...args }), call)

describe('asking for a ruling on a claim', () => {
  it.each([
    [35, 35],
    ['35', 35],
    ['35.5 km', 35.5],
    ['大概三十五公里', 35],
    ['１２', 12],
    ['1,204 km', 1204],
    ['not much', null],
    [undefined, null],
  ])('reads the kilometres of %j as %j', async (usage, expected) => {
    const { tool, heard } = listening()
    await ask(tool, { usage })
    expect(heard[0]?.usage).toBe(expected)
  })

  it('takes the mildest reason while none is known, and leaves out what was not said', async () => {
    const { tool, heard } = listening()
    await ask(tool, {})
    expect(heard[0]).toMatchObject({
      because: 'change_of_mind',
      condition: null,
      sku: null,
      wants: null,
    })
  })

  it('tells the model the reason, the way out and the article', async () => {
    const { tool } = listening()
    const result = await ask(tool, {})
    expect(result.ok).toBe(true)
    expect(result.forModel).toMatch(/period is over.*warranty.*kb-en-009/)
  })

  it.each([
    { condition: 'eaten' },
    { because: 'boredom' },
    { usage: -3 },
    { kind: 'gift' },
    { orderNumber: '42' },
  ])('does not take %j', (args) => {
    const { tool } = listening()
    expect(
      tool.input.safeParse({ orderNumber: 'VG26111042', kind: 'return', ...args }).success,
    ).toBe(false)
  })
})
