import { plain } from '../domain/plain-text.ts'

/** Steps as a fault book writes them: one sentence, its steps parted by semicolons. */
const apart = /[；;]\s*/

const stem = (word: string) => word.replace(/(?:ing|ed|s)$/, '')

/** What names a thing in a text: Latin words of some length, and pairs of Chinese characters. */
function wordsOf(text: string): Set<string> {
  const folded = plain(text)
  const latin = (folded.match(/[a-z]{4,}/g) ?? []).map(stem)
  const han = folded.match(/\p{Script=Han}+/gu) ?? []
  const pairs = han.flatMap((run) =>
    Array.from({ length: run.length - 1 }, (_, i) => run.slice(i, i + 2)),
  )
  return new Set([...latin, ...pairs])
}

/**
 * The steps that a customer has not tried yet. "Cleaned the contacts" is the step that speaks of contacts, and no other does;
 * what all steps speak of, the dock for example, tells nothing.
 */
export function stepsLeft(steps: string, tried: string): string[] {
  const all = steps.split(apart).filter((step) => step !== '')
  const words = all.map(wordsOf)
  const told = wordsOf(tried)
  const isTold = (at: number) =>
    [...(words[at] ?? [])].some(
      (word) => told.has(word) && words.every((other, i) => i === at || !other.has(word)),
    )
  return all.filter((_, at) => !isTold(at))
}

/** Whether what was told last to be tried is one of the steps. */
export function isOneOf(steps: string, tried: string): boolean {
  const last = tried.split('\n').at(-1) ?? ''
  return stepsLeft(steps, last).length < stepsLeft(steps, '').length
}
