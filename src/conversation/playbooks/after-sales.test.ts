import { beforeEach, describe, expect, it } from 'vitest'
import { talk } from '../../../tests/house.ts'
import { houseOfFile } from '../../../tests/house-of-file.ts'
import { giveOrder, takeOrdersBack, type Arranged } from '../../../tests/shop-orders.ts'

/** Returns, exchanges, refunds, lost and damaged parcels in whole conversations, judged by the rows left behind. */

const house = houseOfFile()
beforeEach(async () => {
  await takeOrdersBack(house.db)
  await house.db.query('delete from proof_attempts')
})

const claims = async (number: string) =>
  (
    await house.db.query(
      'select claim, refund, deducted from shop_claims where order_number = $1 order by at',
      [number],
    )
  ).map((row) => ({ ...row }))
const recently = '2026-11-19T04:00:00Z'
const abroad: Partial<Arranged> = {
  site: 'eu',
  country: 'DE',
  currency: 'EUR',
  sku: 'KT-17',
  zh: 'KT-17 电热水壶',
  en: 'KT-17 electric kettle',
  minor: 3900,
}

describe('a return', () => {
  it('in Chinese, by proof: reason and state, the terms, and then the claim', async () => {
    const number = await giveOrder(house.db, 'sc_wu', {
      status: 'delivered',
      deliveredAt: recently,
    })
    const customer = await talk(house)
    await customer.say('我想退货')
    expect(await customer.say(`${number} 尾号9903`)).toMatch(/原因/)
    expect(await customer.say('不喜欢')).toMatch(/没拆封/)
    const asked = await customer.say('通电试过一次')
    expect(asked).toMatch(/最晚 11月26日/)
    expect(asked).toMatch(/10%/)
    expect(asked).toMatch(/退款 ¥242\.10（扣 ¥26\.90）/)
    expect(await claims(number)).toEqual([])
    expect(await customer.say('好的')).toMatch(/编号 AS/)
    expect(await claims(number)).toMatchObject([
      {
        claim: { kind: 'return', because: 'change_of_mind', condition: 'tried' },
        refund: { minor: 24_210, currency: 'CNY' },
        deducted: { minor: 2690, currency: 'CNY' },
      },
    ])
    expect(await customer.say(`我要退货 ${number}`)).toMatch(/编号 AS.*不用再申请/)
    expect(await claims(number)).toHaveLength(1)
  })

  it('in English, signed in: all said at once, the label taken off', async () => {
    const number = await giveOrder(house.db, 'sc_anna', {
      ...abroad,
      status: 'delivered',
      deliveredAt: '2026-11-10T04:00:00Z',
    })
    const customer = await talk(house, { locale: 'en', login: 'sc_anna' })
    const asked = await customer.say(
      `I want to return order ${number}, I don't need it and it is unopened`,
    )
    expect(asked).toMatch(/10 December/)
    expect(asked).toMatch(/refund €30\.10 \(€8\.90 deducted\)/)
    expect(await customer.say('yes')).toMatch(/reference|under AS/)
    expect(await claims(number)).toMatchObject([
      { claim: { condition: 'sealed' }, refund: { minor: 3010 } },
    ])
  })

  it('in English: extends to the end of January at Christmas', async () => {
    const number = await giveOrder(house.db, 'sc_anna', {
      ...abroad,
      status: 'delivered',
      deliveredAt: '2026-11-18T04:00:00Z',
    })
    const customer = await talk(house, { locale: 'en', login: 'sc_anna' })
    expect(
      await customer.say(`I want to return order ${number}, I don't need it and it is unopened`),
    ).toMatch(/31 January 2027/)
  })

  it('refuses after the period with its last day and a way on, in both languages', async () => {
    const zh = await giveOrder(house.db, 'sc_wu', {
      status: 'delivered',
      deliveredAt: '2026-11-10T04:00:00Z',
    })
    const customer = await talk(house, { login: 'sc_wu' })
    await customer.say(`订单 ${zh} 我想退货，不喜欢`)
    expect(await customer.say('用过几次了')).toMatch(/7 天，到 11月17日.*保修/s)
    const en = await giveOrder(house.db, 'sc_anna', {
      ...abroad,
      status: 'delivered',
      deliveredAt: '2026-10-10T04:00:00Z',
    })
    const anna = await talk(house, { locale: 'en', login: 'sc_anna' })
    expect(await anna.say(`I want to return order ${en}, I don't like it`)).toMatch(
      /last day was 9 November.*warranty/s,
    )
    expect([...(await claims(zh)), ...(await claims(en))]).toEqual([])
  })

  it('asks for the kilometres of an e-bike, again when they cannot be read', async () => {
    const number = await giveOrder(house.db, 'sc_wu', {
      status: 'delivered',
      deliveredAt: recently,
      sku: 'E-City-20',
      zh: 'E-City 20 电动自行车',
      en: 'E-City 20 e-bike',
      minor: 329_900,
    })
    const customer = await talk(house, { login: 'sc_wu' })
    await customer.say(`订单 ${number} 退货，不想要了`)
    expect(await customer.say('骑得不算多')).toMatch(/没看懂这个数字/)
    expect(await customer.say('三十五公里')).toMatch(/8%.*¥2,907\.08/s)
    await customer.say('好的')
    expect(await claims(number)).toMatchObject([
      { claim: { usage: 35 }, refund: { minor: 290_708 } },
    ])
  })

  it('opens nothing on a no', async () => {
    const number = await giveOrder(house.db, 'sc_wu', {
      status: 'delivered',
      deliveredAt: recently,
    })
    const customer = await talk(house, { login: 'sc_wu' })
    await customer.say(`订单 ${number} 退货，不想要了，没拆封`)
    expect(await customer.say('算了，不用了')).toMatch(/先不退/)
    expect(await claims(number)).toEqual([])
  })

  it('of a faulty article becomes an exchange', async () => {
    const number = await giveOrder(house.db, 'sc_wu', {
      status: 'delivered',
      deliveredAt: recently,
    })
    const customer = await talk(house, { login: 'sc_wu' })
    const asked = await customer.say(`订单 ${number} 我要退货，质量问题`)
    expect(asked).toMatch(/先免费换新/)
    expect(asked).toMatch(/申请换货/)
    await customer.say('好的')
    expect(await claims(number)).toMatchObject([
      { claim: { kind: 'exchange', because: 'defective' } },
    ])
  })

  it('is not opened for an order of somebody else', async () => {
    const number = await giveOrder(house.db, 'sc_wu', {
      status: 'delivered',
      deliveredAt: recently,
    })
    const other = await talk(house, { login: 'sc_zhao' })
    expect(await other.say(`订单 ${number} 我要退货`)).toMatch(/没有查到/)
    expect(await claims(number)).toEqual([])
  })
})

