import { describe, expect, it } from 'vitest'
import { buildHouse, talk } from '../../tests/house.ts'
import { houseOfFile } from '../../tests/house-of-file.ts'
import type { AgentDeps } from '../agents/agent.ts'

/** Conversations that time, odd input and broken systems run through, judged by the state they leave behind. */

const house = houseOfFile()

const dayMs = 86_400_000
const of = (customer: string) => house.orders.get(customer)![0]!
const holder = async (it: Awaited<ReturnType<typeof talk>>) => (await it.row())['holder']

describe('an order number', () => {
  it.each([
    ['spoken', '帮我查下订单 VG二六一一一零四二', '尾号八八四二'],
    ['full-width', 'ＶＧ２６１１１０４２ 到哪了', '尾号８８４２'],
    ['spaced and small', '我的单子 vg 2611 1042 咋还不动', '8842'],
    ['in English', "where is vg-2611-1042? it's been ages", 'ends in 8842'],
  ])('%s is found with its proof', async (_form, first, second) => {
    const customer = await talk(house)
    expect(await customer.say(first)).toMatch(/VG26111042/)
    expect(await customer.say(second)).toMatch(/BC070311902417/)
  })

  it('half typed, of nobody, or of somebody else opens nothing', async () => {
    const customer = await talk(house)
    await customer.say('VG2611到哪了')
    expect(await customer.say('订单VG99999999 尾号1234到哪了')).toMatch(/对不上/)
    expect(await customer.say(`${of('sc_anna').number} 尾号0000`)).toMatch(/对不上/)
    expect((await customer.row())['proven_orders']).toEqual([])
    expect(await customer.effects()).toEqual([])
  })
})

describe('a day that no calendar has', () => {
  it('is asked for again in both languages, and nothing is booked', async () => {
    const zh = await talk(house)
    expect(await zh.say('我要约2月30号试驾')).toMatch(/没有2月30号/)
    expect(await zh.say('那11月25号，上海')).toMatch(/11月25日/)
    const en = await talk(house, { locale: 'en' })
    expect(await en.say('book me a test ride in Berlin on 31 February')).toMatch(/no 31 February/)
    expect(await en.effects()).toEqual([])
  })
})

describe('time', () => {
  it('a consent does not outlive other words, be it the next day', async () => {
    const customer = await talk(house, { login: 'sc_lin' })
    expect(await customer.say('订单卡在杭州三天了，急死了')).toMatch(/优惠券.*吗/s)
    house.clock.advance(dayMs)
    await customer.say('在吗')
    await customer.say('昨天说的查得怎么样了')
    expect(await customer.effects()).not.toContain('issue_coupon')
  })

  it('silence changes nothing, and the next day goes on where the last one ended', async () => {
    const customer = await talk(house)
    await customer.say('我要开发票')
    house.clock.advance(dayMs)
    expect(await customer.say('VG26111042 8842')).toMatch(/个人还是单位/)
    expect(await holder(customer)).toEqual({ kind: 'agent' })
    expect(await customer.effects()).toEqual([])
  })

  it('a yes is used once: a second yes does nothing more', async () => {
    const customer = await talk(house, { login: 'sc_wu', locale: 'zh' })
    await customer.say('帮我把账户的营销短信关掉')
    await customer.say('可以')
    await customer.say('可以')
    expect(await customer.effects()).toEqual(['change_account'])
  })
})

describe('a system that answers nonsense', () => {
  /** The same house whose logistics answer what nobody understands: behind the port that is a failure. */
  const broken = (tool: string) =>
    buildHouse(house.db, {
      wrap: (deps: AgentDeps): AgentDeps => ({
        ...deps,
        toolbox: {
          ...deps.toolbox,
          call: (name, args, scope) =>
            name === tool
              ? Promise.resolve({
                  kind: 'result',
                  result: { ok: false, forModel: 'no', data: { failed: 'upstream_failed' } },
                  args: {},
                  effectId: null,
                })
              : deps.toolbox.call(name, args, scope),
        },
      }),
    })

  it('is said so, twice leads to a person, and nothing is done', async () => {
    const customer = await talk(await broken('track_shipment'))
    expect(await customer.say('VG26111042 到哪了 尾号8842')).toMatch(/系统暂时没有回应/)
    await customer.say('再查一下')
    expect(await holder(customer)).toMatchObject({ kind: 'desk' })
    expect(await customer.effects()).toEqual([])
  })
})
