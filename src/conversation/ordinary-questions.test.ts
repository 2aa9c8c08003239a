import { describe, expect, it } from 'vitest'
import { talk } from '../../tests/house.ts'
import { houseOfFile } from '../../tests/house-of-file.ts'

/** How ordinary customers ask before they buy: one thing after another, each leaving out what the last one said. */

const house = houseOfFile()

const isPassedOn = async (customer: Awaited<ReturnType<typeof talk>>) =>
  JSON.stringify((await customer.row())['holder']).includes('desk')

describe('a question that goes on from the last one', () => {
  it('is asked together with it, and told no more than it asks', async () => {
    const customer = await talk(house, { locale: 'en' })
    expect(await customer.say('do you ship to Norway')).toMatch(/€18\.90/)
    const fee = await customer.say('how much')
    expect(fee).toMatch(/Norway; Fee: €18\.90$/)
    expect(await customer.say('and customs?')).toMatch(/Norway; Rule: The recipient pays/)
    const battery = await customer.say('how about a 12 kg cargo bike battery')
    expect(battery).toMatch(/every e-bike battery\): road, rail or sea only/)
    expect(battery).not.toMatch(/18\.90/)
    expect(await customer.say('how long')).toMatch(/Working days: 6–9$/)
    expect(await isPassedOn(customer)).toBe(false)
  })

  it('is of the place that it names, and keeps the question', async () => {
    const en = await talk(house, { locale: 'en' })
    await en.say('how much is delivery to the UK')
    expect(await en.say('and to Ireland?')).toMatch(/Other EU countries; Fee: €9\.90/)
    const zh = await talk(house)
    expect(await zh.say('寄到西藏运费多少')).toMatch(/西藏.*18 元/)
    const days = await zh.say('多久')
    expect(days).toMatch(/西藏.*5–8 天/)
    expect(days).not.toMatch(/18 元/)
    expect(await zh.say('那黑龙江呢')).toMatch(/运费：/)
  })

  it('of what is not written, is no reason to say the last answer over again', async () => {
    const customer = await talk(house, { locale: 'en' })
    const methods = await customer.say('can I pay with PayPal')
    expect(methods).toMatch(/PayPal/)
    expect(methods).not.toMatch(/working days/)
    expect(await customer.say('is there a fee')).not.toContain(methods)
  })
})

describe('ways to pay', () => {
  it('are told by what was asked: on delivery, by instalments, and what these cost', async () => {
    const customer = await talk(house, { login: 'sc_wu' })
    const cash = await customer.say('能货到付款吗')
    expect(cash).toMatch(/不支持货到付款/)
    expect(cash).not.toMatch(/分期|期：/)
    const credit = await customer.say('用花呗分期可以吗')
    expect(credit).toMatch(/600 元起[^]*6 期：3\.0%/)
    expect(credit).not.toMatch(/24 小时内/)
    expect(await customer.say('要手续费吗')).toMatch(/3 期：0\n6 期：3\.0%/)
  })
})

