import { describe, expect, it } from 'vitest'
import { aClaim, aLine, aMatter, anOrder } from '../../../../tests/orders.ts'
import type { Claim } from '../../../domain/after-sales.ts'
import type { Order } from '../../../domain/shop.ts'
import { ruleClaim } from './claim.ts'
import { lineOf, paidFor, type Matter } from './matter.ts'

/** What a ruling comes to in one line: `refund/deducted until postage`, or why not. */
function verdict(order: Order, now: string, claim: Partial<Claim>, given: Partial<Matter> = {}) {
  const ruling = ruleClaim(aMatter(order, now, given), aClaim(claim))
  if (!ruling.allowed) return ruling.because
  return `${ruling.refund?.minor ?? 'open'}/${ruling.deducted?.minor ?? 0} ${ruling.until} ${ruling.postage}`
}

const fryer = [aLine('AF-45', 26_900)]
/** Delivered on 10 October in China, paid under the present rules. */
const present = anOrder({ lines: fryer })
/** The last moment of February 2026 in China, and the first of March. */
const oldest = anOrder({ lines: fryer, paidAt: new Date('2026-02-28T15:59:59Z') })
const newest = anOrder({ lines: fryer, paidAt: new Date('2026-02-28T16:00:00Z') })

describe('small appliances in mainland China', () => {
  it.each([
    ['sealed', '2026-11-09T15:59:00Z', '26900/0 2026-11-09 customer'],
    ['sealed', '2026-11-09T16:00:00Z', 'period_over'],
    ['opened', '2026-10-17T15:59:00Z', '26900/0 2026-10-17 customer'],
    ['opened', '2026-10-17T16:00:00Z', 'period_over'],
    ['tried', '2026-10-17T04:00:00Z', '24210/2690 2026-10-17 customer'],
    ['used', '2026-10-17T04:00:00Z', '21520/5380 2026-10-17 customer'],
    ['damaged', '2026-10-17T04:00:00Z', 'open/0 2026-10-17 customer'],
    [null, '2026-10-17T04:00:00Z', 'needs_condition'],
    [null, '2026-11-09T16:00:00Z', 'period_over'],
  ] as const)('present rule, %s at %s: %s', (condition, now, expected) => {
    expect(verdict(present, now, { condition })).toBe(expected)
  })

  it.each([
    ['sealed', '2026-10-25T15:59:00Z', '26900/0 2026-10-25 customer'],
    ['sealed', '2026-10-25T16:00:00Z', 'period_over'],
    ['opened', '2026-10-17T04:00:00Z', '25555/1345 2026-10-17 customer'],
    ['tried', '2026-10-17T04:00:00Z', '22865/4035 2026-10-17 customer'],
    ['used', '2026-10-17T04:00:00Z', '22865/4035 2026-10-17 customer'],
    ['used', '2026-10-17T16:00:00Z', 'period_over'],
    [null, '2026-10-25T16:00:00Z', 'period_over'],
  ] as const)('earlier rule, %s at %s: %s', (condition, now, expected) => {
    expect(verdict(oldest, now, { condition })).toBe(expected)
  })

  it('tells the rules apart by the moment of payment in China', () => {
    const now = '2026-10-17T04:00:00Z'
    expect(verdict(oldest, now, { condition: 'opened' })).toMatch(/^25555/)
    expect(verdict(newest, now, { condition: 'opened' })).toMatch(/^26900/)
  })

  it('lets membership pay the way back, though not under the earlier rule', () => {
    const now = '2026-10-17T04:00:00Z'
    expect(verdict(present, now, { condition: 'sealed' }, { freeReturns: 1 })).toMatch(/shop$/)
    expect(verdict(oldest, now, { condition: 'sealed' }, { freeReturns: 1 })).toMatch(/customer$/)
  })

  it('counts from the day in China on which it was delivered', () => {
    const late = anOrder({ lines: fryer, deliveredAt: new Date('2026-10-10T16:30:00Z') })
    expect(verdict(late, '2026-10-18T15:00:00Z', { condition: 'opened' })).toMatch(/2026-10-18/)
  })

  it('makes up for the warehouse being closed at Spring Festival', () => {
    const festive = anOrder({ lines: fryer, deliveredAt: new Date('2027-01-28T04:00:00Z') })
    expect(verdict(festive, '2027-02-18T04:00:00Z', { condition: 'opened' })).toMatch(/2027-02-18/)
    expect(verdict(festive, '2027-02-19T04:00:00Z', { condition: 'opened' })).toBe('period_over')
    const before = anOrder({ lines: fryer, deliveredAt: new Date('2027-01-25T04:00:00Z') })
    expect(verdict(before, '2027-02-02T04:00:00Z', { condition: 'opened' })).toBe('period_over')
  })
})

