const digits: Record<string, number> = {
  零: 0,
  一: 1,
  二: 2,
  两: 2,
  俩: 2,
  三: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
}
/** A pattern of small Chinese numerals: 一 to 九十九. */
export const Chinese = '[一二两三四五六七八九]?十?[一二两三四五六七八九]|十'

/** The number a numeral stands for: Arabic, or Chinese up to 99; null when it is none. */
export function numeralIn(text: string): number | null {
  if (/^\d+$/.test(text)) return Number(text)
  const [, tens, ten, ones] =
    /^([一二两三四五六七八九])?(十)?([一二两三四五六七八九])?$/.exec(text) ?? []
  if (!tens && !ten && !ones) return null
  if (!ten) return ones === undefined ? (digits[tens ?? ''] ?? null) : null
  return (tens ? (digits[tens] ?? 0) : 1) * 10 + (ones ? (digits[ones] ?? 0) : 0)
}
