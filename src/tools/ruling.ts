import { z } from 'zod'
import type { ToolResult } from '../domain/effect.ts'
import type { Locale } from '../domain/locale.ts'
import { formatMoney, Money } from '../domain/money.ts'
import type { Option, RuledOut, Words } from '../domain/rule.ts'

/** Money in a call's arguments where there may be none. */
export const MaybeMoney = Money.nullable().default(null)

/** A count as a model or a playbook gives it. */
export const Count = z.coerce.number().pipe(z.int().min(1).max(999))

/** A ruling in words for the model: the terms' note, or the reason and the way out. */
export function rulingWords(
  ruling: { allowed: true; note: Words } | RuledOut,
  locale: Locale,
): string {
  if (ruling.allowed) return `The rules allow it: ${ruling.note[locale]}`
  const instead = ruling.instead ? ` Instead: ${ruling.instead[locale]}` : ''
  return `The rules do not allow it: ${ruling.reason[locale]}${instead}`
}

/** A no of the business's rules as the result of a read that worked, with what there is to choose from. */
export const ruledOut = (
  ruling: RuledOut,
  locale: Locale,
  options: readonly Option[] = [],
): ToolResult => ({
  ok: true,
  forModel: `${rulingWords(ruling, locale)} (${ruling.because}${ruling.source ? `; ${ruling.source[locale]}` : ''})`,
  data: { ...ruling, options },
})

/** A sum in a question to the customer; empty where there is none. */
export const sum = (money: Money | null, locale: Locale, before: string, after = ''): string =>
  money && money.minor > 0 ? `${before}${formatMoney(money, locale)}${after}` : ''
