import { describe, expect, it } from 'vitest'
import { parseLexicon } from './lexicon.ts'
import { readQuery } from './query.ts'

const lexicon = parseLexicon('运费 邮费 | shipping fee; postage')
const reading = {
  lexicon,
  knows: (term: string) => term !== 'warrent',
  near: (term: string) => (term === 'warrent' ? ['warrant'] : []),
}
const read = (query: string) => readQuery(query, reading)

describe('reading a query', () => {
  it('names what other words a passage may use', () => {
    const [fee] = read('邮费多少').concepts
    const ways = fee?.ways.map(({ terms }) =>
      terms.filter(({ weight }) => weight === 1).map(({ term }) => term),
    )
    expect(ways).toEqual([['邮费'], ['运费'], ['ship', 'fee'], ['postag']])
  })

  it('names other words for a single character only where it is a word by itself', () => {
    const single = parseLexicon('寄 > 运费')
    const ways = (query: string) =>
      readQuery(query, { ...reading, lexicon: single }).concepts.map(
        (concept) => concept.ways.length,
      )
    expect(ways('寄美国')).toEqual([2, 1])
    expect(ways('寄存')).toEqual([1])
  })

  it('takes what the dictionary lacks for one thing, and not for its single characters', () => {
    const concepts = (query: string) =>
      read(query).concepts.map(({ ways: [own] }) =>
        own?.terms.flatMap(({ term, weight }) => (weight === 1 ? [term] : [])),
      )
    expect(concepts('黑豹队有几人')).toEqual([['黑豹', '豹队'], ['人']])
    expect(concepts('寄我')).toEqual([['寄']])
  })

  it('counts other words for less than its own', () => {
    const { terms } = read('邮费')
    expect(terms.get('运费')).toBeLessThan(terms.get('邮费') ?? 0)
  })

  it('looks for what an unknown word may be a slip of', () => {
    expect(read('warrent').terms.get('warrant')).toBeGreaterThan(0)
  })

  it('knows a code by its looks', () => {
    expect(read('E05 fridge').concepts.map(({ code }) => code)).toEqual([true, false])
  })

  it('has no concept for words that only carry the question', () => {
    expect(read('请问怎么办').concepts).toEqual([])
    expect(read('could you please help me').concepts).toEqual([])
  })

  it('survives any text', () => {
    for (const text of [
      '',
      ' ',
      '\ud800',
      '😀'.repeat(5000),
      '|'.repeat(9000),
      '的'.repeat(9000),
    ]) {
      expect(() => read(text)).not.toThrow()
    }
  })
})
