import { analyse, isCjk, isCode, piecesOf, type Token } from './analyse.ts'
import { type Lexicon, type Phrase, phraseKey } from './lexicon.ts'
import { type Name, namesIn } from './names.ts'
import type { TermWeights } from './sparse.ts'
import { carrierWords } from './stopwords.ts'

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

/** A query as read: its concepts, and the term weights by which candidates are found. */
export interface ReadQuery {
  text: string
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

/** Longer queries are cut here; whatever decides a question stands well before. */
const maxQueryLength = 8000
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
  const text = query.slice(0, maxQueryLength)
  const pieces = piecesOf(text)
  const concepts = new Map<string, Concept>()
  const names = namesIn(pieces, reading.lexicon)
  const careful = {
    ...reading,
    near: atMost(names.length > maxExplained ? 0 : maxSlips, reading.near),
  }
  for (const { text: name, known } of names) {
    if (!concepts.has(name)) {
      const concept = conceptOf(
        { text: name, known: known && names.length <= maxExplained },
        careful,
      )
      if (concept) concepts.set(name, concept)
    }
  }
  return {
    text,
    concepts: [...concepts.values()],
    terms: weighTerms(text, [...concepts.values()]),
    chinese: pieces.some(isCjk),
    named: namedBy(names, reading.lexicon),
  }
}

function namedBy(names: readonly Name[], lexicon: Lexicon): Set<string> {
  const named = new Set<string>()
  for (const { text, known } of names) {
    const key = phraseKey(text)
    named.add(key)
    for (const word of key.split(' ')) named.add(word)
    if (known) for (const other of lexicon.others(text)) named.add(other.key)
  }
  return named
}

function conceptOf({ text, known }: Name, reading: QueryReading): Concept | null {
  const own = ownTerms(text, known)
  if (own.length === 0 || isCarrier(text)) return null
  const ways: Way[] = [{ terms: own, weight: 1 }]
  if (known) {
    const chinese = isCjk(text)
    for (const other of reading.lexicon.others(text)) {
      if (isSayable(other, reading)) {
        ways.push({
          terms: other.terms,
          weight: other.chinese === chinese ? said.synonym : said.translation,
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

/** Of a known phrase, "how long to return", what a passage would say of it: not that the question asks how long. */
function ownTerms(text: string, known: boolean): Token[] {
  const telling = known ? piecesOf(text).filter((piece) => isCjk(piece) || !isAsking(piece)) : []
  return analyse(telling.length > 0 ? telling.join(' ') : text)
}

const asking = /^(?:how|long|many|much|days?|hours?|weeks?|soon|fast|take|takes)$/

const isAsking = (piece: string) => asking.test(piece) || carrierWords.has(piece)

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

const countWord = /^[一二三四五六七八九十百千万两半几]+[天年月周个次台块件套双辆根条张份位款种多]?$/

/** Words of a question that a passage need not say to answer it, numbers in Chinese words among them. */
function isCarrier(text: string): boolean {
  return carrierWords.has(text) || countWord.test(text)
}

/** The query's own terms, and what else may say its concepts at a lower weight. */
function weighTerms(text: string, concepts: readonly Concept[]): TermWeights {
  const terms: TermWeights = new Map()
  for (const { term, weight } of analyse(text)) {
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
