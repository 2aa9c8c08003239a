import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { freshPglite } from '../../../tests/engines.ts'
import { buildHouse, talk, type House } from '../../../tests/house.ts'
import { giveOrder, takeOrdersBack, type Arranged } from '../../../tests/shop-orders.ts'
import type { Db } from '../../store/db.ts'

/**
 * What the shop's rules refuse, in whole Chinese conversations: the customer hears why not and what instead, and nothing is
 * done. Refusals that a procedure's own test has in Chinese are not here again.
 */

let db: Db
let house: House
beforeAll(async () => {
  db = await freshPglite()
  house = await buildHouse(db)
})
afterAll(() => db.close())
beforeEach(() => takeOrdersBack(db))

const recently = '2026-11-19T04:00:00Z'
const delivered = { status: 'delivered', deliveredAt: recently } as const
const jacket = { sku: 'SJ-3L', zh: 'SJ-3L 三层冲锋衣', en: 'SJ-3L shell jacket', minor: 89_900 }
const ebike = {
  sku: 'E-City-20',
  zh: 'E-City 20 电动自行车',
  en: 'E-City 20 e-bike',
  minor: 329_900,
}
const abroad = { site: 'eu', country: 'DE', currency: 'EUR' } as const

type Refusal = [what: string, order: Arranged, lines: string[], heard: RegExp]
/** `{}` is the order's number. */
const refusals: Refusal[] = [
  // 取消
  ['取消：已签收', delivered, ['{} 取消订单'], /已经签收，不能取消了.*申请退货/],
  [
    '取消：定制超过 24 小时',
    { status: 'paid', kind: 'custom', paidAt: '2026-11-18T05:00:00Z' },
    ['{} 取消订单'],
    /24 小时内可以取消，这一单已经超过.*质量问题/,
  ],
  [
    '取消：预售定金',
    { status: 'paid', kind: 'preorder', paidAt: '2026-11-10T05:00:00Z' },
    ['{} 取消订单'],
    /之后取消定金不退.*请同事/,
  ],
  // 改地址
  [
    '改地址：邮政信箱',
    { status: 'paid' },
    ['{} 改收货地址', '南京市邮政信箱 18 号'],
    /不能寄到邮政信箱.*街道和门牌号/,
  ],
  [
    '改地址：另一个地区',
    { status: 'paid' },
    ['{} 改收货地址', '香港九龙弥敦道 100 号'],
    /不能改到另一个国家或地区.*取消/,
  ],
  [
    '改地址：保税仓订单',
    { status: 'paid', kind: 'bonded' },
    ['{} 改收货地址'],
    /付款后地址就锁定了.*取消后用新地址/,
  ],
  [
    '改地址：大电池不放自提柜',
    { status: 'paid', ...ebike },
    ['{} 改收货地址', '南京市鼓楼区中山路 18 号丰巢快递柜'],
    /不能放自提柜.*有人签收/,
  ],
  // 改内容、改日期
  ['改颜色：已发出', { status: 'shipped', ...jacket }, ['{} 改个颜色'], /包裹已经发出，内容不能改/],
  ['改数量：已签收', delivered, ['{} 数量改成两件'], /已经签收，不能再改/],
  ['改数量：已结束', { status: 'cancelled' }, ['{} 数量改成两件'], /已经结束，不能修改/],
  ['改数量：本来就是', { status: 'paid' }, ['{} 数量改成一件'], /本来就是 1 件，不用改/],
  ['改款式：只有一种', { status: 'paid' }, ['{} 换个颜色'], /只有一种款式.*取消后重新下单/],
  [
    '改日期：已出库',
    { status: 'shipped', parcel: { state: 'in_transit', lastScan: recently } },
    ['{} 送货日期改到11月25日'],
    /改不了送达日期.*派送员/,
  ],
  [
    '改日期：海外',
    { status: 'paid', ...abroad },
    ['{} 送货日期改到11月25日'],
    /只有寄往中国大陆的订单/,
  ],
  ['改日期：太晚', { status: 'paid' }, ['{} 送货日期改到12月28日'], /最晚只能延到 .*15 天内/],
  ['改日期：今天', { status: 'paid' }, ['{} 送货日期改到11月21日'], /要从明天算起/],
  // 退货
  [
    '退货：未签收',
    { status: 'shipped', parcel: { state: 'in_transit', lastScan: recently } },
    ['{} 我要退货'],
    /还没有签收.*拒收/,
  ],
  ['退货：已退款', { status: 'refunded' }, ['{} 我要退货'], /已经退货或退款，不能重复/],
  ['退货：批发', { ...delivered, kind: 'wholesale' }, ['{} 退货，不想要了'], /批发订单.*按合同/],
  [
    '退货：定制',
    { ...delivered, kind: 'custom' },
    ['{} 退货，不想要了'],
    /定制的商品没有质量问题不能退.*发错/,
  ],
  [
    '退货：礼品卡',
    { ...delivered, sku: 'GIFT-500', zh: '礼品卡 500 元', en: 'Gift card 500' },
    ['{} 退货，不想要了'],
    /礼品卡.*不能退货.*7 天/,
  ],
  [
    '退货：拆封耗材',
    { ...delivered, sku: 'AF300-12', zh: '滤网 AF300-12', en: 'Filter AF300-12' },
    ['{} 退货，不想要了，拆开了'],
    /耗材拆封后不能退/,
  ],
  [
    '退货：保税拆封',
    { ...delivered, kind: 'bonded' },
    ['{} 退货，不想要了，拆开了'],
    /保税仓商品拆封后不能退.*拍照/,
  ],
  [
    '退货：装过的电池',
    { ...delivered, sku: 'BT-36-10', zh: '电池 BT-36-10', en: 'Battery BT-36-10' },
    ['{} 退货，不想要了，用过几次'],
    /备用电池.*封膜完好.*保修/,
  ],
  // 换货
  [
    '换货：过期',
    { ...jacket, status: 'delivered', deliveredAt: '2026-10-20T04:00:00Z' },
    ['{} 换货，换个颜色'],
    /换颜色、尺码的期限.*已经过了.*保修/,
  ],
  ['换货：用过', { ...delivered, ...jacket }, ['{} 换货，尺码太大，洗过了'], /用过、洗过.*不能换/],
  [
    '换货：海外',
    { ...delivered, ...abroad, ...jacket },
    ['{} 换货，尺码太大'],
    /海外商城不能直接换货|需要先退货/,
  ],
  // 未收到、破损
  [
    '未收到：过了 30 天',
    { status: 'delivered', deliveredAt: '2026-10-10T04:00:00Z' },
    ['{} 显示签收了，我没收到'],
    /超过 30 天.*门卫/,
  ],
  // 发票
  ['发票：保税', { ...delivered, kind: 'bonded' }, ['{} 开个人发票', '李雷'], /保税仓.*购买凭证/],
  ['发票：未签收', { status: 'paid' }, ['{} 开个人发票', '李雷'], /签收后才能申请/],
  [
    '发票：超过 180 天',
    { status: 'delivered', deliveredAt: '2026-03-01T04:00:00Z' },
    ['{} 开个人发票', '李雷'],
    /超过签收后 180 天.*同事/,
  ],
  [
    '发票：美国站',
    { ...delivered, site: 'us', country: 'US', currency: 'USD' },
    ['{} 开个人发票', '李雷'],
    /PDF 收据，没有增值税发票/,
  ],
  [
    '发票：海外专票',
    { ...delivered, ...abroad },
    ['{} 开专票', '远通商贸有限公司', '91330200MA2XXXX12B'],
    /不能开中国的发票/,
  ],
]

it.each(refusals)('%s', async (_, arranged, lines, heard) => {
  const number = await giveOrder(db, 'sc_wu', arranged)
  const customer = await talk(house, { login: 'sc_wu' })
  let last = ''
  for (const line of lines) last = await customer.say(line.replace('{}', `订单 ${number} `))
  expect(last.replaceAll('\n', ' ')).toMatch(heard)
  expect(await customer.effects()).toEqual([])
})
