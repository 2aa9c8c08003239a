import { withoutCitations } from './citations.ts'
import { ModelFailed } from './failed.ts'
import type { FailedBecause } from './failed.ts'
import type { Step } from './step.ts'

/** What was wrong with a model's answers in one turn. Each kind is told once; the second time the model has failed. */
export class Faults {
  readonly #seen = new Set<string>()

  isFirst(what: string): boolean {
    const first = !this.#seen.has(what)
    this.#seen.add(what)
    return first
  }

  /** Throws `ModelFailed` the second time. */
  once(why: FailedBecause, what: string) {
    if (!this.isFirst(what)) throw new ModelFailed(why, `${what}, twice`)
  }
}

/** What makes a text without calls no answer: nothing in it, or not the whole of it. */
export function faultOf({
  text,
  finish,
}: Step): { why: FailedBecause; what: string; tell: string } | null {
  if (withoutCitations(text).trim() === '' || finish === 'content_filter') {
    const tell = 'Your answer was empty. Answer the customer.'
    return { why: 'empty', what: 'empty answer', tell }
  }
  if (finish !== 'length') return null
  const tell = 'Your answer was cut off. Answer again, in a few sentences.'
  return { why: 'budget', what: 'answer cut off', tell }
}
