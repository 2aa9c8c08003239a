import { isCjk } from './analyse.ts'
import { type Lexicon, stemOf } from './lexicon.ts'

const segmenter = new Intl.Segmenter('zh', { granularity: 'word' })

/** A stretch of the query that names one thing; `known` when the lexicon has other words for it. */
export interface Name {
  text: string
  known: boolean
}

/** The names in a query's pieces, in order. */
export function namesIn(pieces: readonly string[], lexicon: Lexicon): Name[] {
  const names: Name[] = []
  let words: { piece: string; stem: string }[] = []
  const closeWords = () => {
    names.push(...namesInWords(words, lexicon))
    words = []
  }
  for (const piece of pieces) {
    if (isCjk(piece)) {
      closeWords()
      names.push(...namesInChinese(piece, lexicon))
    } else for (const stem of stemOf(piece)) words.push({ piece, stem })
  }
  closeWords()
  return names
}

function namesInWords(words: readonly { piece: string; stem: string }[], lexicon: Lexicon): Name[] {
  const names: Name[] = []
  const stems = words.map(({ stem }) => stem)
  for (let at = 0; at < words.length;) {
    const count = lexicon.longestWords(stems, at)
    const end = at + Math.max(1, count)
    names.push({
      text: words
        .slice(at, end)
        .map(({ piece }) => piece)
        .join(' '),
      known: count > 0,
    })
    at = end
  }
  return names
}

/** Lexicon phrases first; what lies between them in the segmenter's words. */
function namesInChinese(run: string, lexicon: Lexicon): Name[] {
  const names: Name[] = []
  let gap = ''
  const closeGap = () => {
    for (const { segment } of segmenter.segment(gap)) {
      // A single character names a thing only where it is a word by itself: 寄 in 寄美国, not in 寄存.
      names.push({ text: segment, known: segment.length === 1 && lexicon.knows(segment) })
    }
    gap = ''
  }
  for (let at = 0; at < run.length;) {
    const phrase = lexicon.longestChinese(run, at)
    if (phrase) {
      closeGap()
      names.push({ text: phrase, known: true })
      at += phrase.length
    } else gap += run.charAt(at++)
  }
  closeGap()
  return names
}
