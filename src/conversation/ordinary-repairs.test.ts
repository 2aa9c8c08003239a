import { describe, expect, it } from 'vitest'
import { talk } from '../../tests/house.ts'
import { houseOfFile } from '../../tests/house-of-file.ts'

/** How ordinary customers talk of what is broken, wrong or to be paid back: they tell what they tried, and go on from there. */

const house = houseOfFile()

const holder = async (customer: Awaited<ReturnType<typeof talk>>) =>
  (await customer.row())['holder'] as { kind: string }

describe('what was tried already', () => {
  it('is not told again: the next step is, and then the repair with who pays', async () => {
    const customer = await talk(house, { login: 'sc_patel', locale: 'en' })
    expect(await customer.say("robot vacuum won't go back to its dock")).toMatch(/contacts/)
    const next = await customer.say('cleaned the contacts already')
    expect(next).toMatch(/against a wall/)
    expect(next).not.toMatch(/contacts|returning goods/)
    expect(await customer.say('still no')).toMatch(
      /free both ways[^]*open a repair for RV-20 of order VG26107591/,
    )
    expect(await customer.say('can you get someone to look at it')).toMatch(/open a repair/)
    expect(await holder(customer)).toEqual({ kind: 'agent' })
    await customer.say('yes')
    expect(await customer.effects()).toEqual(['open_repair'])
  })

  it('leads to the repair where no book knows the trouble, and how it is sent is told', async () => {
    const customer = await talk(house, { login: 'sc_heqian' })
    await customer.say('咖啡机打出来的咖啡是温的')
    expect(await customer.say('预热过了')).toMatch(/往返运费都免费[^]*CM-15 申请维修/)
    expect(await customer.say('还是修吧，怎么寄')).toMatch(/宁波维修中心[^]*申请维修/)
    expect(await holder(customer)).toEqual({ kind: 'agent' })
    expect(await customer.effects()).toEqual([])
  })

  it('of an e-bike leads to a workshop, and neither a new battery nor somebody to come is another wish', async () => {
    const customer = await talk(house, { login: 'sc_hujie' })
    expect(await customer.say('电动车骑着骑着突然没电了，表上还有两格')).toMatch(/底座触点/)
    expect(await customer.say('充满过，还是这样')).toMatch(/不能寄修[^]*哪个城市/)
    expect(await customer.say('电池刚换过的')).toMatch(/哪个城市/)
    expect(await customer.say('那你们派人来看看行不')).toMatch(/城市/)
    expect(await customer.say('杭州滨江区')).toMatch(/离您最近的是宁波/)
  })

  it('is a statement about the thing, too', async () => {
    const customer = await talk(house, { login: 'sc_schmidt', locale: 'en' })
    expect(await customer.say('coffee machine makes a humming noise but no water')).toMatch(
      /steam knob/,
    )
    expect(await customer.say('bled it already, nothing')).toMatch(/open a repair for CM-15/)
    expect(await customer.say('is it free?')).toMatch(/free both ways[^]*open a repair/)
    expect(await customer.effects()).toEqual([])
  })
})

describe('goods that are named, and no more', () => {
  it('are asked about; the next words are of them', async () => {
    const customer = await talk(house, { login: 'sc_guoying' })
    expect(await customer.say('炉子的事')).toMatch(/炉子怎么了/)
    expect(await customer.say('点不着')).toMatch(/EN 417/)
    expect(await customer.say('换过气罐了')).toMatch(/冬季气/)
    expect(await customer.say('新的罐，还是不行')).toMatch(/保修 1 年[^]*GS-2 申请维修/)
    expect(await customer.say('保修多久')).toMatch(/1 年/)
    expect(await customer.effects()).toEqual([])
  })

  it('are not what has a procedure of its own', async () => {
    const customer = await talk(house, { login: 'sc_guoying' })
    expect(await customer.say('东西有问题')).not.toMatch(/怎么了？您说说/)
  })
})

describe('a receipt that is not there', () => {
  it('is not needed, and the repair goes on; money back takes the fault for its reason', async () => {
    const en = await talk(house, { login: 'sc_okafor', locale: 'en' })
    expect(await en.say('the kettle leaks from the bottom')).toMatch(/open a repair for KT-17/)
    expect(await en.say("I don't have the receipt")).toMatch(
      /order number is enough[^]*open a repair for KT-17/,
    )
    expect(await en.say('just refund me')).toMatch(/full price back[^]*open a return for KT-17/)
    const zh = await talk(house, { login: 'sc_luotao' })
    expect(await zh.say('帐篷的杆子断了，能修吗')).toMatch(/Ridge-2 申请维修/)
    expect(await zh.say('发票早丢了')).toMatch(/有订单号就可以[^]*申请维修/)
    expect(await zh.say('免费修吗')).toMatch(/往返运费都免费/)
  })
})

