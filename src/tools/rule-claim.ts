import { z } from 'zod'
import { Claim, Fault, GoodsCondition, type AfterSales } from '../domain/after-sales.ts'
import type { Catalog } from '../domain/catalog.ts'
import { formatMoney } from '../domain/money.ts'
import { readNumber } from '../domain/numeral.ts'
import { OrderNumber } from './find-order.ts'
import { ruledOut } from './ruling.ts'
import { defineTool } from './tool.ts'

const numberIn = /\d+(?:\.\d+)?|[零〇一二两三四五六七八九十百千]+/

/** Kilometres or cycles as people state them: 35, "35 km", 「三十五公里」. What holds no number is no statement. */
const Usage = z
  .union([z.number(), z.string()])
  .transform((stated) => {
    if (typeof stated === 'number') return stated
    const match = numberIn.exec(stated.normalize('NFKC').replaceAll(',', ''))
    return match ? readNumber(match[0]) : null
  })
  .pipe(z.number().min(0).max(1_000_000).nullable())
  .nullable()
  .default(null)

/** A claim as a call's arguments, without its kind. */
export const claimArguments = {
  orderNumber: OrderNumber,
  sku: z.string().nullable().default(null).describe('Which article; null for the whole order'),
  because: Fault,
  condition: GoodsCondition.nullable().default(null),
  option: z.string().max(60).nullable().default(null).describe('The other colour or size wanted'),
  usage: Usage.describe('Kilometres (miles in the US) of an e-bike, cycles of a power station'),
  wants: Claim.shape.wants,
}

/** Much is out of the question whatever the reason; until it is known, the mildest stands for it. */
const mildest = (kind: Claim['kind']): Fault =>
  kind === 'damage' ? 'damaged_in_transit' : 'change_of_mind'

/** What the rules say to a return, exchange, refund, missing or damaged parcel, before anyone is asked for a yes. */
export const ruleClaim = (afterSales: AfterSales, catalog: Pick<Catalog, 'get'>) =>
  defineTool({
    name: 'rule_claim',
    description:
      'Whether goods may be returned, exchanged, refunded, repaired or reported missing or damaged, with refund, fees and last day. Look here before opening anything.',
    effect: 'reads',
    input: z.object({
      kind: Claim.shape.kind,
      ...claimArguments,
      because: Fault.optional(),
    }),
    order: ({ orderNumber }) => orderNumber,
    async run({ orderNumber, ...asked }, { identity, locale }) {
      const claim = { ...asked, because: asked.because ?? mildest(asked.kind) }
      const product = claim.sku === null ? null : await catalog.get(claim.sku)
      const options = product?.options ?? []
      const ruling = await afterSales.rule(identity, orderNumber, claim)
      if (!ruling.allowed) return ruledOut(ruling, locale, options)
      const { refund, deducted, postage, until, note } = ruling
      const shown = refund ? formatMoney(refund, locale) : 'none, or known after inspection'
      return {
        ok: true,
        forModel: `Possible. Refund: ${shown}; deducted: ${deducted ? formatMoney(deducted, locale) : 'nothing'}; postage paid by ${postage}; until ${until ?? 'no limit'}. ${note[locale]} Pass refund and deducted on exactly: ${JSON.stringify({ refund, deducted })}.`,
        data: { ...ruling, options },
      }
    },
  })
