import { expect, it } from 'vitest'
import { MessageId } from '../domain/id.ts'
import { gradeLead, type GradeContext } from './grade.ts'
import { parseWeights, standardWeights } from './grade-weights.ts'
import { readLead } from './read-lead.ts'

const today = new Date('2026-11-21')
const grade = (text: string, context: Partial<GradeContext> = {}) => {
  const turns = [
    {
      messageId: MessageId.parse('msg_1'),
      from: 'customer' as const,
      text,
      at: today,
      entities: [],
    },
  ]
  return gradeLead(readLead(turns, { today }), turns, { today, ...context })
}

it('is hot for much, soon; warm for much, later; cold for nothing concrete', () => {
  expect(grade('I need 200 tents by 1 December').grade).toBe('hot')
  expect(grade('I need 200 tents by next June').grade).toBe('warm')
  expect(grade('hello').grade).toBe('cold')
  expect(grade('maybe one day I would like a tent, no rush').grade).toBe('cold')
})

it('says why, and on which message it stands', () =>
  expect(grade('I need 200 tents by 1 December').reasons).toEqual([
    { axis: 'urgency', code: 'deadline', detail: '2026-12-01', messageId: 'msg_1' },
    { axis: 'value', code: 'quantity', detail: '200', messageId: 'msg_1' },
    { axis: 'fit', code: 'unknown_goods', detail: '200 tents', messageId: 'msg_1' },
  ]))

it('falls back to the prior value where nothing is known', () =>
  expect(grade('I need a tent').reasons.map(({ code }) => code)).toContain('prior'))

it('counts a history of orders, and what the catalogue names', () => {
  expect(grade('I need a tent', { historyValue: 0.9 }).value).toBe(0.9)
  expect(grade('I need a tent', { catalogue: ['tent'] }).fit).toBe(1)
})

it('multiplies a price for each by the number', () =>
  expect(grade('I need 60 gifts, 30 euros each').value).toBe(
    standardWeights.value.byAmountCny[1]?.score,
  ))

it('refuses weights that do not fit, and names the field', () => {
  expect(() => parseWeights({ ...standardWeights, grades: { hot: 0.1, warm: 0.5 } })).toThrow(
    /grades: warm must be below hot/,
  )
  expect(() => parseWeights({ ...standardWeights, withdrawn: 2 })).toThrow(/withdrawn/)
})
