import { describe, expect, it } from 'vitest'
import { aLine, anOrder, aParcel } from '../../../../tests/orders.ts'
import type { OrderChange } from '../../../domain/order-changes.ts'
import type { Option } from '../../../domain/rule.ts'
import type { Order } from '../../../domain/shop.ts'
import type { UnderWay } from './address.ts'
import { ruleChange } from './change.ts'

const sizes: Option[] = ['M', 'L'].map((value) => ({
  value,
  label: { zh: `${value} 码`, en: `size ${value}` },
}))

function verdict(
  order: Order,
  change: OrderChange,
  given: Partial<UnderWay> & { at?: string; options?: Option[] } = {},
) {
  const { at = '2026-10-01T03:00:00Z', options = [], ...rest } = given
  const ruling = ruleChange(
    { order, now: new Date(at), parcels: [], before: [], ...rest },
    change,
    options,
  )
  if (!ruling.allowed) return ruling.because
  return `fee ${ruling.fee?.minor ?? 0} back ${ruling.refund?.minor ?? 0}${ruling.certain ? '' : ' perhaps'}`
}

describe('cancelling', () => {
  const cancel = { kind: 'cancel' } as const
  const bike = (status: Order['status'], sku = 'E-City-20') =>
    anOrder({ status, lines: [aLine(sku, 329_900)] })
  const abroad = (status: Order['status']) =>
    anOrder({ status, site: 'eu', lines: [aLine('KT-17', 3900, { currency: 'EUR' })] })
  // Paid on 1 October 2026 at 02:00 UTC.
  it.each([
    ['unpaid', anOrder({ status: 'unpaid' }), '2026-10-01T03:00:00Z', 'fee 0 back 0'],
    ['under review', anOrder({ status: 'paid' }), '2026-10-01T03:00:00Z', 'fee 0 back 26900'],
    ['packed', anOrder({ status: 'packed' }), '2026-10-01T03:00:00Z', 'fee 0 back 26900 perhaps'],
    ['shipped', anOrder({ status: 'shipped' }), '2026-10-01T03:00:00Z', 'shipped'],
    ['delivered', anOrder(), '2026-10-11T03:00:00Z', 'delivered'],
    ['cancelled', anOrder({ status: 'cancelled' }), '2026-10-01T03:00:00Z', 'already_cancelled'],
    ['refunded', anOrder({ status: 'refunded' }), '2026-10-01T03:00:00Z', 'already_refunded'],
    ['abroad, paid', abroad('paid'), '2026-10-01T09:00:00Z', 'fee 0 back 3900'],
    [
      'abroad, packed, at two hours',
      abroad('packed'),
      '2026-10-01T04:00:00Z',
      'fee 0 back 3900 perhaps',
    ],
    [
      'abroad, packed, after two hours',
      abroad('packed'),
      '2026-10-01T04:00:01Z',
      'fee 500 back 3400 perhaps',
    ],
    [
      'engraved, at 24 hours',
      anOrder({ status: 'paid', kind: 'custom' }),
      '2026-10-02T02:00:00Z',
      'fee 0 back 26900',
    ],
    [
      'engraved, after 24 hours',
      anOrder({ status: 'paid', kind: 'custom' }),
      '2026-10-02T02:00:01Z',
      'custom_made',
    ],
    [
      'pre-order, at 24 hours',
      anOrder({ status: 'paid', kind: 'preorder' }),
      '2026-10-02T02:00:00Z',
      'fee 0 back 26900',
    ],
    [
      'pre-order, later',
      anOrder({ status: 'paid', kind: 'preorder' }),
      '2026-10-05T02:00:01Z',
      'deposit_kept',
    ],
    ['an e-bike on its way', bike('shipped'), '2026-10-03T03:00:00Z', 'fee 12800 back 317100'],
    [
      'a mountain bike on its way',
      bike('shipped', 'E-Trail-27'),
      '2026-10-03T03:00:00Z',
      'fee 19800 back 310100',
    ],
    ['an e-bike that is delivered', bike('delivered'), '2026-10-11T03:00:00Z', 'delivered'],
    [
      'wholesale in production',
      anOrder({ status: 'packed', kind: 'wholesale' }),
      '2026-10-05T03:00:00Z',
      'fee 2690 back 24210 perhaps',
    ],
  ] as const)('%s', (_, order, at, expected) => {
    expect(verdict(order, cancel, { at })).toBe(expected)
  })

  it('gives a deposit back when the shop is more than seven days late', () => {
    const order = anOrder({
      status: 'paid',
      kind: 'preorder',
      promisedBy: new Date('2026-10-10T02:00:00Z'),
    })
    expect(verdict(order, cancel, { at: '2026-10-17T02:00:00Z' })).toBe('deposit_kept')
    expect(verdict(order, cancel, { at: '2026-10-17T02:00:01Z' })).toBe('fee 0 back 26900')
  })

  it('is asked of the warehouse once', () => {
    expect(verdict(anOrder({ status: 'packed' }), cancel, { before: ['cancel'] })).toBe(
      'already_asked',
    )
  })
})

