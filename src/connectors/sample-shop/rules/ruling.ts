import { formatMoney, type Money } from '../../../domain/money.ts'
import type { RuledOut, Words } from '../../../domain/rule.ts'

/** Words in both languages. */
export const both = (zh: string, en: string): Words => ({ zh, en })

/** A sum as it is written in either language. */
export const shown = (money: Money): Words =>
  both(formatMoney(money, 'zh'), formatMoney(money, 'en'))

/** The rules say no: the code, why, what can be done instead, and the articles it stands in. */
export const no = (
  because: string,
  reason: Words,
  instead: Words | null,
  source: Words | null,
): RuledOut => ({ allowed: false, because, reason, instead, source })

/** Two sentences, one after the other; Chinese without a space between. */
export const join = (...sentences: readonly (Words | null)[]): Words => {
  const said = sentences.filter((sentence) => sentence !== null)
  return both(said.map(({ zh }) => zh).join(''), said.map(({ en }) => en).join(' '))
}
