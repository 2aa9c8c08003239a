import { describe, expect, it } from 'vitest'
import { talk } from '../../tests/house.ts'
import { houseOfFile } from '../../tests/house-of-file.ts'

/** What customers ask while something is asked of them: they get an answer, and then the question again. */

const house = houseOfFile()

describe('a question in the middle of a matter is answered by the rules of that matter', () => {
  it('of the market that the order is from', async () => {
    const european = await talk(house, { login: 'sc_gruber', locale: 'en' })
    expect(await european.say('I want to return the solar panels')).toMatch(/reason/)
    expect(await european.say('what would the return shipping cost me')).toMatch(
      /label is €8\.90[^]*Back to returning goods: What is the reason/,
    )
    const chinese = await talk(house, { login: 'sc_dengli', locale: 'zh' })
    await chinese.say('我要退空气炸锅')
    expect(await chinese.say('运费谁出啊')).toMatch(/买家承担[^]*回到刚才的事（退货）/)
  })

  it('and is no answer to what was asked', async () => {
    const customer = await talk(house, { login: 'sc_dengli', locale: 'zh' })
    await customer.say('帮我开个发票')
    await customer.say('空气炸锅那单')
    expect(await customer.say('专票')).toMatch(/抬头/)
    expect(await customer.say('多久能开好')).toMatch(
      /24 小时内开好[^]*回到刚才的事（开发票）：.*抬头/,
    )
    expect(await customer.say('南京云杉科技有限公司')).toMatch(/纳税人识别号/)
  })

  it('and chooses no order, though it names the goods of one', async () => {
    const customer = await talk(house, { login: 'sc_dengli', locale: 'zh' })
    expect(await customer.say('能不能开公司抬头的发票')).toMatch(/是哪一个/)
    expect(await customer.say('再问下空气炸锅能洗碗机洗吗')).toMatch(/洗碗机[^]*是哪一个/)
    expect(await customer.say('空气炸锅那单')).toMatch(/抬头（姓名或公司全称）/)
  })

  it('before a quantity is given, and after', async () => {
    const buyer = await talk(house, { locale: 'zh' })
    expect(await buyer.say('想批量买空气炸锅')).toMatch(/多少/)
    expect(await buyer.say('起订量是多少')).toMatch(/起订：50 台[^]*回到刚才的事（批发报价）/)
    expect(await buyer.say('60台')).toMatch(/¥14,526/)
  })
})

it('"can I still return the other one" is a return, and no exchange', async () => {
  const customer = await talk(house, { login: 'sc_gruber', locale: 'en' })
  expect(await customer.say('can I still return the other one too')).toMatch(/Which one is it/)
  expect(await customer.say('the solar panels')).toMatch(/What is the reason, a change of mind/)
})

describe('a new address', () => {
  it('is taken as the European mainland writes it', async () => {
    const customer = await talk(house, { login: 'sc_garcia', locale: 'en' })
    expect(
      await customer.say('change the vacuum order to my work address: Calle Mayor 5, 28013 Madrid'),
    ).toMatch(/VG26116999 would go to: Calle Mayor 5, 28013 Madrid\. Shall I/)
    await customer.say('no')
  })

  it('is nothing that asks about a place', async () => {
    const customer = await talk(house, { login: 'sc_garcia', locale: 'en' })
    expect(await customer.say('I want to change the address of the vacuum order')).toMatch(
      /new address in full/,
    )
    expect(await customer.say("ok thanks and what's your opening hours in madrid")).toMatch(
      /Rotterdam showroom/,
    )
  })
})

describe('what is told to our question is an answer', () => {
  it('"I don\'t need them any more" gives the reason of a return, and cancels nothing', async () => {
    const customer = await talk(house, { login: 'sc_gruber', locale: 'en' })
    await customer.say('I want to return the solar panels')
    const said = await customer.say("I don't need them any more")
    expect(said).toMatch(/What state is it in/)
    expect(said).not.toMatch(/cancel/)
  })

  it('「13800138000 王经理」 leaves a number and a name, and calls nobody', async () => {
    const buyer = await talk(house, { locale: 'zh' })
    await buyer.say('想批量买空气炸锅，60台')
    const said = await buyer.say('13800138000 王经理')
    expect(said).not.toMatch(/转接人工/)
    expect(JSON.stringify((await buyer.row())['holder'])).toMatch(/agent/)
  })
})
