import type { Locale } from '../domain/locale.ts'
import { localeOf } from '../domain/locale.ts'
import type { Citation } from '../domain/message.ts'
import type { Passage, PassageHit } from '../domain/passage.ts'
import { confidenceFloor } from './fitted.ts'
import { createPicker } from './pick.ts'

/** An answer in the words of the knowledge base. */
export interface ExtractiveAnswer {
  /** Plain text, one statement a line. */
  text: string
  citations: Citation[]
  /** The confidence of the hit it was taken from, 0–1. */
  confidence: number
  /** The language of `text`; where it is not the customer's, the reply says so. */
  sourceLanguage: Locale
}

/** A hit this close to the best one may be preferred for its language. */
const closeEnough = 0.75
/** What a statement of another passage of the same article counts against one of the best hit. */
const elsewhere = 0.7

/** Cites a passage: what a reply stands on. */
export function cite(passage: Passage): Citation {
  const { articleId, id, version, headings } = passage
  return { articleId, passageId: id, heading: headings.join(' › '), version }
}

/**
 * The sentences or table rows of the best hit that answer the question, in the customer's language where a passage
 * about as good exists in it. `null` when no hit reaches the confidence floor: then the answer is "I don't know".
 */
export function answerFrom(
  question: string,
  hits: readonly PassageHit[],
  locale: Locale,
): ExtractiveAnswer | null {
  const hit = choose(question, hits, locale)
  if (!hit) return null
  const { passage, confidence } = hit
  const siblings = hits.filter((other) => other.passage.articleId === passage.articleId)
  const pick = createPicker(
    question,
    hits.map((other) => other.passage),
  )
  const taken = siblings
    .map(({ passage: from }) => {
      const picked = pick(from)
      return { from, ...picked, fit: picked.fit * (from.id === passage.id ? 1 : elsewhere) }
    })
    .reduce((best, next) => (next.fit > best.fit ? next : best))
  if (taken.statements.length === 0) return null
  return {
    text: taken.statements.map(({ text }) => text).join('\n'),
    citations: [cite(taken.from)],
    confidence,
    sourceLanguage: localeOf(passage.language),
  }
}

/** Titles of rules that are no longer in force; such a page answers only when no current one is about as good. */
const formerRule = /历史版|旧版|旧规则|\bold (?:rules?|version)\b|\bformer\b/i
const asksForFormer = /历史|旧版|以前的|之前的|当时|去年|\b(?:old|former|previous|last year)\b/i

/** The best hit, of a rule in force unless the question is about a former one, and in the customer's language where it is about as good. */
function choose(
  question: string,
  hits: readonly PassageHit[],
  locale: Locale,
): PassageHit | undefined {
  const [first] = hits
  if (!first || first.confidence < confidenceFloor) return undefined
  const isFormer = ({ passage }: PassageHit) => formerRule.test(passage.headings.join(' '))
  const enough = (hit: PassageHit, than: PassageHit) =>
    hit.confidence >= Math.max(confidenceFloor, than.confidence * closeEnough)
  const current =
    isFormer(first) && !asksForFormer.test(question)
      ? hits.find(
          (hit) =>
            !isFormer(hit) && hit.passage.language === first.passage.language && enough(hit, first),
        )
      : undefined
  const best = current ?? first
  if (localeOf(best.passage.language) === locale) return best
  const own = hits.find((hit) => localeOf(hit.passage.language) === locale && !isFormer(hit))
  return own && enough(own, best) ? own : best
}