describe('an exchange', () => {
  const jacket: Arranged = {
    status: 'delivered',
    deliveredAt: recently,
    sku: 'SJ-3L',
    zh: 'SJ-3L 三层冲锋衣',
    en: 'SJ-3L shell jacket',
    minor: 89_900,
  }

  it('in Chinese: another size, chosen from those there are, free both ways', async () => {
    const number = await giveOrder(house.db, 'sc_wu', jacket)
    const customer = await talk(house, { login: 'sc_wu' })
    expect(await customer.say(`订单 ${number} 想换货，尺码太小了`)).toMatch(/3\. L/)
    expect(await customer.say('XL')).toMatch(/来回运费我们承担.*换成 XL/s)
    await customer.say('好的')
    expect(await claims(number)).toMatchObject([
      { claim: { kind: 'exchange', because: 'wrong_size', option: 'XL' } },
    ])
  })

  it('in English: at home in China the same; a washed jacket is not taken', async () => {
    const number = await giveOrder(house.db, 'sc_wu', jacket)
    const customer = await talk(house, { locale: 'en', login: 'sc_wu' })
    expect(
      await customer.say(`I want to exchange order ${number}, it is too small but I washed it`),
    ).toMatch(/cannot be exchanged/)
    expect(await claims(number)).toEqual([])
  })

  it('in English, abroad: is a return and a new order', async () => {
    const number = await giveOrder(house.db, 'sc_anna', {
      ...abroad,
      ...jacket,
      site: 'eu',
      country: 'DE',
      currency: 'EUR',
      minor: 14_900,
    })
    const customer = await talk(house, { locale: 'en', login: 'sc_anna' })
    expect(await customer.say(`I want to exchange order ${number}, it is too small`)).toMatch(
      /do not swap.*state is it in/s,
    )
    expect(await customer.say('only opened, never used')).toMatch(/refund €140\.10/)
    await customer.say('yes')
    expect(await claims(number)).toMatchObject([
      { claim: { kind: 'return', because: 'wrong_size' } },
    ])
  })

  it('refuses after its fifteen days', async () => {
    const number = await giveOrder(house.db, 'sc_wu', {
      ...jacket,
      deliveredAt: '2026-11-01T04:00:00Z',
    })
    const customer = await talk(house, { login: 'sc_wu' })
    expect(await customer.say(`订单 ${number} 想换货，尺码太小了`)).toMatch(/15 天，到 11月16日/)
  })
})

