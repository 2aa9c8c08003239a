import { z } from 'zod'

/** Whole minor units and an ISO 4217 currency: `{ minor: 1999, currency: 'EUR' }` is €19.99. */
export const Money = z.object({
  minor: z.int(),
  currency: z.string().regex(/^[A-Z]{3}$/, 'must be an ISO 4217 code such as CNY'),
})
export type Money = z.infer<typeof Money>

const formats = new Map<string, Intl.NumberFormat>()

/** Money as people read it in a locale: `¥13.45`, `€5.00`. Assumes a two-digit minor unit, as all shop currencies have. */
export function formatMoney({ minor, currency }: Money, locale: 'zh' | 'en'): string {
  const key = `${locale} ${currency}`
  let format = formats.get(key)
  if (!format) {
    const tag = locale === 'zh' ? 'zh-CN' : 'en-GB'
    format = new Intl.NumberFormat(tag, {
      style: 'currency',
      currency,
      currencyDisplay: 'narrowSymbol',
    })
    formats.set(key, format)
  }
  return format.format(minor / 100)
}
