import { beforeEach, describe, expect, it } from 'vitest'
import { talk } from '../../../tests/house.ts'
import { houseOfFile } from '../../../tests/house-of-file.ts'
import { giveOrder, takeOrdersBack } from '../../../tests/shop-orders.ts'

/** Changes to orders and new ones in whole conversations, judged by the rows that are left behind. */

const house = houseOfFile()
beforeEach(async () => {
  await takeOrdersBack(house.db)
  await house.db.query('delete from proof_attempts')
  await house.db.query(
    'delete from shop_orders where number in (select order_number from shop_placements)',
  )
})

const rowOf = async (number: string) =>
  (
    await house.db.query(
      'select status, address, total_minor, lines, promised_by from shop_orders where number = $1',
      [number],
    )
  )[0]!
const changes = async (number: string) =>
  (
    await house.db.query(
      'select change, fee, refund, certain from shop_changes where order_number = $1 order by at',
      [number],
    )
  ).map((row) => ({ ...row }))
const refunds = async (number: string) =>
  (
    await house.db.query('select amount, state from shop_refunds where order_number = $1', [number])
  ).map((row) => ({ ...row }))
/** The last four digits that prove the orders of Wu Min. */
const wuTail = '9903'

describe('cancelling an order', () => {
  it('in Chinese, by proof: tells the terms, cancels on the yes, pays back', async () => {
    const number = await giveOrder(house.db, 'sc_wu', { status: 'paid' })
    const customer = await talk(house)
    expect(await customer.say('我要取消订单')).toMatch(/订单号/)
    const asked = await customer.say(`${number} 尾号${wuTail}`)
    expect(asked).toMatch(/立即按原支付方式退回/)
    expect(asked).toMatch(/退款 ¥269\.00/)
    expect(await rowOf(number)).toMatchObject({ status: 'paid' })
    expect(await customer.say('好的')).toMatch(/已取消，编号 CH/)
    expect(await rowOf(number)).toMatchObject({ status: 'cancelled' })
    expect(await refunds(number)).toEqual([
      { amount: { minor: 26_900, currency: 'CNY' }, state: 'started' },
    ])
  })

  it('in English, signed in: names the fee of a label that exists, and only asks the warehouse', async () => {
    const number = await giveOrder(house.db, 'sc_anna', {
      status: 'packed',
      site: 'eu',
      country: 'DE',
      currency: 'EUR',
      sku: 'KT-17',
      minor: 3900,
    })
    const customer = await talk(house, { locale: 'en', login: 'sc_anna' })
    const asked = await customer.say(`Please cancel order ${number}`)
    expect(asked).toMatch(/fee of €5\.00.*get back €34\.00/)
    expect(await customer.say('Yes, please.')).toMatch(/warehouse has your request.*2 hours/)
    expect(await changes(number)).toMatchObject([{ change: { kind: 'cancel' }, certain: false }])
    expect(await rowOf(number)).toMatchObject({ status: 'packed' })
    expect(await refunds(number)).toEqual([])
    expect((await customer.row())['follow_up']).toBe(true)
  })

  it('keeps the order on a no', async () => {
    const number = await giveOrder(house.db, 'sc_wu', { status: 'paid' })
    const customer = await talk(house, { login: 'sc_wu' })
    await customer.say(`取消订单 ${number}`)
    expect(await customer.say('不用了')).toMatch(/保留/)
    expect(await changes(number)).toEqual([])
  })

  it('refuses what has left, with the way on, in both languages', async () => {
    const zh = await giveOrder(house.db, 'sc_wu', {
      status: 'shipped',
      parcel: { state: 'in_transit', lastScan: '2026-11-21T06:00:00Z' },
    })
    const customer = await talk(house, { login: 'sc_wu' })
    expect(await customer.say(`取消订单 ${zh}`)).toMatch(/已经发出.*拒收.*退货/s)
    const en = await giveOrder(house.db, 'sc_tom', {
      status: 'shipped',
      site: 'uk',
      country: 'GB',
      currency: 'GBP',
    })
    const tom = await talk(house, { locale: 'en', login: 'sc_tom' })
    expect(await tom.say(`I want to cancel order ${en}`)).toMatch(/dispatched.*refuse it.*return/is)
    expect([...(await changes(zh)), ...(await changes(en))]).toEqual([])
  })

  it('says of an order that is cancelled that it is, and does nothing more', async () => {
    const number = await giveOrder(house.db, 'sc_wu', { status: 'paid' })
    const customer = await talk(house, { login: 'sc_wu' })
    await customer.say(`取消订单 ${number}`)
    await customer.say('好的')
    expect(await customer.say(`帮我取消订单 ${number}`)).toMatch(/已经取消/)
    expect(await changes(number)).toHaveLength(1)
    expect(await customer.effects()).toEqual(['cancel_order'])
  })

  it('does nothing to an order of somebody else, signed in or not', async () => {
    const number = await giveOrder(house.db, 'sc_wu', { status: 'paid' })
    const other = await talk(house, { login: 'sc_zhao' })
    expect(await other.say(`取消订单 ${number}`)).toMatch(/没有查到订单/)
    const stranger = await talk(house, { locale: 'en' })
    expect(await stranger.say(`Cancel order ${number}`)).toMatch(/last four digits/)
    expect(await stranger.say('0000')).toMatch(/does not match/)
    expect(await rowOf(number)).toMatchObject({ status: 'paid' })
  })

  it('cancels nothing when the order was packed between the question and the yes', async () => {
    const number = await giveOrder(house.db, 'sc_anna', {
      status: 'paid',
      site: 'eu',
      country: 'DE',
      currency: 'EUR',
    })
    const customer = await talk(house, { locale: 'en', login: 'sc_anna' })
    await customer.say(`Please cancel order ${number}`)
    await house.db.query(`update shop_orders set status = 'packed' where number = $1`, [number])
    expect(await customer.say('yes')).toMatch(/just changed/)
    expect(await changes(number)).toEqual([])
    expect(await rowOf(number)).toMatchObject({ status: 'packed' })
  })
})

