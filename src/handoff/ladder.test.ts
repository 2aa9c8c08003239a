import { describe, expect, it } from 'vitest'
import { chooseSeat, eligibleSeats, estimateWait, type DeskSeat, type Waiting } from './ladder.ts'
import { createRouter } from './routing.ts'

const seat = (id: string, change: Partial<DeskSeat> = {}): DeskSeat => ({
  id,
  skills: { logistics: 2 },
  tier: 'agent',
  languages: [],
  capacity: 2,
  load: 0,
  weight: 1,
  present: true,
  idleSinceMs: 0,
  ...change,
})
const waiting: Waiting = {
  skill: 'logistics',
  tier: 'agent',
  language: 'zh',
  waitedMs: 0,
  passedOver: [],
  lastOperator: null,
}
const overflowMs = 120_000
const asked = (seats: DeskSeat[], change: Partial<Waiting> = {}) => {
  const choice = chooseSeat(createRouter(1), seats, { ...waiting, ...change }, overflowMs)
  return choice && `${choice.seat.id} ${choice.rung}`
}

describe('whom a waiting conversation is offered to', () => {
  it('is somebody with the skill, the language and the rank', () => {
    const seats = [
      seat('other skill', { skills: { billing: 5 } }),
      seat('other language', { languages: ['en'] }),
      seat('fits', { languages: ['zh'], load: 1 }),
    ]
    expect(asked(seats)).toBe('fits fitting')
    expect(
      asked([seat('agent'), seat('expert', { tier: 'expert', load: 1 })], { tier: 'expert' }),
    ).toBe('expert fitting')
  })

  it('may be a generalist, or whoever is as good at it as a specialist', () => {
    expect(asked([seat('generalist', { skills: {} })])).toBe('generalist fitting')
    expect(asked([seat('good', { skills: { logistics: 4 } })], { tier: 'specialist' })).toBe(
      'good fitting',
    )
    expect(asked([seat('fair', { skills: { logistics: 2 } })], { tier: 'specialist' })).toBe(
      'fair any_tier',
    )
  })

  it('is nobody while those who fit are full, and anyone after the overflow time', () => {
    const seats = [seat('full', { load: 2 }), seat('other', { skills: { billing: 1 } })]
    expect(asked(seats)).toBeNull()
    expect(asked(seats, { waitedMs: overflowMs })).toBe('other anyone')
  })

  it('is anyone at once when none of those who fit is there: nobody waits for who is away', () => {
    expect(
      asked([seat('away', { present: false }), seat('other', { skills: { billing: 1 } })]),
    ).toBe('other anyone')
    expect(asked([seat('away', { present: false })])).toBeNull()
  })

  it('is not who left it lying, unless there is nobody else', () => {
    expect(asked([seat('a'), seat('b', { load: 1 })], { passedOver: ['a'] })).toBe('b fitting')
    expect(asked([seat('a'), seat('b', { load: 1 })], { passedOver: ['a', 'b'] })).toBe('a fitting')
  })

  it('is the one the customer knows, while there is room', () => {
    expect(asked([seat('a'), seat('b', { load: 1 })], { lastOperator: 'b' })).toBe('b fitting')
  })
})

describe('the wait', () => {
  const minutes = (seats: DeskSeat[], ahead: number) =>
    estimateWait(eligibleSeats(seats, waiting), ahead, 4)
  it('is a minute with room, and grows with the queue over the places there are', () => {
    expect(minutes([seat('a', { load: 1 })], 0)).toBe(1)
    expect(minutes([seat('a', { load: 2 })], 0)).toBe(2)
    expect(minutes([seat('a', { load: 2 })], 5)).toBe(12)
    expect(minutes([seat('a', { load: 2 }), seat('b', { load: 2 })], 5)).toBe(6)
  })
  it('is unknown when nobody is there', () => {
    expect(minutes([seat('a', { present: false })], 0)).toBeNull()
  })
})
