import type { Concept, ReadQuery } from './query.ts'

/** How rare terms are in the index. */
export interface Rarity {
  /** 0 for a term that no passage says. */
  idf(term: string): number
  /** What such a term counts for. */
  unknown: number
  /** Changes whenever one of these numbers does. */
  edition: number
}

/** A concept with what it counts for, made ready to be looked for in many passages. */
export interface WeighedConcept {
  /** Each way of saying it: its worth, and its terms with their shares, which add up to 1. */
  ways: { worth: number; terms: { term: string; share: number }[] }[]
  mass: number
  code: boolean
}

/** So many concepts, the heaviest ones, are looked at closely however long the query is. */
const maxConcepts = 24
const maxWays = 10

/** The query's concepts with their masses, heaviest first. */
export function weighConcepts(query: ReadQuery, rarity: Rarity): WeighedConcept[] {
  return query.concepts
    .map((concept) => weigh(concept, rarity))
    .sort((a, b) => b.mass - a.mass)
    .slice(0, maxConcepts)
}

function weigh({ ways, code }: Concept, rarity: Rarity): WeighedConcept {
  const known = ways.slice(0, maxWays).map((way) => {
    // Pieces and single characters help to find; to say a thing takes its whole terms.
    const whole = way.terms.filter(({ weight }) => weight === 1)
    const idfs = whole.map(({ term }) => rarity.idf(term) || rarity.unknown)
    const all = total(idfs)
    return {
      worth: way.weight,
      terms: whole.map(({ term }, i) => ({ term, share: (idfs[i] ?? 0) / all })),
      // Terms of one phrase overlap in what they tell.
      mass: all / Math.sqrt(Math.max(1, whole.length)),
    }
  })
  return { ways: known, mass: known[0]?.mass ?? 0, code }
}

export function total(numbers: readonly number[]): number {
  let sum = 0
  for (const number of numbers) sum += number
  return sum
}
