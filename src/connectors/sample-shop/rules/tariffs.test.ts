import { describe, expect, it } from 'vitest'
import type { Site } from '../../../domain/shop.ts'
import { arrivesBy, methodName } from './refund-times.ts'
import { shippingFee, type Shipment } from './shipping-fees.ts'

describe('how long a refund takes', () => {
  // Friday 2 October 2026.
  const started = new Date('2026-10-02T03:00:00Z')
  it.each([
    ['wechat', '2026-10-03'],
    ['alipay', '2026-10-03'],
    ['debit_cn', '2026-10-07'],
    ['card_cn', '2026-10-13'],
    ['card', '2026-10-16'],
    ['paypal', '2026-10-09'],
    ['paylater', '2026-10-13'],
    ['transfer', '2026-10-13'],
    ['gift_card', '2026-10-02'],
    ['of_the_future', '2026-10-16'],
  ])('%s: by %s', (payment, day) => {
    expect(arrivesBy(payment, started).toISOString().slice(0, 10)).toBe(day)
    expect(methodName(payment).zh).not.toBe('')
  })
})

describe('postage', () => {
  const fee = (given: Partial<Shipment> & { goods: number }) => {
    const { goods, ...rest } = given
    return shippingFee({
      site: 'cn',
      country: 'CN',
      address: '南京市中山路 18 号',
      paid: { minor: goods, currency: 'CNY' },
      paidAt: new Date('2026-11-21T08:00:00Z'),
      bike: null,
      alwaysFree: false,
      ...rest,
    }).fee.minor
  }
  const presently = new Date('2026-06-30T16:00:00Z')
  const earlier = new Date('2026-06-30T15:59:59Z')
  it.each([
    [9899, {}, 800],
    [9900, {}, 0],
    [9899, { alwaysFree: true }, 0],
    [29_899, { address: '新疆乌鲁木齐市友好路 1 号' }, 1800],
    [29_900, { address: '新疆乌鲁木齐市友好路 1 号' }, 0],
    [7899, { paidAt: earlier }, 1000],
    [7900, { paidAt: earlier }, 0],
    [7900, { paidAt: presently }, 800],
    [90_000, { paidAt: earlier, address: '西藏拉萨市北京路 1 号' }, 2500],
    [7000, { paidAt: earlier, beforeCoupons: { minor: 7900, currency: 'CNY' } }, 0],
    [9000, { beforeCoupons: { minor: 9900, currency: 'CNY' } }, 800],
    [399_899, { bike: 'city' }, 12_800],
    [399_899, { bike: 'trail' }, 19_800],
    [399_900, { bike: 'trail' }, 0],
  ] as [number, Partial<Shipment>, number][])(
    'inside China: goods of %i, %j: %i',
    (goods, given, expected) => {
      expect(fee({ goods, ...given })).toBe(expected)
    },
  )

  it.each([
    ['eu', 'DE', 5899, 690],
    ['eu', 'DE', 5900, 0],
    ['eu', 'FR', 7899, 990],
    ['eu', 'FR', 7900, 0],
    ['eu', 'CH', 99_900, 1890],
    ['uk', 'GB', 6999, 890],
    ['uk', 'GB', 7000, 0],
    ['us', 'US', 8899, 1290],
    ['us', 'US', 8900, 0],
    ['us', 'CA', 12_899, 1590],
  ] as [Site, string, number, number][])(
    '%s to %s: goods of %i cost %i',
    (site, country, goods, expected) => {
      expect(fee({ site, country, goods, address: '1 Main Street' })).toBe(expected)
    },
  )

  it('has a price of its own for Alaska, Hawaii and e-bikes', () => {
    expect(
      fee({ site: 'us', country: 'US', goods: 99_900, address: '1 Main St, Honolulu, Hawaii' }),
    ).toBe(2790)
    expect(
      fee({ site: 'us', country: 'US', goods: 99_900, address: '1 Main St', bike: 'city' }),
    ).toBe(12_900)
    expect(
      fee({ site: 'eu', country: 'DE', goods: 99_900, address: '1 Main St', bike: 'city' }),
    ).toBe(4900)
  })
})
