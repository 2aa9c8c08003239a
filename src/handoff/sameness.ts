import { plainWords } from './customer-words.ts'

/** Words that say nothing of what is wanted. */
const fillers = new Set(
  'a an the i you it is am are was be to of in on at for my me your we us this that do does did can could will would please so and or but with have has had not just about then there any anything 什么 怎么 为什 可以 我们 你们 请问 一下 这个 那个 就是 需要'.split(
    ' ',
  ),
)

/** Words that carry meaning: Latin words without fillers, and pairs of neighbouring Chinese characters. */
export function tokensOf(text: string): Set<string> {
  const words = plainWords(text)
  const tokens = new Set(
    (words.match(/[\p{Script=Latin}\p{N}']+/gu) ?? []).filter((word) => !fillers.has(word)),
  )
  for (const run of words.match(/\p{Script=Han}+/gu) ?? []) {
    for (let i = 0; i + 1 < run.length; i++) {
      const pair = run.slice(i, i + 2)
      if (!fillers.has(pair)) tokens.add(pair)
    }
  }
  return tokens
}

/** How much two texts share, 0–1: the Dice coefficient of their words (Sørensen 1948). */
export function sameness(one: string, other: string): number {
  const a = tokensOf(one)
  const b = tokensOf(other)
  if (a.size === 0 || b.size === 0) return plainWords(one) === plainWords(other) ? 1 : 0
  return (2 * shared(a, b)) / (a.size + b.size)
}

/** How many words are in both. */
export function shared(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  let both = 0
  for (const token of a) if (b.has(token)) both++
  return both
}

/** Whether any word of one is in the other: one of the things that were asked about is picked. */
export const sharesWords = (one: string, other: string): boolean =>
  shared(tokensOf(one), tokensOf(other)) > 0

/** A reply this much like an earlier one is the same again. */
const sameReply = 0.9
/** Shorter replies are courtesies, which may be said twice. */
const leastReply = 12

/** Whether one of our replies is an earlier one once more. */
export const saidAgain = (replies: readonly string[], before: readonly string[]): boolean =>
  replies.some(
    (text) =>
      text.length > leastReply && before.some((earlier) => sameness(earlier, text) >= sameReply),
  )
