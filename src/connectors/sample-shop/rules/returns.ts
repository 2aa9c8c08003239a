import type { Claim } from '../../../domain/after-sales.ts'
import type { OrderLine } from '../../../domain/shop.ts'
import { applianceReturn } from './returns-appliances.ts'
import { americaReturn } from './returns-america.ts'
import { bondedReturn } from './returns-bonded.ts'
import { ebikeReturn } from './returns-ebike.ts'
import { europeReturn } from './returns-europe.ts'
import { outdoorReturn } from './returns-outdoor.ts'
import { powerReturn } from './returns-power.ts'
import { goodsOf, isDomestic } from './goods.ts'
import type { ClaimRuled, Matter } from './matter.ts'
import { neverReturned } from './never-returned.ts'
import { needsCondition, settleReturn, type PageRuled, type Returned } from './return-page.ts'
import { both, no } from './ruling.ts'

function pageFor(returned: Returned): PageRuled {
  const { order, line } = returned
  const goods = goodsOf(line.sku)
  const refused = neverReturned(goods, returned)
  if (refused) return refused
  if (order.kind === 'bonded') return bondedReturn(returned)
  if (order.site === 'us') return americaReturn(goods, returned)
  if (order.site !== 'cn') return europeReturn(goods, returned)
  if (!isDomestic(order))
    return no(
      'by_hand',
      both(
        '寄往中国大陆以外的订单，退货方式要由同事逐单确认。',
        'For orders sent outside mainland China a colleague arranges the return case by case.',
      ),
      both('我可以请同事来办。', 'I can get a colleague to do it.'),
      null,
    )
  switch (goods) {
    case 'ebike':
      return ebikeReturn(returned)
    case 'power_station':
    case 'battery':
    case 'solar_panel':
      return powerReturn(goods, returned)
    case 'tent':
    case 'clothing':
    case 'pack':
    case 'sleeping_bag':
    case 'stove':
      return outdoorReturn(goods, returned)
    case 'consumable':
      if (returned.claim.condition === null)
        return {
          needs: needsCondition,
          longest: {
            days: 30,
            what: both('未拆封的耗材', 'Sealed consumables'),
            source: both('kb-zh-018', 'kb-en-008'),
          },
        }
      return applianceReturn(returned)
    case 'appliance':
    case 'part':
    case 'car':
    case 'gift_card':
      return applianceReturn(returned)
    default:
      return goods satisfies never
  }
}

/** A return for a change of mind: which page holds, and what it gives. */
export function ruleReturn(matter: Matter, line: OrderLine, claim: Claim): ClaimRuled {
  const { order, freeReturns } = matter
  return settleReturn(matter, line, pageFor({ order, line, claim, freeReturns }))
}