describe('outdoor gear in mainland China', () => {
  it.each([
    ['Ridge-2', 'sealed', 30],
    ['Ridge-2', 'opened', 30],
    ['Ridge-2', 'tried', 14],
    ['SJ-3L', 'tried', 15],
    ['SB-5', 'sealed', 7],
    ['GS-2', 'opened', 7],
    ['CF-35', 'sealed', 30],
    ['CF-35', 'opened', 7],
  ] as const)('%s, %s: %i days', (sku, condition, days) => {
    const order = anOrder({ lines: [aLine(sku, 10_000)] })
    const last = new Date(Date.parse('2026-10-10T15:59:00Z') + days * 86_400_000)
    expect(verdict(order, last.toISOString(), { condition })).toMatch(/^10000\/0 /)
    const after = new Date(last.getTime() + 60_000)
    expect(verdict(order, after.toISOString(), { condition })).toBe('period_over')
  })

  it.each([
    ['Ridge-2', 'used', 'used'],
    ['SJ-3L', 'used', 'used'],
    ['SB-15', 'opened', 'hygiene'],
    ['GS-2', 'tried', 'used'],
    ['AF300-12', 'opened', 'opened_consumable'],
  ] as const)('%s, %s: %s', (sku, condition, because) => {
    const order = anOrder({ lines: [aLine(sku, 10_000)] })
    expect(verdict(order, '2026-10-11T04:00:00Z', { condition })).toBe(because)
  })
})

describe('e-bikes and power in mainland China', () => {
  const city = anOrder({ lines: [aLine('E-City-20', 329_900)] })
  const trail = anOrder({ lines: [aLine('E-Trail-27', 800_000)] })
  it.each([
    [city, 0, '317100/12800 2026-10-17 customer'],
    [city, 20, '317100/12800 2026-10-17 customer'],
    [city, 20.1, '290708/39192 2026-10-17 customer'],
    [city, 50, '290708/39192 2026-10-17 customer'],
    [city, 50.5, 'too_far'],
    [trail, 10, '780200/19800 2026-10-17 customer'],
    [city, null, 'needs_usage'],
  ] as const)('an e-bike at %# with %s km', (order, usage, expected) => {
    expect(verdict(order, '2026-10-17T04:00:00Z', { usage })).toBe(expected)
  })

  it('gives an e-bike seven days', () => {
    expect(verdict(city, '2026-10-17T15:59:00Z', { usage: 5 })).toMatch(/^317100/)
    expect(verdict(city, '2026-10-17T16:00:00Z', { usage: 5 })).toBe('period_over')
    expect(verdict(city, '2026-10-17T16:00:00Z', { usage: null })).toBe('period_over')
  })

  const station = anOrder({ lines: [aLine('PS-1200', 359_900)] })
  it.each([
    [3, '353900/6000 2026-10-24 customer'],
    [4, '310712/49188 2026-10-24 customer'],
    [null, 'needs_usage'],
  ] as const)('a power station with %s cycles', (usage, expected) => {
    expect(verdict(station, '2026-10-24T15:59:00Z', { usage })).toBe(expected)
  })

  it('gives a power station fourteen days, a spare battery only with its film', () => {
    expect(verdict(station, '2026-10-24T16:00:00Z', { usage: 1 })).toBe('period_over')
    const battery = anOrder({ lines: [aLine('BT-36-10', 89_900)] })
    const now = '2026-10-20T04:00:00Z'
    expect(verdict(battery, now, { condition: 'sealed' })).toMatch(/^83900/)
    expect(verdict(battery, now, { condition: 'opened' })).toBe('film_broken')
    const panel = anOrder({ lines: [aLine('SP-100', 59_900)] })
    expect(verdict(panel, now, { condition: 'opened' })).toMatch(/^53900/)
    expect(verdict(panel, now, { condition: 'damaged' })).toBe('panel_damaged')
  })
})

