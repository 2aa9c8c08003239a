import { isCjk } from './analyse.ts'

/** The words of a text as they are, function words and endings too; Chinese, which has neither, apart from them. */
export function plainWords(pieces: readonly string[]): string[] {
  return pieces.filter((piece) => !isCjk(piece))
}

const ordinaryLength = 30
/** How much of a word's worth does not depend on the length of the text. */
const whateverLength = 0.4

/**
 * How much each text says of the query in its very words, as a share of the best: by how few of these texts say a
 * word, less in a long text. Sentences that answer tend to keep even the small words of the question.
 */
export function ownWordsSaid(
  asked: readonly string[],
  texts: readonly { words: ReadonlySet<string>; length: number }[],
): number[] {
  const sums = texts.map(() => 0)
  for (const word of new Set(asked)) {
    let saying = 0
    for (const { words } of texts) if (words.has(word)) saying += 1
    if (saying === 0) continue
    const worth = Math.log(1 + (texts.length + 1) / (saying + 0.5))
    for (const [i, { words, length }] of texts.entries()) {
      if (!words.has(word)) continue
      const long = whateverLength + ((1 - whateverLength) * length) / ordinaryLength
      sums[i] = (sums[i] ?? 0) + (worth * 2.2) / (1 + 1.2 * long)
    }
  }
  const most = Math.max(...sums) || 1
  return sums.map((sum) => sum / most)
}