describe('a gift', () => {
  it('is advised from the first word on, by the budget and by what they like', async () => {
    const customer = await talk(house)
    expect(await customer.say('你们家有没有送女朋友的')).toMatch(/喜欢什么.*预算/)
    expect(await customer.say('预算五百')).toMatch(/¥189/)
    const coffee = await customer.say('她喜欢喝咖啡')
    expect(coffee).toMatch(/预算内暂时没有[^]*CM-15[^]*KT-17/)
    const cheaper = await customer.say('太贵了，有便宜点的吗')
    expect(cheaper).toMatch(/KT-17/)
    expect(cheaper).not.toMatch(/899/)
    const colour = await customer.say('那个热水壶什么颜色')
    expect(colour).toMatch(/热水壶.*没有写/)
    expect(colour).not.toMatch(/保修|咖啡/)
    expect(await isPassedOn(customer)).toBe(false)
  })

  it('is not what they have, and the second one is the second that was shown', async () => {
    const customer = await talk(house, { locale: 'en' })
    await customer.say("hi i'm just looking for a birthday present for my dad, he camps a lot")
    expect(await customer.say('how much is the second one')).toMatch(/^Ridge 2 tent: €109/)
    const other = await customer.say('he already has a tent')
    expect(other).toMatch(/sleeping bag/)
    expect(other).not.toMatch(/Ridge|极限温度/)
  })

  it('is cheaper, or another, where that is asked', async () => {
    const en = await talk(house, { locale: 'en' })
    await en.say("need a gift for my sister's wedding")
    expect(await en.say('she loves cooking')).toMatch(/AF-45 air fryer suits you best/)
    expect(await en.say('something cheaper?')).not.toMatch(/AF-45/)
    expect(await en.effects()).toEqual([])
    const zh = await talk(house)
    await zh.say('想给爸妈买个扫地机')
    await zh.say('家里120平，养了猫')
    const cheaper = await zh.say('太贵了')
    expect(cheaper).toMatch(/1,299/)
    expect(cheaper).not.toMatch(/2,999/)
    expect(await zh.say('还有别的吗')).toMatch(/就这几款/)
  })
})

describe('a question of goods that their article does not answer', () => {
  it('is a gap, and no list of all their measures', async () => {
    const en = await talk(house, { locale: 'en' })
    expect(await en.say('how heavy is the Ridge 2')).toMatch(/2\.1/)
    const colours = await en.say('is it easy to put up alone')
    expect(colours).not.toMatch(/20D|收纳尺寸/)
  })
})

describe('buying', () => {
  it('a filter is no purifier: the one that fits the model is offered', async () => {
    const customer = await talk(house, { login: 'sc_xuting' })
    const asked = await customer.say('净化器的滤芯怎么买')
    expect(asked).toMatch(/滤网 AF300-12（适用 AP-300）/)
    expect(asked).not.toMatch(/空气净化器/)
    expect(await customer.say('我家是AP-300H')).toMatch(/^滤网 AF300-13/)
    expect(await customer.say('净化器滤芯多少钱')).toMatch(/AF300-12：¥149/)
  })

  it('keeps quantity and address through what is said besides', async () => {
    const customer = await talk(house, { login: 'sc_xuting' })
    expect(await customer.say('我要买空气炸锅，AF-45')).toMatch(/AF-45 × 1/)
    expect(await customer.say('地址用原来的')).toMatch(/AF-45 × 1.*现在下单吗/)
    expect(await customer.say('加到三台')).toMatch(/AF-45 × 3/)
    expect(await customer.say('新疆包邮吗')).toMatch(/299/)
    expect(await customer.say('下单吧')).toMatch(/AF-45 × 3.*现在下单吗/)
    expect(await customer.say('好的')).toMatch(/下单成功/)
    expect(await customer.effects()).toEqual(['place_order'])
  })
})

describe('more of what was delivered', () => {
  it('is a new order of those goods', async () => {
    const customer = await talk(house, { login: 'sc_yuantong' })
    expect(await customer.say('扫地机那单能不能再加三台')).toMatch(/RV-20 × 3.*现在下单吗/)
    expect(await customer.say('好的')).toMatch(/下单成功/)
    expect(await customer.effects()).toEqual(['place_order'])
  })
})

describe('a wholesale quote', () => {
  it('is of the family that is named, goes on with what was told, and is passed on once', async () => {
    const customer = await talk(house, { login: 'sc_nordrad', locale: 'en' })
    expect(await customer.say('we need 20 more E-City by January')).toMatch(
      /20 × E-City 20 folding e-bike at 10% off/,
    )
    expect(await customer.say('price for 20?')).toMatch(/20 × E-City 20.*€|20 × E-City 20.*¥/)
    expect(await customer.effects()).toEqual(['capture_lead'])
    const terms = await customer.say('and can we get 60 days payment terms')
    expect(terms).toMatch(/30 days' credit/)
    expect(terms).not.toMatch(/VG-HT/)
  })
})
