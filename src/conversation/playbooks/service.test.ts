import { describe, expect, it } from 'vitest'
import { talk } from '../../../tests/house.ts'
import { houseOfFile } from '../../../tests/house-of-file.ts'

/** Complaints, cases and feedback, judged by the rows that are left behind. */

const house = houseOfFile()

const cases = async () =>
  (await house.db.query('select number, kind, summary from shop_cases order by opened_at')).map(
    (row) => ({
      ...row,
    }),
  )

describe('a complaint', () => {
  it('in Chinese: is registered in the words of the customer, with number and times, and a person is offered', async () => {
    const customer = await talk(house)
    const words = '你们客服态度太差了,我要投诉'
    const said = await customer.say(words)
    const registered = (await cases()).at(-1)
    expect(registered).toMatchObject({ kind: 'complaint', summary: words })
    expect(said).toContain(String(registered?.['number']))
    expect((await customer.row())['follow_up']).toBe(true)
    await customer.say('好的')
    expect((await customer.row())['holder']).toMatchObject({ kind: 'desk' })
  })

  it('in English: is registered once, however often it is repeated in one turn', async () => {
    const before = (await cases()).length
    const customer = await talk(house, { locale: 'en' })
    expect(await customer.say('This is terrible service, I want to make a complaint')).toMatch(
      /registered as TS/,
    )
    expect((await cases()).length).toBe(before + 1)
  })
})

describe('how a case stands', () => {
  it('is told for the number with the last four digits, and to nobody else', async () => {
    const complainer = await talk(house, { login: 'sc_lin' })
    await complainer.say('快递员辱骂我,我要投诉')
    const number = String((await cases()).at(-1)?.['number'])

    const own = await talk(house, { login: 'sc_lin' })
    expect(await own.say('我上次投诉的处理结果怎么样了')).toContain(number)

    const stranger = await talk(house)
    expect(await stranger.say('我的投诉处理得怎么样了')).toMatch(/工单号/)
    expect(await stranger.say(`${number} 1111`)).toMatch(/没有查到/)

    const proven = await talk(house, { locale: 'en' })
    expect(
      await proven.say(`What happened to my complaint ${number}? phone ends in 8842`),
    ).toContain(`Case ${number} has been open since`)
  })
})

describe('feedback', () => {
  it('is thanked for and noted, in both languages', async () => {
    const before = (await cases()).length
    const zh = await talk(house)
    expect(await zh.say('你们的包装做得真好,给个五星好评')).toMatch(/谢谢您告诉我们/)
    const en = await talk(house, { locale: 'en' })
    expect(await en.say('Just wanted to say your delivery was excellent, five stars')).toMatch(
      /Thank you for telling us/,
    )
    expect((await cases()).slice(before).map(({ kind }) => kind)).toEqual(['feedback', 'feedback'])
  })
})
