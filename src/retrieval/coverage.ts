import type { Concept, ReadQuery } from './query.ts'

/** How rare terms are in the index. */
export interface Rarity {
  /** 0 for a term that no passage says. */
  idf(term: string): number
  /** What such a term counts for. */
  unknown: number
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

/** How strongly a concept is said, by the best of its ways; `weightOf` tells how strongly a term is. */
export function saidBy(concept: WeighedConcept, weightOf: (term: string) => number): number {
  let best = 0
  for (const { worth, terms } of concept.ways) {
    let said = 0
    for (const { term, share } of terms) said += share * weightOf(term)
    if (worth * said > best) best = worth * said
  }
  return best
}

/**
 * How much of the concepts' mass is said by whole terms: as `saidBy` with weights 1, but looking up each term of the
 * concepts once, and not each way of each concept, which is what makes many short sentences cheap.
 */
export function createListener(concepts: readonly WeighedConcept[]) {
  const ways: { worth: number; concept: number }[] = []
  const uses = new Map<string, { way: number; share: number }[]>()
  for (const [concept, { ways: own }] of concepts.entries()) {
    for (const { worth, terms } of own) {
      const way = ways.push({ worth, concept }) - 1
      for (const { term, share } of terms) {
        const some = uses.get(term)
        if (some) some.push({ way, share })
        else uses.set(term, [{ way, share }])
      }
    }
  }
  const best = new Float64Array(concepts.length)
  const massOf = (said: Float64Array, counts: (concept: WeighedConcept) => boolean): number => {
    best.fill(0)
    for (const [way, { worth, concept }] of ways.entries())
      best[concept] = Math.max(best[concept] ?? 0, worth * (said[way] ?? 0))
    let mass = 0
    for (const [i, concept] of concepts.entries())
      if (counts(concept)) mass += concept.mass * (best[i] ?? 0)
    return mass
  }
  const add = (said: Float64Array, used: readonly { way: number; share: number }[]) => {
    for (const { way, share } of used) said[way] = (said[way] ?? 0) + share
  }

  return {
    /** The mass that a set of terms says, of those concepts that `counts` lets through. */
    hear(terms: ReadonlySet<string>, counts: (concept: WeighedConcept) => boolean): number {
      const said = new Float64Array(ways.length)
      for (const [term, used] of uses) if (terms.has(term)) add(said, used)
      return massOf(said, counts)
    },
    /** The most mass that one of these sentences says together with what stands above them all. */
    hearBest(
      above: ReadonlySet<string>,
      sentences: ReadonlyMap<string, readonly number[]>,
    ): number {
      const saidAbove = new Float64Array(ways.length)
      const below: [string, { way: number; share: number }[]][] = []
      for (const entry of uses) {
        if (above.has(entry[0])) add(saidAbove, entry[1])
        else below.push(entry)
      }
      // Only sentences with a term of a concept say more than what stands above them.
      const said = new Map<number, Float64Array>()
      for (const [term, used] of below) {
        for (const place of sentences.get(term) ?? []) {
          let own = said.get(place)
          if (!own) said.set(place, (own = saidAbove.slice()))
          add(own, used)
        }
      }
      let most = sentences.size > 0 ? massOf(saidAbove, () => true) : 0
      for (const own of said.values())
        most = Math.max(
          most,
          massOf(own, () => true),
        )
      return most
    },
  }
}

export function total(numbers: readonly number[]): number {
  let sum = 0
  for (const number of numbers) sum += number
  return sum
}
