import { dayMs } from '../../../domain/day.ts'
import type { Words } from '../../../domain/rule.ts'
import { workingDaysAfter } from './days.ts'
import { both } from './ruling.ts'

/** A payment method: its name, and how long a refund by it takes at most once it has been started. */
interface Method {
  name: Words
  /** Null: at once. */
  takes: { hours: number } | { workingDays: number } | null
}

/** By the key an order has: kb-zh-027, kb-en-010. */
const methods: Record<string, Method> = {
  wechat: { name: both('微信支付', 'WeChat Pay'), takes: { hours: 24 } },
  alipay: { name: both('支付宝', 'Alipay'), takes: { hours: 24 } },
  unionpay: { name: both('云闪付', 'UnionPay'), takes: { workingDays: 3 } },
  debit_cn: { name: both('国内储蓄卡', 'Chinese debit card'), takes: { workingDays: 3 } },
  card_cn: { name: both('国内信用卡', 'Chinese credit card'), takes: { workingDays: 7 } },
  card: { name: both('国际信用卡', 'credit card'), takes: { workingDays: 10 } },
  apple_pay: { name: both('Apple Pay', 'Apple Pay'), takes: { workingDays: 10 } },
  paypal: { name: both('PayPal', 'PayPal'), takes: { workingDays: 5 } },
  paylater: { name: both('PayLater 分期', 'PayLater'), takes: { workingDays: 7 } },
  gift_card: { name: both('礼品卡', 'gift card'), takes: null },
  balance: { name: both('账户余额', 'account balance'), takes: null },
  transfer: { name: both('对公转账', 'bank transfer'), takes: { workingDays: 7 } },
}
const unknown: Method = {
  name: both('原支付方式', 'your payment method'),
  takes: { workingDays: 10 },
}

const methodOf = (payment: string): Method => methods[payment] ?? unknown

/** What a payment method is called. */
export const methodName = (payment: string): Words => methodOf(payment).name

/** When a refund that was started then has arrived at the latest. */
export function arrivesBy(payment: string, startedAt: Date): Date {
  const { takes } = methodOf(payment)
  if (takes === null) return startedAt
  return 'hours' in takes
    ? new Date(startedAt.getTime() + (takes.hours / 24) * dayMs)
    : workingDaysAfter(startedAt, takes.workingDays)
}
