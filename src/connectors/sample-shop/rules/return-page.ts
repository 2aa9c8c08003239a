import type { Claim } from '../../../domain/after-sales.ts'
import type { Money } from '../../../domain/money.ts'
import type { RuledOut, Words } from '../../../domain/rule.ts'
import type { Order, OrderLine } from '../../../domain/shop.ts'
import { lastDay } from './closing-days.ts'
import { dayOf, showDay } from './days.ts'
import { paidFor, type ClaimRuled, type Matter } from './matter.ts'
import { both, join, no, shown } from './ruling.ts'

/** What a page of the return rules says to one article in one state. */
export interface ReturnPage {
  /** Days after the day of delivery. */
  days: number
  /** For which goods the period holds, e.g. opened appliances. */
  what: Words
  /** Share of the price that is kept for use; null when it is assessed on arrival. */
  kept: number | null
  /** Postage that is taken off the refund. */
  postage: Money | null
  paysPostage: 'shop' | 'customer'
  /** How to send it, and what else is looked at. */
  note: Words
  source: Words
}

/** A page, the question that has to be answered before there is one (asked only within the longest period), or a no. */
export type PageRuled =
  | ReturnPage
  | RuledOut
  | { needs: RuledOut; longest: Pick<ReturnPage, 'days' | 'what' | 'source'> }

/** What a page is looked up by. */
export interface Returned {
  readonly order: Order
  readonly line: OrderLine
  readonly claim: Claim
  readonly freeReturns: number
}

export const needsCondition = no(
  'needs_condition',
  both(
    '退货的期限和费用要看商品的状态。',
    'The period and the fee depend on the state of the goods.',
  ),
  both(
    '请问是没拆封、只开了箱、通电试过，还是已经用过了？',
    'Is it still sealed, opened only, tried once, or has it been used?',
  ),
  null,
)

const otherWays = both(
  '如果是质量问题，可以走换货或保修，我帮您看。',
  'If something is wrong with it, an exchange or a repair under warranty may be possible; I can look.',
)

function tooLate(
  { order, now }: Matter,
  { days, what, source }: Pick<ReturnPage, 'days' | 'what' | 'source'>,
  deliveredOn: string,
): { last: string; ruled: RuledOut | null } {
  const today = dayOf(now, order.site)
  const last = lastDay(order, deliveredOn, days)
  if (today <= last) return { last, ruled: null }
  const day = showDay(last, today)
  return {
    last,
    ruled: no(
      'period_over',
      both(
        `${what.zh}的退货期是签收后 ${days} 天，到 ${day.zh} 为止，已经过了。`,
        `${what.en} may be returned for ${days} days after delivery; the last day was ${day.en}.`,
      ),
      otherWays,
      source,
    ),
  }
}

const notDelivered = ({ status }: Order): RuledOut =>
  no(
    'not_delivered',
    both(
      '这个订单还没有签收，暂时不用办退货。',
      'This order has not been delivered yet, so there is nothing to return.',
    ),
    status === 'shipped'
      ? both(
          '不想要的话可以拒收，或者签收后再申请退货。',
          'You can refuse the parcel, or open a return once it is there.',
        )
      : both(
          '还没发货的订单可以直接取消，我帮您看。',
          'An order that has not left can be cancelled; I can look at that.',
        ),
    both('kb-zh-015', 'kb-en-007'),
  )

/** The terms of a return by its page: within the period, with fee and postage taken off. */
export function settleReturn(matter: Matter, line: OrderLine, page: PageRuled): ClaimRuled {
  const { order, now } = matter
  // What has not left is cancelled, whatever could be said of its return.
  if (!order.deliveredAt && order.status !== 'shipped') return notDelivered(order)
  if ('allowed' in page) return page
  if (!order.deliveredAt) return notDelivered(order)
  const deliveredOn = dayOf(order.deliveredAt, order.site)
  if ('needs' in page) return tooLate(matter, page.longest, deliveredOn).ruled ?? page.needs
  const { last, ruled } = tooLate(matter, page, deliveredOn)
  if (ruled) return ruled
  const paid = paidFor(order, line)
  const usage = page.kept === null ? null : Math.round(paid.minor * page.kept)
  const off = (usage ?? 0) + (page.postage?.minor ?? 0)
  const deducted = off > 0 ? { minor: Math.min(off, paid.minor), currency: paid.currency } : null
  const lastShown = showDay(last, dayOf(now, order.site))
  const perCent = page.kept ? Math.round(page.kept * 100) : 0
  return {
    allowed: true,
    refund:
      usage === null ? null : { minor: Math.max(0, paid.minor - off), currency: paid.currency },
    deducted,
    postage: page.paysPostage,
    until: last,
    note: join(
      both(`最晚 ${lastShown.zh} 前可以申请。`, `The last day for this is ${lastShown.en}.`),
      perCent > 0
        ? both(`折损费为商品款的 ${perCent}%。`, `${perCent}% of the price is kept for use.`)
        : null,
      page.postage
        ? both(
            `退回运费 ${shown(page.postage).zh} 从退款里扣。`,
            `${shown(page.postage).en} for the way back is taken off.`,
          )
        : null,
      page.note,
    ),
    source: page.source,
  }
}