describe('another address', () => {
  it('in Chinese: asks again for a street, changes on the yes, once', async () => {
    const number = await giveOrder(house.db, 'sc_wu', { status: 'paid' })
    const customer = await talk(house, { login: 'sc_wu' })
    expect(await customer.say(`订单 ${number} 帮我改一下收货地址`)).toMatch(/完整地址/)
    expect(await customer.say('杭州')).toMatch(/没有街道和门牌号/)
    const asked = await customer.say('杭州市西湖区文三路 100 号 3 栋 502')
    expect(asked).toMatch(/文三路 100 号.*现在帮您改吗/s)
    expect(await rowOf(number)).toMatchObject({ address: '' })
    expect(await customer.say('好的')).toMatch(/地址改好了/)
    expect(await rowOf(number)).toMatchObject({ address: '杭州市西湖区文三路 100 号 3 栋 502' })
    const again = await talk(house, { login: 'sc_wu' })
    expect(await again.say(`订单 ${number} 改地址`)).toMatch(/只能改 1 次/)
    expect(await changes(number)).toHaveLength(1)
  })

  it('in Chinese, on the way: names the fee of ¥12 and that it may fail', async () => {
    const number = await giveOrder(house.db, 'sc_wu', {
      status: 'shipped',
      parcel: { state: 'in_transit', lastScan: '2026-11-21T06:00:00Z' },
    })
    const customer = await talk(house, { login: 'sc_wu' })
    await customer.say(`订单 ${number} 要改地址`)
    const asked = await customer.say('上海市浦东新区世纪大道 100 号')
    expect(asked).toMatch(/不保证成功/)
    expect(asked).toMatch(/收费 ¥12\.00/)
    await customer.say('好的')
    expect(await changes(number)).toMatchObject([
      { fee: { minor: 1200, currency: 'CNY' }, certain: false },
    ])
    expect(await rowOf(number)).toMatchObject({ address: '' })
  })

  it('in English: refuses at once what has left for abroad, without asking where to', async () => {
    const number = await giveOrder(house.db, 'sc_tom', {
      status: 'shipped',
      site: 'uk',
      country: 'GB',
      currency: 'GBP',
    })
    const customer = await talk(house, { locale: 'en', login: 'sc_tom' })
    expect(await customer.say(`I need to change the delivery address of order ${number}`)).toMatch(
      /cannot be given a new address.*pickup point/is,
    )
    expect(await changes(number)).toEqual([])
  })

  it('in English: no P.O. box and no other country', async () => {
    const number = await giveOrder(house.db, 'sc_tom', {
      status: 'paid',
      site: 'uk',
      country: 'GB',
      currency: 'GBP',
    })
    const customer = await talk(house, { locale: 'en', login: 'sc_tom' })
    await customer.say(`I need to change the delivery address of order ${number}`)
    expect(await customer.say('P.O. Box 12, Leeds')).toMatch(/P\.O\. box/)
    expect(await customer.say('5 rue de Rivoli, Paris, France')).toMatch(/another country/)
    expect(await changes(number)).toEqual([])
  })
})

