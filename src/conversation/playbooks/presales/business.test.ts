import { beforeEach, describe, expect, it } from 'vitest'
import { talk } from '../../../../tests/house.ts'
import { houseOfFile } from '../../../../tests/house-of-file.ts'

/** Business customers: quotes by the wholesale table, and leads with the contact that was given. */

const house = houseOfFile()
beforeEach(() => house.db.query('delete from shop_leads'))

const leads = () =>
  house.db.query('select need, company, contact, shop_customer_id from shop_leads')

describe('a wholesale quote', () => {
  it('in Chinese: the discount of the table, and a lead for the contact', async () => {
    const customer = await talk(house)
    const said = await customer.say('我们公司想批发采购200台AF-45空气炸锅，报个价')
    // 269 × 0.85 = 228.65; × 200 = 45,730.
    expect(said).toMatch(/8\.5 折/)
    expect(said).toMatch(/228\.65/)
    expect(said).toMatch(/45,730/)
    expect(said).toMatch(/手机号或邮箱/)
    expect(await leads()).toEqual([])
    const reply = (await customer.messages()).at(-1)
    expect(reply?.citations?.map(({ articleId }) => articleId)).toContain('kb-zh-077')
    expect(await customer.say('邮箱 wang@firm.example')).toMatch(/编号 LD\d{5}.*11月23日/)
    expect(await leads()).toMatchObject([
      { need: '我们公司想批发采购200台AF-45空气炸锅，报个价', contact: 'wang@firm.example' },
    ])
    expect(await customer.effects()).toEqual(['capture_lead'])
  })

  it('in English: asks how many, names the minimum, and what export needs', async () => {
    const customer = await talk(house, { locale: 'en' })
    expect(await customer.say("I'd like a wholesale quote for e-bikes for my shop")).toMatch(
      /How many|About how many/,
    )
    const said = await customer.say('5 units')
    expect(said).toMatch(/starts at 10/)
    expect(said).toMatch(/US\$8,000/)
    expect(await customer.say('buyer@shop.example')).toMatch(/LD\d{5}/)
    expect(await leads()).toHaveLength(1)
  })

  it('sells no cars wholesale', async () => {
    const customer = await talk(house)
    expect(await customer.say('V5汽车批发20台什么价，我们是经销商')).toMatch(/不做批发/)
    expect(await leads()).toEqual([])
  })
})

it('takes company and address of who asks for a contract, and cites the article', async () => {
  const customer = await talk(house)
  const first = await customer.say('请发一份采购框架协议的合同模板')
  expect(first).toMatch(/全称/)
  const reply = (await customer.messages()).at(-1)
  expect(reply?.citations?.map(({ articleId }) => articleId)).toContain('kb-zh-078')
  expect(await customer.say('杭州云帆贸易有限公司')).toMatch(/邮箱/)
  expect(await customer.say('legal@yunfan.example')).toMatch(/LD\d{5}/)
  expect(await leads()).toMatchObject([
    { company: '杭州云帆贸易有限公司', contact: 'legal@yunfan.example' },
  ])
})

it('takes a contract request in English', async () => {
  const customer = await talk(house, { locale: 'en' })
  await customer.say('Please send us the dealer contract template')
  await customer.say('Northlane Trading Ltd')
  expect(await customer.say('legal@northlane.example')).toMatch(/LD\d{5}/)
  expect(await leads()).toMatchObject([
    { company: 'Northlane Trading Ltd', contact: 'legal@northlane.example' },
  ])
})

describe('a trial', () => {
  it('becomes a lead for samples', async () => {
    const customer = await talk(house)
    expect(await customer.say('批发前能先拿样品吗')).toMatch(/最多 2 台[^]*手机号/)
    expect(await customer.say('13812345678')).toMatch(/LD\d{5}/)
    expect(await leads()).toMatchObject([{ contact: expect.stringMatching(/13812345678$/) }])
  })

  it('goes on as an appointment for a test drive, in English', async () => {
    const customer = await talk(house, { locale: 'en' })
    expect(await customer.say('Can I get a test drive of the V5?')).toMatch(/Which city/)
    expect(await customer.say('Chengdu')).toMatch(/Chengdu Gaoxin store/)
    expect(await leads()).toEqual([])
  })
})
