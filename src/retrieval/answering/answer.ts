import type { Locale } from '../../domain/locale.ts'
import { localeOf } from '../../domain/locale.ts'
import type { Citation } from '../../domain/message.ts'
import type { Passage, PassageHit } from '../../domain/passage.ts'
import { type Draft, isBesideTheQuestion, valueOf } from './draft.ts'
import { createDrafter, type Drafter } from './drafts.ts'
import { confidenceFloor, fittedDrafting } from '../fitting/fitted.ts'
import { saysMoreThan } from '../ranking/beyond-name.ts'
import {
  conditionOf,
  formerStandsIn,
  goesOn,
  isFormerRule,
  isPassedBy,
  isSameSubject,
  saidFor,
  scopeOf,
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
  naming: readonly string[] = [],
): ExtractiveAnswer | null {
  const { drafts, answerOf } = draftAnswers(question, hits, locale)
  const says = saysMoreThan(naming, question)
  // Of a thing that is named, what says no more than its name is an answer only where it is the thing's own article.
  const picked =
    bestOf(drafts.filter(says)) ?? bestOf(drafts.filter(({ features }) => features.settled > 0))
  const isBeside = picked !== null && naming.length > 0 && isBesideTheQuestion(picked)
  return picked && !isBeside ? answerOf(picked) : null
}

/** All drafts of an answer, and what is said when one of them is picked; none below the confidence floor. */
export function draftAnswers(
  question: string,
  hits: readonly PassageHit[],
  locale: Locale,
): { drafts: Draft[]; answerOf(picked: Draft): ExtractiveAnswer } {
  const [first] = hits
  const sure = first !== undefined && first.confidence >= confidenceFloor
  const drafter = createDrafter(question, sure ? hits.slice(0, hitsAround) : [])
  return {
    drafts: sure ? draftAll(question, hits, { locale, drafter }) : [],
    answerOf(picked) {
      const language = localeOf(picked.from.language)
      const earlier = formerOf(picked, hits, drafter)
      const sibling = earlier ? null : siblingOf(picked, hits, drafter)
      const beside = earlier
        ? earlierLines(picked, earlier)
        : sibling
          ? linesOf(sibling, language)
          : []
      const sources = [picked, earlier, sibling].filter((draft) => draft !== null)
      return {
        text: [...linesOf(picked, language), ...beside].join('\n'),
        citations: sources.flatMap(({ stoodIn }) => stoodIn.map(cite)),
        // It may stand in an article the ranker was less sure of; that there is an answer was the best hit's promise.
        confidence: Math.max(first?.confidence ?? 0, picked.confidence),
        sourceLanguage: language,
      }
    },
  }
}

/** What was picked, under the dates for which it holds, or the whole title where it is for something the question does not name. */
function linesOf({ from, lines, left, scoped }: Draft, language: Locale): string[] {
  const title = titleOf(from)
  const condition = scoped ? title : conditionOf(title)
  return [
    ...(condition === null ? [] : [saidFor(condition, language)]),
    ...lines,
    ...(left > 0 ? [goesOn(left, language)] : []),
  ]
}

/** The former rule: beside a single statement what it said; beside an overview only where it stands. */
function earlierLines(current: Draft, earlier: Draft): string[] {
  const language = localeOf(earlier.from.language)
  return current.overview || earlier.overview
    ? [formerStandsIn(titleOf(earlier.from), language)]
    : linesOf(earlier, language)
}

/** What the former rule on the same subject said, where one was found beside the one in force. */
function formerOf({ from }: Draft, hits: readonly PassageHit[], drafter: Drafter): Draft | null {
  const title = titleOf(from)
  if (isFormerRule(title) || conditionOf(title) === null) return null
  const found = hits.find(
    ({ passage, confidence }) =>
      confidence >= confidenceFloor &&
      passage.language === from.language &&
      passage.articleId !== from.articleId &&
      isFormerOf(title)(titleOf(passage)),
  )
  return found
    ? bestOf(
        drafter(passagesOf(found.passage.articleId, hits), {
          article: 0,
          past: false,
          foreign: false,
        }),
      )
    : null
}

