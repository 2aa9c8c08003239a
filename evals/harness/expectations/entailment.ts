import type { Trace } from '../trace.ts'
import { sentencesOf } from './language.ts'

/** A sentence, and how much of it stands in the evidence. */
export interface Support {
  sentence: string
  /** The share of its terms that the evidence has, 0–1. */
  coverage: number
  supported: boolean
}

/** From this share on a sentence counts as supported; measured in `entailment.test.ts` on labelled sentences. */
export const coverageFloor = 0.6
/** Sentences with fewer terms, and no number, state nothing that could be looked up. */
const fewestTerms = 4

const numbersIn = (text: string): string[] =>
  [...text.normalize('NFKC').matchAll(/\d+(?:[.,:]\d+)*/g)].map(([number]) =>
    number.replaceAll(',', ''),
  )

const stopWords = new Set(
  'a an the of to in on at for and or is are was were be been it its this that these those you your we our us i if by with as from will can may not no do does have has'.split(
    ' ',
  ),
)

/** What a text is compared by: English words without endings, Chinese characters in pairs. */
function termsIn(text: string): Set<string> {
  const folded = text.normalize('NFKC').toLowerCase()
  const words = (folded.match(/[a-z][a-z'-]+/g) ?? [])
    .filter((word) => !stopWords.has(word))
    .map((word) => (word.length > 4 ? word.replace(/(?:ing|ed|es|s|ly)$/, '') : word))
  const pairs = (folded.match(/\p{Script=Han}+/gu) ?? []).flatMap((run) =>
    Array.from({ length: Math.max(0, run.length - 1) }, (_, i) => run.slice(i, i + 2)),
  )
  return new Set([...words, ...pairs])
}

/**
 * Whether evidence supports a sentence, without a model: every number of it stands in the evidence, and so do most
 * of its terms. It sees invented figures and foreign matter; a "not" put in or taken out it does not see.
 */
export function supports(evidence: string, sentence: string): Support {
  const known = new Set(numbersIn(evidence))
  const terms = [...termsIn(sentence)]
  const there = termsIn(evidence)
  const coverage =
    terms.length === 0 ? 1 : terms.filter((term) => there.has(term)).length / terms.length
  const figures = numbersIn(sentence).every((number) => known.has(number))
  return { sentence, coverage, supported: figures && coverage >= coverageFloor }
}

/** Questions, requests and what is about to be done: words that lead the conversation and state nothing of the world. */
const leads =
  /[?？]$|^(?:please|let me|happy to|could you|tell me|shall i)\b|^(?:好的)?[，,]?(?:请|麻烦您|我来|我帮您|我马上|需要我)/i

/** What we would do, or would need for it: "if you want me to do it now, send me the number", 「想约的时候随时告诉我」. */
const offers =
  /^(?:if you|should you|just|whenever)\b.*\b(?:(?:send|tell|give|let) me|i (?:can|could|will))\b|^(?:要我|如果|需要|想).*(?:告诉我|发给我|发我|跟我说|我来|我帮您|我可以)/i

/** Whether a sentence claims nothing that could be looked up: a question, a request, an offer without any figure, or too few words. */
export function claimsNothing(sentence: string): boolean {
  if (leads.test(sentence)) return true
  if (numbersIn(sentence).length > 0) return false
  return offers.test(sentence) || termsIn(sentence).size < fewestTerms
}

/** Every statement of the replies that cite, held against what they cite, what tools told and what the customer wrote. */
export function supportOf(trace: Trace): Support[] {
  const heard = trace.messages.flatMap(({ author, text }) => (author === 'customer' ? [text] : []))
  const told = trace.calls.map((call) => call.told)
  return trace.messages
    .filter(({ author, citations }) => author === 'agent' && citations.length > 0)
    .flatMap(({ text, citations }) => {
      const cited = new Set(citations.map(({ passageId }) => passageId))
      const passages = trace.passages
        .filter(({ id }) => cited.has(id))
        .map((passage) => `${passage.heading}\n${passage.text}`)
      const evidence = [...passages, ...told, ...heard].join('\n')
      return sentencesOf(text)
        .filter((sentence) => !claimsNothing(sentence))
        .map((sentence) => supports(evidence, sentence))
    })
}
