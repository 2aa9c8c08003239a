import { isCjk, stemOf } from './analyse.ts'
import type { Lexicon } from './lexicon.ts'
import { carrierWords, stopCharacters } from './stopwords.ts'

const segmenter = new Intl.Segmenter('zh', { granularity: 'word' })

/** A stretch of the query that names one thing; `known` when the lexicon has other words for it. */
export interface Name {
  text: string
  known: boolean
}

/** The names in a query's pieces, in order. */
export function namesIn(pieces: readonly string[], lexicon: Lexicon): Name[] {
  const names: Name[] = []
  let words: string[] = []
  let stems: string[] = []
  const closeWords = () => {
    if (words.length === 0) return
    addNamesInWords(names, words, stems, lexicon)
    words = []
    stems = []
  }
  for (let i = 0; i < pieces.length; i++) {
    const piece = pieces[i] ?? ''
    if (isCjk(piece)) {
      closeWords()
      names.push(...namesInChinese(piece, lexicon))
      continue
    }
    const stem = stemOf(piece)
    if (stem === null) continue
    words.push(piece)
    stems.push(stem)
  }
  closeWords()
  return names
}

function addNamesInWords(
  names: Name[],
  words: readonly string[],
  stems: readonly string[],
  lexicon: Lexicon,
): void {
  for (let at = 0; at < words.length;) {
    const count = lexicon.longestWords(stems, at)
    const text = count > 1 ? words.slice(at, at + count).join(' ') : (words[at] ?? '')
    names.push({ text, known: count > 0 })
    at += Math.max(1, count)
  }
}

/** Lexicon phrases, chosen so that the least is left over; what lies between them in the segmenter's words. */
function namesInChinese(run: string, lexicon: Lexicon): Name[] {
  const names: Name[] = []
  const steps = stepsThrough(run, lexicon)
  let gap = ''
  const closeGap = () => {
    names.push(...namesInGap(gap, lexicon))
    gap = ''
  }
  for (let at = 0; at < run.length;) {
    const { end, phrase } = steps[at] ?? { end: at + 1, phrase: false }
    const text = run.slice(at, end)
    if (phrase || text.length > 1) {
      closeGap()
      names.push({ text, known: phrase })
    } else gap += text
    at = end
  }
  closeGap()
  return names
}

/**
 * What lies between the phrases, in the segmenter's words. What its dictionary lacks, names above all, it leaves in single
 * characters: those in a row are one name, which is told by its pairs (黑豹队), and not three that any passage has.
 */
function namesInGap(gap: string, lexicon: Lexicon): Name[] {
  const names: Name[] = []
  let loose = ''
  const closeLoose = () => {
    if (loose !== '') names.push({ text: loose, known: false })
    loose = ''
  }
  for (const { segment } of segmenter.segment(gap)) {
    // A single character names a thing only where it is a word by itself: 寄 in 寄美国, not in 寄存.
    const known = segment.length === 1 && lexicon.knows(segment)
    if (segment.length === 1 && !known && !isFunctionWord(segment)) {
      loose += segment
      continue
    }
    closeLoose()
    names.push({ text: segment, known })
  }
  closeLoose()
  return names
}

const isFunctionWord = (segment: string) => carrierWords.has(segment) || stopCharacters.has(segment)

/** What a character costs that belongs to no phrase, a word that only carries the question, and a phrase: less, the longer it is. */
const cost = { leftOver: 2, carrier: 0.5, phrase: 1, less: 0.01 }
const longestCarrier = 4

/** A step from one place of a run to another, over a phrase or over what belongs to none. */
interface Step {
  end: number
  phrase: boolean
}

/**
 * The steps that leave the least over, from each place of a run: 能退款 is 能 and 退款, though 能退 is a phrase as well.
 * Of ways that cost the same, the one with the later phrase.
 */
function stepsThrough(run: string, lexicon: Lexicon): Step[] {
  const least = new Float64Array(run.length + 1)
  const steps: Step[] = []
  for (let at = run.length - 1; at >= 0; at--) {
    let best = Infinity
    const take = (end: number, price: number, phrase: boolean) => {
      const sum = (least[end] ?? 0) + price
      if (sum >= best) return
      best = sum
      steps[at] = { end, phrase }
    }
    take(at + 1, cost.leftOver, false)
    for (let end = at + 1; end <= Math.min(run.length, at + longestCarrier); end++) {
      if (carrierWords.has(run.slice(at, end))) take(end, cost.carrier, false)
    }
    for (const { length } of lexicon.chineseAt(run, at))
      take(at + length, cost.phrase - cost.less * length, true)
    least[at] = best
  }
  return steps
}
