import type { Claim } from '../../../domain/after-sales.ts'
import { dayMs } from '../../../domain/day.ts'
import { ruleDamage } from './damage.ts'
import { ruleExchange } from './exchange.ts'
import { ruleFaultyReturn } from './faulty.ts'
import { lineOf, type ClaimRuled, type Matter } from './matter.ts'
import { ruleNotReceived } from './not-received.ts'
import { ruleReturn } from './returns.ts'
import { both, no } from './ruling.ts'
import { ruleRepair } from './warranty.ts'
import { ruleWrongItems } from './wrong-items.ts'

/** Within this time an exchange or a repair is still under way; later, the same fault may be there again. */
const settledAfterMs: Partial<Record<Claim['kind'], number>> = {
  exchange: 7 * dayMs,
  repair: 30 * dayMs,
}

/** A claim about the same article, or the whole order, that is under way: one matter is settled in one way. */
const standing = ({ earlier, order, now }: Matter, { sku }: Claim) =>
  earlier.find(
    (it) =>
      it.orderNumber === order.number &&
      now.getTime() - it.at.getTime() < (settledAfterMs[it.kind] ?? Infinity) &&
      (sku === null || it.sku === null || it.sku.toUpperCase() === sku.toUpperCase()),
  )

function notPossible({ order }: Matter): ClaimRuled | null {
  switch (order.status) {
    case 'unpaid':
      return no(
        'unpaid',
        both('这个订单还没有付款。', 'This order has not been paid.'),
        both(
          '不需要的话，30 分钟不付款会自动关闭。',
          'If you do not want it, it closes by itself after 30 minutes.',
        ),
        both('kb-zh-013', 'kb-zh-013'),
      )
    case 'cancelled':
      return no(
        'cancelled',
        both('这个订单已经取消了。', 'This order has been cancelled.'),
        both('我可以帮您查退款进度。', 'I can look up the refund for you.'),
        null,
      )
    case 'returned':
    case 'refunded':
      return no(
        'already_refunded',
        both(
          '这个订单已经退货或退款，不能重复申请。',
          'This order has been returned or refunded already.',
        ),
        both('我可以帮您查退款进度。', 'I can look up the refund for you.'),
        null,
      )
    default:
      return null
  }
}

/** What the rules of after-sales say to a claim: one page per cause. */
export function ruleClaim(matter: Matter, claim: Claim): ClaimRuled {
  const refused = notPossible(matter)
  if (refused) return refused
  const before = standing(matter, claim)
  if (before)
    return no(
      'already_open',
      both(
        `这件事之前有一份申请，编号 ${before.reference}，不用再申请。`,
        `There is an open claim for this, reference ${before.reference}, so there is no need for another.`,
      ),
      both('有进展会通知您。', 'You will hear from us as soon as there is news.'),
      null,
    )
  if (claim.kind === 'missing' || claim.because === 'not_received')
    return ruleNotReceived(matter, claim)
  const found = lineOf(matter.order, claim.sku)
  if ('ruled' in found) return found.ruled
  const { line } = found
  if (claim.kind === 'repair') return ruleRepair(matter, line)
  switch (claim.because) {
    case 'damaged_in_transit':
      return ruleDamage(matter, line, claim)
    case 'wrong_item':
    case 'incomplete':
      return ruleWrongItems(matter, line, claim)
    case 'defective':
      return claim.kind === 'exchange'
        ? ruleExchange(matter, line, claim)
        : ruleFaultyReturn(matter, line)
    case 'change_of_mind':
    case 'wrong_size':
      return claim.kind === 'exchange'
        ? ruleExchange(matter, line, claim)
        : ruleReturn(matter, line, claim)
    default:
      return claim.because satisfies never
  }
}
