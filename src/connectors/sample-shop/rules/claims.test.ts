import { describe, expect, it } from 'vitest'
import { aClaim, aLine, aMatter, anOrder, aParcel } from '../../../../tests/orders.ts'
import type { Claim } from '../../../domain/after-sales.ts'
import type { Order } from '../../../domain/shop.ts'
import { ruleClaim } from './claim.ts'
import type { EarlierClaim, Matter } from './matter.ts'

function verdict(order: Order, now: string, claim: Partial<Claim>, given: Partial<Matter> = {}) {
  const ruling = ruleClaim(aMatter(order, now, given), aClaim(claim))
  if (!ruling.allowed) return ruling.because
  return `${ruling.refund?.minor ?? 'none'} ${ruling.postage}`
}
const abroad = (given: Partial<Order> = {}, sku = 'KT-17') =>
  anOrder({ site: 'eu', lines: [aLine(sku, 10_000, { currency: 'EUR' })], ...given })
const earlier = (given: Partial<EarlierClaim>): EarlierClaim => ({
  reference: 'AS1',
  orderNumber: 'VG26100001',
  kind: 'exchange',
  sku: 'AF-45',
  because: 'defective',
  at: new Date('2026-10-11T04:00:00Z'),
  ...given,
})

describe('an exchange', () => {
  const jacket = anOrder({ lines: [aLine('SJ-3L', 89_900)] })
  it.each([
    ['2026-10-25T15:59:00Z', { because: 'wrong_size' }, 'none shop'],
    ['2026-10-25T16:00:00Z', { because: 'wrong_size' }, 'period_over'],
    ['2026-10-20T04:00:00Z', { because: 'change_of_mind' }, 'none customer'],
    ['2026-10-20T04:00:00Z', { because: 'wrong_size', condition: 'used' }, 'not_resaleable'],
    ['2026-10-25T15:59:00Z', { because: 'defective' }, 'none shop'],
    ['2026-10-25T16:00:00Z', { because: 'defective' }, 'warranty'],
  ] as [string, Partial<Claim>, string][])('at %s, %j: %s', (now, claim, expected) => {
    expect(verdict(jacket, now, { kind: 'exchange', ...claim })).toBe(expected)
  })

  it('gives a tent its thirty days', () => {
    const tent = anOrder({ lines: [aLine('Ridge-2', 64_900)] })
    expect(verdict(tent, '2026-11-09T04:00:00Z', { kind: 'exchange', because: 'wrong_size' })).toBe(
      'none shop',
    )
  })

  it('is done once for personal reasons', () => {
    const had = [earlier({ sku: 'SJ-3L', because: 'wrong_size' })]
    const claim = { kind: 'exchange', because: 'wrong_size', sku: 'SJ-3L' } as const
    expect(verdict(jacket, '2026-10-13T04:00:00Z', claim, { earlier: had })).toBe('already_open')
    expect(verdict(jacket, '2026-10-20T04:00:00Z', claim, { earlier: had })).toBe(
      'exchanged_before',
    )
  })

  it('is not done abroad: return and order again', () => {
    expect(
      verdict(abroad(), '2026-10-11T04:00:00Z', { kind: 'exchange', because: 'wrong_size' }),
    ).toBe('return_and_reorder')
    expect(
      verdict(abroad(), '2026-10-11T04:00:00Z', { kind: 'exchange', because: 'defective' }),
    ).toBe('return_and_reorder')
  })
})

