import type { WeighedConcept } from './coverage.ts'

/** Concepts laid out flat, to be listened for in many texts at little cost. What is said is kept by way of saying. */
export interface Listener {
  /** Every term that says something of a concept; the methods know them by their places here. */
  terms: readonly string[]
  /** Room for what one text says: how much of each way. */
  silence(): Float64Array
  /** Adds that a text says this term. */
  hear(said: Float64Array, term: number): void
  /** The mass said, of all concepts by the best of their ways. */
  massOf(said: Float64Array): number
  /** The same of those that are no codes. */
  plainMassOf(said: Float64Array): number
  /** How strongly each concept is said, by the best of its ways, where each term has this weight. */
  strengthsOf(weights: ArrayLike<number>): Float64Array
}

/** Builds a listener. A way of saying is a few terms that share in it; a term may share in many ways. */
export function createListener(concepts: readonly WeighedConcept[]): Listener {
  const places = new Map<string, number>()
  const uses: { way: number; share: number }[][] = []
  const worths: number[] = []
  /** Where the ways of each concept end. */
  const ends: number[] = []
  for (const { ways } of concepts) {
    for (const { worth, terms } of ways) {
      const way = worths.push(worth) - 1
      for (const { term, share } of terms) {
        let place = places.get(term)
        if (place === undefined) places.set(term, (place = uses.push([]) - 1))
        uses[place]?.push({ way, share })
      }
    }
    ends.push(worths.length)
  }
  const masses = Float64Array.from(concepts, ({ mass }) => mass)
  const plainMasses = Float64Array.from(concepts, ({ mass, code }) => (code ? 0 : mass))

  const hear = (said: Float64Array, term: number): void => {
    const used = uses[term]
    if (used) for (const { way, share } of used) said[way] = (said[way] ?? 0) + share
  }
  /** How much the best way of a concept says, the first of whose ways stands at `from`. */
  const bestOf = (said: Float64Array, from: number, end: number): number => {
    let best = 0
    for (let way = from; way < end; way++) {
      const own = (worths[way] ?? 0) * (said[way] ?? 0)
      if (own > best) best = own
    }
    return best
  }
  const sum = (said: Float64Array, counts: Float64Array): number => {
    let mass = 0
    let from = 0
    for (let concept = 0; concept < ends.length; concept++) {
      const end = ends[concept] ?? 0
      mass += (counts[concept] ?? 0) * bestOf(said, from, end)
      from = end
    }
    return mass
  }

  return {
    terms: [...places.keys()],
    silence: () => new Float64Array(worths.length),
    hear,
    massOf: (said) => sum(said, masses),
    plainMassOf: (said) => sum(said, plainMasses),
    strengthsOf(weights) {
      const said = new Float64Array(worths.length)
      for (let term = 0; term < uses.length; term++) {
        const weight = weights[term] ?? 0
        if (weight === 0) continue
        for (const { way, share } of uses[term] ?? []) said[way] = (said[way] ?? 0) + share * weight
      }
      const strengths = new Float64Array(ends.length)
      let from = 0
      for (let concept = 0; concept < ends.length; concept++) {
        const end = ends[concept] ?? 0
        strengths[concept] = bestOf(said, from, end)
        from = end
      }
      return strengths
    },
  }
}