describe('what is in an order, and when it comes', () => {
  it('in Chinese: a day that is too far is asked again; the day is booked on the yes', async () => {
    const number = await giveOrder(house.db, 'sc_wu', { status: 'paid' })
    const customer = await talk(house, { login: 'sc_wu' })
    expect(await customer.say(`订单 ${number} 能改一下送达时间吗`)).toMatch(/哪一天/)
    expect(await customer.say('12月30号')).toMatch(/12月6日/)
    expect(await customer.say('11月25号')).toMatch(/11月25日 送达/)
    await customer.say('好的')
    expect(await changes(number)).toMatchObject([
      { change: { kind: 'deliver_on', date: '2026-11-25' } },
    ])
  })

  it('in Chinese: an impossible day is no day', async () => {
    const number = await giveOrder(house.db, 'sc_wu', { status: 'paid' })
    const customer = await talk(house, { login: 'sc_wu' })
    await customer.say(`订单 ${number} 能改一下送达时间吗`)
    expect(await customer.say('2月30号')).toMatch(/哪一天/)
    expect(await changes(number)).toEqual([])
  })

  it('in English: another size, chosen from those there are', async () => {
    const number = await giveOrder(house.db, 'sc_anna', {
      status: 'paid',
      site: 'eu',
      country: 'DE',
      currency: 'EUR',
      sku: 'SJ-3L',
      en: 'SJ-3L shell jacket',
      minor: 14_900,
    })
    const customer = await talk(house, { locale: 'en', login: 'sc_anna' })
    expect(await customer.say(`I'd like to change the size of order ${number}`)).toMatch(/3\. L/)
    expect(await customer.say('L')).toMatch(/SJ-3L in L/)
    await customer.say('yes')
    expect(await rowOf(number)).toMatchObject({ lines: [{ option: { value: 'L' } }] })
  })

  it('in English: fewer pieces and the difference back; more is a new order', async () => {
    const number = await giveOrder(house.db, 'sc_anna', {
      status: 'paid',
      site: 'eu',
      country: 'DE',
      currency: 'EUR',
      sku: 'KT-17',
      minor: 3900,
      quantity: 3,
    })
    const customer = await talk(house, { locale: 'en', login: 'sc_anna' })
    await customer.say(`Can I change the quantity of order ${number}?`)
    expect(await customer.say('just 1 piece')).toMatch(/€78\.00/)
    await customer.say('yes')
    expect(await rowOf(number)).toMatchObject({ total_minor: 3900, lines: [{ quantity: 1 }] })
    expect(await refunds(number)).toMatchObject([{ amount: { minor: 7800 } }])
  })

  it('refuses what is packed, in both languages', async () => {
    const number = await giveOrder(house.db, 'sc_wu', { status: 'packed' })
    const zh = await talk(house, { login: 'sc_wu' })
    expect(await zh.say(`订单 ${number} 我想改一下数量`)).toMatch(/已经打包.*换货/s)
    const en = await talk(house, { locale: 'en', login: 'sc_wu' })
    expect(await en.say(`Can I change the quantity of order ${number}?`)).toMatch(/packed/)
    expect(await changes(number)).toEqual([])
  })
})

describe('a new order', () => {
  const placed = async () =>
    (
      await house.db.query(
        `select o.status, o.total_minor, o.currency, o.address, o.lines from shop_orders o join shop_placements p on p.order_number = o.number`,
      )
    ).map((row) => ({ ...row }))

  it('needs a login, in both languages', async () => {
    expect(await (await talk(house)).say('我要买一台空气炸锅')).toMatch(/登录/)
    expect(await (await talk(house, { locale: 'en' })).say('I want to buy a tent')).toMatch(
      /sign in/,
    )
    expect(await placed()).toEqual([])
  })

  it('in Chinese: which model, to the address on file, the price with postage, and then the order', async () => {
    const customer = await talk(house, { login: 'sc_wu' })
    expect(await customer.say('我要买一台空气炸锅')).toMatch(/1\. .*AF-45 .*2\. .*AF-45D/s)
    expect(await customer.say('第一个')).toMatch(/合计 ¥269\.00.*寄到 杭州/s)
    expect(await placed()).toEqual([])
    expect(await customer.say('好的')).toMatch(
      /下单成功，订单号 VG2611\d{4}.*https:\/\/pay\.voyagergoods\.example/,
    )
    expect(await placed()).toMatchObject([
      {
        status: 'unpaid',
        total_minor: 26_900,
        currency: 'CNY',
        address: expect.stringMatching(/^杭州.+号/),
        lines: [{ sku: 'AF-45' }],
      },
    ])
  })

  it('in English: the version is chosen, and nothing is placed on a no', async () => {
    await giveOrder(house.db, 'sc_anna', {
      status: 'delivered',
      site: 'eu',
      country: 'DE',
      currency: 'EUR',
    })
    const customer = await talk(house, { locale: 'en', login: 'sc_anna' })
    expect(await customer.say('I would like to order a SJ-3L jacket')).toMatch(/Which version/)
    expect(await customer.say('L')).toMatch(/address/)
    expect(await customer.say('18 Hauptstrasse, Berlin')).toMatch(/€.* in all/)
    expect(await customer.say('no')).toMatch(/no order for now/)
    expect(await placed()).toEqual([])
  })
})
