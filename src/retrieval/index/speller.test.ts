import { describe, expect, it } from 'vitest'
import { createSpeller, editDistance } from './speller.ts'

function spellerOf(...terms: string[]) {
  const speller = createSpeller()
  for (const term of terms) {
    for (const character of /\p{Script=Han}/u.test(term) ? term : '') speller.add(character)
    speller.add(term)
  }
  return speller
}

describe('slips', () => {
  it('finds the word that was meant, one slip away, or two in a long word', () => {
    const speller = spellerOf('batter', 'refund', 'shipping')
    expect(speller.near('refnud', 3)).toEqual(['refund'])
    expect(speller.near('shiping', 3)).toEqual(['shipping'])
    expect(speller.near('shipnig', 3)).toEqual([])
    expect(speller.near('shippnigs', 3)).toEqual(['shipping'])
  })

  it('finds the Chinese pair that sounds alike', () => {
    const speller = spellerOf('咖啡', '发票', '插座', '运费')
    expect(speller.near('咖非', 3)).toEqual(['咖啡'])
    expect(speller.near('插坐', 3)).toEqual(['插座'])
  })

  it('does not guess at codes and short words', () => {
    const speller = spellerOf('e05', 'lid')
    expect(speller.near('e06', 3)).toEqual([])
    expect(speller.near('lip', 3)).toEqual([])
  })

  it('no longer offers what was removed', () => {
    const speller = spellerOf('refund')
    speller.remove('refund')
    expect(speller.near('refnud', 3)).toEqual([])
  })
})

it('counts inserts, deletes, replacements and swaps of neighbours', () => {
  expect(editDistance('refund', 'refund', 2)).toBe(0)
  expect(editDistance('refund', 'refnud', 2)).toBe(1)
  expect(editDistance('refund', 'refun', 2)).toBe(1)
  expect(editDistance('refund', 'rafunds', 2)).toBe(2)
  expect(editDistance('refund', 'kettle', 2)).toBe(3)
})
