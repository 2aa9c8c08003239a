import { isCjk } from '../words/analyse.ts'

/** The words of a text as they are, function words and endings too; Chinese, which has neither, by its characters. */
export function veryWords(pieces: readonly string[]): string[] {
  return pieces.flatMap((piece) => (isCjk(piece) ? Array.from(piece) : piece))
}

const ordinaryLength = 30
/** How much of a word's worth does not depend on the length of the text. */
const whateverLength = 0.4

/**
 * How much each text says of the query in its very words, as a share of the best: by how few of these texts say a
 * word, less in a long text. Sentences that answer tend to keep even the small words of the question. `said` are the
 * words of the query that a text says, by their places among the `asked` different ones.
 */
export function ownWordsSaid(
  asked: number,
  texts: readonly { said: readonly number[]; length: number }[],
): number[] {
  const saying = new Uint32Array(asked)
  for (const { said } of texts) for (const word of said) saying[word] = (saying[word] ?? 0) + 1
  const worths = Array.from(saying, (count) => Math.log(1 + (texts.length + 1) / (count + 0.5)))
  const sums = texts.map(({ said, length }) => {
    let worth = 0
    for (const word of said) worth += worths[word] ?? 0
    const long = whateverLength + ((1 - whateverLength) * length) / ordinaryLength
    return (worth * 2.2) / (1 + 1.2 * long)
  })
  const most = Math.max(...sums) || 1
  return sums.map((sum) => sum / most)
}