describe('another address', () => {
  const to = (address: string): OrderChange => ({ kind: 'address', address })
  const street = to('南京市鼓楼区中山路 18 号 3 栋 502')
  const bike = anOrder({ status: 'shipped', lines: [aLine('E-City-20', 329_900)] })
  it.each([
    ['under review', anOrder({ status: 'paid' }), {}, 'fee 0 back 0'],
    ['under review, again', anOrder({ status: 'paid' }), { before: ['address'] }, 'changed_before'],
    ['packed', anOrder({ status: 'packed' }), {}, 'fee 0 back 0 perhaps'],
    ['dispatched at home', anOrder({ status: 'shipped' }), {}, 'fee 1200 back 0 perhaps'],
    [
      'dispatched at home, again',
      anOrder({ status: 'shipped' }),
      { before: ['address'] },
      'already_asked',
    ],
    [
      'dispatched to Hong Kong',
      anOrder({ status: 'shipped', country: 'HK' }),
      {},
      'shipped_abroad',
    ],
    ['dispatched abroad', anOrder({ status: 'shipped', site: 'eu' }), {}, 'shipped_abroad'],
    [
      'an e-bike before its slot',
      bike,
      { parcels: [aParcel('in_transit', '2026-10-01T02:00:00Z')] },
      'fee 0 back 0',
    ],
    [
      'an e-bike with its slot',
      bike,
      { parcels: [aParcel('out_for_delivery', '2026-10-01T02:00:00Z')] },
      'fee 6000 back 0',
    ],
    ['bonded, unpaid', anOrder({ status: 'unpaid', kind: 'bonded' }), {}, 'fee 0 back 0'],
    ['bonded, paid', anOrder({ status: 'paid', kind: 'bonded' }), {}, 'bonded_locked'],
    ['delivered', anOrder(), {}, 'too_late'],
    ['cancelled', anOrder({ status: 'cancelled' }), {}, 'too_late'],
  ] as [string, Order, Partial<UnderWay>, string][])('%s', (_, order, given, expected) => {
    expect(verdict(order, street, given)).toBe(expected)
  })

  it.each([
    ['上海市浦东新区世纪大道 100 号', 'fee 0 back 0'],
    ['杭州市西湖区文三路', 'needs_street'],
    ['杭州', 'needs_street'],
    ['改一下', 'needs_street'],
    ['香港九龙弥敦道 100 号', 'another_country'],
    ['Hauptstraße 5, 10115 Berlin, Germany', 'another_country'],
    ['邮政信箱 123 号', 'po_box'],
  ])('to %s: %s', (address, expected) => {
    expect(verdict(anOrder({ status: 'paid' }), to(address))).toBe(expected)
  })

  it.each([
    ['18 Market Street, Leeds LS1 6DT', 'fee 0 back 0'],
    ['Leeds', 'needs_street'],
    ['P.O. Box 12, Leeds', 'po_box'],
    ['12 Calle Mayor, Canary Islands', 'not_served'],
    ['5 rue de Rivoli, Paris, France', 'another_country'],
  ])('in the UK, to %s: %s', (address, expected) => {
    expect(verdict(anOrder({ status: 'paid', site: 'uk' }), to(address))).toBe(expected)
  })

  it('keeps large batteries out of parcel lockers', () => {
    const station = anOrder({ status: 'paid', lines: [aLine('PS-600', 199_900)] })
    const locker = to('中山路 18 号丰巢快递柜')
    expect(verdict(station, locker)).toBe('locker_battery')
    expect(verdict(anOrder({ status: 'paid' }), locker)).toBe('fee 0 back 0')
  })
})

