import { describe, expect, it } from 'vitest'
import { talk } from '../../tests/house.ts'
import { houseOfFile } from '../../tests/house-of-file.ts'

/** What ordinary customers say beside the matter, and words that read like another wish than the one they mean. */

const house = houseOfFile()

describe('days that are told and not asked for', () => {
  it('are no question after the rules: a parcel that is stuck is chased, damage is taken', async () => {
    const stuck = await talk(house, { login: 'sc_zhangwei' })
    expect(await stuck.say('扫地机都卡了好几天了你们管不管')).toMatch(/VG26111819.*催查|卡住了/s)
    expect(await stuck.effects()).toEqual(['urge_delivery'])
    const damaged = await talk(house, { login: 'sc_wangfang' })
    expect(await damaged.say('前几天买的空气炸锅收到了，里面的炸篮有掉漆')).not.toMatch(
      /没有找到依据|已经取消/,
    )
  })

  it('asked after an order are of that order, with the day that was promised', async () => {
    const zh = await talk(house, { login: 'sc_heqian' })
    await zh.say('我昨天下的那个胶囊单子咋还没发')
    expect(await zh.say('那还要几天')).toMatch(/VG26113817.*承诺 11月25日.*前送达/)
    const en = await talk(house, { login: 'sc_garcia', locale: 'en' })
    await en.say('when does my robot ship')
    expect(await en.say('how much longer?')).toMatch(/VG26116999.*promised by/)
  })
})