describe('goods in hand that the tracking has not seen', () => {
  it('are urged by nobody, and what is wrong with them is for a colleague', async () => {
    const customer = await talk(house, { login: 'sc_johnson', locale: 'en' })
    expect(await customer.say("the jacket says shipped but I've got it in my hands")).toMatch(
      /has reached you/,
    )
    expect(await customer.say('wrong colour though')).toMatch(/photos[^]*Shall I get one/)
    expect(await customer.say('I ordered navy')).toMatch(/colleague/)
    expect(await customer.effects()).toEqual([])
    await customer.say('yes')
    expect(await holder(customer)).toMatchObject({ kind: 'desk' })
  })

  it('are not those that have not come', async () => {
    const customer = await talk(house, { login: 'sc_johnson', locale: 'en' })
    expect(await customer.say("it says delivered but I haven't got it")).not.toMatch(
      /has reached you/,
    )
  })
})

describe('money that has not come', () => {
  it('is what "why not yet" is about after a refund, and a closed card closes no account', async () => {
    const customer = await talk(house, { login: 'sc_wangfang' })
    expect(await customer.say('之前取消的那个订单钱退了没')).toMatch(/RF26111634/)
    expect(await customer.say('退到哪了')).toMatch(/微信支付/)
    expect(await customer.say('怎么还没到')).toMatch(/请同事核对/)
    const card = await customer.say('我银行卡注销了咋办')
    expect(card).toMatch(/同名新账户/)
    expect(card).not.toMatch(/注销账号/)
    expect(await customer.effects()).toEqual([])
  })

  it('and is only a part: what is known is told, and the rest is for a colleague', async () => {
    const zh = await talk(house, { login: 'sc_shenyi' })
    expect(await zh.say('加湿器只退了一半的钱，凭什么')).toMatch(
      /总额 ¥398\.00，目前只退了 ¥79\.60[^]*同事/,
    )
    const more = await zh.say('我退的是整机')
    expect(more).toMatch(/同事看得到/)
    expect(await zh.say('少的那部分怎么算的')).not.toMatch(/水箱|加湿量/)
    const en = await talk(house, { login: 'sc_williams', locale: 'en' })
    expect(await en.say('you only refunded part of my order')).toMatch(/VG26108183 came to \$224/)
  })
})

describe('the state of what is to go back', () => {
  it('is heard while something else is asked, and the rule answers', async () => {
    const customer = await talk(house, { login: 'sc_zhouna' })
    await customer.say('冲锋衣小了')
    expect(await customer.say('吊牌剪掉了')).toMatch(/不能换颜色、尺码/)
    expect(await customer.say('那退货行吗')).toMatch(/不能无理由退/)
  })

  it('abroad, where a colleague arranges it, is for the colleague', async () => {
    const customer = await talk(house, { login: 'sc_takahashi', locale: 'en' })
    expect(await customer.say('jacket is too small, want a large')).toMatch(
      /Shall I get a colleague/,
    )
    expect(await customer.say('already took the tags off')).toMatch(/my colleague will see that/)
    expect(await customer.say('so what can I do')).toMatch(/case by case/)
  })

  it('is no damage on the way where it broke in use', async () => {
    const customer = await talk(house, { login: 'sc_xuting' })
    await customer.say('睡袋拉链坏了')
    expect(await customer.say('睡了两次就坏了')).toMatch(/SB-5 申请换货/)
    const last = await customer.say('我不想修，想投诉')
    expect(last).toMatch(/投诉已登记/)
    expect(last).not.toMatch(/申请维修/)
  })
})

describe('what is missing or torn', () => {
  it('too late is offered to a colleague, and what is added is for them', async () => {
    const zh = await talk(house, { login: 'sc_pengfei' })
    expect(await zh.say('我收到的空气炸锅少了个炸篮')).toMatch(/请同事来看吗/)
    expect(await zh.say('就一个，应该两个')).toMatch(/同事看得到/)
    const en = await talk(house, { login: 'sc_hansen', locale: 'en' })
    expect(await en.say('sleeping bag arrived with a rip in it')).toMatch(/Transport damage/)
    expect(await zh.effects()).toEqual([])
  })
})
