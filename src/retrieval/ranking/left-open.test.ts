import { describe, expect, it } from 'vitest'
import { leftOpenByArticles } from './left-open.ts'

describe('what an article leaves open of a query', () => {
  it('is what none of its passages says', () => {
    const said = [
      [1, 0, 0],
      [0, 0.5, 0],
      [1, 1, 1],
    ].map((own) => Float64Array.from(own))
    const [one, other, whole] = leftOpenByArticles(['kettle', 'kettle', 'cord'], said, [2, 2, 4])
    expect(one).toEqual({ all: 5 / 8, most: 4 / 8 })
    expect(other).toEqual(one)
    expect(whole).toEqual({ all: 0, most: 0 })
  })

  it('is nothing when nothing is asked', () => {
    expect(leftOpenByArticles(['kettle'], [new Float64Array(0)], [])).toEqual([{ all: 0, most: 0 }])
  })
})
