import { describe, expect, it } from 'vitest'
import { talk } from '../../tests/house.ts'
import { houseOfFile } from '../../tests/house-of-file.ts'

/** Orders that are to be paid, were cancelled, or should become another, as ordinary customers speak of them. */

const house = houseOfFile()

describe('an order that waits for its payment', () => {
  it('is paid by its link, and nothing is ordered anew', async () => {
    const zh = await talk(house, { login: 'sc_wu' })
    const told = await zh.say('我那个扫地机还没付钱呢，链接在哪')
    expect(told).toContain('https://pay.voyagergoods.example/VG26111227')
    expect(told).not.toMatch(/为您下单/)
    const en = await talk(house, { login: 'sc_schmidt', locale: 'en' })
    expect(await en.say("I never paid for the jacket, where's the link?")).toMatch(
      /€139\.00.*pay\.voyagergoods\.example\/VG26116592.*is kept until/s,
    )
    const when = await en.say('how long do I have')
    expect(when).toMatch(/is kept until/)
    expect(when).not.toMatch(/working days/)
  })

  it('is told apart from orders that are paid', async () => {
    const customer = await talk(house, { login: 'sc_lin' })
    const told = await customer.say('我还没付款的订单在哪付')
    expect(told).toMatch(/没有待付款的.*VG26111042/s)
    expect(told).not.toContain('pay.voyagergoods.example')
  })

  it('is looked up for a guest only with its proof', async () => {
    const customer = await talk(house, { locale: 'en' })
    expect(await customer.say('I forgot to pay for my order VG26111227')).toMatch(
      /last four digits/,
    )
    expect(await customer.say('0000')).not.toContain('pay.voyagergoods.example')
  })
})

describe('the last four digits, told wrong and then right', () => {
  it('are heard in a correction, and call nothing off', async () => {
    for (const right of [
      '不对，6675',
      '不好意思说错了，是6675',
      '不对，说错了，不是6657，是6675',
    ]) {
      const customer = await talk(house)
      await customer.say('我要取消订单 VG26111153')
      expect(await customer.say('6657')).toMatch(/对不上/)
      expect(await customer.say(right), right).toMatch(/要取消订单 VG26111153/)
    }
  })
})

describe('「不想要了」', () => {
  it('is why goods go back where that was asked, and calls nothing off', async () => {
    for (const why of ['不想要了', '不要了']) {
      const customer = await talk(house, { login: 'sc_chenjing' })
      expect(await customer.say('VG26112115 我要退货')).toMatch(/原因/)
      expect(await customer.say(why), why).toMatch(/里程/)
    }
  })

  it('keeps what was about to be cancelled where it says so', async () => {
    const customer = await talk(house, { login: 'sc_chenjing' })
    expect(await customer.say('取消订单 VG26112152')).toMatch(/要取消订单/)
    expect(await customer.say('不，还是要吧')).toMatch(/不办了|保留|一切照旧/)
  })
})

describe('an appointment in a hurry', () => {
  it('is made, and no parcel is looked for', async () => {
    const customer = await talk(house)
    expect(await customer.say('快点，约试驾')).toMatch(/哪个城市/)
  })
})

describe('an order that was cancelled', () => {
  it('is the one that is meant; the record tells where the money is, and gives no reason', async () => {
    const customer = await talk(house, { login: 'sc_hughes', locale: 'en' })
    expect(await customer.say('why was my order cancelled')).toMatch(
      /VG26117887.*no reason.*£39\.00 is on its way/s,
    )
    expect(await customer.say("I didn't cancel it")).toMatch(/it was not you.*colleague/s)
    const charged = await customer.say('was I charged?')
    expect(charged).toMatch(/£39\.00/)
    expect(charged).not.toMatch(/charged twice/)
    expect(await customer.effects()).toEqual([])
  })

  it('is not brought back, but ordered anew', async () => {
    const customer = await talk(house, { login: 'sc_wangfang' })
    expect(await customer.say('空气炸锅那单怎么给我取消了')).toMatch(/VG26111634.*¥599\.00/s)
    expect(await customer.say('能恢复吗')).toMatch(/不能恢复.*AF-45D × 1.*现在下单吗/s)
  })
})

describe('an order that should become another', () => {
  it('is cancelled only by a yes, and 「那取消吧」 calls nothing off', async () => {
    const customer = await talk(house, { login: 'sc_pengfei' })
    expect(await customer.say('帐篷还没发，我想改成一顶单人的')).toMatch(
      /不能换成另一款.*要取消订单 VG26104557/s,
    )
    expect(await customer.say('那取消吧')).toMatch(/要取消订单 VG26104557/)
    expect(await customer.say('算了不取消了')).toMatch(/一切照旧/)
    expect(await customer.say('算了不取消了')).not.toMatch(/要取消订单/)
    expect(await customer.effects()).toEqual([])
  })

  it('grows by another order, of as many as are said', async () => {
    const zh = await talk(house, { login: 'sc_hujie' })
    expect(await zh.say('外胎那单再加三条')).toMatch(/另下一单.*EB-T20 × 3/s)
    const en = await talk(house, { login: 'sc_nordrad', locale: 'en' })
    expect(await en.say('we need 20 more E-City on the paid order')).toMatch(/E-City-20 × 20/)
  })

  it('is cut down to the number that it is to be', async () => {
    const customer = await talk(house, { login: 'sc_nordrad', locale: 'en' })
    expect(await customer.say('make it two instead of one on the paid order')).toMatch(
      /2 of E-City-20/,
    )
  })
})

describe('an invoice whose facts come in any order', () => {
  it('has title and number by their labels, in the language of the conversation', async () => {
    const en = await talk(house, { login: 'sc_moreau', locale: 'en' })
    expect(await en.say('I need an invoice for my tent, company name Moreau SARL')).toMatch(
      /tax or VAT number/,
    )
    expect(await en.say('VAT number FR40303265045')).toMatch(/"Moreau SARL".*FR40303265045/)
    const zh = await talk(house, { login: 'sc_heqian' })
    expect(
      await zh.say('咖啡机开专票，抬头：南宁青禾贸易有限公司，税号91450100MA5N1ABC2X'),
    ).toMatch(/专用发票，抬头「南宁青禾贸易有限公司」，税号 91450100MA5N1ABC2X/)
  })

  it('is corrected before it is requested', async () => {
    const customer = await talk(house, { login: 'sc_luotao' })
    await customer.say('帐篷和地布那单想开发票')
    expect(await customer.say('公司抬头，成都远山科技有限公司')).toMatch(/纳税人识别号/)
    expect(await customer.say('税号91510100MA6CTXXXXX')).toMatch(/「成都远山科技有限公司」/)
    expect(await customer.say('不对，是91510100MA6C8ABC1D')).toMatch(/税号 91510100MA6C8ABC1D/)
    expect(await customer.effects()).toEqual([])
  })

  it('is made out to a bare name', async () => {
    const customer = await talk(house, { login: 'sc_luotao' })
    await customer.say('车载冰箱那单开票，抬头开个人')
    expect(await customer.say('罗涛')).toMatch(/抬头「罗涛」/)
  })
})

describe('an address that nobody asked for', () => {
  it('is about no goods that were spoken of', async () => {
    const customer = await talk(house, { login: 'sc_tom', locale: 'en' })
    await customer.say('kettle: where is it')
    expect(await customer.say('32 Station Road, Leeds LS1 4AP')).not.toMatch(/Volume|Power/)
  })
})