describe('size, number and day', () => {
  const jacket = (status: Order['status'], quantity = 2) =>
    anOrder({
      status,
      lines: [aLine('SJ-3L', 90_000, { quantity, option: sizes[0] ?? null })],
    })
  const size = (option: string): OrderChange => ({ kind: 'option', sku: 'sj-3l', option })
  it.each([
    [jacket('paid'), size('L 码'), {}, 'fee 0 back 0'],
    [jacket('paid'), size('size l'), {}, 'fee 0 back 0'],
    [jacket('paid'), size('M'), {}, 'same'],
    [jacket('paid'), size('XXL'), {}, 'no_such_option'],
    [jacket('paid'), size('L'), { before: ['option'] }, 'changed_before'],
    [jacket('paid'), size('L'), { options: [] }, 'no_options'],
    [jacket('packed'), size('L'), {}, 'packed'],
    [jacket('shipped'), size('L'), {}, 'shipped'],
    [jacket('delivered'), size('L'), {}, 'delivered'],
    [jacket('paid'), { kind: 'option', sku: 'AF-45', option: 'L' }, {}, 'not_in_order'],
  ] as [Order, OrderChange, Partial<UnderWay> & { options?: Option[] }, string][])(
    'another size, %#',
    (order, change, given, expected) => {
      expect(verdict(order, change, { options: sizes, ...given })).toBe(expected)
    },
  )

  const count = (quantity: number): OrderChange => ({ kind: 'quantity', sku: 'SJ-3L', quantity })
  it.each([
    [jacket('paid'), 1, 'fee 0 back 90000'],
    [jacket('paid', 3), 1, 'fee 0 back 180000'],
    [jacket('unpaid'), 1, 'fee 0 back 0'],
    [jacket('paid'), 2, 'same'],
    [jacket('paid'), 3, 'more'],
    [jacket('packed'), 1, 'packed'],
  ] as const)('another number, %#', (order, quantity, expected) => {
    expect(verdict(order, count(quantity))).toBe(expected)
  })

  const on = (date: string): OrderChange => ({ kind: 'deliver_on', date })
  // 1 October, 23:30 in China, is still the 1st in UTC; half an hour later it is the 2nd in China.
  it.each([
    ['2026-10-01T15:30:00Z', '2026-10-01', 'past_date'],
    ['2026-10-01T15:30:00Z', '2026-10-02', 'fee 0 back 0'],
    ['2026-10-01T16:00:00Z', '2026-10-02', 'past_date'],
    ['2026-10-01T03:00:00Z', '2026-10-16', 'fee 0 back 0'],
    ['2026-10-01T03:00:00Z', '2026-10-17', 'too_far'],
    ['2026-10-01T03:00:00Z', '2025-10-05', 'past_date'],
  ])('at %s, a delivery on %s: %s', (at, date, expected) => {
    expect(verdict(anOrder({ status: 'paid' }), on(date), { at })).toBe(expected)
  })

  it('books a day within seven, and keeps a parcel back beyond', () => {
    const note = (date: string) => {
      const underWay = {
        order: anOrder({ status: 'paid' }),
        now: new Date('2026-10-01T03:00:00Z'),
        parcels: [],
        before: [],
      }
      const ruling = ruleChange(underWay, on(date), [])
      return ruling.allowed ? ruling.note.en : ruling.because
    }
    expect(note('2026-10-08')).toContain('booked for 8 October')
    expect(note('2026-10-09')).toContain('later dispatch')
  })

  it('is a matter for the courier once dispatched, and is not offered abroad', () => {
    expect(verdict(anOrder({ status: 'shipped' }), on('2026-10-05'))).toBe('shipped')
    expect(verdict(anOrder({ status: 'paid', site: 'eu' }), on('2026-10-05'))).toBe('abroad')
    expect(verdict(anOrder({ status: 'packed' }), on('2026-10-05'))).toBe('fee 0 back 0')
  })
})
