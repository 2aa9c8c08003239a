import { expect, it } from 'vitest'
import { createRouter, type Seat } from './routing.ts'

const seat = (id: string, change: Partial<Seat> = {}): Seat => ({
  id,
  skills: { orders: 1 },
  capacity: 3,
  load: 0,
  weight: 1,
  present: true,
  idleSinceMs: 0,
  ...change,
})
const choose = (seats: Seat[], wanted = { skill: 'orders' }) =>
  createRouter(1).choose(seats, wanted)?.id ?? null

it('asks nobody who lacks the skill or its level, is away, or has no room', () => {
  const seats = [
    seat('unskilled', { skills: { returns: 5 } }),
    seat('away', { present: false }),
    seat('full', { load: 3 }),
    seat('junior', { load: 2 }),
  ]
  expect(choose(seats)).toBe('junior')
  expect(createRouter(1).choose(seats, { skill: 'orders', level: 3 })).toBeNull()
})

it('asks the one with the lowest load for their capacity', () => {
  expect(choose([seat('a', { load: 1, capacity: 2 }), seat('b', { load: 2, capacity: 6 })])).toBe(
    'b',
  )
})

it('gives turns by weight, smoothly', () => {
  const router = createRouter(1)
  const seats = [seat('a', { weight: 5 }), seat('b'), seat('c')]
  const turns = Array.from({ length: 7 }, () => router.choose(seats, { skill: 'orders' })?.id)
  expect(turns.filter((id) => id === 'a')).toHaveLength(5)
  // The order that nginx gives for 5, 1, 1.
  expect(turns.map((id) => (id === 'a' ? 'a' : '-')).join('')).toBe('aa-a-aa')
})

it('asks the longest idle where turns are equal', () => {
  expect(choose([seat('a', { idleSinceMs: 9 }), seat('b', { idleSinceMs: 4 })])).toBe('b')
})

it('brings a customer back to whom they spoke to, if there is room', () => {
  const wanted = { skill: 'orders', lastOperator: 'b' }
  expect(choose([seat('a'), seat('b', { load: 2 })], wanted)).toBe('b')
  expect(choose([seat('a'), seat('b', { load: 3 })], wanted)).toBe('a')
})

it('chooses the same under the same seed, whatever the order of the list', () => {
  const seats = Array.from({ length: 20 }, (_, i) => seat(`o${i}`))
  const first = (seed: number, list: Seat[]) =>
    createRouter(seed).choose(list, { skill: 'orders' })?.id
  expect(first(7, seats)).toBe(first(7, seats.toReversed()))
  const byChance = new Set(Array.from({ length: 20 }, (_, seed) => first(seed, seats)))
  expect(byChance.size).toBeGreaterThan(3)
})
