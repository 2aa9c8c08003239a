import type { PassageHit } from '../domain/passage.ts'
import type { SoundedPart } from './sounding.ts'
import type { Statement } from './statements.ts'

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

/** The part at this place, whole where it can be; where it is a word or two, with what follows it. */
export function overviewFrom(
  parts: readonly JudgedPart[],
  at: number,
): { lines: string[]; left: number } {
  const chinese = parts[at]?.hit.passage.language.startsWith('zh')
  const [most, least] = chinese
    ? [mostLength.chinese, enough.chinese]
    : [mostLength.latin, enough.latin]
  const lines: string[] = []
  let length = 0
  for (const { own } of parts.slice(fromLead(parts, at))) {
    const sum = lengthOf(own)
    if (lines.length > 0 && (length >= least || length + sum > most)) break
    const kept = own.length <= mostListed && sum <= most ? own : bestOf(own, most)
    lines.push(
      ...kept.map(({ statement }) => (kept.length === 1 ? statement.text : statement.listed)),
    )
    length += sum
    if (kept.length < own.length) return { lines, left: own.length - kept.length }
  }
  return { lines, left: 0 }
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

const lengthOf = (own: JudgedPart['own']) =>
  own.reduce((sum, { statement }) => sum + statement.listed.length, 0)