describe('a refund', () => {
  it('before dispatch is a cancellation', async () => {
    const number = await giveOrder(house.db, 'sc_wu', { status: 'paid' })
    const customer = await talk(house, { login: 'sc_wu' })
    expect(await customer.say(`订单 ${number} 我要退款`)).toMatch(/要取消订单/)
    await customer.say('好的')
    expect(await customer.effects()).toEqual(['cancel_order'])
  })

  it('on the way is refused with the ways on; when lost it is requested', async () => {
    const moving = await giveOrder(house.db, 'sc_tom', {
      ...abroad,
      status: 'shipped',
      site: 'uk',
      country: 'GB',
      currency: 'GBP',
      parcel: { state: 'in_transit', lastScan: '2026-11-20T04:00:00Z' },
    })
    const tom = await talk(house, { locale: 'en', login: 'sc_tom' })
    expect(await tom.say(`I want a refund for order ${moving}`)).toMatch(
      /still on its way.*refuse it.*return it/s,
    )
    expect(await claims(moving)).toEqual([])
    const lost = await giveOrder(house.db, 'sc_wu', {
      status: 'shipped',
      parcel: { state: 'in_transit', lastScan: '2026-11-14T04:00:00Z' },
    })
    const wu = await talk(house, { login: 'sc_wu' })
    expect(await wu.say(`订单 ${lost} 我要退款`)).toMatch(/按丢失处理.*¥269\.00/s)
    await wu.say('好的')
    expect(await claims(lost)).toMatchObject([
      { claim: { kind: 'refund', because: 'not_received' }, refund: { minor: 26_900 } },
    ])
  })

  it('after delivery is a return', async () => {
    const number = await giveOrder(house.db, 'sc_anna', {
      ...abroad,
      status: 'delivered',
      deliveredAt: recently,
    })
    const customer = await talk(house, { locale: 'en', login: 'sc_anna' })
    expect(await customer.say(`I want my money back for order ${number}`)).toMatch(
      /What is the reason/,
    )
  })
})

