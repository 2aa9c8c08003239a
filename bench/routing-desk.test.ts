import { expect, it } from 'vitest'
import { simulate, type Desk } from './routing-desk.ts'

const alone: Desk = {
  operators: [{ id: 'a', capacity: 1, skills: { any: 1 }, weight: 1 }],
  rates: { any: 0.5 },
}
const mean = (values: Float64Array) => values.reduce((sum, one) => sum + one, 0) / values.length

it('makes one operator at half load keep people waiting for one handling time, as M/M/1 says', () => {
  const { waits } = simulate(alone, { chats: 200_000, seed: 5, routing: 'baton' })
  expect(mean(waits)).toBeGreaterThan(0.93)
  expect(mean(waits)).toBeLessThan(1.07)
})

it('serves everyone the same by any routing where there is one to choose, and again under the same seed', () => {
  const run = (routing: 'baton' | 'in turn' | 'in turn among the free') =>
    simulate(alone, { chats: 2000, seed: 5, routing }).waits
  expect(run('in turn')).toEqual(run('baton'))
  expect(run('in turn among the free')).toEqual(run('baton'))
})

it('keeps a skill from those who lack it', () => {
  const desk: Desk = {
    operators: [
      { id: 'idle', capacity: 9, skills: { other: 1 }, weight: 1 },
      { id: 'busy', capacity: 1, skills: { any: 1 }, weight: 1 },
    ],
    rates: { any: 0.5, other: 0 },
  }
  const { waits } = simulate(desk, { chats: 20_000, seed: 5, routing: 'baton' })
  expect(mean(waits)).toBeGreaterThan(0.8)
})
