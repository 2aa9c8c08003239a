import { isCjk, piecesOf, type Token } from './analyse.ts'
import {
  createListener,
  type Rarity,
  saidBy,
  total,
  weighConcepts,
  type WeighedConcept,
} from './coverage.ts'
import { type Expected, expectedOf, hasNews } from './expected.ts'
import type { Candidate } from './inverted.ts'
import { isBeside, namedShare } from './narrow.ts'
import { surroundingsAmong } from './neighbours.ts'
import { ownWordsSaid, plainWords } from './own-words.ts'
import type { PassageReading } from './passage-reading.ts'
import type { ReadQuery } from './query.ts'
import { stopWords } from './stopwords.ts'

/** What is known of a candidate, each between 0 and 1. Mass is idf, summed over the query's concepts. */
export interface Features {
  /** The BM25F score as a share of the best candidate's. */
  score: number
  /** The BM25F score as a share of what a perfect passage would get. */
  strength: number
  /** Share of the query's mass that the passage, its headings or its article say at all. */
  coverage: number
  /** The same, by how strongly it is said. */
  strongCoverage: number
  /** The largest single concept that they do not say, as a share of the mass. */
  missingMost: number
  /** Share of the query's codes and model numbers that they do not name. */
  missingCodes: number
  /** The largest share of the mass that one sentence or table row says, headings counted in. */
  sentence: number
  /** Share of what is asked beside codes that neither passage nor headings say. */
  unsaid: number
  /** Share of the query's four-letter sequences (two characters in Chinese) that the passage has. */
  letters: number
  /** Share of the title's idf that the query names. */
  title: number
  /** The same for the headings below the title. */
  heading: number
  /** Share of the query's mass that the title says, by the best way of each concept. */
  titleSays: number
  /** The same for the headings below it. */
  headingSays: number
  /** Share of the things that the title names that the query names too: 退货运费 is not 运费. */
  titleFocus: number
  /** The same for the headings below it. */
  headingFocus: number
  /** 1 when the title names at least one thing that the query names. */
  titleNames: number
  /** 1 when the title names narrow things, and the query none of them. */
  narrowTitle: number
  /** The same for the headings below it. */
  narrowHeading: number
  /** 1 when the passage is not in the query's language. */
  foreign: number
  /** 1 when title or headings tell of a past version and the query does not ask for the past. */
  past: number
  /** 1 when the query expects an amount, a time, a person or a place, and the passage has one. */
  expected: number
  /** 1 when it expects one and the passage has none. */
  lacking: number
  /** The score of the passage before it in its document, as a share of the best candidate's; 0 when it was not found. */
  before: number
  /** The same for the passage after it. */
  after: number
  /** Share of the mass that the passage before it adds to what it says. */
  beforeAdds: number
  /** Share of the mass that those on both sides add. */
  aroundAdds: number
  /** How much of the query it says in the very words, as a share of the candidate that says the most. */
  words: number
  /** One over the number of concepts: short questions leave less room for missing words. */
  few: number
  /** A tenth of the number of concepts, 1 at most: of a long question, more may go without saying. */
  many: number
}

/** A weight at which a term counts as plainly said: one mention in the body of an ordinary passage. */
const plainlySaid = 0.9
/** What a term weighs in a passage that is all about it. */
const bestWeight = 2.2

/** A query made ready to be compared with many candidates. */
interface Question {
  query: ReadQuery
  rarity: Rarity
  concepts: WeighedConcept[]
  mass: number
  expected: Expected
  asksPast: boolean
  grams: string[]
  /** The query's words as they are. */
  words: string[]
  listener: ReturnType<typeof createListener>
  /** Every term that says something of the query. */
  terms: ReadonlySet<string>
}

const pastSigns = /历史|旧版|旧规则|以前|之前|until|before|\bold\b|former|archived|superseded/i
const asksForPast =
  /20(0\d|1\d|2[0-5])|去年|前年|以前|之前|早先|旧|老|last year|before|\bold\b|former|earlier/i

function prepare(query: ReadQuery, rarity: Rarity): Question {
  const concepts = weighConcepts(query, rarity)
  const pieces = piecesOf(query.text)
  const ways = concepts.flatMap((concept) => concept.ways)
  return {
    query,
    rarity,
    concepts,
    mass: total(concepts.map(({ mass }) => mass)) || 1,
    expected: expectedOf(query.text),
    asksPast: asksForPast.test(query.text),
    grams: gramsOf(pieces),
    words: plainWords(pieces),
    listener: createListener(concepts),
    terms: new Set(ways.flatMap(({ terms }) => terms.map(({ term }) => term))),
  }
}

