import { describe, expect, it } from 'vitest'
import { createMisspeltFinder } from './misspelt-products.ts'

const known = new Set('ride bridge the edge a city trail master'.split(' '))
const find = createMisspeltFinder(
  ['Ridge 2', 'Ridge 3', 'AF-45', 'E-City 20', 'Trailmaster', '星河投影仪', '云朵椅'],
  (word) => known.has(word.toLowerCase()),
)
const found = (text: string): string[] =>
  find(text).map(({ value, start, end }) => `${value}: ${text.slice(start, end)}`)

describe('product names with one typo', () => {
  it.each([
    ['is the rigde 2 in stock', 'Ridge 2: rigde 2'],
    ['my Ridgge-3 leaks', 'Ridge 3: Ridgge-3'],
    ['ridg2 poles', 'Ridge 2: ridg2'],
    ['an e-citty 20 please', 'E-City 20: e-citty 20'],
    ['the trailmastr is great', 'Trailmaster: trailmastr'],
    ['星和投影仪多少钱', '星河投影仪: 星和投影仪'],
    ['我的星河投影坏了', '星河投影仪: 星河投影'],
    ['新河投影仪有货吗', '星河投影仪: 新河投影仪'],
  ])('are found in %s', (text, expected) => expect(found(text)).toContain(expected))

  it.each([
    ['a known word', 'i want to ride 2 miles over bridge 3'],
    ['another first letter', 'the fidge 2'],
    ['another number', 'rigde 4'],
    ['two typos', 'rigdde 2'],
    ['part of a longer word or number', 'porigde 2, rigde 20, rigde 2a'],
    ['a name with few letters', 'AE-45, AF45D'],
    ['a short Chinese name', '云朵凳'],
    ['Chinese that shares half of a name', '投影的仪器坏了'],
  ])('are not found in %s', (_, text) => expect(found(text)).toEqual([]))

  it('are not looked for where they are written right', () => {
    expect(found('the Ridge 2 and the 星河投影仪')).toEqual([])
  })
})
