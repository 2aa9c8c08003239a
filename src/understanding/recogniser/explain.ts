import { foldText } from '../fold.ts'
import type { Recogniser } from './recogniser.ts'

/** How much one piece of a text spoke for a class: its margin with the piece less its margin without. */
export interface Evidence {
  readonly piece: string
  readonly weight: number
}

export interface Explanation {
  readonly intent: string
  readonly probability: number
  /** Strongest first; negative weights spoke against. */
  readonly evidence: readonly Evidence[]
}

/** Longest text that is explained whole, in pieces: one reading is made for each piece. */
const mostPieces = 200

/**
 * Why the likeliest classes were read: every word (in Chinese every two neighbouring signs) is left
 * out in turn, and what the margin loses is what that piece had said. Shows what the whole model
 * does, pairs of words and concepts included, where a list of weights would show only its parts.
 */
export function explain(recogniser: Recogniser, text: string, classes = 3): Explanation[] {
  const folded = foldText(text)
  const { margins, probabilities } = recogniser.score(folded)
  const before = Float64Array.from(margins)
  const sure = Float64Array.from(probabilities)
  const top = [...before.keys()]
    .sort((a, b) => (before[b] ?? 0) - (before[a] ?? 0))
    .slice(0, classes)
  const evidence = top.map((): Evidence[] => [])
  for (const [piece, rest] of piecesOf(folded)) {
    const without = recogniser.score(rest).margins
    top.forEach((k, at) => {
      evidence[at]?.push({ piece, weight: (before[k] ?? 0) - (without[k] ?? 0) })
    })
  }
  return top.map((k, at) => ({
    intent: recogniser.model.labels[k] ?? '',
    probability: sure[k] ?? 0,
    evidence: (evidence[at] ?? [])
      .sort((a, b) => Math.abs(b.weight) - Math.abs(a.weight))
      .slice(0, 8),
  }))
}

/** The pieces of a text, each with the text that is left without it. */
function piecesOf(text: string): [piece: string, rest: string][] {
  const pieces: [string, string][] = []
  for (const { 0: run, index } of text.matchAll(/[\p{Script=Han}]{1,}|[\p{L}\p{N}'’]+/gu)) {
    const length = /\p{Script=Han}/u.test(run) ? 2 : run.length
    for (let at = 0; at < Math.max(1, run.length - length + 1); at++) {
      const [from, to] = [index + at, index + Math.min(run.length, at + length)]
      pieces.push([text.slice(from, to), `${text.slice(0, from)} ${text.slice(to)}`])
      if (pieces.length === mostPieces) return pieces
    }
  }
  return pieces
}
