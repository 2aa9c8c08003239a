import { describe, expect, it } from 'vitest'
import { Order } from '../../domain/shop.ts'
import { recallOrders } from './order-recall.ts'

const order = (number: string, zh: string, en: string, placedAt: string, status = 'delivered') =>
  Order.parse({
    number,
    shopCustomerId: 'me',
    status,
    placedAt,
    total: { minor: 100, currency: 'CNY' },
    lines: [
      { sku: `S-${number}`, name: { zh, en }, quantity: 1, price: { minor: 100, currency: 'CNY' } },
    ],
    recipient: 'me',
    city: '南京',
    country: 'CN',
    site: 'cn',
    kind: 'retail',
    paidAt: placedAt,
    payment: 'alipay',
    dispatchedAt: null,
    deliveredAt: status === 'delivered' ? placedAt : null,
    promisedBy: null,
  })

const own = [
  order('C1', '浓香咖啡机', 'Bold coffee machine', '2026-01-10T08:00:00Z'),
  order('C2', '浓香咖啡机', 'Bold coffee machine', '2026-09-10T08:00:00Z'),
  order('K1', '快沸电热水壶', 'QuickBoil electric kettle', '2026-05-10T08:00:00Z', 'returned'),
  order('K2', '快沸电热水壶', 'QuickBoil electric kettle', '2026-08-10T08:00:00Z'),
  order('T1', '双人帐篷', 'Two-person tent', '2026-10-10T08:00:00Z', 'cancelled'),
]
/** With two that are not there yet. */
const andUnderWay = [
  ...own,
  order('U1', '太阳能板', 'Solar panel', '2026-10-12T08:00:00Z', 'paid'),
  order('S1', '露营灯', 'Camp lantern', '2026-10-11T08:00:00Z', 'shipped'),
]
const costing = (minor: number, order: Order): Order => ({
  ...order,
  total: { minor, currency: 'CNY' },
})
const priced = [
  costing(8990, order('PA', '电热水壶', 'Electric kettle', '2026-05-10T08:00:00Z')),
  costing(29900, order('PB', '双人帐篷', 'Two-person tent', '2026-06-10T08:00:00Z')),
  costing(129900, order('PC', '太阳能板', 'Solar panel', '2026-07-10T08:00:00Z')),
]
const winter = { from: new Date('2025-12-01'), until: new Date('2026-03-01') }
const recall = (words: string, period: Parameters<typeof recallOrders>[2] = null, among = own) => {
  const { orders, said, sure } = recallOrders(words, among, period)
  return [orders.map(({ number }) => number), said, sure]
}

describe('orders recalled by what their customer says', () => {
  it.each([
    ['my coffee machine does not start', ['C2', 'C1'], ['goods']],
    ['the espresso maker', ['C2', 'C1'], ['goods']],
    ['the kettle I returned', ['K1'], ['goods', 'state']],
    ['上次退的那个水壶', ['K1'], ['goods', 'state', 'newest']],
    ['我要退的那个水壶', ['K2', 'K1'], ['goods']],
    ['帮我退掉水壶', ['K2', 'K1'], ['goods']],
    ['取消的那单', ['T1'], ['state']],
    ['my latest order', ['T1'], ['newest']],
    ['where is it', ['T1', 'C2', 'K2', 'K1', 'C1'], []],
    ['where are my skis', ['T1', 'C2', 'K2', 'K1', 'C1'], []],
  ])('%s', (words, numbers, said) => {
    expect(recall(words)).toEqual([numbers, said, true])
  })

  it.each([
    ['我那个还没发货的单子能改个地址不', ['U1'], ['state']],
    ["the one that hasn't shipped yet", ['U1'], ['state']],
    ['还在路上的那个', ['S1'], ['state']],
    ['最近签收的那个', ['C2'], ['state', 'newest']],
    ['can I return the last thing I got', ['C2'], ['newest']],
    ['上回买的那个坏了', ['U1'], ['newest']],
    ['刚下的那单不要了', ['U1'], ['newest']],
  ])('with some under way: %s', (words, numbers, said) => {
    expect(recall(words, null, andUnderWay)).toEqual([numbers, said, true])
  })

  it('by when it was, and not surely when nothing was then', () => {
    expect(recall('the coffee machine I bought', winter)).toEqual([
      ['C1'],
      ['goods', 'period'],
      true,
    ])
    expect(recall('the tent I bought', winter)).toEqual([['T1'], ['goods', 'period'], false])
  })

  it.each([
    ['the one for 299', ['PB'], ['amount']],
    ['the 299 one please', ['PB'], ['amount']],
    ['I mean the order of €1,299', ['PC'], ['amount']],
    ['299 块的那单', ['PB'], ['amount']],
    ['89那个', ['PA'], ['amount']],
    ['the kettle that cost ¥89.90', ['PA'], ['goods', 'amount']],
    ['I paid 299 yuan for it', ['PB'], ['amount']],
    ['can I get 20 yuan back', ['PC', 'PB', 'PA'], []],
    ['where is it, I have waited 89 days', ['PC', 'PB', 'PA'], []],
    ['order 299 days ago', ['PC', 'PB', 'PA'], []],
    ['我买了3个东西', ['PC', 'PB', 'PA'], []],
    ['I want to order 2 of them', ['PC', 'PB', 'PA'], []],
    ['my order for 20 guests', ['PC', 'PB', 'PA'], []],
    ['the one for 299, where is it', ['PB'], ['amount']],
    ['299元的订单到哪了', ['PB'], ['amount']],
    ['what is VG299', ['PC', 'PB', 'PA'], []],
  ])('by what it cost: %s', (words, numbers, said) => {
    expect(recall(words, null, priced)).toEqual([numbers, said, true])
  })

  it('not surely by an amount that none of them has', () => {
    expect(recall('the one for 300', null, priced)).toEqual([['PC', 'PB', 'PA'], ['amount'], false])
  })

  it('adds nothing to nothing', () => {
    expect(recallOrders('coffee machine, my last order', [], winter)).toEqual({
      orders: [],
      said: ['period'],
      sure: false,
    })
  })
})
