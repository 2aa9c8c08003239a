import type { Passage, PassageHit } from '../../domain/passage.ts'
import type { SoundedPart } from './sounding.ts'
import type { Statement } from './statements.ts'
import { conditionOf, namesYear } from './validity.ts'

const mostListed = 8
const mostLength = { chinese: 400, latin: 800 }
/** An overview shorter than this goes on with the next part. */
const enough = { chinese: 60, latin: 150 }
/** A paragraph before a part is its lead when it is no longer than this. */
const longestLead = 160

interface JudgedPart {
  part: SoundedPart
  hit: PassageHit
  own: readonly { statement: Statement; full: number }[]
}

/** What is listed of a part and of those that follow it. */
export interface Overview {
  lines: string[]
  /** How many statements were left out for length. */
  left: number
  /** The passages that the lines stand in. */
  stoodIn: Passage[]
}

/** The part at this place, whole where it can be; where it is a word or two, with what follows it. */
export function overviewFrom(parts: readonly JudgedPart[], at: number): Overview {
  const chinese = parts[at]?.hit.passage.language.startsWith('zh')
  const [most, least] = chinese
    ? [mostLength.chinese, enough.chinese]
    : [mostLength.latin, enough.latin]
  const lines: string[] = []
  const stoodIn = new Set<Passage>()
  let length = 0
  for (const { own, hit } of parts.slice(fromLead(parts, at))) {
    const sum = lengthOf(own)
    if (lines.length > 0 && (length >= least || length + sum > most)) break
    const kept = own.length <= mostListed && sum <= most ? own : bestOf(own, most)
    lines.push(
      ...kept.map(({ statement }) => (kept.length === 1 ? statement.text : statement.listed)),
    )
    length += lengthOf(own.filter(({ statement }) => !tellsWhen(hit.passage, statement)))
    stoodIn.add(hit.passage)
    const left = own.length - kept.length
    if (left > 0) return { lines, left, stoodIn: [...stoodIn] }
  }
  return { lines, left: 0, stoodIn: [...stoodIn] }
}

/** Where to begin: a short paragraph right before a part, under the same heading, says what the part is about. */
function fromLead(parts: readonly JudgedPart[], at: number): number {
  const [before, here] = [parts[at - 1], parts[at]]
  if (!before || before.hit !== here?.hit || before.part.part.kind !== 'sentences') return at
  return lengthOf(before.own) <= longestLead ? at - 1 : at
}

/** The statements that fit best, as many as may be listed, in their order; at least one. */
function bestOf(own: JudgedPart['own'], most: number): JudgedPart['own'] {
  const kept = new Set<JudgedPart['own'][number]>()
  let length = 0
  for (const one of own.toSorted((a, b) => b.full - a.full)) {
    length += one.statement.listed.length
    if (kept.size >= mostListed || (kept.size > 0 && length > most)) break
    kept.add(one)
  }
  return own.filter((one) => kept.has(one))
}

/** For which dates a dated rule holds is said above it anyway, and is not yet what it says. */
const tellsWhen = ({ headings: [title = ''] }: Passage, { listed }: Statement): boolean =>
  conditionOf(title) !== null && namesYear(listed)

const lengthOf = (own: JudgedPart['own']) =>
  own.reduce((sum, { statement }) => sum + statement.listed.length, 0)
