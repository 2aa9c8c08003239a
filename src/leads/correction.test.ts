import { describe, expect, it } from 'vitest'
import { MessageId } from '../domain/id.ts'
import type { LeadFact, LeadFactName } from '../domain/lead.ts'
import { normaliseCorrection, withCorrections } from './correction.ts'
import { readLead } from './read-lead.ts'

const today = new Date('2026-11-21T08:00:00Z')
const minute = (n: number) => new Date(today.getTime() + n * 60_000)

describe('a fact that is typed in', () => {
  it.each([
    ['contact', '138 0013 8000', '+8613800138000'],
    ['contact', 'Anna@Example.DE', 'anna@example.de'],
    ['budget', '3万', 'CNY 30000'],
    ['timeline', '2026-12-01', '2026-12-01'],
    ['name', ' 陈明 ', '陈明'],
  ] as const)('%s %j is kept as %j', (name, value, normal) => {
    expect(normaliseCorrection(name, value, today)).toBe(normal)
  })

  it.each([
    ['contact', '12345'],
    ['contact', '1380013'],
    ['contact', 'call me'],
    ['contact', '99999999999999999999'],
    ['budget', 'a lot'],
    ['timeline', '2025-01-01'],
    ['timeline', '2026-11-20'],
  ] as const)('%s %j is refused with the way out', (name, value) => {
    expect(() => normaliseCorrection(name, value, today)).toThrow(
      expect.objectContaining({ code: 'invalid', field: 'value' }),
    )
  })
})

describe('corrections', () => {
  const messageId = MessageId.make()
  const said = (text: string, at = 0) => ({
    messageId: MessageId.make(),
    from: 'customer' as const,
    text,
    at: minute(at),
    entities: [],
  })
  const line = (
    name: LeadFactName,
    value: string,
    at: number,
    rest: Partial<LeadFact> = {},
  ): LeadFact => ({
    name,
    kind: 'stated',
    value,
    normalised: value,
    saidBy: 'operator',
    messageId,
    at: minute(at),
    confidence: 0.99,
    ...rest,
  })

  it('supersede, are superseded by what is said later, and can take back', () => {
    const first = readLead([said('我要采购40台咖啡机，12月1日前要，预算8万')], { today })
    expect(first.level).toBe(2)
    const later = withCorrections(first, [line('budget', 'CNY 90000', 1)])
    expect(later.facts.budget?.normalised).toBe('CNY 90000')
    expect(later.ledger.length).toBe(first.ledger.length + 1)
    const again = readLead(
      [said('我要采购40台咖啡机，12月1日前要，预算8万'), said('预算改成10万', 2)],
      { today },
    )
    const kept = withCorrections(again, [line('budget', 'CNY 90000', 1)])
    expect(kept.facts.budget?.normalised).toBe('CNY 100000')
    const gone = withCorrections(first, [
      line('timeline', '', 1, { kind: 'retracted', normalised: '' }),
    ])
    expect(gone.facts.timeline).toBeUndefined()
    expect(gone.level).toBe(1)
  })

  it('may give a need that nobody heard, and twenty of them leave the last', () => {
    const none = readLead([said('你好')], { today })
    expect(none.level).toBe(0)
    const many = Array.from({ length: 20 }, (_, i) =>
      line('need', `${i + 1} coffee machines`, i + 1),
    )
    const read = withCorrections(none, many)
    expect(read.need).toMatchObject({ phrase: '20 coffee machines', quantity: 20 })
    expect([read.level, read.levelEvidence]).toEqual([1, [messageId]])
    expect(read.ledger).toHaveLength(20)
  })
})
