import type { Plan } from './openai-plan.ts'
import type { Task } from './rule-model-prompt.ts'
import { say, whatWasUrged, whereItIs } from './shop-model-words.ts'

const words = {
  parcel:
    /卡|催|快递|物流|包裹|没到|到哪|发货|急死|现在在哪|\b(?:stuck|parcel|package|deliver|where|shipment|late|courier|carrier)/,
  money: /优惠|补偿|赔|多点|多一点|差评|\b(?:coupon|compensat|voucher|more|make it|% off)/,
  asks: /[?？]|怎么|多久|什么|吗|几点|^(?:what|how|when|which|do you|can i|are you)\b/,
}

const both = ({ locale }: Task, zh: string, en: string): string => (locale === 'zh' ? zh : en)
const call = (name: string, args: object): Plan => ({ calls: [{ name, args }] })

/** Whether the words are about a parcel, or go on about one. */
export const inParcels = ({ last, all, offers }: Task): boolean =>
  offers('find_order') &&
  (words.parcel.test(last) ||
    words.money.test(last) ||
    (words.parcel.test(all) && !words.asks.test(last)))

/** How an order stands, where no parcel of it is under way. */
const states: Record<string, (number: string) => [string, string]> = {
  unpaid: (it) => [`订单 ${it} 还没有付款。`, `Order ${it} has not been paid yet.`],
  paid: (it) => [`订单 ${it} 已付款，仓库正在准备。`, `Order ${it} is paid and being prepared.`],
  packed: (it) => [
    `订单 ${it} 已打包，正在准备发出。`,
    `Order ${it} is packed and being prepared for dispatch.`,
  ],
  cancelled: (it) => [`订单 ${it} 已取消。`, `Order ${it} has been cancelled.`],
  refunded: (it) => [`订单 ${it} 已退款。`, `Order ${it} has been refunded.`],
  returned: (it) => [`订单 ${it} 正在退回途中。`, `Order ${it} is on its way back to us.`],
  returning: (it) => [`订单 ${it} 正在退回途中。`, `Order ${it} is on its way back to us.`],
  delivered: (it) => [`订单 ${it} 已签收。`, `Order ${it} has been delivered.`],
}

/** An order in trouble: which, how it stands, where it is, and what may be done for it. */
export function takeParcel(task: Task): Plan | null {
  if (!task.offers('find_order')) return null
  const asked = words.asks.test(task.last) && !inParcels(task)
  if (asked) return null
  const { order: orderNumber } = task
  const found = task.result('find_order')
  if (!orderNumber) return found ? { text: askForOrder(task) } : call('find_order', {})
  if (!task.signedIn && !task.proven.includes(orderNumber)) return { text: askForOrder(task) }
  if (!found) return call('find_order', { orderNumber })
  if (task.refused('find_order')) return { text: askForOrder(task) }
  if (found.startsWith('This customer has no')) return { text: say.noSuchOrder(task) }
  const status = new RegExp(`${orderNumber}:[^;\\n]*; (\\w+);`).exec(found)?.[1]
  const stands = status ? states[status]?.(orderNumber) : undefined
  if (stands && !words.money.test(task.last)) return { text: both(task, ...stands) }
  if (!stands && task.offers('track_shipment') && !task.result('track_shipment')) {
    return call('track_shipment', { orderNumber })
  }
  if (task.refused('track_shipment')) return { text: askForOrder(task) }
  return helped(task, orderNumber)
}

function askForOrder(task: Task): string {
  const ask = task.procedures.flatMap(({ asks }) => asks).find(({ name }) => name === 'order')
  const lost = /没有订单号|不记得|don't have the order number/.test(task.last)
  if (lost) {
    return both(
      task,
      '订单号在确认短信里，也可以登录后在“我的订单”里看到。',
      'It is in the confirmation mail; you can also sign in to see your orders.',
    )
  }
  return ask?.words ?? say.askForOrder(task)
}

/** Urges once, looks what the rules give, and offers exactly that. */
function helped(task: Task, orderNumber: string): Plan {
  const money = words.money.test(task.last) || task.consent?.was === 'void'
  const stuck = /, (?:stuck|lost);/.test(task.result('track_shipment') ?? '')
  const has = (tool: string) =>
    task.done.some((it) => it.tool === tool && it.args.includes(orderNumber))
  const next = [
    ...(stuck &&
    !money &&
    !has('urge_delivery') &&
    task.offers('urge_delivery') &&
    !task.result('urge_delivery')
      ? [{ name: 'urge_delivery', args: { orderNumber } }]
      : []),
    ...((stuck || money) &&
    !has('issue_coupon') &&
    task.offers('quote_coupon') &&
    !task.result('quote_coupon')
      ? [{ name: 'quote_coupon', args: { orderNumber, reason: 'late_delivery' } }]
      : []),
  ]
  if (next.length > 0) return { calls: next }
  const quote = task.result('quote_coupon') ?? ''
  const amount = /\{"minor":\d+,"currency":"[A-Z]{3}"\}/.exec(quote)?.[0]
  const named = both(task, `订单 ${orderNumber}：`, `Order ${orderNumber}: `)
  const where = whereItIs(task)
  const told = money
    ? amount
      ? say.mostIMayGive(task)
      : both(
          task,
          '按规定，没有超过承诺时间的订单不能补偿。',
          'By the rules, an order that is not late gets no compensation.',
        )
    : [where && named + where, whatWasUrged(task)].filter(Boolean).join(' ')
  const text = told || both(task, '有消息我会告诉您。', 'I will tell you when there is news.')
  if (!amount || !task.offers('issue_coupon') || task.refused('issue_coupon')) return { text }
  const args = { orderNumber, amount: JSON.parse(amount) as object, reason: 'late_delivery' }
  return { text, calls: [{ name: 'issue_coupon', args }] }
}
