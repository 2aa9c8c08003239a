import { describe, expect, it } from 'vitest'
import { pairsSaid, wordPairsOf } from './word-pairs.ts'

/** Texts and query as letters, each a word; `near` tells which texts stand near one another. */
function saidBy(query: string, texts: readonly string[], near = texts.map((_, i) => [i])) {
  const asked = [...new Set(query)]
  const wordPlaces = new Int32Array(128)
  for (const [place, word] of asked.entries()) wordPlaces[word.charCodeAt(0)] = place + 1
  const pairs = wordPairsOf(
    Array.from(query, (word) => asked.indexOf(word)),
    asked.length,
  )
  const numbered = texts.map((text) => Int32Array.from(text, (word) => word.charCodeAt(0)))
  return pairsSaid(pairs, wordPlaces, numbered, near)
}

describe('pairs of neighbouring words', () => {
  it('are said side by side and in their order only', () => {
    const [together, apart, turned] = saidBy('ab', ['xaby', 'axb', 'ba'])
    expect(together).toEqual({ rarest: 1, together: 1 })
    expect(apart).toEqual({ rarest: 0, together: 0 })
    expect(turned).toEqual({ rarest: 0, together: 0 })
  })

  it('count for more the fewer texts say them', () => {
    const [common, rare] = saidBy('abcd', ['ab', 'ab cd', 'ab', 'ab'])
    expect(common?.rarest).toBeLessThan(0.2)
    expect(rare).toEqual({ rarest: 1, together: 1 })
  })

  it('leave out what no text says: it tells none of them apart', () => {
    const [all] = saidBy('abz', ['ab', 'x'])
    expect(all?.together).toBe(1)
  })

  it('are said together with the texts nearby', () => {
    const [one, other, far] = saidBy('abcd', ['ab', 'cd', 'x'], [[0, 1], [0, 1], [2]])
    expect(one?.together).toBe(1)
    expect(other?.together).toBe(1)
    expect(one?.rarest).toBe(1)
    expect(far?.together).toBe(0)
  })

  it('are 0 everywhere for a query of one word', () => {
    expect(saidBy('a', ['ab'])).toEqual([{ rarest: 0, together: 0 }])
  })
})
