import type { ChangeTerms, OrderChange } from '../../../domain/order-changes.ts'
import type { Option, Ruling } from '../../../domain/rule.ts'
import { ruleAddress, type UnderWay } from './address.ts'
import { ruleCancelling } from './cancelling.ts'
import { ruleDeliveryDay } from './delivery-day.ts'
import { ruleOption, ruleQuantity } from './modifying.ts'
import { both, no } from './ruling.ts'

/** What the rules say to a change of an order that is under way. `options` are those of the article to be changed. */
export function ruleChange(
  underWay: UnderWay,
  change: OrderChange,
  options: readonly Option[],
): Ruling<ChangeTerms> {
  const { order, before } = underWay
  const beingTried = order.status === 'packed' || order.status === 'shipped'
  if (beingTried && before.includes(change.kind) && change.kind !== 'deliver_on')
    return no(
      'already_asked',
      both(
        '这件事已经在办了，不用再申请一次。',
        'This is being done already; there is no need to ask again.',
      ),
      both('有结果会马上通知您。', 'You will hear as soon as there is a result.'),
      null,
    )
  switch (change.kind) {
    case 'cancel':
      return ruleCancelling(order, underWay.now)
    case 'address':
      return ruleAddress(underWay, change)
    case 'option':
      return ruleOption(underWay, change, options)
    case 'quantity':
      return ruleQuantity(underWay, change)
    case 'deliver_on':
      return ruleDeliveryDay(underWay, change)
    default:
      return change satisfies never
  }
}
