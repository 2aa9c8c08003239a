import * as fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { Reading } from '../domain/reading.ts'
import type { Reader } from '../domain/reading.ts'
import { testReader } from '../../tests/reader.ts'
import { createReader } from './reader.ts'

let reader: Reader
beforeAll(() => {
  reader = createReader(testReader)
})

const wishes = [
  'where is my parcel, it was due on Monday',
  'please cancel my order',
  '我想退货,鞋子太小了',
  '快递三天没动了,帮我催一下',
]
const wish = fc.constantFrom(...wishes)

/** Characters of one kind, as hostile or careless senders have them. */
const kinds = {
  emoji: ['😀', '👩‍👩‍👧', '🇨🇳', '❤️', '👍🏽', '🎁'],
  'right-to-left text': ['שלום', 'איפה', 'مرحبا', 'طلب', '\u202e', '\u2067', '\u200f'],
  'control characters': ['\u0000', '\u0007', '\u001b', '\u007f', '\u0085', '\r', '\t'],
  'zero-width characters': ['\u200b', '\u200c', '\u200d', '\u2060', '\ufeff', '\u00ad'],
  homoglyphs: ['оrdеr', 'rеfυnd', 'раrсеl', 'ⅽancel', 'ｒｅｆｕｎｄ', '𝐨𝐫𝐝𝐞𝐫'],
  'many scripts': ['订单', 'заказ', 'παραγγελία', '주문', 'ご注文', 'คำสั่งซื้อ', 'order', 'ऑर्डर'],
  'broken pieces': ['\ud800', '\udfff', '\u0300'.repeat(40), '\uffff', '\u{e0041}'],
}

const intentsOf = (text: string): string[] => reader.read(text).intents.map(({ name }) => name)

describe('a reading comes back', () => {
  it.each(Object.entries(kinds))('for nothing but %s', (_, pieces) => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...pieces), { maxLength: 60 }), (parts) => {
        expect(Reading.parse(reader.read(parts.join(''))).intents.length).toBeGreaterThan(0)
      }),
      { numRuns: 60 },
    )
  })

  it('for all of them at once around a wish, with spans inside the text', () => {
    const noise = fc.array(fc.constantFrom(...Object.values(kinds).flat(), ' '), { maxLength: 30 })
    fc.assert(
      fc.property(noise, wish, noise, (before, said, after) => {
        const text = before.join('') + said + after.join('')
        const reading = Reading.parse(reader.read(text))
        expect(reading.intents.length).toBeGreaterThan(0)
        for (const { end } of reading.entities) expect(end).toBeLessThanOrEqual(text.length)
      }),
      { numRuns: 200 },
    )
  })
})

describe('what nobody sees changes nothing', () => {
  it('wherever zero-width characters stand', () => {
    const strewn = fc.array(
      fc.tuple(fc.nat(40), fc.constantFrom(...kinds['zero-width characters'])),
    )
    fc.assert(
      fc.property(wish, strewn, (said, marks) => {
        let text = said
        for (const [at, mark] of marks) text = `${text.slice(0, at)}${mark}${text.slice(at)}`
        expect(intentsOf(text)).toEqual(intentsOf(said))
      }),
      { numRuns: 100 },
    )
  })

  it('nor Cyrillic letters that look like the Latin ones around them', () => {
    const lookalike = new Map(Object.entries({ a: 'а', c: 'с', e: 'е', o: 'о', p: 'р', y: 'у' }))
    fc.assert(
      fc.property(fc.nat(15), (skipped) => {
        const [plain = ''] = wishes
        let met = 0
        // Never a word's every letter: a word that is all Cyrillic may be meant.
        const faked = plain.replace(/[aceopy]/g, (letter) =>
          met++ % 3 === skipped % 3 ? (lookalike.get(letter) ?? letter) : letter,
        )
        expect(faked).not.toBe(plain)
        expect(intentsOf(faked)).toEqual(intentsOf(plain))
      }),
    )
  })
})

describe('a long text is read by its two ends', () => {
  it('whatever stands between them', () => {
    const middle = fc.array(fc.constantFrom(...Object.values(kinds).flat()), { minLength: 1 })
    const [start, end] = ['I have a question. '.repeat(150), ' Where is my parcel?'.repeat(150)]
    const plain = intentsOf(`${start}${'.'.repeat(5000)}${end}`)
    fc.assert(
      fc.property(middle, (parts) => {
        const filling = parts.join('').repeat(Math.ceil(100_000 / parts.join('').length))
        expect(intentsOf(start + filling + end)).toEqual(plain)
      }),
      { numRuns: 20 },
    )
  })
})