describe('where a refund stands', () => {
  const refund = async (
    number: string,
    state: string,
    startedAt: string | null,
    method = 'alipay',
  ) =>
    house.db.query(
      `insert into shop_refunds (reference, order_number, amount, method, state, started_at, at)
       values ('RF' || $1, $1, '{"minor": 26900, "currency": "CNY"}', $2, $3, $4, $5)`,
      [number, method, state, startedAt && new Date(startedAt), new Date('2026-11-20T04:00:00Z')],
    )

  it('in Chinese: started, with the time of its method', async () => {
    const number = await giveOrder(house.db, 'sc_wu', { status: 'cancelled' })
    await refund(number, 'started', '2026-11-21T04:00:00Z')
    const customer = await talk(house)
    await customer.say('我的退款到哪了')
    expect(await customer.say(`${number} 尾号9903`)).toMatch(
      /¥269\.00 于 11月21日 12:00 发起，退到支付宝，最晚 11月22日 12:00 到账/,
    )
  })

  it('in Chinese: overdue, with the reference and a person', async () => {
    const number = await giveOrder(house.db, 'sc_wu', { status: 'cancelled' })
    await refund(number, 'started', '2026-11-18T04:00:00Z')
    const customer = await talk(house, { login: 'sc_wu' })
    expect(await customer.say(`订单 ${number} 的退款怎么还没到`)).toMatch(/抱歉.*参考号 RF.*同事/s)
  })

  it('in English: waiting for the goods, and none at all', async () => {
    const number = await giveOrder(house.db, 'sc_anna', {
      ...abroad,
      status: 'delivered',
      deliveredAt: recently,
    })
    const customer = await talk(house, { locale: 'en', login: 'sc_anna' })
    expect(await customer.say(`Where is my refund for order ${number}?`)).toMatch(
      /Nothing is being paid back/,
    )
    await refund(number, 'awaiting_goods', null, 'paypal')
    const again = await talk(house, { locale: 'en', login: 'sc_anna' })
    expect(await again.say(`Where is my refund for order ${number}?`)).toMatch(
      /waits for the goods.*PayPal/s,
    )
  })
})

describe('a parcel that never came', () => {
  it('in Chinese: sent again on the yes, marked for follow-up', async () => {
    const number = await giveOrder(house.db, 'sc_wu', {
      status: 'delivered',
      deliveredAt: recently,
      parcel: { state: 'delivered', lastScan: recently },
    })
    const customer = await talk(house, { login: 'sc_wu' })
    expect(await customer.say(`订单 ${number} 显示签收了，但我根本没收到`)).toMatch(/补发/)
    expect(await customer.say('补发吧')).toMatch(/24 小时内答复/)
    await customer.say('好的')
    expect(await claims(number)).toMatchObject([
      { claim: { kind: 'missing', wants: 'replacement' }, refund: null },
    ])
    expect((await customer.row())['follow_up']).toBe(true)
  })

  it('in English: not before two working days, and refunded after', async () => {
    const early = await giveOrder(house.db, 'sc_anna', {
      ...abroad,
      status: 'delivered',
      deliveredAt: '2026-11-20T12:00:00Z',
    })
    const customer = await talk(house, { locale: 'en', login: 'sc_anna' })
    expect(await customer.say(`Order ${early} says delivered but I never received it`)).toMatch(
      /wait until 24 November/,
    )
    const number = await giveOrder(house.db, 'sc_anna', {
      ...abroad,
      status: 'delivered',
      deliveredAt: '2026-11-16T12:00:00Z',
    })
    const again = await talk(house, { locale: 'en', login: 'sc_anna' })
    await again.say(`Order ${number} says delivered but I never received it`)
    expect(await again.say('a refund please')).toMatch(
      /declaration of non-receipt.*refund €39\.00/s,
    )
    await again.say('yes')
    expect(await claims(number)).toMatchObject([
      { claim: { wants: 'refund' }, refund: { minor: 3900 } },
    ])
    expect(await claims(early)).toEqual([])
  })

  it('in Chinese: too late after thirty days', async () => {
    const number = await giveOrder(house.db, 'sc_wu', {
      status: 'delivered',
      deliveredAt: '2026-10-10T04:00:00Z',
    })
    const customer = await talk(house, { login: 'sc_wu' })
    expect(await customer.say(`订单 ${number} 显示签收了，但我根本没收到`)).toMatch(/42 天.*30 天/s)
  })
})