describe('a parcel that could not be delivered', () => {
  it('goes back, which nobody asked to return', async () => {
    const customer = await talk(house, { login: 'sc_sunpeng' })
    expect(await customer.say('车载冰箱怎么退回去了')).toMatch(/没有送到，正在退回仓库.*重新寄/)
    expect(await customer.say('我电话没接到')).toMatch(/不会再派送/)
  })

  it('is between them and the carrier when nobody is home, or by the rules', async () => {
    const en = await talk(house, { login: 'sc_kowalska', locale: 'en' })
    await en.say('when is my sleeping bag coming today exactly')
    expect(await en.say("I'm not home until 6")).toMatch(/NL0313201133.*with the driver/)
    const leaving = await talk(house, { login: 'sc_williams', locale: 'en' })
    await leaving.say('when will the fridge come')
    expect(await leaving.say('i have to leave at 5')).not.toMatch(/Goodbye/)
    expect(await leaving.say('can i pick it up from the depot')).toMatch(/carrier's app/)
    const stranger = await talk(house, { locale: 'en' })
    expect(await stranger.say('what happens if nobody is home')).toMatch(/tries twice more/)
  })

  it('may be refused, and who is asked for customs is told the rules, not the goods', async () => {
    const refused = await talk(house, { login: 'sc_hughes', locale: 'en' })
    await refused.say("Hi, I ordered a car fridge yesterday and I've changed my mind")
    expect(await refused.say('and if it arrives can I just refuse it')).toMatch(/Refuse the parcel/)
    const billed = await talk(house, { login: 'sc_tremblay', locale: 'en' })
    await billed.say('where is my fridge')
    const bill = await billed.say('the carrier wants me to pay 40 dollars')
    expect(bill).toMatch(/do not pay again/i)
    expect(bill).not.toMatch(/35 L/)
  })
})

describe('money that comes back', () => {
  it('is looked up for who sent the goods back, or was refunded a part', async () => {
    const en = await talk(house, { login: 'sc_moreau', locale: 'en' })
    expect(await en.say('I sent my jacket back last week, has it arrived')).toMatch(
      /refund of €139\.00.*waits for the goods/,
    )
    expect(await en.say('how much do i get back')).toMatch(/refund of €139\.00/)
    const zh = await talk(house, { login: 'sc_shenyi' })
    expect(await zh.say('加湿器不是退了一部分钱吗 是怎么算的')).toMatch(/¥398\.00.*¥79\.60/)
  })

  it('of an order that is gone, is told with why it is gone', async () => {
    const customer = await talk(house, { login: 'sc_fengkai' })
    expect(await customer.say('我的电饭煲订单怎么没了')).toMatch(
      /VG26114261.*取消的[^]*退款 ¥499\.00/,
    )
  })
})

describe('who thinks better of it', () => {
  it('is left alone, whatever the words are read as', async () => {
    const seen = await talk(house, { login: 'sc_hujie' })
    await seen.say('我那个外胎下错了 应该要两条20的 是不是已经是20的')
    expect(await seen.say('哦对是我看错了 那没事了')).toMatch(/一切照旧/)
    const tries = await talk(house, { login: 'sc_zhaomin' })
    await tries.say('电热水壶不加热了')
    expect(await tries.say('哦那算了，换个插座试试')).not.toMatch(/试驾|现在提交吗/)
    const en = await talk(house, { login: 'sc_okafor', locale: 'en' })
    await en.say('my kettle stopped heating')
    expect(await en.say('oh sorry, my mistake, it was the socket')).toMatch(/leave everything as/)
    const canto = await talk(house, { login: 'sc_wongkaman' })
    await canto.say('可唔可以改送去公司')
    expect(await canto.say('咁算啦')).toMatch(/一切照旧/)
    expect(await seen.effects()).toEqual([])
  })

  it('may give up waiting and cancel in one breath', async () => {
    const customer = await talk(house, { login: 'sc_pengfei' })
    await customer.say('帐篷那单取消吧')
    expect(await customer.say('不等了取消吧')).toMatch(/已取消/)
  })

  it('and takes another remedy, is not asked about the first one again', async () => {
    const customer = await talk(house, { login: 'sc_rossi', locale: 'en' })
    await customer.say('hello my kettle lid doesnt close properly anymore')
    await customer.say('can i just get a new one')
    expect(await customer.say('ok')).toMatch(/^The return is filed under \S+; you hear.*\.$/)
    expect(await customer.effects()).toEqual(['open_return'])
  })
})

describe('what is only spoken of', () => {
  it('a coupon from a complaint files none, and an order to pay has its link', async () => {
    const en = await talk(house, { login: 'sc_schmidt', locale: 'en' })
    expect(await en.say('i still have to pay for my jacket right?')).toMatch(/pay here: https/)
    await en.say('can i use my coupon on it')
    await en.say("it's 5 euro from the complaint")
    expect(await en.effects()).toEqual([])
    const zh = await talk(house, { login: 'sc_zhangwei' })
    expect(await zh.say('滤芯那单链接发我一下')).toMatch(/待付款 ¥458\.00.*https/)
  })

  it('one of two is fewer of them, and no cancelling of the order', async () => {
    const customer = await talk(house, { login: 'sc_tanmeiling', locale: 'en' })
    const one = await customer.say(
      'I ordered two sleeping bags but I only need one, can i cancel one of them',
    )
    expect(one).toMatch(/Which article is it\?/)
    expect(one).not.toMatch(/no longer be cancelled/)
  })
})

describe('a question about goods', () => {
  it('how they are washed is no fault of theirs', async () => {
    const customer = await talk(house, { login: 'sc_hansen', locale: 'en' })
    const wash = await customer.say('bought a down sleeping bag from you, how do i wash it')
    expect(wash).not.toMatch(/open a repair/)
    expect(await customer.effects()).toEqual([])
  })

  it('goes on to the next thing, and its price is no answer to ours', async () => {
    const customer = await talk(house)
    await customer.say('想问下你们家空调有吗')
    expect(await customer.say('那风扇呢')).toMatch(/没有查到/)
    await customer.say('哦那有什么适合夏天露营用的')
    expect(await customer.say('车载冰箱多少钱')).toMatch(/CF-35 车载冰箱：¥1,499/)
    expect(await customer.say('能发顺丰不')).not.toMatch(/没有找到依据/)
  })

  it('is tried where the town was just named', async () => {
    const customer = await talk(house, { locale: 'en' })
    await customer.say('do you have e-bikes')
    expect(await customer.say('can i try one in berlin')).toMatch(/free \(Berlin showroom\)/)
  })

  it('a yes to the only order that is shown is that order', async () => {
    const customer = await talk(house, { login: 'sc_wuhao' })
    const asked = await customer.say('扫拖机器人昨天收到的，拖布不转，帮我换一台')
    if (/1\. VG26112744/.test(asked)) expect(await customer.say('好')).not.toMatch(/没对上/)
    expect(asked).not.toMatch(/没有找到依据/)
  })
})
