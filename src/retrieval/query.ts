import { analyse, isCode, type Token } from './analyse.ts'
import type { TermWeights } from './sparse.ts'

/** One thing a query speaks of, and the ways in which a passage may say it: the query's own words first. */
export interface Concept {
  ways: Way[]
  /** Whether the query names it by a model number or code, which no other word can stand for. */
  code: boolean
}

/** Terms that together say a concept; weight 1 is the query's own wording, less is a synonym or a guess. */
export interface Way {
  terms: Token[]
  weight: number
}

/** A query as read: its concepts, and the same flattened to the term weights by which candidates are found. */
export interface ReadQuery {
  concepts: Concept[]
  terms: TermWeights
}

/** Longer queries are cut here; whatever decides a question stands well before. */
const maxQueryLength = 8000
/** What a further mention of the same term adds. */
const repeatShare = 0.3

/** Reads a query of any length into concepts and weighted terms. Never throws. */
export function readQuery(query: string): ReadQuery {
  const concepts = new Map<string, Concept>()
  const terms: TermWeights = new Map()
  for (const token of analyse(query.slice(0, maxQueryLength))) {
    const before = terms.get(token.term)
    terms.set(token.term, before === undefined ? token.weight : before + token.weight * repeatShare)
    if (before === undefined) {
      const way = { terms: [token], weight: 1 }
      concepts.set(token.term, { ways: [way], code: token.weight === 1 && isCode(token.term) })
    }
  }
  return { concepts: [...concepts.values()], terms }
}
