import type { RuledOut } from '../../../domain/rule.ts'
import type { Goods } from './goods.ts'
import type { Returned } from './return-page.ts'
import { both, no } from './ruling.ts'

const source = both('kb-zh-024', 'kb-zh-024')
const stillPossible = both(
  '收到就坏、发错、少件的不受限制，有的话请告诉我。',
  'Goods that arrive faulty, wrong or incomplete are another matter; tell me if that is the case.',
)

/** What is not taken back without a fault: kb-zh-024; the same list stands in kb-en-045 and kb-en-046. Null for all else. */
export function neverReturned(goods: Goods, { order, claim }: Returned): RuledOut | null {
  if (order.kind === 'custom')
    return no(
      'custom_made',
      both(
        '刻字、印标和定制的商品没有质量问题不能退。',
        'Engraved and custom-made goods cannot be returned unless they are faulty.',
      ),
      stillPossible,
      source,
    )
  if (order.kind === 'wholesale')
    return no(
      'wholesale',
      both(
        '批发订单不走零售退货，按合同处理。',
        'Wholesale orders are not returned by the retail rules but by contract.',
      ),
      both(
        '到货 15 天内的数量差异和外观问题可以报给 b2b@voyagergoods.example。',
        'Shortages and visible faults within 15 days go to b2b@voyagergoods.example.',
      ),
      both('kb-zh-077', 'kb-en-036'),
    )
  switch (goods) {
    case 'gift_card':
      return no(
        'gift_card',
        both('礼品卡、充值和兑换码售出后不能退货。', 'Gift cards and codes cannot be returned.'),
        both(
          '还没绑定的礼品卡，购买人 7 天内可以申请退款，我请同事办。',
          'If the card is not bound yet, the buyer may have it refunded within 7 days; a colleague does that.',
        ),
        source,
      )
    case 'car':
      return no(
        'car',
        both(
          '已交付上牌的 V5 不能无理由退。',
          'A V5 that is delivered and registered cannot be returned.',
        ),
        both('车辆问题我请同事联系您。', 'A colleague can call you about the car.'),
        source,
      )
    case 'consumable':
      return claim.condition === null || claim.condition === 'sealed'
        ? null
        : no(
            'opened_consumable',
            both(
              '滤芯、尘袋、除垢剂、拖布等耗材拆封后不能退。',
              'Filters, dust bags, descaler and other consumables are not taken back once opened.',
            ),
            stillPossible,
            source,
          )
    default:
      return null
  }
}
