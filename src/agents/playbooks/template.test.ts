import { describe, expect, it } from 'vitest'
import { fillArguments, fillTemplate, holds, showDate, valueAt, type Reading } from './template.ts'

const zh: Reading = {
  locale: 'zh',
  timeZone: 'Asia/Shanghai',
  now: new Date('2026-11-21T08:00:00Z'),
}
const en: Reading = { ...zh, locale: 'en' }

const known = {
  order: 'VG26110001',
  track: {
    last: { place: { zh: '杭州', en: 'Hangzhou' }, at: '2026-11-18T04:20:00.000Z' },
    silentDays: 3,
    parcel: { state: 'stuck', expectedBy: null },
  },
  quote: { amount: { minor: 2295, currency: 'CNY' } },
  lines: [{ name: 'kettle' }, { name: 'cup' }],
}

describe('a path', () => {
  it.each([
    ['order', 'VG26110001'],
    ['track.parcel.state', 'stuck'],
    ['lines.1.name', 'cup'],
    ['track.nothing.here', undefined],
    ['order.length.more', undefined],
  ])('%s leads to %j', (path, value) => {
    expect(valueAt(known, path)).toEqual(value)
  })

  it.each(['constructor', '__proto__', 'track.__proto__.polluted', 'lines.map'])(
    '%s leads to nothing that was not put there',
    (path) => {
      expect(valueAt(known, path)).toBeUndefined()
    },
  )
})

describe('a condition holds', () => {
  it.each([
    [{ order: 'VG26110001' }, true],
    [{ order: 'VG26110002' }, false],
    [{ 'track.silentDays': { atLeast: 3 } }, true],
    [{ 'track.silentDays': { atMost: 2 } }, false],
    [{ order: { atLeast: 1 } }, false],
    [{ 'track.parcel.state': { in: ['stuck', 'lost'] } }, true],
    [{ 'track.parcel.state': { not: 'stuck' } }, false],
    [{ 'track.parcel.expectedBy': null }, true],
    [{ 'track.parcel.expectedBy': { known: true } }, false],
    [{ nothing: { known: false } }, true],
    [{ nothing: { not: 'stuck' } }, true],
    [{ order: 'VG26110001', 'track.silentDays': { atLeast: 4 } }, false],
    [{}, true],
    [undefined, true],
  ])('%j: %s', (condition, expected) => {
    expect(holds(condition, known)).toBe(expected)
  })
})

describe('a template', () => {
  const template = '{order} {track.last.place} {track.last.at} {quote.amount} {lines.0.name}'

  it('is filled as people of that locale read it', () => {
    expect(fillTemplate(template, known, zh)).toBe('VG26110001 杭州 11月18日 12:20 ¥22.95 kettle')
    expect(fillTemplate(template, known, en)).toMatch(
      /^VG26110001 Hangzhou 18 Nov,? 12:20 (CN)?¥22\.95 kettle$/,
    )
  })

  it('leaves a gap empty, and shows no insides of things', () => {
    expect(fillTemplate('[{nothing}{track}{track.parcel.expectedBy}]', known, zh)).toBe('[]')
  })

  it('fills once: what a value says is text', () => {
    const sly = { name: '{order} $& $1', order: 'VG26110001' }
    expect(fillTemplate('Hello {name}', sly, en)).toBe('Hello {order} $& $1')
  })

  it('joins a list as the language does', () => {
    const several = { places: ['A', 'B'] }
    expect(fillTemplate('{places}', several, zh)).toBe('A、B')
    expect(fillTemplate('{places}', several, en)).toBe('A, B')
  })

  it('shows what only looks like a moment as it is', () => {
    const odd = { at: '2026-13-45T99:99' }
    expect(fillTemplate('{at}', odd, en)).toBe('2026-13-45T99:99')
  })
})

describe('a moment', () => {
  it('is shown in the business’s time, far away with its year and without its minute', () => {
    expect(showDate(new Date('2026-11-20T17:05:00Z'), zh)).toBe('11月21日 01:05')
    expect(showDate(new Date('2027-01-20T12:00:00Z'), zh)).toBe('2027年1月20日')
    expect(showDate(new Date('2027-01-20T12:00:00Z'), en)).toBe('20 Jan 2027')
  })
})

describe('arguments', () => {
  it('stay as they are, or become what is known', () => {
    const args = { orderNumber: '$order', amount: '$quote.amount', reason: 'goodwill', times: 2 }
    expect(fillArguments(args, known)).toEqual({
      orderNumber: 'VG26110001',
      amount: { minor: 2295, currency: 'CNY' },
      reason: 'goodwill',
      times: 2,
    })
  })

  it('that nothing is known for are left out of what a tool sees', () => {
    expect(JSON.stringify(fillArguments({ orderNumber: '$nothing' }, known))).toBe('{}')
    expect(fillArguments(undefined, known)).toEqual({})
  })
})
