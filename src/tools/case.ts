import { z } from 'zod'
import { CaseKind, CaseLevel, type Case, type Crm } from '../domain/crm.ts'
import type { OrderBook } from '../domain/shop.ts'
import { OrderNumber } from './find-order.ts'
import { defineTool, fence } from './tool.ts'

/** A case number wherever it stands in the customer's words, e.g. TS26112001; null when there is none. */
export const caseNumberIn = (text: string): string | null =>
  /(?<![A-Z0-9])TS[\s-]?(\d{4,12})(?!\d)/i.exec(text.normalize('NFKC'))?.[1]?.replace(/^/, 'TS') ??
  null

const tailIn = (text: string): string | null =>
  /(?<!\d)(\d{4})(?!\d)/.exec(text.normalize('NFKC').replaceAll(/TS[\s-]?\d+/gi, ''))?.[1] ?? null

export const openCase = (crm: Pick<Crm, 'openCase'>, orders: Pick<OrderBook, 'find'>) =>
  defineTool({
    name: 'open_case',
    description:
      'Register a complaint or request that a person has to settle later. The customer gets its number and times.',
    effect: 'writes',
    input: z.object({
      kind: CaseKind,
      level: CaseLevel.default('normal').describe('grave: injury, fire, media, leaked data'),
      summary: z.string().min(1).max(2000).describe("What happened, in the customer's words"),
      orderNumber: OrderNumber.optional(),
      contact: z.string().max(120).optional(),
    }),
    order: ({ orderNumber }) => orderNumber,
    sameAs: ({ kind, orderNumber, summary }) => ({ kind, orderNumber, summary }),
    consentQuestion: (_args, locale) =>
      locale === 'zh'
        ? '我把这件事登记成工单，请同事处理，可以吗？'
        : 'Shall I register this as a case for a colleague to settle?',
    async run({ kind, level, summary, orderNumber, contact }, { identity, idempotencyKey }) {
      // A login proves who somebody is, and not that the order they name is theirs.
      if (orderNumber && !(await orders.find(identity, orderNumber))) {
        return {
          ok: false,
          forModel: `This customer has no order ${orderNumber}. Ask for the number again, or open the case without one.`,
          data: { failed: 'not_found', orderNumber },
        }
      }
      const opened = await crm.openCase(
        identity,
        { kind, level, summary, orderNumber: orderNumber ?? null, contact: contact ?? null },
        idempotencyKey,
      )
      return {
        ok: true,
        forModel: `Case ${opened.number} is open: first answer by ${opened.firstAnswerBy.toISOString()}, settled by ${opened.settleBy.toISOString()}.`,
        data: opened,
      }
    },
  })

const CaseWords = z.object({
  words: z
    .string()
    .max(2000)
    .optional()
    .describe("The customer's words with the case number and the phone's last four digits"),
  number: z.string().max(20).optional(),
  phoneTail: z.string().max(4).optional(),
})
type CaseWords = z.infer<typeof CaseWords>

const describe = (it: Case, locale: 'zh' | 'en') =>
  `${it.number} (${it.kind}), ${it.status}, opened ${it.openedAt.toISOString().slice(0, 10)}; ${it.lastNews?.[locale] ?? 'no news yet'}; to be settled by ${it.settleBy.toISOString().slice(0, 10)}`

/** Which case is asked for, and the digits that are to prove it. */
const claimedCase = ({ words = '', number, phoneTail }: CaseWords) => ({
  number: caseNumberIn(number ?? words),
  tail: phoneTail ?? tailIn(words),
})

export const caseStatus = (crm: Pick<Crm, 'cases'>) =>
  defineTool({
    name: 'case_status',
    description:
      "How the customer's case stands: by its number with the phone number's last four digits, or, signed in, their own.",
    effect: 'reads',
    input: CaseWords,
    claim: (args) => {
      const { number, tail } = claimedCase(args)
      return number && tail ? { reference: number, tail } : undefined
    },
    async run(args, { identity, locale }) {
      const { number: wanted, tail } = claimedCase(args)
      const found = await crm.cases(identity, wanted, wanted && tail)
      const [first] = found
      if (!first)
        return {
          ok: true,
          forModel: wanted
            ? `No case ${wanted} for this customer. Ask for the number and the last four digits of their phone.`
            : 'No case of this customer is known here. Ask for its number (TS…) and the last four digits of their phone.',
          data: { found: false, number: wanted },
        }
      return {
        ok: true,
        forModel: fence(found.map((it) => describe(it, locale)).join('\n')),
        // Not what was written in it: a number and four digits are a weak proof.
        data: { found: true, case: { ...first, summary: undefined } },
      }
    },
  })
