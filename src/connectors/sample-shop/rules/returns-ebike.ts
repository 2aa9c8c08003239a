import { deliveryCostOf } from './ebike-delivery.ts'
import type { PageRuled, Returned } from './return-page.ts'
import { both, no } from './ruling.ts'

const source = both('kb-zh-022', 'kb-zh-022')
const days = 7
/** Kilometres that are free, and those from which there is no return without a fault. */
const freeKm = 20
const mostKm = 50
const what = both('电动自行车', 'An e-bike')

export const needsKilometres = no(
  'needs_usage',
  both('电动自行车退货要看仪表上的里程。', 'For an e-bike the mileage on the display decides.'),
  both('请问仪表上显示的里程是多少？', 'What does the display show?'),
  null,
)

/** E-bikes in mainland China: kb-zh-022. */
export function ebikeReturn({ order, claim: { usage } }: Returned): PageRuled {
  if (usage === null) return { needs: needsKilometres, longest: { days, what, source } }
  if (usage > mostKm)
    return no(
      'too_far',
      both(
        `仪表里程 ${usage} 公里，超过 ${mostKm} 公里就不能无理由退货了。`,
        `With ${usage} km on the display it is over the ${mostKm} km up to which an e-bike may be returned.`,
      ),
      both(
        '如果是质量问题，签收 7 天内可退、15 天内可换，里程不限。',
        'For a fault there is no limit on distance: 7 days to return it, 15 to exchange it.',
      ),
      source,
    )
  return {
    days,
    what,
    kept: usage > freeKm ? 0.08 : 0,
    postage: deliveryCostOf(order),
    paysPostage: 'customer',
    note: both(
      '送货费不退。已上牌的请先注销牌照，两把钥匙要齐全，车架号和电池号与订单一致。',
      'The delivery fee is not refunded. Deregister the bike if it has plates; both keys are needed, and frame and battery numbers as on the order.',
    ),
    source,
  }
}
