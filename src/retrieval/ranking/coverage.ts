import type { Token } from '../words/analyse.ts'
import type { Concept, ReadQuery } from '../words/query.ts'

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
  const masses = Float64Array.from(query.concepts, (concept) => massOf(concept, rarity))
  return Array.from(query.concepts.keys())
    .sort((a, b) => (masses[b] ?? 0) - (masses[a] ?? 0))
    .slice(0, maxConcepts)
    .flatMap((place) => {
      const concept = query.concepts[place]
      return concept ? [{ ...weigh(concept, rarity), mass: masses[place] ?? 0 }] : []
    })
}

/** Pieces and single characters help to find; to say a thing takes its whole terms. */
const isWhole = ({ weight }: Token) => weight === 1

/** What a concept counts for: the rarity of the query's own terms, which in one phrase overlap in what they tell. */
function massOf({ ways: [own] }: Concept, rarity: Rarity): number {
  let all = 0
  let count = 0
  for (const token of own?.terms ?? []) {
    if (!isWhole(token)) continue
    all += rarity.idf(token.term) || rarity.unknown
    count += 1
  }
  return all / Math.sqrt(Math.max(1, count))
}

function weigh({ ways, code }: Concept, rarity: Rarity): Omit<WeighedConcept, 'mass'> {
  return {
    ways: ways.slice(0, maxWays).map((way) => {
      const whole = way.terms.filter(isWhole)
      const idfs = whole.map(({ term }) => rarity.idf(term) || rarity.unknown)
      const all = total(idfs)
      return {
        worth: way.weight,
        terms: whole.map(({ term }, i) => ({ term, share: (idfs[i] ?? 0) / all })),
      }
    }),
    code,
  }
}

export function total(numbers: readonly number[]): number {
  let sum = 0
  for (const number of numbers) sum += number
  return sum
}
