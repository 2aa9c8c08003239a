import { beforeEach, describe, expect, it } from 'vitest'
import { talk } from '../../../tests/house.ts'
import { houseOfFile } from '../../../tests/house-of-file.ts'
import { giveOrder, takeOrdersBack, type Arranged } from '../../../tests/shop-orders.ts'

/** Signed-in customers who say which order they mean by what was in it, when it was, or what became of it. */

const house = houseOfFile()
beforeEach(() => takeOrdersBack(house.db))

const coffeeMachine = { sku: 'CM-20', zh: 'CM-20 意式咖啡机', en: 'CM-20 espresso machine' }
const kettle = { sku: 'KT-17', zh: 'KT-17 电热水壶', en: 'KT-17 electric kettle' }
const delivered = (placedAt: string, it: Partial<Arranged> = {}): Arranged => ({
  status: 'delivered',
  placedAt,
  deliveredAt: placedAt,
  parcel: { state: 'delivered', lastScan: placedAt },
  ...it,
})

describe('an order that is described instead of numbered', () => {
  it('in English: by what was bought and when, by another word for it', async () => {
    const winter = await giveOrder(
      house.db,
      'sc_anna',
      delivered('2026-01-10T08:00:00Z', coffeeMachine),
    )
    await giveOrder(house.db, 'sc_anna', delivered('2026-09-10T08:00:00Z', coffeeMachine))
    const customer = await talk(house, { locale: 'en', login: 'sc_anna' })
    expect(await customer.say('Where is the coffee machine I bought last winter?')).toMatch(
      new RegExp(`Order ${winter} shows as delivered`),
    )
  })

  it('in Chinese: by what became of it', async () => {
    await giveOrder(house.db, 'sc_wu', delivered('2026-10-10T08:00:00Z', kettle))
    const back = await giveOrder(house.db, 'sc_wu', {
      ...delivered('2026-09-10T08:00:00Z', kettle),
      status: 'returned',
    })
    const customer = await talk(house, { login: 'sc_wu' })
    expect(await customer.say('上次退的那个水壶，退款到账了吗')).toContain(back)
  })

  it('asks which, among those that fit', async () => {
    const [one, other] = [
      await giveOrder(house.db, 'sc_anna', delivered('2026-01-10T08:00:00Z', coffeeMachine)),
      await giveOrder(house.db, 'sc_anna', delivered('2026-09-10T08:00:00Z', coffeeMachine)),
    ]
    await giveOrder(house.db, 'sc_anna', delivered('2026-09-11T08:00:00Z', kettle))
    const customer = await talk(house, { locale: 'en', login: 'sc_anna' })
    const asked = await customer.say('Where is my coffee machine?')
    expect(asked).toMatch(new RegExp(`Which one.*1\\. ${other}.*2\\. ${one}`, 's'))
    expect(asked).not.toContain('KT-17')
    expect(await customer.say('the second')).toMatch(`Order ${one} shows as delivered`)
  })

  it('takes none for granted when nothing was bought then, in both languages', async () => {
    const number = await giveOrder(
      house.db,
      'sc_anna',
      delivered('2026-05-10T08:00:00Z', coffeeMachine),
    )
    const anna = await talk(house, { locale: 'en', login: 'sc_anna' })
    expect(await anna.say('Where is the coffee machine I bought last winter?')).toMatch(
      new RegExp(`fits all of that.*1\\. ${number}`, 's'),
    )
    const wu = await talk(house, { login: 'sc_wu' })
    const mine = await giveOrder(house.db, 'sc_wu', delivered('2026-05-10T08:00:00Z', kettle))
    expect(await wu.say('我去年冬天买的水壶到哪了')).toMatch(
      new RegExp(`没有完全对得上.*1\\. ${mine}`, 's'),
    )
  })

  it("never finds another customer's, and none without a login", async () => {
    const hers = await giveOrder(
      house.db,
      'sc_anna',
      delivered('2026-01-10T08:00:00Z', coffeeMachine),
    )
    const wu = await talk(house, { locale: 'en', login: 'sc_wu' })
    const words = `Where is Anna's coffee machine, order ${hers} in Nanjing, bought last winter?`
    expect(await wu.say(words)).not.toMatch(/shows as delivered/)
    const again = await talk(house, { locale: 'en', login: 'sc_wu' })
    expect(await again.say('Where is the espresso machine that Anna bought?')).not.toMatch(
      new RegExp(`${hers}|CM-20`),
    )
    const stranger = await talk(house, { locale: 'en' })
    expect(await stranger.say('Where is the coffee machine I bought last winter?')).toMatch(
      /order number/,
    )
  })
})
