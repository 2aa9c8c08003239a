import { describe, expect, it } from 'vitest'
import { talk } from '../../tests/house.ts'
import { houseOfFile } from '../../tests/house-of-file.ts'
import type { Agenda } from '../domain/agenda.ts'

/** The worst answers that an hour as a hostile customer brought to light in each language, and the state each must leave. */

const house = houseOfFile()

type Customer = Awaited<ReturnType<typeof talk>>
const wishes = async (customer: Customer) =>
  ((await customer.row())['agenda'] as Agenda).wishes.map(({ playbook, status, facts }) => ({
    playbook,
    status,
    facts,
  }))
const holder = async (customer: Customer) => (await customer.row())['holder']

describe('the worst answers in Chinese', () => {
  it('asked three times for a number that the customer said they do not have', async () => {
    const customer = await talk(house)
    const asked = await customer.say('退货')
    const helped = await customer.say('我没有订单号啊')
    expect(helped).not.toBe(asked)
    expect(helped).toMatch(/我的订单.*登录/)
    expect(await customer.say('找不到订单号')).not.toBe(helped)
    expect(await wishes(customer)).toMatchObject([
      { playbook: 'return_item', status: 'waiting_for_fact' },
    ])
    expect(await customer.effects()).toEqual([])
  })

  it('took 「个人」 for a wish to speak to a person', async () => {
    const customer = await talk(house, { login: 'sc_lin' })
    const [order] = house.orders.get('sc_lin') ?? []
    await customer.say(`${order?.number} 开张发票`)
    expect(await customer.say('个人')).toMatch(/抬头/)
    expect(await holder(customer)).toEqual({ kind: 'agent' })
    expect(await wishes(customer)).toMatchObject([{ facts: { kind: 'personal' } }])
  })

  it('asked for a city, and did not understand the city', async () => {
    const customer = await talk(house)
    expect(await customer.say('空气炸锅有货吗')).toMatch(/告诉我城市/)
    expect(await customer.say('深圳')).toMatch(/深圳南山店/)
    expect(await wishes(customer)).toMatchObject([
      { playbook: 'product_stock', status: 'done', facts: { place: 'Shenzhen' } },
    ])
  })

  it('answered 「那多少钱」 with what a repair costs', async () => {
    const customer = await talk(house)
    await customer.say('空气炸锅有货吗')
    expect(await customer.say('那多少钱')).toMatch(/¥269/)
    expect((await wishes(customer)).at(-1)).toMatchObject({
      playbook: 'price_inquiry',
      facts: { product: expect.stringContaining('空气炸锅') },
    })
  })

  it('blamed the system, and a colleague was called, where there was simply no refund', async () => {
    const customer = await talk(house, { login: 'sc_lin' })
    const delivered = house.orders.get('sc_lin')?.at(-1)?.number
    await customer.say(`${delivered} 退款到哪了`)
    expect(await customer.say('退款啥时候到账')).not.toMatch(/系统/)
    expect(await holder(customer)).toEqual({ kind: 'agent' })
  })

  it('went on to cancel an order when the customer said 「不改了」', async () => {
    const customer = await talk(house, { login: 'sc_lin' })
    const [order] = house.orders.get('sc_lin') ?? []
    await customer.say(`${order?.number} 到哪了`)
    expect(await customer.say('不改了')).toMatch(/还有什么可以帮您/)
    expect((await wishes(customer)).map(({ playbook }) => playbook)).not.toContain('cancel_order')
  })
})

describe('the worst answers in English', () => {
  it('issued one coupon and said so twice, for two tellings of one trouble', async () => {
    const customer = await talk(house, { locale: 'en', login: 'sc_anna' })
    await customer.say('parcel lost, where is it?')
    await customer.say('it says delivered but i got nothing')
    const said = await customer.say('yes')
    expect(said.match(/Your coupon is issued/g)).toHaveLength(1)
    expect(await customer.effects()).toEqual(['urge_delivery', 'issue_coupon'])
  })

  it('said that the system did not answer when the customer meant "the other one"', async () => {
    const customer = await talk(house, { locale: 'en', login: 'sc_hughes' })
    await customer.say('status of my refund')
    expect(await customer.say('the other one')).not.toMatch(/system/)
    expect((await wishes(customer)).map(({ playbook }) => playbook)).toEqual(['refund_status'])
    expect(await holder(customer)).toEqual({ kind: 'agent' })
  })

  it('answered English on a Chinese page in Chinese', async () => {
    const customer = await talk(house, { locale: 'zh', login: 'sc_maria' })
    expect(await customer.say('invoice plz')).not.toMatch(/\p{Script=Han}/u)
    expect((await customer.row())['locale']).toBe('en')
  })

  it('answered "50" with an article on wholesale', async () => {
    const customer = await talk(house, { locale: 'en' })
    await customer.say('I was charged twice')
    expect(await customer.say('50')).not.toMatch(/from 50/)
    expect((await wishes(customer)).map(({ playbook }) => playbook)).toEqual(['payment_problem'])
  })

  it('filed a lead for goods called "acme gmbh, buyer@acme.example"', async () => {
    const customer = await talk(house, { locale: 'en' })
    await customer.say('I need a wholesale quote')
    await customer.say('acme gmbh, buyer@acme.example')
    const [quote] = await wishes(customer)
    expect(quote?.facts['product']).toBeUndefined()
    expect(quote?.facts['email']).toBe('buyer@acme.example')
    expect(await customer.effects()).toEqual([])
  })

  it('dropped the matter when the customer asked "why not?"', async () => {
    const customer = await talk(house, { locale: 'en', login: 'sc_anna' })
    await customer.say("I'd like a refund of 200 euros now")
    await customer.say('why not')
    expect(await wishes(customer)).toMatchObject([{ status: 'waiting_for_fact' }])
  })
})

describe('the worst answers of the last hour', () => {
  it('passed to a person who only named the order of the wish just answered', async () => {
    const customer = await talk(house, { login: 'sc_lin' })
    const refused = await customer.say('取消订单')
    const { number } = house.orders.get('sc_lin')![0]!
    expect(await customer.say(number)).toBe(refused)
    expect(await holder(customer)).toEqual({ kind: 'agent' })
    expect(await customer.effects()).toEqual([])
  })

  it('answered a thank-you to a consent question as if it pressed for more', async () => {
    const customer = await talk(house)
    const { number, phoneTail } = house.orders.get('sc_lin')![0]!
    await customer.say('订单卡在杭州三天了')
    await customer.say(`${number} ${phoneTail}`)
    const said = await customer.say('谢谢')
    expect(said).not.toMatch(/没有权限/)
    expect(said).toMatch(/优惠券/)
    expect(await customer.effects()).toEqual(['urge_delivery'])
  })

  it('answered a remark with an article nobody asked for', async () => {
    const customer = await talk(house, { locale: 'en', login: 'sc_tom' })
    await customer.say('refund me')
    await customer.say('all of it, and the shipping')
    expect((await customer.messages()).at(-1)?.citations ?? []).toEqual([])
    expect(await customer.effects()).toEqual([])
  })
})
