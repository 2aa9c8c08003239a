import { describe, expect, it } from 'vitest'
import { talk } from '../../tests/house.ts'
import { houseOfFile } from '../../tests/house-of-file.ts'

/** What ordinary customers wish for on the way of a parcel and after it, in words that read like something else. */

const house = houseOfFile()

describe('where a parcel shall be left', () => {
  it('is between them and the carrier once it is on its way, and moves no address', async () => {
    const en = await talk(house, { login: 'sc_patel', locale: 'en' })
    const neighbour = await en.say(
      "I won't be home tomorrow, please leave it with my neighbour at number 11",
    )
    expect(neighbour).toMatch(/on its way.*NL0313311999.*carrier's app or with the driver/)
    expect(neighbour).not.toMatch(/appointment|full address/)
    const zh = await talk(house, { login: 'sc_linbo' })
    expect(await zh.say('我不在家，能放隔壁邻居那里吗')).toMatch(/已经在路上.*直接和派送员约/)
    expect([...(await en.effects()), ...(await zh.effects())]).toEqual([])
  })

  it('may be a locker before it leaves, with its whole address', async () => {
    const customer = await talk(house, { login: 'sc_kaya', locale: 'en' })
    expect(await customer.say('could you send the car fridge to a packstation please')).toMatch(
      /VG26116703 has not left yet.*locker[^]*new address in full/,
    )
    expect(await customer.say('Packstation 145, 1234567, 12045 Berlin')).toMatch(
      /would go to: Packstation 145.*Shall I change it/,
    )
    await customer.say('yes')
    expect(await customer.effects()).toEqual(['change_address'])
    const zh = await talk(house, { login: 'sc_gaoyuan' })
    expect(await zh.say('放丰巢就行，别打电话')).toMatch(/可以改成自提柜/)
  })

  it('is no locker for a large battery, and a rule for who has no parcel to come', async () => {
    const held = await talk(house, { login: 'sc_okafor', locale: 'en' })
    expect(await held.say('put my power station in a parcel locker please')).toMatch(
      /large battery.*cannot go to a parcel locker/,
    )
    const stranger = await talk(house, { locale: 'en' })
    const lockers = await stranger.say('do you deliver to a parcel locker?')
    expect(lockers).toMatch(/parcel locker.*ordinary parcel/)
    expect(lockers).not.toMatch(/order number/)
  })

  it('on a weekend is a day to choose where it can be, and else the courier’s', async () => {
    const packed = await talk(house, { login: 'sc_gaoyuan' })
    expect(await packed.say('周日能送吗')).toMatch(/预约 11月22日 送达[^]*吗/)
    const shipped = await talk(house, { login: 'sc_linbo' })
    expect(await shipped.say('能周末送吗')).toMatch(/直接和派送员约/)
    const abroad = await talk(house, { login: 'sc_johnson', locale: 'en' })
    expect(await abroad.say('can you deliver on saturday')).toMatch(/carrier's app/)
    const stranger = await talk(house)
    expect(await stranger.say('你们周末送货吗')).toMatch(/预约配送.*周末也可以选/)
  })
})

describe('a parcel that is awaited', () => {
  it('comes with the others or apart, which is no comparison of goods', async () => {
    const zh = await talk(house, { login: 'sc_limingh' })
    const parcels = await zh.say('太阳能板和电源是一起到吗')
    expect(parcels).toMatch(/2 个包裹[^]*BC070312037040：运输中[^]*BC070312037171/)
    expect(parcels).not.toMatch(/峰值功率/)
    const en = await talk(house, { login: 'sc_macleod', locale: 'en' })
    expect(await en.say('will the stove and the sleeping bag arrive together?')).toMatch(
      /VG26117776 has not been dispatched.*bulky goods and large batteries travel apart/,
    )
  })

  it('that may be late or lost has its rules, and is not chased for that', async () => {
    const en = await talk(house, { login: 'sc_patel', locale: 'en' })
    await en.say('when will my sleeping bag arrive')
    expect(await en.say("what if it's late")).toMatch(/10 working days later.*€5 voucher/)
    expect(await en.say('and if it gets lost?')).toMatch(/free replacement and a full refund/)
    const zh = await talk(house, { login: 'sc_linbo' })
    expect(await zh.say('要是晚了咋办')).toMatch(/超过承诺时间发货；补偿：实付的 5%/)
    expect(await zh.say('那要是丢了呢，丢了怎么办')).toMatch(/免费补发或全额退款/)
    expect([...(await en.effects()), ...(await zh.effects())]).toEqual([])
  })

  it('is not chased on a guess: that is asked', async () => {
    const customer = await talk(house, { login: 'sc_lin' })
    expect(await customer.say('还没收到货你问我')).toMatch(/卡住了[^]*需要我现在请快递公司催查吗/)
    expect(await customer.effects()).toEqual([])
    expect(await customer.say('不用')).toMatch(/先不催/)
    expect(await customer.effects()).toEqual([])
    const other = await talk(house, { login: 'sc_lin' })
    await other.say('还没收到货你问我')
    expect(await other.say('好的')).toMatch(/催查，编号/)
    expect(await other.effects()).toEqual(['urge_delivery'])
  })

  it('is a present, and no wish for advice; and nobody is promised a message', async () => {
    const zh = await talk(house, { login: 'sc_chenjing' })
    expect(await zh.say('送女朋友的礼物什么时候到')).toMatch(/VG26112152.*还没有交给快递/)
    const en = await talk(house, { login: 'sc_garcia', locale: 'en' })
    expect(await en.say('when does my robot ship')).toMatch(/VG26116999.*being prepared/)
    expect(await en.say('ok then just tell me when it ships')).toMatch(
      /don't send messages.*VG26116999/,
    )
  })
})

describe('a yes in the words of what was offered', () => {
  it('sends in what is to be repaired', async () => {
    const en = await talk(house, { login: 'sc_okafor', locale: 'en' })
    await en.say('my kettle stopped heating')
    expect(await en.say('can I send it in tomorrow?')).toMatch(/Shall I open a repair/)
    expect(await en.say('fine, send it in')).toMatch(/repair is filed/)
    const zh = await talk(house, { login: 'sc_guoying' })
    await zh.say('折叠炉打不着火了')
    await zh.say('试过了换气罐也不行')
    expect(await zh.say('那寄修吧')).toMatch(/维修申请提交好了/)
    expect(await zh.say('要多久')).toMatch(/5–7 个工作日/)
  })

  it('returns what was offered to be returned, and nothing on a condition', async () => {
    const customer = await talk(house, { login: 'sc_dengli' })
    await customer.say('空气炸锅不想要了，没拆封')
    await customer.say('运费你们出就退吧')
    expect(await customer.effects()).toEqual([])
    expect(await customer.say('那退吧')).toMatch(/退货申请提交好了/)
    expect(await customer.say('多久能退到')).toMatch(/退款 ¥599\.00.*等退回的商品/)
    expect(await customer.effects()).toEqual(['open_return'])
  })
})

describe('what is said in the middle of something', () => {
  it('an e-mail address is where the invoice goes, and the name of a firm is its title', async () => {
    const en = await talk(house, { login: 'sc_gruber', locale: 'en' })
    await en.say('I need an invoice for the solar panels')
    expect(await en.say('for my company, Gruber Solar GmbH')).toMatch(/VAT number/)
    await en.say('VAT ATU12345678')
    const mailed = await en.say('send it to my email, max.gruber@solar.example')
    expect(mailed).toMatch(/"Gruber Solar GmbH".*ATU12345678, sent to max\.gruber@solar\.example/)
    expect(mailed).not.toMatch(/address cannot be changed/)
    const zh = await talk(house, { login: 'sc_heqian' })
    await zh.say('咖啡机开个发票')
    await zh.say('公司的')
    expect(await zh.say('发我邮箱 a@b.example')).toMatch(/抬头（/)
  })

  it('their profile is not the order', async () => {
    const customer = await talk(house, { login: 'sc_garcia', locale: 'en' })
    await customer.say('change my phone number to +34 600 111 222')
    const again = await customer.say('just my profile not the order')
    expect(again).toMatch(/^Shall I change the phone number of your account/)
    expect(await customer.effects()).toEqual([])
  })
})

describe('questions of coupons, payment, returns and parts', () => {
  it('own coupons are told with their day, and no rules besides', async () => {
    const en = await talk(house, { login: 'sc_anna', locale: 'en' })
    const own = await en.say('when do my coupons expire')
    expect(own).toMatch(/^Coupons in your account: VGP-48383 \(¥20\.00, until 2026-11-30\)\.$/)
    const zh = await talk(house, { login: 'sc_bayar' })
    expect(await zh.say('我有优惠券吗')).toBe('您账户里现在没有可用的券。')
  })

  it('another battery has its price, and gas is not sold', async () => {
    const en = await talk(house, { login: 'sc_kaya', locale: 'en' })
    expect(await en.say('new battery for my E-City')).toMatch(/BT-36-10: ¥899[^]*still covered/)
    const zh = await talk(house, { login: 'sc_hanrui' })
    expect(await zh.say('E-City 要换块新电池')).toMatch(/BT-36-10：¥899/)
    const added = await talk(house, { login: 'sc_macleod', locale: 'en' })
    expect(await added.say('add a gas canister to my order')).toMatch(/don't sell gas cartridges/)
    expect(await zh.say('再来两个气罐')).toMatch(/气罐我们不卖/)
  })

  it('a part that broke is of the order that holds the goods, and one wish', async () => {
    const customer = await talk(house, { login: 'sc_luotao' })
    expect(await customer.say('帐篷杆断了')).toMatch(/Ridge 2[^]*VG26113891 的 Ridge-2 申请维修/)
    expect(await customer.say('好的')).not.toMatch(/之前有一份申请/)
    expect(await customer.effects()).toEqual(['open_repair'])
  })
})
