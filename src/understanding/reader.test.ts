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
const now = new Date('2026-11-21T06:00:00Z')
const intentsOf = (text: string) => reader.read(text).intents.map(({ name }) => name)

describe('the reader', () => {
  it.each(['no', '不要', 'yes'])('hears no mood in a bare answer: %s', (text) => {
    expect(reader.read(text, { now }).sentiment).toBe(0)
  })

  it('hears one in an answer that has more to say', () => {
    expect(reader.read('no, this is a disgrace', { now }).sentiment).toBeLessThan(-0.3)
  })

  it.each([
    ['黑的', 'provide_info'],
    ['啥叫质量问题', 'return_policy'],
    ['can you make an exception', 'return_policy'],
    ['i ordered it weeks ago!!', 'urge_delivery'],
    ['what can you do about it', 'complaint'],
    ['那咋个办嘛', 'complaint'],
  ])('reads %s as %s', (text, intent) => expect(intentsOf(text)[0]).toBe(intent))

  it('gives whoever changes a reading a copy of their own', () => {
    reader.read('where is my parcel', { now }).intents.length = 0
    expect(intentsOf('where is my parcel')).not.toEqual([])
  })

  it('forgives a product one typo, but takes no known word for one', () => {
    const products = (text: string) =>
      reader.read(text, { now }).entities.filter(({ type }) => type === 'product')
    expect(products('is the Rigde 2 waterproof')).toMatchObject([{ value: 'Ridge 2' }])
    expect(products('can i ride 2 hours with it')).toEqual([])
  })

  it.each([
    '订单卡在杭州三天了,都急死了',
    "My order has been stuck in Hangzhou for three days, I'm going crazy",
  ])('reads a stuck order as both a question and a wish for speed: %s', (text) => {
    const reading = reader.read(text, { now })
    const names = reading.intents.map(({ name }) => name)
    expect(names).toContain('urge_delivery')
    expect(names).toContain('track_shipment')
    expect(['urge_delivery', 'track_shipment']).toContain(names[0])
    expect(reading.outOfScope).toBe(false)
    expect(reading.sentiment).toBeLessThanOrEqual(-0.3)
    expect(reading.sentiment).toBeGreaterThan(-0.6)
    expect(reading.entities.map(({ type, value }) => [type, value])).toContainEqual([
      'place',
      'Hangzhou',
    ])
  })

  it.each([
    '转人工',
    '找个人来',
    '我要真人客服',
    '人工客服在吗',
    '叫你们经理来',
    'speak to a human',
    'I want a real person please',
    'representative',
    'can you put me through to someone real',
  ])('hears that a person is wanted: %s', (text) =>
    expect(intentsOf(text)[0]).toBe('human_request'),
  )

  it.each(['你们人工智能挺聪明', 'am I talking to a real person?', '你是真人吗', '不用转人工'])(
    'hears no wish for a person in %s',
    (text) => expect(intentsOf(text)).not.toContain('human_request'),
  )

  it.each([
    ['👍', 'affirm'],
    ['好的谢谢', 'affirm'],
    ['go ahead', 'affirm'],
    ['唔使啦', 'deny'],
    ['no thanks', 'deny'],
    ['VG26111842', 'provide_info'],
  ])('reads the bare answer %s as %s', (text, intent) => expect(intentsOf(text)[0]).toBe(intent))

  it('answers for a text without words', () => {
    for (const text of ['', '   ', '\u200b', '\u0000', '。。。']) {
      expect(reader.read(text).intents).toHaveLength(1)
      expect(reader.read(text).outOfScope).toBe(true)
    }
  })

  it('gives a valid reading with spans inside the text for any text', () => {
    const anyText = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 300 }),
      fc.string({ unit: 'grapheme', maxLength: 300 }),
      fc
        .array(
          fc.constantFrom(
            '订单',
            'VG26111842',
            '２６１１１８４２',
            '\u200b',
            ' ',
            '-',
            '¥',
            '12',
            '月',
            '号',
            '@',
            'a.com',
            '+49',
            '一',
            '百',
            '🎁',
            '\ud800',
            "I'm ",
            'E07',
            '三天',
            '\u202e',
          ),
          { maxLength: 40 },
        )
        .map((parts) => parts.join('')),
    )
    fc.assert(
      fc.property(anyText, (text) => {
        const reading = Reading.parse(reader.read(text, { now }))
        const held = reading.intents.map(({ name }) => name)
        expect(new Set(held).size).toBe(held.length)
        for (const { start, end } of reading.entities) {
          expect(start).toBeLessThan(end)
          expect(end).toBeLessThanOrEqual(text.length)
        }
      }),
      { numRuns: 500 },
    )
  })

  it.each([
    ['one word', 'a'.repeat(100_000)],
    ['digits', '1'.repeat(100_000)],
    ['spaced digits', '1 '.repeat(50_000)],
    ['Chinese numerals', '一'.repeat(100_000)],
    ['addresses', 'a@b.'.repeat(25_000)],
    ['commas', '好,'.repeat(50_000)],
    ['signs', '(-+. '.repeat(20_000)],
  ])('reads 100 kB of %s and finds its way back', (_, text) => {
    const started = performance.now()
    Reading.parse(reader.read(text, { now }))
    // Some twenty times what it takes: only a pattern that runs away is slower.
    expect(performance.now() - started).toBeLessThan(2000)
  })
})

describe('a greeting', () => {
  it('with something beside it asks for nobody, unless it does', () => {
    expect(intentsOf('你好 0')).toEqual(['greeting'])
    expect(intentsOf('你好 找个人来')).toContain('human_request')
  })
})
