import type { Claim } from '../../../domain/after-sales.ts'
import type { OrderLine } from '../../../domain/shop.ts'
import { lastDay } from './closing-days.ts'
import { dayOf, showDay } from './days.ts'
import { returnAndReorder, ruleFaultyExchange } from './faulty.ts'
import { goodsOf, isDomestic } from './goods.ts'
import type { ClaimRuled, Matter } from './matter.ts'
import { both, no } from './ruling.ts'

const source = both('kb-zh-026', 'kb-zh-026')
const outdoorSource = both('kb-zh-021', 'kb-zh-021')
const usualDays = 15
/** Outdoor goods are exchanged within their own return period: kb-zh-021. */
const outdoorDays: Partial<Record<ReturnType<typeof goodsOf>, number>> = {
  tent: 30,
  clothing: 15,
  pack: 30,
  sleeping_bag: 7,
  stove: 7,
}

/** Another colour or size of the same article, once; or a new unit for a faulty one: kb-zh-026, kb-zh-021. */
export function ruleExchange(matter: Matter, line: OrderLine, claim: Claim): ClaimRuled {
  const { order, now, earlier } = matter
  if (claim.because === 'defective') return ruleFaultyExchange(matter, line, claim)
  if (!isDomestic(order)) return returnAndReorder
  if (!order.deliveredAt)
    return no(
      'not_delivered',
      both(
        '这个订单还没有签收，暂时不能换货。',
        'This order has not been delivered yet, so there is nothing to exchange.',
      ),
      order.status === 'shipped'
        ? both(
            '包裹已经在路上，收到后告诉我，我马上帮您换。',
            'The parcel is on its way; tell me once it is there, and I will see to the exchange.',
          )
        : both(
            '还没打包的话，颜色和尺码可以直接改，我帮您看。',
            'If it is not packed yet, colour or size can simply be changed; I can look.',
          ),
      source,
    )
  const goods = goodsOf(line.sku)
  const days = outdoorDays[goods] ?? usualDays
  const today = dayOf(now, order.site)
  const last = lastDay(order, dayOf(order.deliveredAt, order.site), days)
  const page = outdoorDays[goods] ? outdoorSource : source
  if (today > last)
    return no(
      'period_over',
      both(
        `换颜色、尺码的期限是签收后 ${days} 天，到 ${showDay(last, today).zh} 为止，已经过了。`,
        `Colour or size can be exchanged for ${days} days after delivery; the last day was ${showDay(last, today).en}.`,
      ),
      both('如果是质量问题，可以走保修。', 'A fault would be covered by the warranty.'),
      page,
    )
  const { condition } = claim
  if (condition === 'used' || condition === 'damaged')
    return no(
      'not_resaleable',
      both(
        '用过、洗过或有损伤的商品不能换颜色、尺码。',
        'Goods that were used, washed or damaged cannot be exchanged for another colour or size.',
      ),
      both(
        '如果是质量问题，请告诉我，可以换同款新品或保修。',
        'If it is faulty, tell me: that means a new unit or a repair.',
      ),
      page,
    )
  const had = earlier.some(
    (it) =>
      it.orderNumber === order.number &&
      it.kind === 'exchange' &&
      it.sku === line.sku &&
      it.because !== 'defective',
  )
  if (had)
    return no(
      'exchanged_before',
      both(
        '同一件商品因个人原因只能换一次，这件已经换过了。',
        'An article is exchanged once for personal reasons, and this one has been.',
      ),
      both(
        '可以退货后重新下单，我帮您看退货。',
        'You can return it and order the right one; I can look at the return.',
      ),
      source,
    )
  const size = claim.because === 'wrong_size'
  return {
    allowed: true,
    refund: null,
    deducted: null,
    postage: size ? 'shop' : 'customer',
    until: last,
    note: size
      ? both(
          '第一次换尺码，来回运费我们承担；请保持吊牌完好、没有洗过。仓库收到后 1 个工作日内寄出新件。',
          'The first change of size is free both ways; leave the tags on and do not wash it. The new one leaves within 1 working day after this one arrives.',
        )
      : both(
          '寄回的运费由您承担；商品要不影响再次销售。仓库收到后 1 个工作日内寄出新件，价格不同时多退少补。',
          'You pay the way back, and it has to be fit for sale. The new one leaves within 1 working day after this one arrives; a difference in price is settled.',
        ),
    source: page,
  }
}
