import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { mayHave, sieveOf } from './letter-sieve.ts'

const letter = fc.constantFrom(...'a b c x y z 0 1 9 é ß 运 费 退 货 谁 한 あ 𠀀'.split(' '), ' ')
const text = fc.string({ unit: letter, maxLength: 80 })

describe('a letter sieve', () => {
  it('never denies what the text has', () => {
    fc.assert(
      fc.property(text, fc.nat(80), (whole, at) => {
        const sieve = sieveOf(whole)
        for (const length of [2, 4]) {
          const gram = whole.slice(at, at + length)
          if (gram.length === length) expect(mayHave(sieve, gram)).toBe(true)
        }
      }),
    )
  })

  it('denies most of what it lacks', () => {
    const sieve = sieveOf(
      'the parcel waits at the counter for two weeks, then it goes back 运费不退',
    )
    const lacking = ['kett', 'ship', 'refu', 'late', 'code', '退款', '邮费', '保修', '取件', '关税']
    expect(lacking.filter((gram) => mayHave(sieve, gram)).length).toBeLessThan(3)
  })
})
