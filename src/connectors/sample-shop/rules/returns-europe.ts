import type { Goods } from './goods.ts'
import { needsKilometres } from './returns-ebike.ts'
import { needsCondition, type PageRuled, type Returned } from './return-page.ts'
import { both, no } from './ruling.ts'

const source = both('kb-en-045', 'kb-en-045')
const withdrawalDays = 14
const unopenedDays = 30
const mostKm = 30
const opened = both('拆封的商品', 'Opened goods')
const unopened = both('未拆封的商品', 'Unopened goods')

/** The label: €8.90 or £7.90; bulky goods €49. */
const labelFor = (goods: Goods, currency: string) => ({
  minor: goods === 'ebike' ? 4900 : currency === 'GBP' ? 790 : 890,
  currency,
})

const sendIt = both(
  '请在申请后 14 天内寄出；收到货或寄件凭证后，14 天内退款，标准运费一并退还。',
  'Please send it within 14 days of your notice. We refund within 14 days, once the goods or a proof of posting reach us; standard outbound postage is refunded too.',
)
const collectIt = both(
  '含大电池的商品请勿自行交寄，由我们安排上门取件。',
  'Please do not post it: goods with a large battery are collected by us.',
)
const valueLoss = both(
  '超出试用程度的使用，收到后按磨损评估扣 10–40%。',
  'For wear beyond trying it as in a shop, 10–40% may be deducted when it arrives.',
)

/** The right of withdrawal in the EU and the UK, and the longer period for what is unopened: kb-en-045. */
export function europeReturn(goods: Goods, { order, claim }: Returned): PageRuled {
  const { condition, usage } = claim
  const postage = labelFor(goods, order.total.currency)
  const page = { kept: 0, postage, paysPostage: 'customer' as const, source, note: sendIt }
  if (goods === 'ebike') {
    const what = both('电动自行车', 'An e-bike')
    if (usage === null)
      return { needs: needsKilometres, longest: { days: withdrawalDays, what, source } }
    if (usage > mostKm)
      return no(
        'too_far',
        both(
          `里程 ${usage} 公里，超过了 ${mostKm} 公里的上限。`,
          `With ${usage} km on the display it is over the limit of ${mostKm} km.`,
        ),
        both('如果有故障，仍然可以免费处理。', 'A fault is put right free of charge all the same.'),
        source,
      )
    return { ...page, days: withdrawalDays, what, note: collectIt }
  }
  if (condition === null)
    return { needs: needsCondition, longest: { days: unopenedDays, what: unopened, source } }
  if (condition === 'sealed') {
    const note = goods === 'power_station' || goods === 'battery' ? collectIt : sendIt
    return { ...page, days: unopenedDays, what: unopened, note }
  }
  if (goods === 'sleeping_bag')
    return no(
      'hygiene',
      both(
        '睡袋拆开封袋后不在无理由退货范围内。',
        'Sealed sleeping bags are excepted from withdrawal once opened.',
      ),
      both('如果有质量问题，请告诉我。', 'If it is faulty, tell me.'),
      source,
    )
  const worn = condition === 'used' || condition === 'damaged'
  const battery = goods === 'power_station' || goods === 'battery'
  return {
    ...page,
    days: withdrawalDays,
    what: opened,
    kept: worn ? null : 0,
    note: worn ? valueLoss : battery ? collectIt : sendIt,
  }
}