/** What the same rule is for the other case, "sealed box" beside "opened box", where the question names neither. */
function siblingOf(
  { from, scoped }: Draft,
  hits: readonly PassageHit[],
  drafter: Drafter,
): Draft | null {
  const title = titleOf(from)
  const scope = scopeOf(title)
  if (!scoped || scope === '') return null
  const found = hits.find(({ passage }) => {
    const other = titleOf(passage)
    const otherScope = scopeOf(other)
    return (
      otherScope !== '' &&
      otherScope !== scope &&
      other.replace(otherScope, '') === title.replace(scope, '') &&
      passage.headings[1] === from.headings[1]
    )
  })
  if (!found) return null
  const drafts = drafter([found], { article: 0, past: false, foreign: false })
  return bestOf(drafts.filter(({ lines }) => lines.length <= mostBeside))
}

/** So many lines of the other case stand beside an answer. */
const mostBeside = 3

const titleOf = ({ headings }: Passage): string => headings[0] ?? ''

/** What was found of an article, in its own order. */
function passagesOf(articleId: string, hits: readonly PassageHit[]): PassageHit[] {
  const place = ({ passage: { id } }: PassageHit) => Number(id.slice(id.lastIndexOf('#') + 1))
  return hits
    .filter(({ passage }) => passage.articleId === articleId)
    .toSorted((a, b) => place(a) - place(b))
}

const isFormerOf = (title: string) => (other: string) =>
  isFormerRule(other) && isSameSubject(title, other)

const articlesTried = 8
/** An article whose score is further behind the best one's has never had the best draft. */
const farBehind = 3
/** Beside a best hit that reaches the floor, articles are drafted from that reach this share of it. */
const enoughBeside = 0.5

/** The hits without the rule in force, where the former one on the same subject was found. */
function withoutRuleInForce(hits: readonly PassageHit[]): PassageHit[] {
  const formers = hits.map(({ passage }) => titleOf(passage)).filter(isFormerRule)
  return hits.filter(({ passage }) => {
    const title = titleOf(passage)
    const isInForce = conditionOf(title) !== null && !isFormerRule(title)
    return !(isInForce && formers.some(isFormerOf(title)))
  })
}

/** Each article's best hit, best first, as far as it may hold the answer. */
function bestHits(hits: readonly PassageHit[]): PassageHit[] {
  const best = hits[0]?.score ?? 0
  const seen = new Set<string>()
  return hits
    .filter(({ passage: { articleId }, score }) => {
      const isFirst = !seen.has(articleId)
      seen.add(articleId)
      return isFirst && score - best >= -farBehind
    })
    .slice(0, articlesTried)
}

/**
 * The drafts out of the best articles. It counts against one when its rule is no longer in force and when it is not in the
 * customer's language. Who asks for the former rule is not told the one in force.
 */
function draftAll(
  question: string,
  hits: readonly PassageHit[],
  { locale, drafter }: { locale: Locale; drafter: Drafter },
): Draft[] {
  const wantsFormer = wantsFormerRule(question)
  const titles = hits.map(({ passage }) => titleOf(passage))
  const isPast = (title: string) =>
    !wantsFormer && (isFormerRule(title) || titles.some((other) => isPassedBy(title, other)))
  const sure = hits.filter(({ confidence }) => confidence >= confidenceFloor * enoughBeside)
  const articles = bestHits(wantsFormer ? withoutRuleInForce(sure) : sure)
  return articles.flatMap(({ passage, score }) =>
    drafter(passagesOf(passage.articleId, hits), {
      article: score - (articles[0]?.score ?? 0),
      past: isPast(titleOf(passage)),
      foreign: localeOf(passage.language) !== locale,
    }),
  )
}

function bestOf(drafts: readonly Draft[]): Draft | null {
  let best: { draft: Draft; value: number } | null = null
  for (const draft of drafts) {
    const value = valueOf(draft, fittedDrafting)
    if (!best || value > best.value) best = { draft, value }
  }
  return best?.draft ?? null
}
