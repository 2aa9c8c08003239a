import { afterAll, beforeAll, expect, it } from 'vitest'
import { freshPglite } from '../../tests/engines.ts'
import { buildHouse, talk, type House } from '../../tests/house.ts'

/** Who finds us dear, or asks for a quotation step by step, has bought nothing and complains of nothing. */

let house: House
beforeAll(async () => {
  house = await buildHouse(await freshPglite())
})
afterAll(() => house.db.close())

it.each([
  ['zh', '你们比京东贵啊，而且我担心质量', '扫地机', /RV-20.*¥1,299/],
  [
    'en',
    "you're more expensive than Amazon, and I worry about the quality",
    'the air fryer',
    /AF-45.*¥269/,
  ],
] as const)('a doubt before buying opens no case (%s)', async (locale, doubt, goods, price) => {
  const customer = await talk(house, { locale })
  await customer.say(doubt)
  expect(await customer.say(goods)).toMatch(price)
  expect(await customer.effects()).toEqual([])
})

it('what was bought and is dear and bad is a complaint still', async () => {
  const customer = await talk(house, { locale: 'zh' })
  await customer.say('我要投诉，你们服务态度太差')
  expect(await customer.effects()).toEqual(['open_case'])
})

it('presales asks for the phone a second time in other words', async () => {
  const customer = await talk(house)
  const first = await customer.say('我们公司想批发采购200台AF-45，报个价')
  const again = await customer.say('预算八万')
  expect(first).toContain('留一个手机号或邮箱吧')
  expect(again).not.toContain('留一个手机号或邮箱吧')
  expect(again).toMatch(/手机号或邮箱/)
})
