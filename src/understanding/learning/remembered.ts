import type { IntentName } from '../../domain/intent.ts'
import type { Taught } from './corrections.ts'
import { foldText } from '../fold.ts'

/** What people taught about a text, or about one nearly like it. */
export interface Remembered {
  readonly is: IntentName | undefined
  readonly not: ReadonlySet<IntentName>
}

/** Looks a folded text up among the lessons. */
export type Memory = (folded: string) => Remembered | undefined

/** How alike two texts are by the pieces that they share, at least, for a lesson on one to hold for the other. */
const alike = 0.75

/**
 * A memory of lessons: it holds at once, while a model that learns from them takes seconds to train.
 * Texts are compared by their pieces of three letters or two Chinese signs (Jaccard), so that a lesson
 * survives punctuation, case and a typo, and says nothing about texts that merely share its topic.
 */
export function createMemory(lessons: readonly Taught[]): Memory {
  const pieces = lessons.map(({ text }) => piecesOf(foldText(text)))
  const having = new Map<string, number[]>()
  pieces.forEach((set, at) => {
    for (const piece of set) having.set(piece, [...(having.get(piece) ?? []), at])
  })

  return (folded) => {
    if (lessons.length === 0) return undefined
    const mine = piecesOf(folded)
    const shared = new Map<number, number>()
    for (const piece of mine) {
      for (const at of having.get(piece) ?? []) shared.set(at, (shared.get(at) ?? 0) + 1)
    }
    let nearest: { is: IntentName; by: number } | undefined
    const not = new Set<IntentName>()
    for (const [at, count] of shared) {
      const lesson = lessons[at]
      const by = count / (mine.size + (pieces[at]?.size ?? 0) - count)
      if (!lesson || by < alike) continue
      if (lesson.kind === 'not') not.add(lesson.intent)
      else if (!nearest || by >= nearest.by) nearest = { is: lesson.intent, by }
    }
    return nearest || not.size > 0 ? { is: nearest?.is, not } : undefined
  }
}

/** A text longer than this is told by its beginning. */
const mostRead = 400

function piecesOf(folded: string): Set<string> {
  const text = folded.slice(0, mostRead).replace(/[^\p{L}\p{N}]+/gu, '')
  const length = /\p{Script=Han}/u.test(text) ? 2 : 3
  const pieces = new Set<string>()
  for (let at = 0; at + length <= text.length; at++) pieces.add(text.slice(at, at + length))
  if (pieces.size === 0 && text !== '') pieces.add(text)
  return pieces
}