describe('wrong, damaged or missing goods', () => {
  it('in Chinese: damaged within 48 hours, refunded on the yes', async () => {
    const number = await giveOrder(house.db, 'sc_wu', {
      status: 'delivered',
      deliveredAt: '2026-11-20T04:00:00Z',
    })
    const customer = await talk(house, { login: 'sc_wu' })
    expect(await customer.say(`收到的空气炸锅破损了，订单 ${number}`)).toMatch(/补发新的、退款/)
    expect(await customer.say('退款')).toMatch(/外箱六面.*退款 ¥269\.00/s)
    await customer.say('好的')
    expect(await claims(number)).toMatchObject([
      { claim: { kind: 'damage', because: 'damaged_in_transit', wants: 'refund' } },
    ])
  })

  it('in Chinese: a late report is offered a person', async () => {
    const number = await giveOrder(house.db, 'sc_wu', {
      status: 'delivered',
      deliveredAt: '2026-11-18T04:00:00Z',
    })
    const customer = await talk(house, { login: 'sc_wu' })
    expect(await customer.say(`收到的空气炸锅破损了，订单 ${number}`)).toMatch(
      /48 小时.*技术人员.*同事/s,
    )
    await customer.say('好的')
    expect((await customer.row())['holder']).toMatchObject({ kind: 'desk' })
    expect(await claims(number)).toEqual([])
  })

  it('in English: the wrong item is put right', async () => {
    const number = await giveOrder(house.db, 'sc_anna', {
      ...abroad,
      status: 'delivered',
      deliveredAt: recently,
    })
    const customer = await talk(house, { locale: 'en', login: 'sc_anna' })
    expect(await customer.say(`You sent me the wrong item in order ${number}`)).toMatch(
      /right one leaves at once/,
    )
    await customer.say('yes')
    expect(await claims(number)).toMatchObject([
      { claim: { kind: 'damage', because: 'wrong_item' } },
    ])
  })
})

describe('warranty and repair', () => {
  it('answers a question about the period from the articles, in both languages', async () => {
    expect(await (await talk(house)).say('电饭煲保修多久')).toMatch(/2 年/)
    expect(
      await (
        await talk(house, { locale: 'en' })
      ).say('How long is the warranty on the rice cooker?'),
    ).toMatch(/2 years/)
  })

  it('in Chinese: a repair under warranty, opened on the yes', async () => {
    const number = await giveOrder(house.db, 'sc_wu', {
      status: 'delivered',
      deliveredAt: '2025-03-01T04:00:00Z',
    })
    const customer = await talk(house, { login: 'sc_wu' })
    expect(await customer.say(`订单 ${number} 还在保修期吗，我想送修`)).toMatch(
      /保修 2 年，到 2027年3月1日.*免费/s,
    )
    expect(await customer.say('好的')).toMatch(/维修申请提交好了，编号 AS/)
    expect(await claims(number)).toMatchObject([{ claim: { kind: 'repair', sku: 'AF-45' } }])
    expect((await customer.row())['follow_up']).toBe(true)
  })

  it('asks a stranger for the proof of the order', async () => {
    const number = await giveOrder(house.db, 'sc_wu', {
      status: 'delivered',
      deliveredAt: recently,
    })
    const customer = await talk(house)
    expect(await customer.say(`订单 ${number} 的空气炸锅要送修，还在保修期吗`)).toMatch(/后四位/)
    expect(await customer.say('9903')).toMatch(/保修 2 年/)
  })

  it('in English: an e-bike is not posted', async () => {
    const number = await giveOrder(house.db, 'sc_wu', {
      status: 'delivered',
      deliveredAt: recently,
      sku: 'E-City-20',
      en: 'E-City 20 e-bike',
      minor: 329_900,
    })
    const customer = await talk(house, { locale: 'en', login: 'sc_wu' })
    expect(await customer.say(`My e-bike needs a repair under warranty, order ${number}`)).toMatch(
      /cannot be posted.*store/s,
    )
    expect(await claims(number)).toEqual([])
  })
})
