import { withoutCitations } from './citations.ts'
import { claimsEffect } from './claims.ts'
import type { DraftSink } from '../performer.ts'

const sentenceEnd = /(?:[。！？!?\n]+[”’"'』」）)]*|[.](?=\s))/g
const thinking = /^\s*<think>[\s\S]*?(?:<\/think>\s*|$)/

/** The text without what a reasoning model thought aloud: some servers leave it in the answer. */
export const withoutThinking = (text: string) => text.replace(thinking, '')

/**
 * Lets an answer in the making through to the customer's screen by whole sentences, and stops at the first that claims
 * an effect: such a sentence is seen only when it has been said. One per step.
 */
export class DraftGate {
  readonly #sink: DraftSink
  #text = ''
  /** How much of the text (without thinking) has been looked at. */
  #seen = 0
  #open = true
  #streamed = false

  constructor(sink: DraftSink) {
    this.#sink = sink
  }

  write(piece: string) {
    this.#text += piece
    if (this.#open && /[。！？!?\n.\s]/.test(piece)) this.#passOn(false)
  }

  /** The step was the whole answer: its last sentence may lack an end. */
  finish() {
    if (this.#open) this.#passOn(true)
  }

  /** What was streamed is not going to be said. */
  withdraw() {
    if (this.#streamed) this.#sink.reset()
    this.#streamed = false
    this.#open = false
  }

  #passOn(all: boolean) {
    const text = this.#text.trimStart().startsWith('<think')
      ? withoutThinking(this.#text)
      : this.#text
    for (const sentence of wholeSentences(text.slice(this.#seen), all)) {
      if (claimsEffect(sentence)) {
        this.#open = false
        return
      }
      this.#seen += sentence.length
      const shown = withoutCitations(sentence)
      if (shown === '' || (!this.#streamed && shown.trim() === '')) continue
      this.#sink.token(shown)
      this.#streamed = true
    }
  }
}

/** The sentences of a text, spaces included; without the last one when it has no end yet, unless all are wanted. */
function wholeSentences(text: string, all: boolean): string[] {
  const sentences: string[] = []
  let from = 0
  for (const end of text.matchAll(sentenceEnd)) {
    const to = end.index + end[0].length
    sentences.push(text.slice(from, to))
    from = to
  }
  if (all && from < text.length) sentences.push(text.slice(from))
  return sentences
}