describe('a faulty article given back', () => {
  const fryer = anOrder({ lines: [aLine('AF-45', 26_900)] })
  const bike = anOrder({ lines: [aLine('E-City-20', 329_900)] })
  const back = { kind: 'refund', because: 'defective' } as const
  it.each([
    [fryer, '2026-10-25T15:59:00Z', 'exchange_first'],
    [fryer, '2026-10-25T16:00:00Z', 'warranty'],
    [bike, '2026-10-17T15:59:00Z', '329900 shop'],
    [bike, '2026-10-17T16:00:00Z', 'warranty'],
    [anOrder({ lines: [aLine('PS-600', 199_900)] }), '2026-10-24T15:59:00Z', '199900 shop'],
    [abroad(), '2026-11-09T22:00:00Z', '10000 shop'],
    [abroad(), '2026-11-10T12:00:00Z', 'warranty'],
  ] as const)('%#: at %s', (order, now, expected) => {
    expect(verdict(order, now, back)).toBe(expected)
  })

  it('gives all money back when the fault is there after two exchanges', () => {
    const had = [earlier({}), earlier({ at: new Date('2026-10-20T04:00:00Z') })]
    expect(verdict(fryer, '2026-11-20T04:00:00Z', back, { earlier: had })).toBe('26900 shop')
    expect(verdict(fryer, '2026-11-20T04:00:00Z', back, { earlier: had.slice(1) })).toBe('warranty')
  })
})

describe('goods that arrived damaged', () => {
  const fryer = anOrder({ lines: [aLine('AF-45', 26_900)] })
  const bike = anOrder({ lines: [aLine('E-City-20', 329_900)] })
  const damage = { kind: 'damage', because: 'damaged_in_transit' } as const
  it.each([
    [fryer, '2026-10-12T04:00:00Z', '26900 shop'],
    [fryer, '2026-10-12T04:00:01Z', 'late_report'],
    [abroad(), '2026-10-17T04:00:00Z', '10000 shop'],
    [abroad(), '2026-10-17T04:00:01Z', 'late_report'],
    [bike, '2026-10-11T04:00:00Z', '329900 shop'],
    [bike, '2026-10-11T04:00:01Z', 'late_report'],
    [anOrder({ status: 'shipped' }), '2026-10-11T04:00:00Z', 'not_delivered'],
  ] as const)('%#: at %s', (order, now, expected) => {
    expect(verdict(order, now, { ...damage, wants: 'refund' })).toBe(expected)
  })

  it('leaves three ways to settle it', () => {
    const now = '2026-10-11T04:00:00Z'
    expect(verdict(fryer, now, damage)).toBe('needs_wants')
    expect(verdict(fryer, now, { ...damage, wants: 'replacement' })).toBe('none shop')
    expect(verdict(fryer, now, { ...damage, wants: 'keep_with_compensation' })).toBe('none none')
  })
})

describe('something wrong or missing in the box', () => {
  const fryer = anOrder({ lines: [aLine('AF-45', 26_900)] })
  it.each([
    ['2026-10-17T15:59:00Z', { because: 'wrong_item' }, 'none shop'],
    ['2026-10-17T16:00:00Z', { because: 'wrong_item' }, 'period_over'],
    ['2026-10-12T04:00:00Z', { because: 'wrong_item', wants: 'refund' }, '26900 shop'],
    ['2026-10-12T04:00:00Z', { because: 'incomplete' }, 'needs_wants'],
    ['2026-10-12T04:00:00Z', { because: 'incomplete', wants: 'replacement' }, 'none shop'],
    ['2026-10-12T04:00:00Z', { because: 'incomplete', wants: 'refund' }, '26900 shop'],
  ] as [string, Partial<Claim>, string][])('at %s, %j: %s', (now, claim, expected) => {
    expect(verdict(fryer, now, { kind: 'damage', ...claim })).toBe(expected)
  })

  it('waits for a parcel that is still on its way', () => {
    const parcels = [
      aParcel('delivered', '2026-10-10T04:00:00Z'),
      aParcel('in_transit', '2026-10-10T04:00:00Z'),
    ]
    expect(
      verdict(
        fryer,
        '2026-10-12T04:00:00Z',
        { kind: 'damage', because: 'incomplete' },
        { parcels },
      ),
    ).toBe('still_coming')
  })
})

