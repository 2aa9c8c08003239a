import type { Passage } from '../domain/passage.ts'
import { analyse } from './analyse.ts'
import { saidBy, weighConcepts } from './coverage.ts'
import { evidenceIn, expectedOf, hasNews } from './expected.ts'
import { shopLexicon } from './lexicon.ts'
import { readQuery } from './query.ts'
import { type Statement, statementsOf } from './statements.ts'

/** A further statement joins the answer when it fits at least this well, compared with the best. */
const joins = 0.9
/** What it is worth that a statement has an amount, a time or a name where one is asked for. */
const kindWorth = 0.25
/** How much of a concept is taken as settled when the headings say it. */
const headingShare = 0.8
const maxStatements = 3
const maxLength = 400

/** Picks from passages what answers one question. */
export type StatementPicker = (passage: Passage) => {
  /** The statements that say most of what is asked, in the passage's order. */
  statements: Statement[]
  /** How well the best of them fits. */
  fit: number
}

/**
 * Reads a question once, to pick from passages what answers it. A concept counts for more the fewer statements of
 * the passages around (the hits) say it.
 */
export function createPicker(question: string, around: readonly Passage[]): StatementPicker {
  const query = readQuery(question, { lexicon: shopLexicon(), knows: () => true, near: () => [] })
  const rarity = rarityAmong(around.map(soundingOf))
  const concepts = weighConcepts(query, { idf: rarity, unknown: rarity('') })
  const expected = expectedOf(question)

  return (passage) => {
    const { above, statements } = soundingOf(passage)
    // What the headings say is said of every statement below them, so it does not tell them apart.
    const worth = concepts.map(
      (concept) =>
        concept.mass * (1 - headingShare * saidBy(concept, (term) => (above.has(term) ? 1 : 0))),
    )
    const whole = worth.reduce((sum, one) => sum + one, 0) || 1
    const fits = statements.map(({ statement, terms }) => {
      const has = (term: string) => (terms.has(term) ? 1 : 0)
      const said =
        concepts.reduce((sum, concept, i) => sum + (worth[i] ?? 0) * saidBy(concept, has), 0) /
        whole
      const kind =
        said > 0 && expected !== null && hasNews(evidenceIn(statement.text, expected), question)
          ? kindWorth
          : 0
      // What only leads on to a list or table says nothing by itself; what is long says a bit of everything.
      const leadsOn = /[:：]$/.test(statement.text) ? 0.3 : 1
      return { statement, fit: ((said + kind * said) * leadsOn) / (1 + terms.size / 80) }
    })
    const fit = Math.max(0, ...fits.map((one) => one.fit))
    const picked = fits.filter(
      (one) => one.fit >= fit * joins && !/[:：]$/.test(one.statement.text),
    )
    return { statements: shorten(picked.map(({ statement }) => statement)), fit }
  }
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

/** What a passage says, statement by statement, in terms. */
interface Sounding {
  /** The terms of its headings. */
  above: ReadonlySet<string>
  statements: { statement: Statement; terms: ReadonlySet<string> }[]
  /** How many of the statements have a term. */
  counts: ReadonlyMap<string, number>
}

/** Passages do not change, and the same few answer most questions, so the last ones taken apart are remembered. */
const soundings = new Map<Passage, Sounding>()
const mostSoundings = 2000

function soundingOf(passage: Passage): Sounding {
  const known = soundings.get(passage)
  if (known) return known
  const statements = statementsOf(passage.text, passage.language).map((statement) => ({
    statement,
    terms: termsOf(statement.text),
  }))
  const counts = new Map<string, number>()
  for (const { terms } of statements)
    for (const term of terms) counts.set(term, (counts.get(term) ?? 0) + 1)
  const sounding = { above: termsOf(passage.headings.join('\n')), statements, counts }
  // The oldest goes first: a Map keeps the order in which keys came.
  for (const oldest of soundings.keys()) {
    if (soundings.size < mostSoundings) break
    soundings.delete(oldest)
  }
  soundings.set(passage, sounding)
  return sounding
}

const termsOf = (text: string) => new Set(analyse(text).map(({ term }) => term))

function rarityAmong(around: readonly Sounding[]): (term: string) => number {
  const all = around.reduce((sum, { statements }) => sum + statements.length, 0)
  return (term) => {
    let saying = 0
    for (const { counts } of around) saying += counts.get(term) ?? 0
    return Math.log(1 + (all + 1) / (saying + 0.5))
  }
}