/** The features of each candidate, in their order, which must be best score first. */
export function featuresOf(
  query: ReadQuery,
  candidates: readonly Candidate[],
  read: (passage: Candidate['passage']) => PassageReading,
  rarity: Rarity,
): Features[] {
  const question = prepare(query, rarity)
  // 0 where candidates were found by their meaning alone.
  const best = candidates[0]?.score || 1
  const readings = candidates.map(({ passage }) => read(passage))
  const said = candidates.map((candidate) =>
    question.concepts.map((concept) => saidBy(concept, (term) => candidate.weightOf(term))),
  )
  const around = surroundingsAmong(
    candidates.map(({ passage }) => passage),
    candidates.map(({ score }) => score / best),
    said.map((own) => own.map(asPlainly)),
    question.concepts.map(({ mass }) => mass),
  )
  const words = ownWordsSaid(question.words, readings)
  return candidates.flatMap((candidate, i) => {
    const [reading, own, surroundings] = [readings[i], said[i], around[i]]
    if (!reading || !own || !surroundings) return []
    return {
      score: candidate.score / best,
      strength: Math.min(1, candidate.score / (question.mass * bestWeight)),
      few: 1 / Math.max(1, question.concepts.length),
      many: Math.min(1, question.concepts.length / 10),
      words: words[i] ?? 0,
      ...surroundings,
      ...coverageOf(own, question),
      ...wordingOf(reading, question),
      ...kindOf(candidate, reading, question),
    }
  })
}

const asPlainly = (strength: number) => Math.min(1, strength / plainlySaid)

function coverageOf(said: readonly number[], { concepts, mass }: Question) {
  const massWhere = (holds: (strength: number) => number) =>
    total(concepts.map((concept, i) => holds(said[i] ?? 0) * concept.mass))
  const codes = concepts.flatMap(({ code }, i) => (code ? [said[i] ?? 0] : []))
  return {
    coverage: massWhere((strength) => (strength > 0 ? 1 : 0)) / mass,
    strongCoverage: massWhere(asPlainly) / mass,
    missingMost: Math.max(0, ...concepts.map((concept, i) => (said[i] ? 0 : concept.mass))) / mass,
    missingCodes:
      codes.length > 0 ? codes.filter((strength) => strength === 0).length / codes.length : 0,
  }
}

function wordingOf(
  reading: PassageReading,
  { query, concepts, mass, rarity, terms, grams, listener }: Question,
) {
  const { title, headings, things, narrow, above, sentences, all, letters } = reading
  const plainMass = total(concepts.flatMap(({ code, mass: own }) => (code ? [] : [own])))
  const plainSaid = listener.hear(all, ({ code }) => !code)
  return {
    sentence: listener.hearBest(above, sentences) / mass,
    unsaid: plainMass > 0 ? 1 - plainSaid / plainMass : 0,
    letters:
      grams.length > 0 ? grams.filter((gram) => letters.includes(gram)).length / grams.length : 0,
    title: askedShare(title, terms, rarity),
    heading: askedShare(headings, terms, rarity),
    titleSays: listener.hear(termsOf(title), () => true) / mass,
    headingSays: listener.hear(termsOf(headings), () => true) / mass,
    titleFocus: namedShare(things.title, query.named),
    headingFocus: namedShare(things.headings, query.named),
    titleNames: things.title.some((key) => query.named.has(key)) ? 1 : 0,
    narrowTitle: isBeside(narrow.title, query.named) ? 1 : 0,
    narrowHeading: isBeside(narrow.headings, query.named) ? 1 : 0,
  }
}

const termsOf = (tokens: readonly Token[]) => new Set(tokens.map(({ term }) => term))

/** The share of these tokens' idf that the query names. */
function askedShare(tokens: readonly Token[], terms: ReadonlySet<string>, rarity: Rarity): number {
  let whole = 0
  let asked = 0
  for (const { term, weight } of tokens) {
    const idf = weight * rarity.idf(term)
    whole += idf
    if (terms.has(term)) asked += idf
  }
  return whole > 0 ? asked / whole : 0
}

function kindOf(
  { passage }: Candidate,
  { evidence }: PassageReading,
  { query, expected, asksPast }: Question,
) {
  const has = expected !== null && hasNews(evidence(expected), query.text)
  return {
    foreign: passage.language.startsWith('zh') === query.chinese ? 0 : 1,
    past: !asksPast && pastSigns.test(passage.headings.join(' ')) ? 1 : 0,
    expected: has ? 1 : 0,
    lacking: expected !== null && !has ? 1 : 0,
  }
}

const maxGrams = 40

function gramsOf(pieces: readonly string[]): string[] {
  const grams = new Set<string>()
  for (const piece of pieces) {
    const length = isCjk(piece) ? 2 : 4
    if (stopWords.has(piece)) continue
    for (let at = 0; at + length <= piece.length; at++) grams.add(piece.slice(at, at + length))
  }
  return [...grams].slice(0, maxGrams)
}