describe('a parcel that never came', () => {
  const missing = { kind: 'missing', because: 'not_received', wants: 'replacement' } as const
  const order = anOrder({ lines: [aLine('AF-45', 26_900)] })
  const noteOf = (it: Order, now: string, given: Partial<Matter> = {}) => {
    const ruling = ruleClaim(aMatter(it, now, given), aClaim(missing))
    return ruling.allowed ? ruling.note.zh : ruling.because
  }

  it.each([
    ['2026-10-15T04:00:00Z', false],
    ['2026-10-16T04:00:00Z', true],
    ['2026-11-09T15:59:00Z', true],
  ])('at home, at %s: the carrier complaint is asked for: %s', (now, complaint) => {
    expect(noteOf(order, now).includes('受理编号')).toBe(complaint)
  })

  it('at home, ends after thirty days', () => {
    expect(noteOf(order, '2026-11-09T16:00:00Z')).toBe('period_over')
  })

  it('at home, asks for a declaration above ¥1,000', () => {
    const at = (minor: number) =>
      noteOf(anOrder({ lines: [aLine('CM-15', minor)] }), '2026-10-12T04:00:00Z')
    expect(at(100_000)).not.toContain('声明')
    expect(at(100_001)).toContain('声明')
  })

  // Delivered on Saturday 10 October: two working days are over on the 13th, early in the morning of Berlin.
  it.each([
    ['2026-10-13T03:59:00Z', 'wait'],
    ['2026-10-13T04:00:00Z', 'none none'],
    ['2026-10-24T21:59:00Z', 'none none'],
    ['2026-10-24T22:00:00Z', 'period_over'],
  ])('abroad, at %s: %s', (now, expected) => {
    expect(verdict(abroad(), now, missing)).toBe(expected)
  })

  it('abroad, asks for a police report above €300, and has a second claim within a year checked', () => {
    const at = (minor: number) =>
      noteOf({ ...abroad(), total: { minor, currency: 'EUR' } }, '2026-10-14T12:00:00Z')
    expect(at(30_000)).not.toContain('报案')
    expect(at(30_001)).toContain('报案')
    const before = (when: string) => [
      earlier({
        kind: 'missing',
        orderNumber: 'VG25100001',
        because: 'not_received',
        at: new Date(when),
      }),
    ]
    const now = '2026-10-14T12:00:00Z'
    expect(verdict(abroad(), now, missing, { earlier: before('2025-11-01T00:00:00Z') })).toBe(
      'second_claim',
    )
    expect(verdict(abroad(), now, missing, { earlier: before('2025-10-01T00:00:00Z') })).toBe(
      'none none',
    )
  })

  const shipped = anOrder({ status: 'shipped' })
  const shippedAbroad = abroad({ status: 'shipped' })
  it.each([
    [shipped, '2026-10-17T03:59:00Z', 'in_transit'],
    [shipped, '2026-10-17T04:00:00Z', '26900 none'],
    // Twenty working days after Saturday 10 October.
    [shippedAbroad, '2026-11-06T03:59:00Z', 'in_transit'],
    [shippedAbroad, '2026-11-06T04:00:00Z', '10000 none'],
  ] as const)('%#: silent since 10 October, at %s: %s', (it, now, expected) => {
    const parcels = [aParcel('in_transit', '2026-10-10T04:00:00Z')]
    expect(verdict(it, now, { ...missing, wants: 'refund' }, { parcels })).toBe(expected)
  })

  it('is lost when the carrier says so, and not shipped when there is no parcel', () => {
    const parcels = [aParcel('lost', '2026-10-10T04:00:00Z')]
    expect(verdict(shipped, '2026-10-10T05:00:00Z', missing, { parcels })).toBe('none none')
    expect(verdict(shipped, '2026-10-10T05:00:00Z', { ...missing, wants: null }, { parcels })).toBe(
      'needs_wants',
    )
    expect(verdict(anOrder({ status: 'paid' }), '2026-10-10T05:00:00Z', missing)).toBe(
      'not_shipped',
    )
  })
})
