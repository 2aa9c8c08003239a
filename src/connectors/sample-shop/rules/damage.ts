import type { Claim } from '../../../domain/after-sales.ts'
import type { OrderLine } from '../../../domain/shop.ts'
import { goodsOf, hasLargeBattery, isBulky, isDomestic } from './goods.ts'
import { paidFor, type ClaimRuled, type Matter } from './matter.ts'
import { both, join, no } from './ruling.ts'

const hourMs = 3_600_000
/** After delivery, by clock: 48 hours at home, seven days abroad, 24 hours for bulky goods. */
const reportHours = { home: 48, abroad: 7 * 24, bulky: 24 }
const source = both('kb-zh-029', 'kb-en-011')

const photos = both(
  '请在这里发：外箱六面、快递面单、破损近景和整体照片；漏液或短路的请拍视频，不要再通电。包装请保留 15 天。',
  'Please send here: all six sides of the carton, the courier label, a close-up and the whole item. For a leak or short circuit film it and do not plug it in. Keep the packaging for 15 days.',
)

export const needsWish = no(
  'needs_wants',
  both('这种情况可以由您选择处理方式。', 'You can choose how it is settled.'),
  both(
    '是补发新品、退货退款，还是留下商品、给您补偿？',
    'A new unit, a return with refund, or keep it with compensation?',
  ),
  source,
)

/** Goods that arrived damaged: the time to report it, and the three ways to settle it: kb-zh-029, kb-en-011. */
export function ruleDamage({ order, now }: Matter, line: OrderLine, { wants }: Claim): ClaimRuled {
  const goods = goodsOf(line.sku)
  if (!order.deliveredAt)
    return no(
      'not_delivered',
      both('系统里这个订单还没有签收。', 'By our records this order has not been delivered yet.'),
      isBulky(goods)
        ? both(
            '大件请当面开箱验货，有损伤写在运单上。',
            'Open it before the driver and write any damage on the waybill.',
          )
        : both(
            '签收时发现外箱破损，可以当场拒收。',
            'If the carton is damaged on arrival, you may refuse it.',
          ),
      source,
    )
  const hours = isBulky(goods)
    ? reportHours.bulky
    : isDomestic(order)
      ? reportHours.home
      : reportHours.abroad
  if (now.getTime() - order.deliveredAt.getTime() > hours * hourMs) {
    const within = both(
      hours % 24 === 0 && hours > 48 ? `${hours / 24} 天` : `${hours} 小时`,
      hours % 24 === 0 && hours > 48 ? `${hours / 24} days` : `${hours} hours`,
    )
    return no(
      'late_report',
      both(
        `运输破损要在签收后 ${within.zh}内报告，现在已经超过了。`,
        `Transport damage is to be reported within ${within.en} of delivery, and that time is over.`,
      ),
      both(
        '仍然可以处理，不过要由技术人员看照片，判断是运输还是使用造成的。',
        'It is still welcome, but a technician has to judge from photos whether transport or use caused it.',
      ),
      source,
    )
  }
  if (wants === null) return needsWish
  const common = { deducted: null, postage: 'shop' as const, until: null, source }
  const stop = hasLargeBattery(goods)
    ? both(
        '电池鼓包、漏液或冒烟请立即停用，移到室外，拨打 400-555-0199。',
        'If the battery swells, leaks or smokes, stop using it, take it outdoors and call +86 400-555-0199.',
      )
    : null
  switch (wants) {
    case 'replacement':
      return {
        ...common,
        allowed: true,
        refund: null,
        note: join(
          both(
            '审核通过后 24 小时内补发新品，旧件我们免费取回。',
            'A new unit leaves within 24 hours of approval; we collect the old one free of charge.',
          ),
          photos,
          stop,
        ),
      }
    case 'refund':
      return {
        ...common,
        allowed: true,
        refund: paidFor(order, line),
        note: join(
          both(
            '免费上门取件，收到就全额退款。',
            'We collect it free of charge and refund the full price on arrival.',
          ),
          photos,
          stop,
        ),
      }
    case 'keep_with_compensation':
      return {
        ...common,
        allowed: true,
        refund: null,
        postage: 'none',
        note: join(
          isDomestic(order) && (goods === 'ebike' || goods === 'power_station')
            ? both(
                '按受损程度补偿商品款的 5%–20%，最高 ¥300，看过照片后定。',
                'You keep it and get 5–20% of the price, at most ¥300, once the photos are seen.',
              )
            : both(
                '按受损程度补偿商品款的 5%–20%，看过照片后定。',
                'You keep it and get 5–20% of the price, once the photos are seen.',
              ),
          photos,
          stop,
        ),
        source: both('kb-zh-088', 'kb-en-043'),
      }
    default:
      return wants satisfies never
  }
}
