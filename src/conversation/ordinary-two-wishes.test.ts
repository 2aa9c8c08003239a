import { describe, expect, it } from 'vitest'
import { talk } from '../../tests/house.ts'
import { houseOfFile } from '../../tests/house-of-file.ts'

/** Two wishes for two things that were bought, in one sentence: each is served with its own order, one after the other. */

const house = houseOfFile()

describe('two goods with two wishes in one sentence', () => {
  it('are settled one after the other, each with its own order', async () => {
    const customer = await talk(house, { login: 'sc_zhouna' })
    expect(await customer.say('加湿器退货，电热水壶那单改地址')).toMatch(
      /退货的原因.*接着给您办另一件（修改收货地址）/s,
    )
    expect(await customer.say('改到武汉市洪山区关山大道1号')).toMatch(
      /VG26112670 改寄到.*关山大道1号.*吗/s,
    )
    expect(await customer.say('好的')).toMatch(/改好了.*回到刚才的事（退货）/s)
    await customer.say('不想要了')
    expect(await customer.say('没拆')).toMatch(/VG26102707.*退货.*吗/s)
    await customer.say('好的')
    expect(await customer.effects()).toEqual(['change_address', 'open_return'])
  })

  it('are told in one breath where the first asks nothing', async () => {
    const customer = await talk(house, { login: 'sc_zhao' })
    expect(await customer.say('咖啡机到哪了，电饭煲那单取消掉')).toMatch(
      /VG26111116.*正在路上.*取消订单 VG26111153 吗/s,
    )
    await customer.say('好的')
    expect(await customer.effects()).toEqual(['cancel_order'])
  })

  it('the second is taken up by itself once the first is done', async () => {
    const customer = await talk(house, { login: 'sc_xuting' })
    await customer.say('电饭煲开个发票，睡袋退货')
    await customer.say('个人')
    expect(await customer.say('徐婷')).toMatch(/VG26112855.*徐婷.*吗/s)
    expect(await customer.say('好的')).toMatch(/已提交.*退货的原因/s)
  })
})

describe('one thing said in two parts', () => {
  it('is one wish', async () => {
    const customer = await talk(house, { login: 'sc_lin' })
    const answer = await customer.say('加湿器坏了，想退货')
    expect(answer).toMatch(/VG26101079.*维修.*吗/s)
    expect(answer).not.toMatch(/另一件/)
  })
})
