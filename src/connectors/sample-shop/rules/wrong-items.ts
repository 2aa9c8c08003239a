import type { Claim } from '../../../domain/after-sales.ts'
import type { OrderLine } from '../../../domain/shop.ts'
import { daysAfter, dayOf, showDay } from './days.ts'
import { isDomestic } from './goods.ts'
import { paidFor, type ClaimRuled, type Matter } from './matter.ts'
import { both, join, no } from './ruling.ts'

const reportDays = 7
const source = both('kb-zh-030', 'kb-en-043')

const photos = both(
  '请在这里发商品、型号铭牌和装箱单的照片；发错的商品请先不要使用。',
  'Please send photos of the item, its model plate and the packing list here, and do not use the wrong item.',
)

/** Something wrong or missing in the box: reported within seven days, put right free of charge: kb-zh-030, kb-en-043. */
export function ruleWrongItems(
  { order, now, parcels }: Matter,
  line: OrderLine,
  { because, wants }: Claim,
): ClaimRuled {
  if (!order.deliveredAt)
    return no(
      'not_delivered',
      both('这个订单还没有全部签收。', 'This order has not been delivered completely yet.'),
      both(
        '不同仓库的商品会分开寄，可以先看看还有没有在途包裹。',
        'Goods from different warehouses travel separately; another parcel may be on its way.',
      ),
      source,
    )
  if (because === 'incomplete' && parcels.some(({ state }) => state !== 'delivered'))
    return no(
      'still_coming',
      both('这个订单还有一个包裹在路上。', 'Another parcel of this order is still on its way.'),
      both(
        '等它到了如果还是少，请再告诉我，我马上处理。',
        'If something is still missing when it arrives, tell me and I act at once.',
      ),
      source,
    )
  const today = dayOf(now, order.site)
  const last = daysAfter(dayOf(order.deliveredAt, order.site), reportDays)
  if (today > last)
    return no(
      'period_over',
      both(
        `发错、少件要在签收后 ${reportDays} 天内反馈，到 ${showDay(last, today).zh} 为止，已经过了。`,
        `Wrong or missing items are reported within ${reportDays} days of delivery; the last day was ${showDay(last, today).en}.`,
      ),
      both(
        '我可以请同事按出库记录再核对一次。',
        'A colleague can check the dispatch record once more.',
      ),
      source,
    )
  const common = { deducted: null, postage: 'shop' as const, until: last, source }
  if (because === 'wrong_item')
    return {
      ...common,
      allowed: true,
      refund: wants === 'refund' ? paidFor(order, line) : null,
      note: join(
        wants === 'refund'
          ? both(
              '免费上门取回，收到后全额退款。',
              'We collect it free of charge and refund the full price.',
            )
          : both(
              '正确的商品马上寄出，错发的免费上门取回，不用等旧件到仓。',
              'The right one leaves at once; the wrong one is collected free of charge, without waiting for it.',
            ),
        isDomestic(order)
          ? null
          : both(
              '另外补偿一张 5 元（当地货币）代金券。',
              'A voucher of 5 in your currency comes with it.',
            ),
        photos,
      ),
    }
  if (wants === null || wants === 'keep_with_compensation')
    return no(
      'needs_wants',
      both(
        '少了的可以补发，也可以退这一件的货款。',
        'What is missing can be sent, or its price refunded.',
      ),
      both('您希望补发还是退款？', 'Shall we send it, or refund it?'),
      source,
    )
  return {
    ...common,
    allowed: true,
    refund: wants === 'refund' ? paidFor(order, line) : null,
    note: join(
      wants === 'refund'
        ? both(
            '核对出库称重后，1 个工作日内退这一件的货款。',
            'After checking the dispatch weight we refund it within 1 working day.',
          )
        : both(
            '核对出库称重后，1 个工作日内补发；小配件 24 小时内寄出。',
            'After checking the dispatch weight we send it within 1 working day, small parts within 24 hours.',
          ),
      photos,
    ),
  }
}