describe('the EU and the UK', () => {
  const euro = (sku: string, minor = 10_000, given: Partial<Order> = {}) =>
    anOrder({ site: 'eu', lines: [aLine(sku, minor, { currency: 'EUR' })], ...given })
  it.each([
    ['opened', '2026-10-24T21:59:00Z', '9110/890 2026-10-24 customer'],
    ['opened', '2026-10-24T22:00:00Z', 'period_over'],
    ['tried', '2026-10-24T04:00:00Z', '9110/890 2026-10-24 customer'],
    ['used', '2026-10-24T04:00:00Z', 'open/890 2026-10-24 customer'],
    ['sealed', '2026-11-09T22:59:00Z', '9110/890 2026-11-09 customer'],
    ['sealed', '2026-11-09T23:00:00Z', 'period_over'],
  ] as const)(
    '%s at %s: %s (the clock of Berlin, which changes on 25 October)',
    (condition, now, expected) => {
      expect(verdict(euro('KT-17'), now, { condition })).toBe(expected)
    },
  )

  it('takes £7.90 for the label in the UK, €49 for an e-bike, and no bike over 30 km', () => {
    const british = anOrder({ site: 'uk', lines: [aLine('KT-17', 3900, { currency: 'GBP' })] })
    const now = '2026-10-15T04:00:00Z'
    expect(verdict(british, now, { condition: 'opened' })).toMatch(/^3110\/790/)
    expect(verdict(euro('E-Cargo-26', 300_000), now, { usage: 30 })).toMatch(/^295100\/4900/)
    expect(verdict(euro('E-Cargo-26', 300_000), now, { usage: 31 })).toBe('too_far')
    expect(verdict(euro('SB-5'), now, { condition: 'opened' })).toBe('hygiene')
  })

  it.each([
    ['2026-11-14T12:00:00Z', '2026-11-28'],
    ['2026-11-15T12:00:00Z', '2027-01-31'],
    ['2026-12-24T12:00:00Z', '2027-01-31'],
    ['2026-12-25T12:00:00Z', '2027-01-08'],
  ])('delivered at %s, opened goods come back until %s', (deliveredAt, until) => {
    const order = euro('KT-17', 10_000, { deliveredAt: new Date(deliveredAt) })
    expect(verdict(order, deliveredAt, { condition: 'opened' })).toContain(until)
  })

  it('leaves the longer of the two periods', () => {
    const order = euro('KT-17', 10_000, { deliveredAt: new Date('2026-12-24T12:00:00Z') })
    expect(verdict(order, '2026-12-25T12:00:00Z', { condition: 'sealed' })).toContain('2027-01-31')
  })
})

describe('the United States and Canada', () => {
  const dollars = (sku: string, minor = 10_000) =>
    anOrder({ site: 'us', lines: [aLine(sku, minor, { currency: 'USD' })] })
  it.each([
    ['CM-15', 'sealed', '2026-11-10T07:59:00Z', '9010/990 2026-11-09 customer'],
    ['CM-15', 'sealed', '2026-11-10T08:00:00Z', 'period_over'],
    ['CM-15', 'opened', '2026-10-20T12:00:00Z', '7510/2490 2026-11-09 customer'],
    ['CM-15', 'used', '2026-10-20T12:00:00Z', '7510/2490 2026-11-09 customer'],
    ['Ridge-2', 'opened', '2026-10-20T12:00:00Z', '9010/990 2026-11-09 customer'],
    ['Ridge-2', 'used', '2026-10-20T12:00:00Z', 'used'],
    ['GS-2', 'tried', '2026-10-20T12:00:00Z', 'used'],
    ['PS-600', 'sealed', '2026-10-31T06:59:00Z', '7500/2500 2026-10-30 customer'],
    ['PS-600', 'sealed', '2026-10-31T07:00:00Z', 'period_over'],
  ] as const)('%s, %s at %s: %s (the clock of Reno)', (sku, condition, now, expected) => {
    // Delivered on 10 October at noon in China is the evening of the 9th in Reno.
    const order = { ...dollars(sku), deliveredAt: new Date('2026-10-10T18:00:00Z') }
    expect(verdict(order, now, { condition })).toBe(expected)
  })

  it('takes an e-bike under 20 miles for fifteen days', () => {
    const bike = dollars('E-City-20', 100_000)
    expect(verdict(bike, '2026-10-20T12:00:00Z', { usage: 19.9 })).toMatch(/^87100\/12900/)
    expect(verdict(bike, '2026-10-20T12:00:00Z', { usage: 20 })).toBe('too_far')
    expect(verdict(bike, '2026-10-26T12:00:00Z', { usage: 1 })).toBe('period_over')
  })
})

