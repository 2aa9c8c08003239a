import { describe, expect, it } from 'vitest'
import { parseLexicon } from '../words/lexicon.ts'
import { isBeside, namedShare, narrowAmong, thingsIn } from './narrow.ts'
import { readQuery } from '../words/query.ts'

const lexicon = parseLexicon(
  '* 电动自行车 | e-bike\n运费 | shipping fee\n退货运费 | return shipping\n退货 | return',
)
const named = (query: string) =>
  readQuery(query, { lexicon, knows: () => true, near: () => [] }).named

describe('what a title names', () => {
  it('is the longest phrase at each place, and model numbers', () => {
    expect(thingsIn('退货运费由谁承担', lexicon)).toEqual(['退货运费'])
    expect(thingsIn('e-bike returns: AF-45', lexicon)).toEqual(['ebik', 'return', 'af45'])
  })

  it('is narrow where the lexicon says so', () => {
    expect(narrowAmong(thingsIn('电动自行车退货', lexicon), lexicon)).toEqual(['电动自行车'])
  })

  it('is beside a question that names none of it, under any name', () => {
    expect(isBeside(['电动自行车'], named('怎么退货'))).toBe(true)
    expect(isBeside(['电动自行车'], named('how to return an e-bike'))).toBe(false)
    expect(isBeside([], named('怎么退货'))).toBe(false)
  })

  it('is no part of a longer name', () => {
    expect(namedShare(thingsIn('退货运费由谁承担', lexicon), named('运费多少'))).toBe(0)
    expect(namedShare(thingsIn('国内运费', lexicon), named('运费多少'))).toBe(1)
  })
})
