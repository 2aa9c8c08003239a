import type { Locale } from '../domain/locale.ts'
import { localeOf } from '../domain/locale.ts'
import type { Citation } from '../domain/message.ts'
import type { Passage, PassageHit } from '../domain/passage.ts'
import { analyse } from './analyse.ts'
import { confidenceFloor } from './fitted.ts'
import { type Statement, statementsOf } from './statements.ts'

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
/** A further statement joins the answer when it fits at least this well, compared with the best. */
const joins = 0.8
const maxStatements = 3
const maxLength = 400

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
  const hit = choose(hits, locale)
  if (!hit) return null
  const { passage, confidence } = hit
  const statements = statementsOf(passage.text, passage.language)
  if (statements.length === 0) return null
  const said = bestStatements(question, statements, hits)
  return {
    text: said.map(({ text }) => text).join('\n'),
    citations: [cite(passage)],
    confidence,
    sourceLanguage: localeOf(passage.language),
  }
}

function choose(hits: readonly PassageHit[], locale: Locale): PassageHit | undefined {
  const [best] = hits
  if (!best || best.confidence < confidenceFloor) return undefined
  if (localeOf(best.passage.language) === locale) return best
  const own = hits.find((hit) => localeOf(hit.passage.language) === locale)
  return own && own.confidence >= Math.max(confidenceFloor, best.confidence * closeEnough)
    ? own
    : best
}

/** The statements that say most of what was asked, in the order of the passage. */
function bestStatements(
  question: string,
  statements: readonly Statement[],
  hits: readonly PassageHit[],
): Statement[] {
  const rarity = rarityAmong(hits)
  const asked = new Map(analyse(question).map(({ term, weight }) => [term, weight * rarity(term)]))
  const scores = statements.map(({ text }) => {
    const terms = new Set(analyse(text).map(({ term }) => term))
    let score = 0
    for (const [term, weight] of asked) if (terms.has(term)) score += weight
    // A long statement says a bit of everything.
    return score / (1 + terms.size / 60)
  })
  const best = Math.max(...scores)
  // Nothing in common but the headings: the passage as a whole is the answer, from its start.
  const picked = statements.filter((_, i) => best === 0 || (scores[i] ?? 0) >= best * joins)
  return shorten(picked)
}

/** As many statements as are read at a glance; at least one. */
function shorten(statements: readonly Statement[]): Statement[] {
  const kept: Statement[] = []
  let length = 0
  for (const statement of statements.slice(0, maxStatements)) {
    length += statement.text.length
    if (kept.length > 0 && length > maxLength) break
    kept.push(statement)
  }
  return kept
}

/** How rare a term is among the hits: what all of them say does not tell statements apart. */
function rarityAmong(hits: readonly PassageHit[]): (term: string) => number {
  const counts = new Map<string, number>()
  for (const { passage } of hits) {
    for (const term of new Set(analyse(passage.text).map((token) => token.term))) {
      counts.set(term, (counts.get(term) ?? 0) + 1)
    }
  }
  return (term) => Math.log(1 + (hits.length + 1) / ((counts.get(term) ?? 0) + 0.5))
}
