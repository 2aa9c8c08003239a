import type { Candidate } from './inverted.ts'
import type { Concept, ReadQuery, Way } from './query.ts'

/** What is known of a candidate beside its score. All between 0 and 1. */
export interface Features {
  /** Share of the query's idf mass that the passage, its headings or its article say. */
  coverage: number
  /** The same, counting only what the passage or its headings say strongly. */
  strongCoverage: number
  /** The score as a share of what a perfect passage would get. */
  strength: number
  /** Share of the query's idf mass that no passage of the whole index says. */
  unknown: number
  /** Share of the query's codes and model numbers that the passage or its article does not name. */
  missingCodes: number
  /** How far the score stands above that of the next article. */
  margin: number
}

/** The idf of a term in the index, and what an unknown term would have. */
export interface Rarity {
  idf(term: string): number
  /** The idf of a term that no passage says. */
  unknown: number
}

/** A weight at which a term counts as plainly said; one mention in the body of an ordinary passage. */
const plainlySaid = 0.9
const bestWeight = 2.2

/** The features of each candidate, in their order; they must come best first. */
export function featuresOf(
  query: ReadQuery,
  candidates: readonly Candidate[],
  rarity: Rarity,
): Features[] {
  const masses = query.concepts.map((concept) => massOf(concept, rarity))
  const mass = sum(masses.map(({ mass }) => mass)) || 1
  const unknown = sum(masses.map(({ mass, known }) => (known ? 0 : mass))) / mass
  const codes = query.concepts.filter((concept) => concept.code)
  return candidates.map((candidate) => {
    const said = query.concepts.map((concept) => saidBy(candidate, concept, rarity))
    const weighted = (of: (share: number) => number) =>
      sum(said.map((share, i) => of(share) * (masses[i]?.mass ?? 0))) / mass
    const named = codes.filter((code) => saidBy(candidate, code, rarity) > 0).length
    return {
      coverage: weighted((share) => (share > 0 ? 1 : 0)),
      strongCoverage: weighted((share) => Math.min(1, share / plainlySaid)),
      strength: Math.min(1, candidate.score / (mass * bestWeight)),
      unknown,
      missingCodes: codes.length > 0 ? 1 - named / codes.length : 0,
      margin: marginOf(candidate, candidates),
    }
  })
}

function massOf(concept: Concept, rarity: Rarity): { mass: number; known: boolean } {
  const known = concept.ways.some((way) => way.terms.some(({ term }) => rarity.idf(term) > 0))
  const [own] = concept.ways
  const mass = sum(
    (own?.terms ?? []).map(({ term, weight }) => weight * (rarity.idf(term) || rarity.unknown)),
  )
  return { mass, known }
}

/** How strongly a candidate says a concept: the best of its ways. */
function saidBy(candidate: Candidate, concept: Concept, rarity: Rarity): number {
  let best = 0
  for (const way of concept.ways)
    best = Math.max(best, way.weight * saidThisWay(candidate, way, rarity))
  return best
}

function saidThisWay(candidate: Candidate, way: Way, rarity: Rarity): number {
  let said = 0
  let all = 0
  for (const { term, weight } of way.terms) {
    const idf = weight * rarity.idf(term)
    said += idf * candidate.weightOf(term)
    all += idf
  }
  return all > 0 ? said / all : 0
}

function marginOf(candidate: Candidate, candidates: readonly Candidate[]): number {
  const { articleId } = candidate.passage
  const next = candidates.find((other) => other.passage.articleId !== articleId)
  if (!next) return 1
  return Math.min(1, Math.max(0, (candidate.score - next.score) / candidate.score))
}

function sum(numbers: readonly number[]): number {
  let total = 0
  for (const number of numbers) total += number
  return total
}
