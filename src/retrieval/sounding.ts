import type { Passage } from '../domain/passage.ts'
import { analyse } from './analyse.ts'
import { partsOf, type Part, type Statement } from './statements.ts'

/** What a passage says, part by part, in terms. */
export interface Sounding {
  /** The terms of its article's title. */
  title: ReadonlySet<string>
  parts: SoundedPart[]
  /** How many of the statements have a term. */
  counts: ReadonlyMap<string, number>
  statements: number
}

export interface SoundedPart {
  part: Part
  passage: Passage
  /** The terms of the headings below the title and of column names. */
  above: ReadonlySet<string>
  statements: { statement: Statement; terms: ReadonlySet<string> }[]
}

/** Passages do not change, and the same few answer most questions, so the last ones taken apart are remembered. */
const soundings = new Map<Passage, Sounding>()
const mostSoundings = 2000

export function soundingOf(passage: Passage): Sounding {
  const known = soundings.get(passage)
  if (known) return known
  const [title = '', ...headings] = passage.headings
  const parts = partsOf(passage.text, passage.language).map((part) => ({
    part,
    passage,
    above: termsOf([...headings, part.columns].join('\n')),
    statements: part.statements.map((statement) => ({
      statement,
      terms: termsOf(statement.listed),
    })),
  }))
  const all = parts.flatMap(({ statements }) => statements)
  const counts = new Map<string, number>()
  for (const { terms } of all)
    for (const term of terms) counts.set(term, (counts.get(term) ?? 0) + 1)
  const sounding = { title: termsOf(title), parts, counts, statements: all.length }
  // The oldest goes first: a Map keeps the order in which keys came.
  for (const oldest of soundings.keys()) {
    if (soundings.size < mostSoundings) break
    soundings.delete(oldest)
  }
  soundings.set(passage, sounding)
  return sounding
}

/** How rare a term is among the statements of these passages. */
export function rarityAmong(around: readonly Sounding[]): (term: string) => number {
  const all = around.reduce((sum, { statements }) => sum + statements, 0)
  return (term) => {
    let saying = 0
    for (const { counts } of around) saying += counts.get(term) ?? 0
    return Math.log(1 + (all + 1) / (saying + 0.5))
  }
}

const termsOf = (text: string) => new Set(analyse(text).map(({ term }) => term))