describe('what holds for every return', () => {
  it.each([
    [{ kind: 'custom' }, 'custom_made'],
    [{ kind: 'wholesale' }, 'wholesale'],
    [{ country: 'HK' }, 'by_hand'],
    [{ status: 'shipped', deliveredAt: null }, 'not_delivered'],
    [{ status: 'paid', deliveredAt: null }, 'not_delivered'],
    [{ status: 'unpaid' }, 'unpaid'],
    [{ status: 'cancelled' }, 'cancelled'],
    [{ status: 'returned' }, 'already_refunded'],
    [{ status: 'refunded' }, 'already_refunded'],
  ] as [Partial<Order>, string][])('%j: %s', (given, because) => {
    expect(
      verdict(anOrder({ lines: fryer, ...given }), '2026-10-11T04:00:00Z', { condition: 'sealed' }),
    ).toBe(because)
  })

  it('takes goods from the bonded warehouse back sealed, within seven days', () => {
    const bonded = anOrder({ lines: fryer, kind: 'bonded' })
    expect(verdict(bonded, '2026-10-17T04:00:00Z', { condition: 'sealed' })).toMatch(/^26900/)
    expect(verdict(bonded, '2026-10-17T04:00:00Z', { condition: 'opened' })).toBe('bonded_opened')
    expect(verdict(bonded, '2026-10-18T04:00:00Z', { condition: 'sealed' })).toBe('period_over')
  })

  it('shares a discount out by price, as the article counts it', () => {
    const lines = [aLine('AF-45', 30_000), aLine('KT-17', 10_000)]
    const order = { ...anOrder({ lines }), total: { minor: 36_000, currency: 'CNY' } }
    expect(paidFor(order, lines[1]!)).toEqual({ minor: 9000, currency: 'CNY' })
    expect(verdict(order, '2026-10-11T04:00:00Z', { sku: 'kt-17', condition: 'sealed' })).toMatch(
      /^9000/,
    )
  })

  it('does not pay postage in the total back as goods', () => {
    const order = { ...present, total: { minor: 27_700, currency: 'CNY' } }
    expect(paidFor(order, fryer[0]!)).toEqual({ minor: 26_900, currency: 'CNY' })
  })

  it('asks which article of several is meant', () => {
    const order = anOrder({ lines: [aLine('AF-45', 1), aLine('KT-17', 1)] })
    expect(lineOf(order, null)).toMatchObject({ ruled: { because: 'needs_item' } })
    expect(lineOf(order, 'XX')).toMatchObject({ ruled: { because: 'needs_item' } })
    expect(verdict(order, '2026-10-11T04:00:00Z', {})).toBe('needs_item')
  })

  it('knows a matter that is under way, and says under which reference', () => {
    const earlier = [
      {
        reference: 'AS1011-1',
        orderNumber: present.number,
        kind: 'return' as const,
        sku: 'AF-45',
        because: 'change_of_mind' as const,
        at: new Date('2026-10-11T04:00:00Z'),
      },
    ]
    const matter = aMatter(present, '2026-10-12T04:00:00Z', { earlier })
    const ruling = ruleClaim(matter, aClaim({ condition: 'sealed' }))
    expect(ruling).toMatchObject({ allowed: false, because: 'already_open' })
    expect(ruling.allowed ? '' : ruling.reason.zh).toContain('AS1011-1')
    expect(ruleClaim(matter, aClaim({ kind: 'refund', because: 'defective' }))).toMatchObject({
      because: 'already_open',
    })
  })

  it('says no in both languages, with the day that decides and a way on', () => {
    const ruling = ruleClaim(
      aMatter(present, '2026-11-21T04:00:00Z'),
      aClaim({ condition: 'opened' }),
    )
    expect(ruling).toMatchObject({
      because: 'period_over',
      source: { zh: 'kb-zh-019', en: 'kb-en-009' },
    })
    if (ruling.allowed) return
    expect(ruling.reason.zh).toBe('拆封的小家电的退货期是签收后 7 天，到 10月17日 为止，已经过了。')
    expect(ruling.reason.en).toBe(
      'An opened appliance may be returned for 7 days after delivery; the last day was 17 October.',
    )
    expect(ruling.instead?.en).toContain('warranty')
  })
})
