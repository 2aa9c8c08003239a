import type { Locale } from '../domain/locale.ts'
import { localeOf } from '../domain/locale.ts'
import type { Citation } from '../domain/message.ts'
import type { Passage, PassageHit } from '../domain/passage.ts'
import { confidenceFloor } from './fitted.ts'
import { createPicker, type Picked, type StatementPicker } from './pick.ts'
import {
  conditionOf,
  formerStandsIn,
  goesOn,
  isFormerRule,
  isPassedBy,
  isSameSubject,
  saidFor,
  wantsFormerRule,
} from './validity.ts'

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

/** A hit this close to the best one may be preferred for what it says or for its language. */
const closeEnough = 0.75
/** So many of the hits tell how rare a word is around the question. */
const hitsAround = 10

/** Cites a passage: what a reply stands on. */
export function cite(passage: Passage): Citation {
  const { articleId, id, version, headings } = passage
  return { articleId, passageId: id, heading: headings.join(' › '), version }
}

/**
 * What of the found articles answers the question: single statements, or an overview when the title settles it. In the
 * customer's language where a passage about as good exists in it; a dated rule with its dates. `null` when the best
 * hit does not reach the confidence floor: then the answer is "I don't know".
 */
export function answerFrom(
  question: string,
  hits: readonly PassageHit[],
  locale: Locale,
): ExtractiveAnswer | null {
  const [first] = hits
  if (!first || first.confidence < confidenceFloor) return null
  const around = hits.slice(0, hitsAround).map(({ passage }) => passage)
  const pick = createPicker(question, around)
  const choice = choose(question, hits, { locale, pick })
  if (!choice) return null
  const { picked, confidence } = choice
  const language = localeOf(picked.from.language)
  const earlier = formerOf(picked, hits, pick)
  return {
    text: [...linesOf(picked, language), ...(earlier ? earlierLines(picked, earlier) : [])].join(
      '\n',
    ),
    citations: [cite(picked.from), ...(earlier ? [cite(earlier.from)] : [])],
    confidence,
    sourceLanguage: language,
  }
}

/** What was picked, under the dates for which it holds. */
function linesOf({ from, lines, left }: Picked, language: Locale): string[] {
  const condition = conditionOf(titleOf(from))
  return [
    ...(condition === null ? [] : [saidFor(condition, language)]),
    ...lines,
    ...(left > 0 ? [goesOn(left, language)] : []),
  ]
}

/** The former rule: beside a single statement what it said; beside an overview only where it stands. */
function earlierLines(current: Picked, earlier: Picked): string[] {
  const language = localeOf(earlier.from.language)
  return current.overview || earlier.overview
    ? [formerStandsIn(titleOf(earlier.from), language)]
    : linesOf(earlier, language)
}

/** What the former rule on the same subject said, where one was found beside the one in force. */
function formerOf(
  { from }: Picked,
  hits: readonly PassageHit[],
  pick: StatementPicker,
): Picked | null {
  const title = titleOf(from)
  if (isFormerRule(title) || conditionOf(title) === null) return null
  const found = hits.find(
    ({ passage, confidence }) =>
      confidence >= confidenceFloor &&
      passage.language === from.language &&
      passage.articleId !== from.articleId &&
      isFormerRule(titleOf(passage)) &&
      isSameSubject(title, titleOf(passage)),
  )
  return found ? pick(passagesOf(found.passage.articleId, hits)) : null
}

const titleOf = ({ headings }: Passage): string => headings[0] ?? ''

/** What was found of an article, in its own order. */
function passagesOf(articleId: string, hits: readonly PassageHit[]): Passage[] {
  const place = ({ id }: Passage) => Number(id.slice(id.lastIndexOf('#') + 1))
  return hits
    .map(({ passage }) => passage)
    .filter((passage) => passage.articleId === articleId)
    .toSorted((a, b) => place(a) - place(b))
}

/** What a statement that fits counts for, on the scale of the ranker's scores. */
const fitWorth = 2
/** What counts against a former rule, and against an article in another language, on the same scale. */
const against = { past: 3, foreign: 3 }
const articlesTried = 6

interface Choice {
  picked: Picked
  confidence: number
}

/**
 * Of the articles about as good as the best one, the one with the statement that fits best: of a rule in force unless
 * the question is about a former one, and in the customer's language where there is one.
 */
function choose(
  question: string,
  hits: readonly PassageHit[],
  { locale, pick }: { locale: Locale; pick: StatementPicker },
): Choice | null {
  const wantsFormer = wantsFormerRule(question)
  const titles = hits.map(({ passage }) => titleOf(passage))
  const isPast = (title: string) =>
    isFormerRule(title) || titles.some((other) => isPassedBy(title, other))
  const least = Math.max(confidenceFloor, (hits[0]?.confidence ?? 0) * closeEnough)
  const tried = new Set<string>()
  let best: (Choice & { value: number }) | null = null
  for (const { passage, confidence, score } of hits) {
    if (tried.has(passage.articleId)) continue
    if (tried.add(passage.articleId).size > articlesTried) break
    const picked = confidence < least ? null : pick(passagesOf(passage.articleId, hits))
    if (!picked) continue
    const value =
      score +
      fitWorth * picked.fit -
      (isPast(titleOf(passage)) && !wantsFormer ? against.past : 0) -
      (localeOf(passage.language) === locale ? 0 : against.foreign)
    if (!best || value > best.value) best = { picked, confidence, value }
  }
  return best
}
