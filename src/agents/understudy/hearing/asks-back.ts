import type { Wish } from '../../../domain/agenda.ts'
import { groupOf, type IntentGroup } from '../../../domain/intent.ts'
import type { Reading } from '../../../domain/reading.ts'
import type { Wanted } from './surely-wanted.ts'
import type { Listening } from './listening.ts'

/** A question by its form, and not by a word in it: "how old must I be", 「要带什么证件」. */
const isPutAsQuestion =
  /[?？]\s*$|[吗呢么]\s*$|什么|多少|几岁|多大|要不要|能不能|^(?:and |but |ok,? |so )?(?:how|what|which|who|where|when|why|do|does|is|are|will|would|may|must)\b/iu
/** What is wanted of something else than the matter that waits. */
const ofOther: ReadonlySet<IntentGroup> = new Set(['order', 'after_sales', 'billing', 'account'])

/**
 * The matter that a question goes back to: it waits for a fact, the question brings none and wants nothing else, and the rules of
 * the matter stand somewhere in the library. Null for any other words.
 */
export function askedBackTo(
  { latest, playbookOf }: Listening,
  text: string,
  { entities }: Reading,
  sure: readonly Wanted[],
): Wish | null {
  const waiting = latest(({ status, asked }) => status === 'waiting_for_fact' && asked !== null)
  const playbook = waiting && playbookOf(waiting)
  if (!waiting || !playbook || playbook.explainedIn.length === 0) return null
  // 「空气炸锅能洗碗机洗吗」, asked which order an invoice is for.
  const isOfPurchase = playbook.intents.some((intent) => ofOther.has(groupOf(intent)))
  const asksOfGoods =
    isOfPurchase && entities.some(({ type }) => type === 'goods' || type === 'product')
  const isOther = sure.some(
    ({ intent, playbook: { name } }) =>
      name !== playbook.name &&
      (ofOther.has(groupOf(intent)) ||
        intent === 'human_request' ||
        (asksOfGoods && groupOf(intent) === 'presales')),
  )
  return !isOther && isPutAsQuestion.test(text.trim()) ? waiting : null
}
