import { z } from 'zod'
import type { Catalog } from '../domain/catalog.ts'
import { formatMoney } from '../domain/money.ts'
import { OrderChange, type ChangeMade, type OrderChanges } from '../domain/order-changes.ts'
import type { RuledOut } from '../domain/rule.ts'
import { OrderNumber } from './find-order.ts'
import { Count, MaybeMoney, ruledOut, sum } from './ruling.ts'
import { defineTool } from './tool.ts'

const orderOf = ({ orderNumber }: { orderNumber: string }) => orderNumber
const money = { fee: MaybeMoney, refund: MaybeMoney }

const Wanted = z.object({
  kind: z.enum(['address', 'option', 'quantity', 'deliver_on', 'cancel']),
  address: z.string().max(300).optional(),
  recipient: z.string().max(80).optional(),
  phone: z.string().max(30).optional(),
  sku: z.string().optional().describe('Which article of the order, for option and quantity'),
  option: z.string().max(60).optional().describe('The other colour or size'),
  quantity: Count.optional(),
  date: z.string().optional().describe('YYYY-MM-DD, the day on which it shall arrive'),
})

const missing = (because: string, zh: string, en: string): RuledOut => ({
  allowed: false,
  because,
  reason: { zh, en },
  instead: null,
  source: null,
})
const missingFor = {
  address: missing('needs_address', '请告诉我新的收货地址。', 'Please give me the new address.'),
  option: missing(
    'needs_option',
    '请告诉我要换成哪个颜色或尺码。',
    'Which colour or size would you like?',
  ),
  quantity: missing('needs_quantity', '请告诉我要改成几件。', 'How many would you like instead?'),
  deliver_on: missing(
    'needs_date',
    '请告诉我具体哪一天送达，比如 12月3日。',
    'Which day shall it arrive, e.g. 3 December?',
  ),
  cancel: missing('needs_order', '请告诉我是哪个订单。', 'Which order is it?'),
}

/** What the rules say to a change of an order, before the customer is asked for a yes. */
export const ruleOrderChange = (changes: OrderChanges, catalog: Pick<Catalog, 'get'>) =>
  defineTool({
    name: 'rule_order_change',
    description:
      'Whether an order may be changed (address, colour or size, quantity, delivery day) or cancelled, with fee and refund. Look here before any change.',
    effect: 'reads',
    input: Wanted.extend({ orderNumber: OrderNumber }),
    order: orderOf,
    async run({ orderNumber, ...wanted }, { identity, locale }) {
      const product = wanted.sku === undefined ? null : await catalog.get(wanted.sku)
      const options = product?.options ?? []
      const change = OrderChange.safeParse(wanted)
      if (!change.success) {
        // Too late is too late for any value: the rules are asked before the customer is.
        const early = await changes.rule(identity, orderNumber, stageProbe(wanted))
        const stands = early.allowed || valueFaults.has(early.because)
        return ruledOut(stands ? missingFor[wanted.kind] : early, locale, options)
      }
      const ruling = await changes.rule(identity, orderNumber, change.data)
      if (!ruling.allowed) return ruledOut(ruling, locale, options)
      const { fee, refund, note } = ruling
      return {
        ok: true,
        forModel: `Possible. Fee: ${fee ? formatMoney(fee, locale) : 'none'}; goes back: ${refund ? formatMoney(refund, locale) : 'nothing'}. ${note[locale]} Pass fee and refund on exactly: ${JSON.stringify({ fee, refund })}.`,
        data: { ...ruling, options },
      }
    },
  })

/** A change of the kind that is wanted, with a value that is sound in itself, to learn whether it is too late. */
function stageProbe({ kind, sku }: z.infer<typeof Wanted>): OrderChange {
  switch (kind) {
    case 'address':
      return { kind, address: '1 Main Street, Town' }
    case 'option':
      return { kind, sku: sku ?? '', option: '?' }
    case 'quantity':
      return { kind, sku: sku ?? '', quantity: 1 }
    case 'deliver_on':
      return { kind, date: '1970-01-01' }
    case 'cancel':
      return { kind }
    default:
      return kind satisfies never
  }
}
/** What is wrong with the value of such a probe and not with the stage of the order. */
const valueFaults = new Set(['no_such_option', 'not_in_order', 'same', 'past_date', 'needs_street'])

const done = (made: ChangeMade, locale: 'zh' | 'en') => ({
  ok: true,
  forModel: `Done under reference ${made.reference}${made.certain ? '' : ' (being tried, may fail)'}. ${made.note[locale]}`,
  data: made,
})

