import type { InvoiceRequest } from '../../../domain/account.ts'
import type { Ruling, RuledOut, Words } from '../../../domain/rule.ts'
import type { Order } from '../../../domain/shop.ts'

/** What the rules need to know of an invoice that was made out before. */
export interface EarlierInvoice {
  at: Date
  /** How often the order's invoice was made out. */
  times: number
}

type Noted = { note: Words; source: Words | null }
type Invoiced = Pick<Order, 'site' | 'kind' | 'status' | 'placedAt' | 'deliveredAt'>

const dayMs = 86_400_000
const general: Words = { zh: 'kb-zh-073', en: 'kb-zh-073' }
const special: Words = { zh: 'kb-zh-074', en: 'kb-zh-074' }
const abroad: Words = { zh: 'kb-en-034', en: 'kb-en-034' }
const person: Words = {
  zh: '需要的话我可以请同事人工看一下。',
  en: 'If you like, a colleague can look at it.',
}

const no = (
  because: string,
  source: Words,
  reason: Words,
  instead: Words | null = null,
): RuledOut => ({ allowed: false, because, reason, instead, source })
const yes = (source: Words, zh: string, en: string): Ruling<Noted> => ({
  allowed: true,
  note: { zh, en },
  source,
})
const daysSince = (date: Date, now: Date) => (now.getTime() - date.getTime()) / dayMs

/** 15 to 20 digits and letters, as the tax offices of 中国大陆 give them out. */
const isTaxNumber = (stated: string | null | undefined) =>
  /^[0-9A-Z]{15,20}$/.test((stated ?? '').replaceAll(/[\s-]/g, '').toUpperCase())

/** 中国大陆: general e-invoices (kb-zh-073) and special VAT invoices (kb-zh-074). */
function atHome(
  order: Invoiced,
  { kind, taxNumber }: InvoiceRequest,
  earlier: EarlierInvoice | null,
  now: Date,
): Ruling<Noted> {
  const source = kind === 'vat_special' ? special : general
  if (order.kind === 'bonded')
    return no('bonded', general, {
      zh: '保税仓进口订单不能开国内发票，只提供购买凭证。',
      en: 'Orders from the bonded warehouse get no domestic invoice, only a proof of purchase.',
    })
  if (kind !== 'personal' && !isTaxNumber(taxNumber))
    return no('needs_tax_number', source, {
      zh: '单位抬头需要纳税人识别号，是 15 到 20 位的数字和字母。',
      en: 'An invoice to a company needs its tax number, 15 to 20 digits and letters.',
    })
  if (!order.deliveredAt)
    return no(
      'not_delivered',
      general,
      { zh: '发票在签收后才能申请。', en: 'An invoice can be requested after delivery.' },
      { zh: '包裹签收后再来找我就行。', en: 'Come back to me once the parcel has arrived.' },
    )
  if (daysSince(order.deliveredAt, now) > 180)
    return no(
      'too_late',
      general,
      {
        zh: '已经超过签收后 180 天的申请期限，不保证能开。',
        en: 'The period of 180 days after delivery is over, so it may not be possible any more.',
      },
      person,
    )
  if (earlier && (earlier.times > 1 || daysSince(earlier.at, now) > 30))
    return no(
      'reissued_before',
      general,
      {
        zh: '这张发票已经换开过一次或开具超过 30 天，再改需要人工审核，3 个工作日。',
        en: 'This invoice was reissued before or is older than 30 days; a change is checked by a person within 3 working days.',
      },
      person,
    )
  if (earlier)
    return yes(
      source,
      '原发票会自动红冲，新发票 24 小时内发到邮箱；每张只能换开这一次。',
      'The first invoice is cancelled and the new one comes by e-mail within 24 hours; this can be done once.',
    )
  return kind === 'vat_special'
    ? yes(
        special,
        '专票 5 个工作日内发到邮箱和税务数字账户；首次申请要上传营业执照，同事会联系您补齐注册地址、电话和开户行。',
        'The special VAT invoice comes within 5 working days; for the first one a colleague asks you for the licence, address, phone and bank.',
      )
    : yes(
        general,
        '24 小时内开好，发到邮箱，也可在订单页下载。',
        'It is made within 24 hours and sent by e-mail; you can also download it from the order page.',
      )
}

/** The foreign shops: a full VAT invoice in the EU and the UK (kb-en-034), a receipt elsewhere. */
function elsewhere(
  order: Invoiced,
  { kind, taxNumber }: InvoiceRequest,
  earlier: EarlierInvoice | null,
  now: Date,
): Ruling<Noted> {
  if (order.site === 'us')
    return no('receipt_only', abroad, {
      zh: '美国站随发货寄出 PDF 收据，没有增值税发票。',
      en: 'In the US shop a PDF receipt is mailed with every dispatch; there is no VAT invoice.',
    })
  if (kind === 'vat_special')
    return no('no_fapiao', abroad, {
      zh: '海外商城的订单不能开中国的发票。',
      en: 'Orders from the foreign shops get no Chinese fapiao.',
    })
  if (daysSince(order.placedAt, now) > 60)
    return no(
      'too_late',
      abroad,
      { zh: '已经超过下单后 60 天的期限。', en: 'The period of 60 days after the order is over.' },
      person,
    )
  if (earlier && earlier.times > 1)
    return no(
      'reissued_before',
      abroad,
      { zh: '这张发票已经更正过一次。', en: 'This invoice was corrected once already.' },
      person,
    )
  if (kind === 'company' && !taxNumber)
    return no('needs_tax_number', abroad, {
      zh: '公司发票需要增值税号。',
      en: 'An invoice to a company needs its VAT number.',
    })
  return yes(
    abroad,
    '发票会发到您的邮箱。',
    'The invoice is sent to your e-mail address; if a VAT number is valid in VIES, it carries the reverse-charge note.',
  )
}

/** Whether and how an order gets this invoice. */
export function ruleInvoice(
  order: Invoiced,
  request: InvoiceRequest,
  earlier: EarlierInvoice | null,
  now: Date,
): Ruling<Noted> {
  if (order.status === 'unpaid' || order.status === 'cancelled')
    return no('not_paid', general, {
      zh: '这个订单没有付款或已取消，不能开发票。',
      en: 'This order is unpaid or cancelled, so there is nothing to invoice.',
    })
  return order.site === 'cn'
    ? atHome(order, request, earlier, now)
    : elsewhere(order, request, earlier, now)
}
