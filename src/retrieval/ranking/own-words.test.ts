import { describe, expect, it } from 'vitest'
import { ownWordsSaid, veryWords } from './own-words.ts'

const saidBy = (query: string, texts: readonly string[]) => {
  const asked = veryWords(query.split(' '))
  const read = texts.map((text) => {
    const words = veryWords(text.split(' '))
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

  it('are 0 for every candidate when none says one', () => {
    expect(saidBy('snow', ['rain'])).toEqual([0])
  })

  it('are the characters in Chinese, so that 献唱 says half of 演唱', () => {
    expect(veryWords(['演唱', 'usb'])).toEqual(['演', '唱', 'usb'])
    const [partly = 0, not = 0] = saidBy('谁 演唱 了', ['她 献唱 了 国歌', '她 出席 了 典礼'])
    expect(partly).toBeGreaterThan(not)
  })
})
