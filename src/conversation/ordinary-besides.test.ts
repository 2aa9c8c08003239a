import { describe, expect, it } from 'vitest'
import { talk } from '../../tests/house.ts'
import { houseOfFile } from '../../tests/house-of-file.ts'

/** What Chinese customers ask or tell beside the matter, in the middle of it: it is answered, and the matter goes on. */

const house = houseOfFile()

describe('beside points', () => {
  it('asking for cash, and then what they are for, is after the points and exchanges nothing', async () => {
    const customer = await talk(house, { login: 'sc_guoying' })
    await customer.say('我积分有多少')
    expect(await customer.say('能换现金不')).toMatch(/不能换成现金.*20%/s)
    expect(await customer.say('那能换什么')).toMatch(/下单时 100 分抵 1 元/)
    expect(await customer.say('能换现金不')).toMatch(/不能换成现金/)
  })

  it('the first question for cash is told that and nothing else', async () => {
    const customer = await talk(house, { login: 'sc_guoying' })
    const answer = await customer.say('积分可以提现吗')
    expect(answer).toMatch(/不能换成现金/)
    expect(answer).not.toMatch(/会员/)
  })
})

describe('a birthday', () => {
  it('is changed with a yes, once a year', async () => {
    const customer = await talk(house, { login: 'sc_lin' })
    expect(await customer.say('我生日填错了，改成5月3号')).toMatch(/生日改为 5月3日.*吗/)
    expect(await customer.say('好的')).toMatch(/每年只能改一次/)
    expect(await customer.effects()).toEqual(['change_account'])
    expect(await customer.say('生日又错了，应该是5月4号')).toMatch(/今年的这一次用过了/)
    expect(await customer.effects()).toEqual(['change_account'])
  })

  it('of a day that no calendar has is asked for again', async () => {
    const customer = await talk(house, { login: 'sc_zhao' })
    expect(await customer.say('改一下生日')).toMatch(/几月几号/)
    const answer = await customer.say('2月30号')
    expect(answer).toMatch(/没有2月30号/)
    expect(answer).not.toMatch(/已记下/)
    expect(await customer.say('2月3号')).toMatch(/2月3日.*吗/)
  })
})

describe('beside a wholesale quote', () => {
  it('special invoices and credit terms are both answered, and no invoice is opened', async () => {
    const customer = await talk(house, { login: 'sc_guoying' })
    await customer.say('我们公司想采购50台空气炸锅')
    const answer = await customer.say('能开专票吧？账期有没有')
    expect(answer).toMatch(/增值税专用发票.*30 天账期/s)
    expect(answer).not.toMatch(/抬头/)
    expect(await customer.say('行，那给我报个价吧')).toMatch(/242\.10/)
    expect(await customer.effects()).toEqual(['capture_lead'])
  })

  it('goods that we do not sell are said to be none of ours', async () => {
    const customer = await talk(house)
    expect(await customer.say('我们学校想批量采购课桌椅100套')).toMatch(/小家电、户外装备/)
    expect(await customer.say('就是课桌椅')).toMatch(/我们不卖/)
    expect(await customer.say('那空气炸锅呢')).toMatch(/9 折/)
  })
})

describe('beside payment trouble', () => {
  it('the way of paying and the words on the page are answered', async () => {
    const customer = await talk(house, { login: 'sc_guoying' })
    await customer.say('付款付不了')
    expect(await customer.say('支付宝')).toMatch(/换另一种.*提示/s)
    expect(await customer.say('提示余额不足')).toMatch(/余额不够/)
    expect(await customer.say('那换微信可以吗')).toMatch(/微信支付/)
    expect(await customer.effects()).toEqual([])
  })
})

describe('beside a parcel that has not come', () => {
  it('how long it takes, money first and the neighbours are answered while it is stuck', async () => {
    const customer = await talk(house, { login: 'sc_guoying' })
    await customer.say('电热水壶说签收了可是我没收到')
    expect(await customer.say('那要等几天')).toMatch(/前答复.*7 天/s)
    expect(await customer.say('你们先赔我行不行')).toMatch(/按丢失处理.*还没到/s)
    expect(await customer.say('邻居说没有')).toMatch(/记下了/)
    expect(await customer.effects()).toEqual(['urge_delivery'])
  })

  it('and where it was signed for, the rule is told with the question', async () => {
    const customer = await talk(house, { login: 'sc_linbo' })
    expect(await customer.say('我的冲锋衣显示签收了但我没收到啊')).toMatch(
      /24 小时内答复.*补发还是退款/s,
    )
    expect(await customer.say('邻居说没有')).toMatch(/问过找过.*补发还是退款/s)
    expect(await customer.say('你们先赔我行不行')).toMatch(/不想干等.*补发还是退款/s)
    expect(await customer.say('那退款吧')).toMatch(/48 小时内退款.*吗/s)
  })
})

describe('what is said after an answer', () => {
  it('that they wait is no word against a record, and a day asked for is told by the tracking', async () => {
    const customer = await talk(house, { login: 'sc_aynur' })
    await customer.say('我那个锅咋还没到嘛')
    expect(await customer.say('那算了，我等')).not.toMatch(/记录不一样/)
    expect(await customer.say('明天能到不')).toMatch(/VG26114668.*预计/s)
  })

  it('another size that cannot be had either is told so, and no record is doubted', async () => {
    const customer = await talk(house, { login: 'sc_tangxue' })
    expect(await customer.say('能改成M码不')).toMatch(/不能改/)
    expect(await customer.say('不是，是L')).toMatch(/不能改/)
  })

  it('nobody calling is the courier, and asks for no person', async () => {
    const customer = await talk(house, { login: 'sc_sunpeng' })
    await customer.say('车载冰箱怎么又退回去了')
    expect(await customer.say('我在家啊，没人给我打电话')).not.toMatch(/转接人工/)
  })
})

describe('an order named by what is in it', () => {
  it('is that one, whatever was spoken of before', async () => {
    const customer = await talk(house, { login: 'sc_caochen' })
    await customer.say('太阳能板发电正常吗')
    expect(await customer.say('还有E-City那单啥时候发货啊都一个月了')).toMatch(/VG26104520/)
  })
})

describe('a lost parcel', () => {
  it('that is refunded is not chased besides', async () => {
    const customer = await talk(house, { login: 'sc_huangqiang' })
    await customer.say('炸锅丢了吧？这都俩星期了')
    await customer.say('退钱')
    expect(await customer.say('好的')).toMatch(/登记好了/)
    expect(await customer.effects()).toEqual(['report_missing_parcel'])
  })
})
