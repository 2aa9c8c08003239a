import { describe, expect, it } from 'vitest'
import { ownWordsSaid, plainWords } from './own-words.ts'

const read = (text: string) => {
  const words = plainWords(text.split(' '))
  return { words: new Set(words), length: words.length }
}

describe('the very words of a query', () => {
  it('count for more the fewer candidates say them, small words too', () => {
    const texts = ['before the storm came', 'after the rain came', 'after the snow came'].map(read)
    const [before = 0, after = 0] = ownWordsSaid(['what', 'came', 'before'], texts)
    expect(before).toBe(1)
    expect(after).toBeLessThan(before / 2)
  })

  it('count for less in a long text', () => {
    const [short = 0, long = 0] = ownWordsSaid(
      ['rain'],
      [read('rain came'), read(`rain came ${'and went '.repeat(30)}`)],
    )
    expect(long).toBeLessThan(short)
  })

  it('are 0 for every candidate when none says one, and Chinese is left out', () => {
    expect(ownWordsSaid(['snow'], [read('rain')])).toEqual([0])
    expect(plainWords(['运费', 'usb', '多少'])).toEqual(['usb'])
  })
})
