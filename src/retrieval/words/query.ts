import { isCode, type Token } from './analyse.ts'
import type { Lexicon, Phrase } from './lexicon.ts'
import type { TermWeights } from '../index/sparse.ts'
import { type WordedName, wordingOf } from './wording.ts'

/** One thing a query speaks of, and the ways in which a passage may say it: the query's own words first. */
export interface Concept {
  ways: Way[]
  /** Whether the query names it by a model number or code, which no other word can stand for. */
  code: boolean
}

/** Terms that together say a concept; weight 1 is the query's own wording, less is a synonym or a guess. */
export interface Way {
  terms: readonly Token[]
  weight: number
}

/** A query as read: its concepts, and the term weights by which candidates are found. */
export interface ReadQuery {
  text: string
  pieces: readonly string[]
  concepts: Concept[]
  terms: TermWeights
  chinese: boolean
  /** The keys of all that it names, under every name the lexicon has for it, model numbers too. */
  named: ReadonlySet<string>
}

/** What the reading of a query draws on. */
export interface QueryReading {
  lexicon: Lexicon
  /** Whether any passage says the term. */
  knows: (term: string) => boolean
  /** Known terms that this unknown one may be a slip of. */
  near: (term: string) => string[]
}

/** A query that names more things than this says enough by itself: its own words only, and no guesses at slips. */
const maxExplained = 24
/** So many unknown words are looked at as slips. */
const maxSlips = 8
/** What a further mention of the same term adds, as a share of the first. */
const repeated = 0.8
/** How much other words for a concept count: in finding candidates, and in saying the concept. */
const found = { otherWords: 0.35, slip: 0.7 }
const said = { synonym: 0.8, translation: 0.75, slip: 0.7 }

/** Reads a query of any length into concepts and weighted terms. Never throws. */
export function readQuery(query: string, reading: QueryReading): ReadQuery {
  const { text, pieces, chinese, names, tokens, named } = wordingOf(query, reading.lexicon)
  const concepts = new Map<string, Concept>()
  const explained = names.length <= maxExplained
  const careful = { ...reading, near: atMost(explained ? maxSlips : 0, reading.near) }
  for (const name of names) {
    if (concepts.has(name.text)) continue
    const concept = conceptOf(name, explained, careful)
    if (concept) concepts.set(name.text, concept)
  }
  const all = [...concepts.values()]
  return { text, pieces, concepts: all, terms: weighTerms(tokens, all), chinese, named }
}

function conceptOf(name: WordedName, explained: boolean, reading: QueryReading): Concept | null {
  const own = explained ? name.own : name.plainly
  if (own.length === 0 || name.carrier) return null
  const ways: Way[] = [{ terms: own, weight: 1 }]
  if (explained) {
    for (const other of name.others) {
      if (isSayable(other, reading)) {
        ways.push({
          terms: other.terms,
          weight: other.chinese === name.chinese ? said.synonym : said.translation,
        })
      }
    }
  }
  for (const { term, weight } of own) {
    if (weight < 1 || reading.knows(term)) continue
    for (const near of reading.near(term)) ways.push(...waysOfSlip(near, reading))
  }
  const [first] = own
  return { ways, code: first !== undefined && isCode(first.term) }
}

/** The same function, silent after so many calls: looking for slips is the dear part of reading a query. */
function atMost(calls: number, near: (term: string) => string[]): (term: string) => string[] {
  let left = calls
  return (term) => (left-- > 0 ? near(term) : [])
}

/** A known term that an unknown one may be a slip of, and what else the lexicon calls it. */
function waysOfSlip(term: string, reading: QueryReading): Way[] {
  const others = reading.lexicon.others(term).filter((other) => isSayable(other, reading))
  return [
    { terms: [{ term, weight: 1 }], weight: said.slip },
    ...others.map(({ terms }) => ({ terms, weight: said.slip * said.synonym })),
  ]
}

/** Whether any passage could say it in these words. */
function isSayable(phrase: Phrase, reading: QueryReading): boolean {
  return phrase.terms.every(({ term }) => reading.knows(term))
}

/** The query's own terms, and what else may say its concepts at a lower weight. */
function weighTerms(tokens: readonly Token[], concepts: readonly Concept[]): TermWeights {
  const terms: TermWeights = new Map()
  for (const { term, weight } of tokens) {
    const before = terms.get(term)
    terms.set(term, before === undefined ? weight : before + weight * repeated)
  }
  for (const { ways } of concepts) {
    for (const way of ways.slice(1)) {
      const share = way.weight === said.slip ? found.slip : found.otherWords
      for (const { term, weight } of way.terms) {
        terms.set(term, Math.max(terms.get(term) ?? 0, share * weight))
      }
    }
  }
  return terms
}
