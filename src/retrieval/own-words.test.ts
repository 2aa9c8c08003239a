import { describe, expect, it } from 'vitest'
import { ownWordsSaid, plainWords } from './own-words.ts'

const saidBy = (query: string, texts: readonly string[]) => {
  const asked = plainWords(query.split(' '))
  const read = texts.map((text) => {
    const words = plainWords(text.split(' '))
    const said = asked.flatMap((word, place) => (words.includes(word) ? [place] : []))
    return { said, length: words.length }
  })
  return ownWordsSaid(asked.length, read)
}

describe('the very words of a query', () => {
  it('count for more the fewer candidates say them, small words too', () => {
    const texts = ['before the storm came', 'after the rain came', 'after the snow came']
    const [before = 0, after = 0] = saidBy('what came before', texts)
    expect(before).toBe(1)
    expect(after).toBeLessThan(before / 2)
  })

  it('count for less in a long text', () => {
    const [short = 0, long = 0] = saidBy('rain', [
      'rain came',
      `rain came ${'and went '.repeat(30)}`,
    ])
    expect(long).toBeLessThan(short)
  })

  it('are 0 for every candidate when none says one, and Chinese is left out', () => {
    expect(saidBy('snow', ['rain'])).toEqual([0])
    expect(plainWords(['运费', 'usb', '多少'])).toEqual(['usb'])
  })
})
