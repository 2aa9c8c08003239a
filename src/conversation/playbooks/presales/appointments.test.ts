import { beforeEach, describe, expect, it } from 'vitest'
import { talk } from '../../../../tests/house.ts'
import { houseOfFile } from '../../../../tests/house-of-file.ts'
import { sampleCatalog } from '../../../connectors/sample-shop/catalog.ts'
import { seedAppointments } from '../../../connectors/sample-shop/calendar.ts'

/** Appointments in whole conversations with the understudy, judged by the rows that are left behind. */

const house = houseOfFile()
beforeEach(async () => {
  await house.db.query('delete from shop_appointments')
  await seedAppointments(house.db, sampleCatalog(house.db), new Date('2026-11-21T08:00:00Z'))
})

const rows = (where = 'true') =>
  house.db.query(
    `select kind, city, local_start, visitor_name, visitor_phone, moves, status from shop_appointments where ${where}`,
  )
const fromTalk =
  "reference not in ('AP7K2M9Q','AP4T8WXC','APH6N3RD','AP2V5JPE','APM9C4FA','APQ3Y7BK')"

describe('booking', () => {
  it('in Chinese: city, day, time, name, phone, conditions, and booked only on a yes', async () => {
    const customer = await talk(house)
    expect(await customer.say('我想预约试驾V5')).toContain('哪个城市')
    expect(await customer.say('上海')).toMatch(/上海徐汇旗舰店[^]*1\. 11月22日/)
    expect(await customer.say('下周三有吗')).toMatch(/11月25日（周三）10:30[^]*18:00/)
    expect(await customer.say('下午三点')).toContain('名字')
    expect(await customer.say('王芳')).toContain('手机号')
    const asked = await customer.say('13900001234')
    expect(asked).toMatch(/21–65 岁.*C2.*满 1 年/)
    expect(asked).toMatch(/11月25日（周三）15:00 上海徐汇旗舰店 V5 试驾，登记 王芳/)
    expect(await rows(fromTalk)).toEqual([])
    expect(await customer.say('好的')).toMatch(/约好了.*预约编号 AP[2-9A-Z]{6}/)
    expect(await rows(fromTalk)).toMatchObject([
      {
        kind: 'test_drive',
        city: 'Shanghai',
        local_start: '2026-11-25T15:00',
        visitor_name: '王芳',
        visitor_phone: expect.stringMatching(/13900001234$/),
        status: 'booked',
      },
    ])
    expect(await customer.effects()).toEqual(['book_appointment'])
    const reply = (await customer.messages()).find(({ text }) => text.includes('21–65'))
    expect(reply?.citations?.map(({ articleId }) => articleId)).toContain('kb-zh-082')
  })

  it('in English: the nearest city where there is none, and a ride in Berlin', async () => {
    const customer = await talk(house, { locale: 'en' })
    const none = await customer.say("I'd like to book a test ride of an e-bike in Hamburg")
    expect(none).toMatch(/Berlin/)
    const shown = await customer.say('Berlin then, please')
    expect(shown).toMatch(/Berlin showroom[^]*1\. /)
    expect(await customer.say('the second one')).toMatch(/name/)
    expect(await customer.say('My name is Ann Lee')).toMatch(/phone/)
    expect(await customer.say('+49 151 23456789')).toMatch(/minimum age is 16/)
    expect(await customer.say('yes please')).toMatch(/You're booked.*AP[2-9A-Z]{6}/)
    expect(await rows(fromTalk)).toMatchObject([
      { kind: 'bike_test_ride', city: 'Berlin', visitor_name: 'Ann Lee' },
    ])
  })

  it('books nothing on a no', async () => {
    const customer = await talk(house)
    await customer.say('想约11月26日杭州试驾')
    await customer.say('1')
    await customer.say('李雷')
    await customer.say('13900004321')
    expect(await customer.say('不用了')).toMatch(/先不约/)
    expect(await rows(fromTalk)).toEqual([])
  })

  it('says why a day has nothing and takes another', async () => {
    const customer = await talk(house)
    await customer.say('宁波门店修电动车，想预约维修保养，11月23日')
    const said = (await customer.messages()).at(-1)?.text ?? ''
    expect(said).toMatch(/不营业.*11月24日/)
    expect(await customer.say('那11月24日')).toMatch(/11月24日（周二）11:00/)
  })

  it('refuses somebody who missed two appointments', async () => {
    const customer = await talk(house, { login: 'sc_wu' })
    await customer.say('帮我预约11月25日杭州V5试驾')
    await customer.say('1')
    await customer.say('吴敏')
    expect(await customer.say('18602119903')).toMatch(/两次预约没有到店/)
    expect(await rows(`${fromTalk} and status = 'booked'`)).toEqual([])
  })
})

describe('changing', () => {
  it('moves an appointment of somebody signed in, in Chinese', async () => {
    const customer = await talk(house, { login: 'sc_lin' })
    const shown = await customer.say('我的试驾预约想改到11月26日')
    expect(shown).toMatch(/11月26日（周四）/)
    const asked = await customer.say('12:00')
    expect(asked).toMatch(/把预约 AP7K2M9Q 改到：11月26日（周四）12:00/)
    expect(await customer.say('好的')).toMatch(/改好了/)
    expect(await rows("reference = 'AP7K2M9Q'")).toMatchObject([
      { local_start: '2026-11-26T12:00', moves: 1 },
    ])
  })

  it('cancels by reference and phone digits, in English', async () => {
    const customer = await talk(house, { locale: 'en' })
    expect(await customer.say('I want to cancel my appointment')).toMatch(/reference/)
    expect(await customer.say('APH6N3RD, 0000')).toMatch(/find no appointment/)
    expect(await customer.say('APH6N3RD, 5678')).toMatch(/Cancel appointment APH6N3RD/)
    expect(await rows("reference = 'APH6N3RD'")).toMatchObject([{ status: 'booked' }])
    expect(await customer.say('yes')).toMatch(/is cancelled/)
    expect(await rows("reference = 'APH6N3RD'")).toMatchObject([{ status: 'cancelled' }])
  })

  it('lets nobody try digits through, in one conversation or in several', async () => {
    const guess = async (digits: readonly string[]) => {
      const thief = await talk(house, { locale: 'en' })
      await thief.say('I want to cancel my appointment')
      const heard: string[] = []
      for (const tail of digits) heard.push(await thief.say(`AP4T8WXC, ${tail}`))
      return heard
    }
    const [right = ''] = (await rows("reference = 'AP4T8WXC'")).map((it) =>
      String(it['visitor_phone']).slice(-4),
    )
    expect((await guess(['0001'])).at(-1)).toMatch(/find no appointment/)
    expect((await guess(['0002', '0003', '0004', '0005', right])).at(-1)).toMatch(/too many tries/)
    expect((await guess([right])).at(-1)).toMatch(/too many tries/)
    expect(await rows("reference = 'AP4T8WXC'")).toMatchObject([{ status: 'booked' }])
  })

  it('refuses a third move and says what else', async () => {
    await house.db.query("update shop_appointments set moves = 2 where reference = 'AP7K2M9Q'")
    const customer = await talk(house, { login: 'sc_lin' })
    expect(await customer.say('试驾预约想改个时间')).toMatch(/不能再改期.*取消/)
    expect(await customer.effects()).toEqual([])
  })
})
