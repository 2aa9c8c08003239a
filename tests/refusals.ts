import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import type { Claim } from '../src/domain/after-sales.ts'
import type { Locale } from '../src/domain/locale.ts'
import type { Db } from '../src/store/db.ts'
import { freshPglite } from './engines.ts'
import { buildHouse, talk, type House } from './house.ts'
import { giveClaim, giveOrder, takeOrdersBack, type Arranged } from './shop-orders.ts'

/** What went before the conversation in which something is refused. */
interface Before {
  /** Said in a conversation of its own: what it leads to is done. */
  lines?: string[]
  /** A claim made at this moment, on this order or on another one of the customer. */
  claim?: Pick<Claim, 'kind' | 'because'> & { at: string; onAnother?: true }
}

/** `{}` is the order's number; without it in the first line the customer says nothing of an order. */
export type Refusal = [
  what: string,
  order: Arranged,
  lines: string[],
  heard: RegExp,
  before?: Before,
]

export const recently = '2026-11-19T04:00:00Z'
export const delivered = { status: 'delivered', deliveredAt: recently } as const
export const onItsWay = {
  status: 'shipped',
  parcel: { state: 'in_transit', lastScan: '2026-11-20T04:00:00Z' },
} as const
export const abroad = { site: 'eu', country: 'DE', currency: 'EUR' } as const
export const america = { site: 'us', country: 'US', currency: 'USD' } as const
export const jacket = {
  sku: 'SJ-3L',
  zh: 'SJ-3L 三层冲锋衣',
  en: 'SJ-3L shell jacket',
  minor: 89_900,
}
export const ebike = {
  sku: 'E-City-20',
  zh: 'E-City 20 电动自行车',
  en: 'E-City 20 e-bike',
  minor: 329_900,
}
export const sleepingBag = { sku: 'SB-5', zh: 'SB-5 睡袋', en: 'SB-5 sleeping bag' }
export const solarPanel = { sku: 'SP-100', zh: 'SP-100 太阳能板', en: 'SP-100 solar panel' }
export const descaler = { sku: 'CM-DS4', zh: 'CM-DS4 除垢剂', en: 'CM-DS4 descaler' }
export const filter = { sku: 'AF300-12', zh: '滤网 AF300-12', en: 'Filter AF300-12' }
export const giftCard = { sku: 'GIFT-500', zh: '礼品卡 500 元', en: 'Gift card 500' }
export const spareBattery = { sku: 'BT-36-10', zh: '电池 BT-36-10', en: 'Battery BT-36-10' }
export const stove = { sku: 'GS-2', zh: 'GS-2 炉具', en: 'GS-2 stove' }
export const powerStation = { sku: 'PS-600', zh: 'PS-600 储能电源', en: 'PS-600 power station' }

const sentences = (text: string) =>
  text
    .split(/[。！？\n]|[.!?](?= |$)/)
    .map((one) => one.trim())
    .filter((one) => one !== '')

/** Plays each refusal as a whole conversation: the customer hears why not and what instead, nothing twice, and nothing is done. */
export function refuses(locale: Locale, refusals: readonly Refusal[]): void {
  let db: Db
  let house: House
  beforeAll(async () => {
    db = await freshPglite()
    house = await buildHouse(db)
  })
  afterAll(() => db.close())
  beforeEach(() => takeOrdersBack(db))

  it.each(refusals)('%s', async (_, arranged, lines, heard, before = {}) => {
    const number = await giveOrder(db, 'sc_wu', arranged)
    const { claim } = before
    if (claim) {
      const other = claim.onAnother && (await giveOrder(db, 'sc_wu', delivered))
      await giveClaim(db, other ?? number, claim, arranged.sku ?? 'AF-45')
    }
    const say = async (said: readonly string[]) => {
      const customer = await talk(house, { login: 'sc_wu', locale })
      let last = ''
      for (const line of said) last = await customer.say(line.replace('{}', number))
      return { last, effects: await customer.effects() }
    }
    if (before.lines) expect((await say(before.lines)).effects).toHaveLength(1)
    const { last, effects } = await say(lines)
    expect(last.replaceAll('\n', ' ')).toMatch(heard)
    expect(effects).toEqual([])
    expect(sentences(last)).toEqual([...new Set(sentences(last))])
    if (locale === 'en') expect(last).not.toMatch(/\p{Script=Han}/u)
  })
}
