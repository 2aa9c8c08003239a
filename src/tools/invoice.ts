import { z } from 'zod'
import { InvoiceRequest, type Accounts } from '../domain/account.ts'
import { OrderNumber } from './find-order.ts'
import { rulingWords } from './ruling.ts'
import { defineTool } from './tool.ts'

const kinds = {
  personal: { zh: '个人抬头电子普票', en: 'an invoice to a person' },
  company: { zh: '单位抬头电子普票', en: 'an invoice to a company' },
  vat_special: { zh: '增值税专用发票', en: 'a special VAT invoice' },
}

const Request = z.object({
  orderNumber: OrderNumber,
  kind: InvoiceRequest.shape.kind,
  title: z.string().min(1).max(120).describe('The name on the invoice, as the customer gave it'),
  taxNumber: z
    .string()
    .max(30)
    .optional()
    .transform((text) => text?.normalize('NFKC').toUpperCase().replaceAll(/[\s-]/g, ''))
    .describe('纳税人识别号 or VAT number; companies only'),
  email: z.email().optional(),
})
const asRequest = ({ kind, title, taxNumber, email }: z.infer<typeof Request>): InvoiceRequest => ({
  kind,
  title,
  taxNumber: taxNumber ?? null,
  email: email ?? null,
})

export const ruleInvoice = (accounts: Pick<Accounts, 'ruleInvoice'>) =>
  defineTool({
    name: 'rule_invoice',
    description:
      'Whether an order can have this invoice, and how it comes. Look here before request_invoice.',
    effect: 'reads',
    input: Request,
    order: ({ orderNumber }) => orderNumber,
    async run(args, { identity, locale }) {
      const ruling = await accounts.ruleInvoice(identity, args.orderNumber, asRequest(args))
      return { ok: true, forModel: rulingWords(ruling, locale), data: ruling }
    },
  })

export const requestInvoice = (accounts: Pick<Accounts, 'requestInvoice'>) =>
  defineTool({
    name: 'request_invoice',
    description: 'Request the invoice of an order, or its one reissue with another title.',
    effect: 'writes',
    input: Request,
    order: ({ orderNumber }) => orderNumber,
    sameAs: (args) => args,
    consentQuestion: ({ orderNumber, kind, title, taxNumber, email }, locale) => {
      const tax = taxNumber
        ? locale === 'zh'
          ? `，税号 ${taxNumber}`
          : `, tax number ${taxNumber}`
        : ''
      const to = email ? (locale === 'zh' ? `，发到 ${email}` : `, sent to ${email}`) : ''
      return locale === 'zh'
        ? `为订单 ${orderNumber} 开${kinds[kind].zh}，抬头「${title}」${tax}${to}，确认提交吗？`
        : `Shall I request ${kinds[kind].en} for order ${orderNumber}, made out to "${title}"${tax}${to}?`
    },
    async run(args, { identity, idempotencyKey, locale }) {
      const done = await accounts.requestInvoice(
        identity,
        args.orderNumber,
        asRequest(args),
        idempotencyKey,
      )
      return {
        ok: true,
        forModel: `Requested as ${done.reference}, ready by ${done.answerBy.toISOString().slice(0, 10)}. ${done.note[locale]}`,
        data: done,
      }
    },
  })