export const changeAddress = (changes: OrderChanges) =>
  defineTool({
    name: 'change_address',
    description:
      'Send an order to another address, on the terms that rule_order_change gave. The system asks the customer first.',
    effect: 'writes',
    input: z.object({
      orderNumber: OrderNumber,
      address: z.string().min(1).max(300),
      recipient: z.string().max(80).optional(),
      phone: z.string().max(30).optional(),
      ...money,
    }),
    order: orderOf,
    sameAs: ({ orderNumber, address }) => ({ orderNumber, address }),
    consentQuestion: ({ orderNumber, address, recipient, phone, fee }, locale) => {
      const to = [address, recipient, phone].filter(Boolean).join(locale === 'zh' ? '，' : ', ')
      return locale === 'zh'
        ? `订单 ${orderNumber} 改寄到：${to}${sum(fee, locale, '，收费 ')}。现在帮您改吗？（回复“好的”或“不用”）`
        : `Order ${orderNumber} would go to: ${to}${sum(fee, locale, ', for a fee of ')}. Shall I change it? (reply "yes" or "no")`
    },
    async run({ orderNumber, fee, refund, ...to }, { identity, idempotencyKey, locale }) {
      const change = { kind: 'address' as const, ...to }
      return done(
        await changes.make(identity, orderNumber, change, { fee, refund }, idempotencyKey),
        locale,
      )
    },
  })

export const cancelOrder = (changes: OrderChanges) =>
  defineTool({
    name: 'cancel_order',
    description:
      'Cancel an order on the terms that rule_order_change gave. The system asks the customer first.',
    effect: 'writes',
    input: z.object({ orderNumber: OrderNumber, ...money }),
    order: orderOf,
    sameAs: orderOf,
    consentQuestion: ({ orderNumber, fee, refund }, locale) =>
      locale === 'zh'
        ? `要取消订单 ${orderNumber} 吗？${sum(fee, locale, '扣除费用 ', '，')}${sum(refund, locale, '退款 ', '。')}（回复“好的”或“不用”）`
        : `Shall I cancel order ${orderNumber}?${sum(fee, locale, ' A fee of ', ' is kept.')}${sum(refund, locale, ' You get back ', '.')} (reply "yes" or "no")`,
    async run({ orderNumber, fee, refund }, { identity, idempotencyKey, locale }) {
      const change = { kind: 'cancel' as const }
      return done(
        await changes.make(identity, orderNumber, change, { fee, refund }, idempotencyKey),
        locale,
      )
    },
  })

const Modified = z.object({
  orderNumber: OrderNumber,
  kind: z.enum(['option', 'quantity', 'deliver_on']),
  sku: z.string().optional(),
  option: z.string().max(60).optional(),
  quantity: Count.optional(),
  date: z.iso.date().optional(),
  ...money,
})

const modification = (
  { kind, sku, option, quantity, date }: z.infer<typeof Modified>,
  locale: 'zh' | 'en',
): string => {
  const zh = locale === 'zh'
  switch (kind) {
    case 'option':
      return zh ? `${sku} 换成 ${option}` : `${sku} in ${option}`
    case 'quantity':
      return zh ? `${sku} 改成 ${quantity} 件` : `${quantity} of ${sku}`
    case 'deliver_on':
      return zh ? `${date} 送达` : `delivery on ${date}`
    default:
      return kind satisfies never
  }
}

export const modifyOrder = (changes: OrderChanges) =>
  defineTool({
    name: 'modify_order',
    description:
      'Change colour or size, quantity, or the delivery day of an order, on the terms that rule_order_change gave. The system asks the customer first.',
    effect: 'writes',
    input: Modified,
    order: orderOf,
    sameAs: ({ fee: _fee, refund: _refund, ...what }) => what,
    consentQuestion: (args, locale) =>
      locale === 'zh'
        ? `订单 ${args.orderNumber}：${modification(args, locale)}${sum(args.refund, locale, '，退差价 ')}。现在帮您改吗？（回复“好的”或“不用”）`
        : `Order ${args.orderNumber}: ${modification(args, locale)}${sum(args.refund, locale, ', with ', ' going back to you')}. Shall I change it? (reply "yes" or "no")`,
    async run({ orderNumber, fee, refund, ...what }, { identity, idempotencyKey, locale }) {
      const change = OrderChange.parse(what)
      return done(
        await changes.make(identity, orderNumber, change, { fee, refund }, idempotencyKey),
        locale,
      )
    },
  })
