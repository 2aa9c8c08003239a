import type { Rarity } from './coverage.ts'
import { hasNews } from './expected.ts'
import { createHearing } from './hearing.ts'
import type { Candidate } from '../index/inverted.ts'
import { leftOpenByArticles } from './left-open.ts'
import { mayHave } from './letter-sieve.ts'
import { isBeside, namedShare } from './narrow.ts'
import { nearbyAmong, surroundingsAmong } from './neighbours.ts'
import { ownWordsSaid } from './own-words.ts'
import type { HeadingReading, PassageReader, PassageReading } from './passage-reading.ts'
import type { ReadQuery } from '../words/query.ts'
import { prepare, type Question } from './question.ts'
import { pairsSaid } from './word-pairs.ts'

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
  /** Share of the mass that the candidates of its article leave open together, and the most of a single concept. */
  leftOpen: number
  leftOpenMost: number
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
  /** 1 when the query is in Chinese. */
  chinese: number
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
  /** The best score of the candidates near it in its document, its own among them, as a share of the best candidate's. */
  bestNear: number
  /** What the rarest of the query's pairs of neighbouring words that it says counts, as a share of the rarest that any candidate says. */
  rarestPair: number
  /** Share of these pairs that it says together with the candidates near it in its document, by how few candidates say a pair. */
  pairsNear: number
  /** How much of the query it says in the very words (in Chinese, characters), as a share of the candidate that says the most. */
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

/** The features of each candidate, in their order, which must be best score first. */
export function featuresOf(
  query: ReadQuery,
  candidates: readonly Candidate[],
  reader: PassageReader,
  rarity: Rarity,
): Features[] {
  const readings = candidates.map(({ passage }) => reader.read(passage))
  const question = prepare(query, reader, rarity)
  const { listener, mass, concepts } = question
  const hear = createHearing(listener, question.termPlaces)
  // 0 where candidates were found by their meaning alone.
  const best = candidates[0]?.score || 1
  const said = candidates.map((candidate) =>
    listener.strengthsOf(candidate.weightsOf(listener.terms)),
  )
  const plainly = said.map((own) => own.map(asPlainly))
  const masses = concepts.map((concept) => concept.mass)
  const standpoints = readings.map(({ standpoint }) => standpoint)
  // The rankings of other questions do not go by pairs, nor by what is nearby.
  const near = query.chinese ? nearbyAmong(standpoints) : []
  const pairs = pairsSaid(
    question.pairs,
    question.wordPlaces,
    readings.map(({ order }) => order),
    near,
  )
  const around = surroundingsAmong(
    standpoints,
    candidates.map(({ score }) => score / best),
    plainly,
    masses,
  )
  const open = leftOpenByArticles(
    candidates.map(({ passage }) => passage.articleId),
    plainly,
    masses,
  )
  const words = ownWordsSaid(
    question.words,
    readings.map((reading) => ({
      said: placesIn(reading.words, question.wordPlaces),
      length: reading.length,
    })),
  )
  return candidates.flatMap((candidate, i): Features | [] => {
    const [reading, own, surroundings, paired] = [readings[i], said[i], around[i], pairs[i]]
    if (!reading || !own || !surroundings || !paired) return []
    const covered = coverageOf(own, question)
    const heard = hear(reading)
    const { title, headings } = reading
    const { expected, plainMass } = question
    const has = expected !== null && hasNews(reading.evidence(expected), query.text)
    // One literal, the same for all: objects that are put together from parts are slow to make and to read.
    return {
      score: candidate.score / best,
      strength: Math.min(1, candidate.score / (mass * bestWeight)),
      coverage: covered.mass / mass,
      strongCoverage: covered.strongMass / mass,
      missingMost: covered.missingMost / mass,
      leftOpen: open[i]?.all ?? 1,
      leftOpenMost: open[i]?.most ?? 1,
      missingCodes: covered.missingCodes,
      sentence: heard.sentence / mass,
      unsaid: plainMass > 0 ? 1 - heard.plain / plainMass : 0,
      letters: lettersShare(reading, question.grams),
      title: askedShare(title, question),
      heading: askedShare(headings, question),
      titleSays: heard.title / mass,
      headingSays: heard.headings / mass,
      titleFocus: namedShare(title.things, query.named),
      headingFocus: namedShare(headings.things, query.named),
      titleNames: title.things.some((key) => query.named.has(key)) ? 1 : 0,
      narrowTitle: isBeside(title.narrow, query.named) ? 1 : 0,
      narrowHeading: isBeside(headings.narrow, query.named) ? 1 : 0,
      chinese: query.chinese ? 1 : 0,
      foreign: reading.chinese === query.chinese ? 0 : 1,
      past: reading.past && !question.asksPast ? 1 : 0,
      expected: has ? 1 : 0,
      lacking: expected !== null && !has ? 1 : 0,
      before: surroundings.before,
      after: surroundings.after,
      beforeAdds: surroundings.beforeAdds,
      aroundAdds: surroundings.aroundAdds,
      bestNear: bestScore(candidate, near[i] ?? [], candidates) / best,
      rarestPair: paired.rarest,
      pairsNear: paired.together,
      words: words[i] ?? 0,
      few: 1 / Math.max(1, concepts.length),
      many: Math.min(1, concepts.length / 10),
    }
  })
}

function bestScore(own: Candidate, near: readonly number[], candidates: readonly Candidate[]) {
  let best = own.score
  for (const place of near) best = Math.max(best, candidates[place]?.score ?? 0)
  return best
}

const asPlainly = (strength: number) => Math.min(1, strength / plainlySaid)

/** Which of what was asked for is among these numbers, by its places. */
function placesIn(numbers: Int32Array, places: Int32Array): number[] {
  const found: number[] = []
  for (const number of numbers) {
    const place = places[number] ?? 0
    if (place > 0) found.push(place - 1)
  }
  return found
}

function coverageOf(said: Float64Array, { concepts }: Question) {
  let mass = 0
  let strongMass = 0
  let missingMost = 0
  let codes = 0
  let missing = 0
  for (let i = 0; i < concepts.length; i++) {
    const concept = concepts[i]
    if (!concept) continue
    const strength = said[i] ?? 0
    strongMass += asPlainly(strength) * concept.mass
    if (strength > 0) mass += concept.mass
    else missingMost = Math.max(missingMost, concept.mass)
    if (!concept.code) continue
    codes += 1
    if (strength === 0) missing += 1
  }
  return { mass, strongMass, missingMost, missingCodes: codes > 0 ? missing / codes : 0 }
}

function lettersShare({ letters, sieve }: PassageReading, grams: readonly string[]): number {
  if (grams.length === 0) return 0
  let found = 0
  for (const gram of grams) if (mayHave(sieve, gram) && letters.includes(gram)) found += 1
  return found / grams.length
}

/** The share of these tokens' idf that the query names. */
function askedShare(
  { numbers, weights }: HeadingReading,
  { reader, rarity, termPlaces }: Question,
): number {
  let whole = 0
  let asked = 0
  for (let i = 0; i < numbers.length; i++) {
    const number = numbers[i] ?? 0
    const idf = (weights[i] ?? 0) * reader.idf(number, rarity)
    whole += idf
    if ((termPlaces[number] ?? 0) > 0) asked += idf
  }
  return whole > 0 ? asked / whole : 0
}
