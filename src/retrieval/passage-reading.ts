import type { Passage } from '../domain/passage.ts'
import { analyse, normalise, type Token } from './analyse.ts'

/** A passage as it is looked at closely. */
export interface PassageReading {
  title: Token[]
  headings: Token[]
  /** The terms of title and headings. */
  above: ReadonlySet<string>
  /** The terms of each sentence, list item or table row. */
  sentences: ReadonlySet<string>[]
  /** The terms of all of them, title and headings too. */
  all: ReadonlySet<string>
  /** Headings and text, normalised. */
  letters: string
}

const sentenceEnd = /[\n。！？；]|[.!?;]\s/u

/** Reads passages and remembers the last `limit` of them, by id and version. */
export function createPassageReader(limit = 4000): (passage: Passage) => PassageReading {
  const known = new Map<string, PassageReading>()
  return (passage) => {
    const key = `${passage.id} ${passage.version}`
    const before = known.get(key)
    if (before) return before
    const reading = readPassage(passage)
    // The oldest goes first: a Map keeps the order in which keys came.
    for (const oldest of known.keys()) {
      if (known.size < limit) break
      known.delete(oldest)
    }
    known.set(key, reading)
    return reading
  }
}

function readPassage(passage: Passage): PassageReading {
  const [title = '', ...headings] = passage.headings
  const titleTokens = analyse(title)
  const headingTokens = analyse(headings.join('\n'))
  const above = termsOf([...titleTokens, ...headingTokens])
  const sentences = passage.text.split(sentenceEnd).flatMap((text) => {
    const terms = termsOf(analyse(text))
    return terms.size > 0 ? [terms] : []
  })
  const all = new Set(above)
  for (const sentence of sentences) for (const term of sentence) all.add(term)
  const letters = normalise(`${passage.headings.join(' ')} ${passage.text}`)
  return { title: titleTokens, headings: headingTokens, above, sentences, all, letters }
}

function termsOf(tokens: readonly Token[]): Set<string> {
  return new Set(tokens.map(({ term }) => term))
}
