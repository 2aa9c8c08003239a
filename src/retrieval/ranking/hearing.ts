import type { Listener } from './listener.ts'
import { type PassageReading, sentenceEnd } from './passage-reading.ts'

/** What a passage says of the concepts that are listened for, as masses. */
export interface Heard {
  title: number
  headings: number
  /** What title, headings and text say of those that are no codes. */
  plain: number
  /** The most that one sentence says together with what stands above it. */
  sentence: number
}

/**
 * Goes through passages, each once. `places` tells for each number of a term its place among the listener's, from 1.
 * What it writes on is made once and used again for each passage.
 */
export function createHearing(
  listener: Listener,
  places: Int32Array,
): (passage: PassageReading) => Heard {
  const [line, above, all, own] = [
    listener.silence(),
    listener.silence(),
    listener.silence(),
    listener.silence(),
  ]
  const isAbove = new Uint8Array(listener.terms.length + 1)
  const isSaid = new Uint8Array(listener.terms.length + 1)

  const hearAll = (said: Float64Array, terms: Int32Array): void => {
    said.fill(0)
    for (let i = 0; i < terms.length; i++) {
      const place = places[terms[i] ?? 0] ?? 0
      if (place > 0) listener.hear(said, place - 1)
    }
  }
  const massOfLine = (terms: Int32Array): number => {
    hearAll(line, terms)
    return listener.massOf(line)
  }

  return ({ title, headings, above: termsAbove, sentences }) => {
    hearAll(above, termsAbove)
    isAbove.fill(0)
    for (let i = 0; i < termsAbove.length; i++) isAbove[places[termsAbove[i] ?? 0] ?? 0] = 1
    isSaid.set(isAbove)
    all.set(above)
    let most = sentences.length > 0 ? listener.massOf(above) : 0
    // Only sentences with a term of a concept say more than what stands above them.
    let more = false
    for (let i = 0; i < sentences.length; i++) {
      const number = sentences[i] ?? sentenceEnd
      if (number === sentenceEnd) {
        if (more) most = Math.max(most, listener.massOf(own))
        more = false
        continue
      }
      const place = places[number] ?? 0
      if (place === 0 || isAbove[place] === 1) continue
      if (!more) own.set(above)
      more = true
      listener.hear(own, place - 1)
      if (isSaid[place] === 1) continue
      isSaid[place] = 1
      listener.hear(all, place - 1)
    }
    return {
      title: massOfLine(title.terms),
      headings: massOfLine(headings.terms),
      plain: listener.plainMassOf(all),
      sentence: most,
    }
  }
}
