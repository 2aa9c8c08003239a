import type { Wish } from '../../domain/agenda.ts'
import type { Playbook } from '../../domain/playbook.ts'

/** A question that says nothing of what it is about: "how much?", 「那要多久」, "and how long does that take". */
const bare =
  /^(?:那么?|请问|and|so|ok(?:ay)?)?[，,\s]*(?:(?:要|得|需要|是)?(?:多少钱|多少|多久|几天|几块)|怎么收费|(?:how (?:much|long|many days)|what does (?:it|that) cost)(?: (?:is|does|will|would) (?:it|that)(?: (?:be|cost|take))?| (?:for|to) that)?)(?:呢|啊|呀)?[?？!！。.]*$/i

/**
 * The words of a question that only makes sense after the last one: the two together. Null when it says itself what it is
 * about, or when nothing was answered from the articles just before.
 */
export function inContext(
  text: string,
  last: Wish | undefined,
  playbook: Playbook | undefined,
): string | null {
  const wasAnswered =
    last?.status === 'done' &&
    playbook !== undefined &&
    Object.keys(playbook.facts).length === 0 &&
    playbook.steps.some((step) => 'answer' in step)
  return last && wasAnswered && bare.test(text.trim()) ? `${last.words} ${text}` : null
}
