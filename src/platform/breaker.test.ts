import { expect, it } from 'vitest'
import { createBreaker } from './breaker.ts'

function start() {
  let now = Date.UTC(2026, 10, 21)
  const breaker = createBreaker({ clock: () => new Date(now), failures: 3, restMs: 30_000 })
  return { breaker, pass: (ms: number) => (now += ms) }
}

it('opens after three failures in a row, and only in a row', () => {
  const { breaker } = start()
  breaker.failed()
  breaker.failed()
  breaker.succeeded()
  breaker.failed()
  breaker.failed()
  expect(breaker.admits()).toBe(true)
  breaker.failed()
  expect(breaker.admits()).toBe(false)
})

it('admits exactly one trial after its rest', () => {
  const { breaker, pass } = start()
  for (let i = 0; i < 3; i++) breaker.failed()
  pass(29_999)
  expect(breaker.admits()).toBe(false)
  pass(1)
  expect([breaker.admits(), breaker.admits()]).toEqual([true, false])
})

it('rests again when the trial fails, closes when it succeeds', () => {
  const { breaker, pass } = start()
  for (let i = 0; i < 3; i++) breaker.failed()
  pass(30_000)
  breaker.admits()
  breaker.failed()
  expect(breaker.admits()).toBe(false)
  pass(30_000)
  breaker.admits()
  breaker.succeeded()
  expect([breaker.admits(), breaker.admits()]).toEqual([true, true])
})

it('gives another trial when one was called off', () => {
  const { breaker, pass } = start()
  for (let i = 0; i < 3; i++) breaker.failed()
  pass(30_000)
  breaker.admits()
  breaker.abandoned()
  expect(breaker.admits()).toBe(true)
})
