import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { freshPglite } from '../../tests/engines.ts'
import { testClock } from '../../tests/house.ts'
import { abroad, delivered, ebike, jacket, onItsWay, type Refusal } from '../../tests/refusals.ts'
import { giveOrder, takeOrdersBack } from '../../tests/shop-orders.ts'
import { seedSampleShop } from '../connectors/sample-shop/seed.ts'
import { sampleShop } from '../connectors/sample-shop/shop.ts'
import type { BusinessSystems } from '../domain/business.ts'
import { ConversationId } from '../domain/id.ts'
import type { Db } from '../store/db.ts'
import { ruleOrderChange } from './order-change.ts'
import { priceBasket } from './place-order.ts'
import { ruleClaim } from './rule-claim.ts'

/**
 * Refusals that a model alone hears: what is missing or cannot be, where a playbook asks the customer itself, lets them choose
 * among what there is, or goes on in another procedure.
 */

const clock = testClock()
let db: Db
let shop: BusinessSystems
beforeAll(async () => {
  db = await freshPglite()
  await db.transaction((tx) => seedSampleShop(tx, clock()))
  shop = sampleShop(db, clock)
})
afterAll(() => db.close())
beforeEach(() => takeOrdersBack(db))

type Asked = 'claim' | 'change' | 'basket'
type Case = [
  what: string,
  order: Refusal[1],
  asked: Asked,
  args: Record<string, unknown>,
  zh: RegExp,
  en: RegExp,
]

const toolFor = (asked: Asked) => {
  switch (asked) {
    case 'claim':
      return ruleClaim(shop.afterSales, shop.catalog)
    case 'change':
      return ruleOrderChange(shop.changes, shop.catalog)
    case 'basket':
      return priceBasket(shop.changes, shop.catalog)
    default:
      return asked satisfies never
  }
}

const damaged = { kind: 'damage', because: 'damaged_in_transit' }
const missing = { kind: 'missing', because: 'not_received' }

const cases: Case[] = [
  [
    'which article, of several',
    { ...delivered, also: jacket },
    'claim',
    { kind: 'return' },
    /哪一件商品：.*空气炸锅、SJ-3L/,
    /Which article.*air fryer, SJ-3L/,
  ],
  [
    'the state of the goods',
    delivered,
    'claim',
    { kind: 'return', sku: 'AF-45' },
    /看商品的状态.*没拆封/,
    /state of the goods.*still sealed/,
  ],
  [
    'how damage shall be settled',
    { ...delivered, deliveredAt: '2026-11-21T06:00:00Z' },
    'claim',
    { ...damaged, sku: 'AF-45' },
    /选择处理方式.*补发新品、退货退款/,
    /choose how it is settled.*A new unit/,
  ],
  [
    'how a missing part shall be settled',
    delivered,
    'claim',
    { kind: 'damage', because: 'incomplete', sku: 'AF-45' },
    /少了的可以补发.*补发还是退款/,
    /missing can be sent.*or refund it/,
  ],
  [
    'how a parcel that never came shall be settled',
    delivered,
    'claim',
    missing,
    /24 小时内答复.*补发还是退款/,
    /within 24 hours.*a new parcel or a refund/,
  ],
  [
    'no loss of what still moves',
    onItsWay,
    'claim',
    missing,
    /还在运输途中.*7 天没有新扫描.*催查/,
    /still on its way.*7 days without a scan.*chase it/,
  ],
  [
    'no loss of what still moves abroad',
    { ...onItsWay, ...abroad },
    'claim',
    missing,
    /20 个工作日.*12月18日.*催查/,
    /20 working days.*18 December.*chase it/,
  ],
  [
    'no return for a fault before delivery',
    onItsWay,
    'claim',
    { kind: 'return', because: 'defective', sku: 'AF-45' },
    /还没有签收.*再告诉我/,
    /not been delivered yet.*just tell me/,
  ],
  [
    'damage to bulky goods before delivery, with no cause given',
    { ...onItsWay, ...ebike },
    'claim',
    { kind: 'damage', sku: 'E-City-20' },
    /还没有签收.*当面开箱验货/,
    /not been delivered yet.*before the driver/,
  ],
  [
    'a size that there is not',
    { status: 'paid', ...jacket },
    'change',
    { kind: 'option', sku: 'SJ-3L', option: 'pink' },
    /没有这个颜色或尺码.*可以选：S/,
    /does not come in that colour or size.*comes in: S/,
  ],
  [
    'another size of what was not ordered',
    { status: 'paid' },
    'change',
    { kind: 'option', sku: 'SJ-3L', option: 'M' },
    /没有这件商品.*再核对/,
    /not in this order.*which one you mean/,
  ],
  [
    'fewer of what was not ordered',
    { status: 'paid' },
    'change',
    { kind: 'quantity', sku: 'SJ-3L', quantity: 1 },
    /没有这件商品.*再核对/,
    /not in this order.*which one you mean/,
  ],
  [
    'which version is bought',
    { status: 'paid' },
    'basket',
    { product: 'SJ-3L' },
    /有几种款式.*要哪一种：S/,
    /several versions.*Which one would you like: S/,
  ],
  [
    'a version that there is not',
    { status: 'paid' },
    'basket',
    { product: 'SJ-3L', option: 'pink' },
    /没有这个款式.*可以选：S/,
    /does not come in that version.*comes in: S/,
  ],
  [
    'where it shall go',
    { status: 'paid' },
    'basket',
    { product: 'AF-45' },
    /需要收货地址.*街道、门牌号/,
    /need a delivery address.*street, number and town/,
  ],
]

describe('a model is told why not and what instead', () => {
  it.each(cases)('%s', async (_, arranged, asked, args, zh, en) => {
    const orderNumber = await giveOrder(db, 'sc_wu', arranged)
    const tool = toolFor(asked)
    const input = tool.input.parse(asked === 'basket' ? args : { orderNumber, ...args })
    for (const [locale, heard] of [
      ['zh', zh],
      ['en', en],
    ] as const) {
      const result = await tool.run(input, {
        identity: { shopCustomerId: 'sc_wu', provenOrders: [] },
        locale,
        now: clock(),
        conversationId: ConversationId.make(),
        idempotencyKey: '',
      })
      expect(result).toMatchObject({ ok: true, data: { allowed: false } })
      expect(result.forModel).toMatch(heard)
    }
  })
})
