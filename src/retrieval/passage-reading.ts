import type { Passage } from '../domain/passage.ts'
import { analyse, analysePieces, normalise, piecesOf, type Token } from './analyse.ts'
import type { Lexicon } from './lexicon.ts'
import { narrowAmong, thingsIn } from './narrow.ts'
import { plainWords } from './own-words.ts'
import { subjectOf } from './validity.ts'
import { evidenceIn, type Expected } from './expected.ts'

/** A passage as it is looked at closely. */
export interface PassageReading {
  /** The title's, without the dates for which its rule holds. */
  title: Token[]
  headings: Token[]
  /** The terms of title and headings. */
  above: ReadonlySet<string>
  /** What the title names and what the headings below it name. */
  things: { title: readonly string[]; headings: readonly string[] }
  /** What of it is narrow. */
  narrow: { title: readonly string[]; headings: readonly string[] }
  /** In which sentences, list items or table rows a term stands, by their places; those without terms have none. */
  sentences: ReadonlyMap<string, readonly number[]>
  /** The terms of all of them, title and headings too. */
  all: ReadonlySet<string>
  /** The words of the text as they are, and how many there are. */
  words: ReadonlySet<string>
  length: number
  /** Headings and text, normalised. */
  letters: string
  /** What the text has of a kind that a question may ask for. */
  evidence(expected: Asked): readonly string[]
}

type Asked = Exclude<Expected, null>

const sentenceEnd = /[\n。！？；]|[.!?;]\s/u

/** Reads passages and remembers the last `limit` of them, by id and version. */
export function createPassageReader(
  lexicon: Lexicon,
  limit = 4000,
): (passage: Passage) => PassageReading {
  const known = new Map<string, PassageReading>()
  return (passage) => {
    const key = `${passage.id} ${passage.version}`
    const before = known.get(key)
    if (before) return before
    const reading = readPassage(passage, lexicon)
    // The oldest goes first: a Map keeps the order in which keys came.
    for (const oldest of known.keys()) {
      if (known.size < limit) break
      known.delete(oldest)
    }
    known.set(key, reading)
    return reading
  }
}

function readPassage(passage: Passage, lexicon: Lexicon): PassageReading {
  const [title = '', ...headings] = passage.headings
  const titleTokens = analyse(title)
  const subjectTokens = analyse(subjectOf(title))
  const headingTokens = analyse(headings.join('\n'))
  const things = {
    title: thingsIn(title, lexicon),
    headings: thingsIn(headings.join('\n'), lexicon),
  }
  const above = termsOf([...titleTokens, ...headingTokens])
  const sentences = new Map<string, number[]>()
  const own: string[] = []
  let place = 0
  for (const text of passage.text.split(sentenceEnd)) {
    const pieces = piecesOf(text)
    const terms = termsOf(analysePieces(pieces))
    own.push(...plainWords(pieces))
    for (const term of terms) {
      const places = sentences.get(term)
      if (places) places.push(place)
      else sentences.set(term, [place])
    }
    if (terms.size > 0) place += 1
  }
  const all = new Set([...above, ...sentences.keys()])
  const letters = normalise(`${passage.headings.join(' ')} ${passage.text}`)
  const found = new Map<Asked, readonly string[]>()
  const evidence = (expected: Asked) => {
    const known = found.get(expected)
    if (known) return known
    const now = evidenceIn(passage.text, expected)
    found.set(expected, now)
    return now
  }
  return {
    title: subjectTokens,
    headings: headingTokens,
    things,
    narrow: {
      title: narrowAmong(things.title, lexicon),
      headings: narrowAmong(things.headings, lexicon),
    },
    above,
    sentences,
    all,
    words: new Set(own),
    length: own.length,
    letters,
    evidence,
  }
}

function termsOf(tokens: readonly Token[]): Set<string> {
  return new Set(tokens.map(({ term }) => term))
}
