import type { Goods } from './goods.ts'
import { needsKilometres } from './returns-ebike.ts'
import { needsCondition, type PageRuled, type Returned } from './return-page.ts'
import { both, no } from './ruling.ts'
import type { Words } from '../../../domain/rule.ts'

const source = both('kb-en-046', 'kb-en-046')
/** "Under 20 miles". */
const milesBelow = 20
const electronics = new Set<Goods>(['appliance', 'power_station', 'battery', 'solar_panel'])
/** Days and what the way back costs, US cents: e-bikes by freight, power stations as hazardous goods, all else by label. */
const periods: Partial<Record<Goods, { days: number; postage: number; what: Words }>> = {
  ebike: { days: 15, postage: 12_900, what: both('电动自行车', 'An e-bike') },
  power_station: { days: 20, postage: 2500, what: both('储能电源', 'A power station') },
}
const usual = { days: 30, postage: 990, what: both('商品', 'Goods') }

const notes = {
  post: both(
    '请打印 RMA 页放进箱内，10 天内交寄；雷诺仓收到后 3 个工作日内退款，原运费不退。',
    'Print the RMA page, put it in the box and drop it off within 10 days. The refund starts within 3 business days of arrival in Reno; original shipping is not refunded.',
  ),
  collect: both(
    '由我们安排上门取件，请勿自行交寄。',
    'We arrange the pickup; please do not post it yourself.',
  ),
  assess: both(
    '缺件或明显磨损的，收到后按实际扣除。',
    'Missing parts or clear wear are deducted when it arrives.',
  ),
}

/** Returns in the United States and Canada: kb-en-046. The bike's display counts in miles there. */
export function americaReturn(goods: Goods, { order, claim }: Returned): PageRuled {
  const { condition, usage } = claim
  const { days, postage, what } = periods[goods] ?? usual
  const longest = { days, what, source }
  const page = {
    days,
    what,
    source,
    postage: { minor: postage, currency: order.total.currency },
    paysPostage: 'customer' as const,
    kept: 0,
    note: periods[goods] ? notes.collect : notes.post,
  }
  if (goods === 'ebike') {
    if (usage === null) return { needs: needsKilometres, longest }
    return usage < milesBelow
      ? page
      : no(
          'too_far',
          both(
            `仪表里程 ${usage} 英里，电动自行车要不到 ${milesBelow} 英里才能退。`,
            `The display shows ${usage} miles, and an e-bike may be returned only below ${milesBelow} miles.`,
          ),
          both('如果有故障，可以免费处理。', 'A fault is put right free of charge all the same.'),
          source,
        )
  }
  if (condition === null) return { needs: needsCondition, longest }
  if (condition === 'sealed') return page
  if (electronics.has(goods))
    return condition === 'damaged'
      ? { ...page, kept: null, note: notes.assess }
      : { ...page, kept: 0.15 }
  if (
    goods === 'sleeping_bag' ||
    condition === 'used' ||
    (goods === 'stove' && condition === 'tried')
  )
    return no(
      'used',
      both(
        '用过的户外装备、点过火的炉具和拆封的卫生用品不能退。',
        'Used outdoor gear, lit stoves and opened hygiene goods are not accepted.',
      ),
      both(
        '如果有质量问题，退货是免费的，请告诉我。',
        'If it is faulty, the return is free; tell me.',
      ),
      source,
    )
  return condition === 'damaged' ? { ...page, kept: null, note: notes.assess } : page
}
