import { describe, expect, it } from 'vitest'
import { parseLexicon, shopLexicon } from './lexicon.ts'

const lexicon = parseLexicon(`
# a comment
运费 邮费 | shipping fee; postage
| fix; repair   # no Chinese
lonely
柏林 | berlin; munich > 德国 | germany
`)
const names = (phrase: string) => lexicon.others(phrase).map(({ text }) => text)

describe('the lexicon', () => {
  it('knows what else a phrase is called, in both languages', () => {
    expect(names('邮费')).toEqual(['运费', 'shipping fee', 'postage'])
    expect(names('Shipping  fees')).toEqual(['运费', '邮费', 'postage'])
    expect(names('repairing')).toEqual(['fix'])
  })

  it('knows what lies in what, and not the other way round', () => {
    expect(names('munich')).toEqual(['德国', 'germany'])
    expect(names('germany')).toEqual([])
  })

  it('knows nothing of a phrase that stands alone', () => {
    expect(names('lonely')).toEqual([])
    expect(names('')).toEqual([])
  })

  it('finds the longest phrase from a place on', () => {
    expect(lexicon.chineseAt('查邮费吗', 1)).toEqual(['邮费'])
    expect(lexicon.chineseAt('查邮费吗', 0)).toEqual([])
    expect(lexicon.longestWords(['the', 'ship', 'fee', 'now'], 1)).toBe(2)
    expect(lexicon.longestWords(['ship'], 0)).toBe(0)
  })

  it('comes with the words of a shop', () => {
    expect(
      shopLexicon()
        .others('保修')
        .map(({ text }) => text),
    ).toContain('warranty')
  })
})
