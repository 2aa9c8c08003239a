import { expect, it } from 'vitest'
import { keepNewest } from './keep-newest.ts'

it('keeps the newest and lets the oldest go, and gives back what it keeps', () => {
  const kept = new Map<string, number>()
  expect(['a', 'b', 'c'].map((key, i) => keepNewest(kept, key, i, 2))).toEqual([0, 1, 2])
  expect([...kept]).toEqual([
    ['b', 1],
    ['c', 2],
  ])
})
