import { z } from 'zod'
import type { AfterSales, Claim } from '../domain/after-sales.ts'
import type { Locale } from '../domain/locale.ts'
import { claimArguments } from './rule-claim.ts'
import { MaybeMoney, sum } from './ruling.ts'
import { defineTool, type Tool } from './tool.ts'

const Opening = z.object({ ...claimArguments, refund: MaybeMoney, deducted: MaybeMoney })
type Opening = z.infer<typeof Opening>

/** One of the claims that can be opened: how it is described, and how the customer is asked. */
interface Opener {
  name: string
  kind: Claim['kind']
  description: string
  question: (args: Opening, locale: Locale) => string
}

const reply = { zh: '（回复“好的”或“不用”）', en: ' (reply "yes" or "no")' }
const asked =
  (zh: (args: Opening) => string, en: (args: Opening) => string): Opener['question'] =>
  (args, locale) =>
    `${locale === 'zh' ? zh(args) : en(args)}${reply[locale]}`

const what = ({ sku }: Opening) => (sku ? ` ${sku}` : '')
const money = ({ refund, deducted }: Opening, locale: Locale) =>
  locale === 'zh'
    ? `${sum(refund, locale, '，退款 ')}${sum(deducted, locale, '（扣 ', '）')}`
    : `${sum(refund, locale, ', refund ')}${sum(deducted, locale, ' (', ' deducted)')}`

const wishes = {
  refund: { zh: '退款', en: 'a refund' },
  replacement: { zh: '补发', en: 'a replacement' },
  keep_with_compensation: { zh: '留下商品并补偿', en: 'keeping it with compensation' },
}
const wish = ({ wants }: Opening, locale: Locale) =>
  wants === null ? '' : `${locale === 'zh' ? '，希望' : ', wish: '}${wishes[wants][locale]}`

const openers: readonly Opener[] = [
  {
    name: 'open_return',
    kind: 'return',
    description: 'Open a return',
    question: asked(
      (it) =>
        `为订单 ${it.orderNumber} 的${what(it) || '商品'} 申请退货${money(it, 'zh')}，现在提交吗？`,
      (it) => `Shall I open a return for${what(it)} of order ${it.orderNumber}${money(it, 'en')}?`,
    ),
  },
  {
    name: 'open_exchange',
    kind: 'exchange',
    description: 'Open an exchange for another colour or size, or for a faulty article',
    question: asked(
      (it) =>
        `为订单 ${it.orderNumber} 的${what(it)} 申请换货${it.option ? `，换成 ${it.option}` : ''}，现在提交吗？`,
      (it) =>
        `Shall I open an exchange for${what(it)} of order ${it.orderNumber}${it.option ? `, to ${it.option}` : ''}?`,
    ),
  },
  {
    name: 'request_refund',
    kind: 'refund',
    description: 'Ask for money back for a lost parcel or a faulty article',
    question: asked(
      (it) => `为订单 ${it.orderNumber}${what(it)} 申请退款${money(it, 'zh')}，现在提交吗？`,
      (it) =>
        `Shall I request the refund for${what(it)} order ${it.orderNumber}${money(it, 'en')}?`,
    ),
  },
  {
    name: 'report_missing_parcel',
    kind: 'missing',
    description: 'Report a parcel that is lost, or marked as delivered and never came',
    question: asked(
      (it) =>
        `为订单 ${it.orderNumber} 登记未收到包裹${wish(it, 'zh')}${money(it, 'zh')}，现在提交吗？`,
      (it) =>
        `Shall I report the parcel of order ${it.orderNumber} as not received${wish(it, 'en')}${money(it, 'en')}?`,
    ),
  },
  {
    name: 'open_repair',
    kind: 'repair',
    description: 'Open a repair, under warranty or after it',
    question: asked(
      (it) => `为订单 ${it.orderNumber} 的${what(it)} 申请维修，现在提交吗？`,
      (it) => `Shall I open a repair for${what(it)} of order ${it.orderNumber}?`,
    ),
  },
  {
    name: 'report_damage',
    kind: 'damage',
    description: 'Report damaged, wrong or missing goods',
    question: asked(
      (it) =>
        `为订单 ${it.orderNumber} 的${what(it)} 登记问题${wish(it, 'zh')}${money(it, 'zh')}，现在提交吗？`,
      (it) =>
        `Shall I report this for${what(it)} of order ${it.orderNumber}${wish(it, 'en')}${money(it, 'en')}?`,
    ),
  },
]

/** The writes of after-sales: each opens one kind of claim on the terms that `rule_claim` gave. */
export const claimTools = (afterSales: AfterSales): Tool[] =>
  openers.map(({ name, kind, description, question }) =>
    defineTool({
      name,
      description: `${description}, on the terms that rule_claim gave. The system asks the customer first.`,
      effect: 'writes',
      input: Opening,
      order: ({ orderNumber }) => orderNumber,
      sameAs: ({ orderNumber, sku }) => ({ orderNumber, sku }),
      consentQuestion: question,
      async run({ orderNumber, refund, deducted, ...claim }, { identity, idempotencyKey, locale }) {
        const opened = await afterSales.open(
          identity,
          orderNumber,
          { kind, ...claim },
          { refund, deducted },
          idempotencyKey,
        )
        return {
          ok: true,
          forModel: `Opened under ${opened.reference}; the customer hears by ${opened.answerBy.toISOString()}. ${opened.note[locale]}`,
          data: opened,
        }
      },
    }),
  )
