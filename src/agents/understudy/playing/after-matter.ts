import type { Wish } from '../../../domain/agenda.ts'
import { groupOf } from '../../../domain/intent.ts'
import { orderSlot, type Heard } from '../hearing/listening.ts'
import { isQuestion } from '../hearing/question.ts'
import type { Floor } from './run.ts'

/* What is said after a return, a repair or a refund was settled, and fits nothing by itself. */

/** Whether a wish is about something bought, and its procedure about an order. */
export const isOrderMatter = ({ playbook, intent }: Wish, { playbooks }: Floor): boolean =>
  groupOf(intent) === 'after_sales' &&
  orderSlot(playbooks.find(({ name }) => name === playbook)) !== undefined

/** The parts of the library in which the rules of returns, repairs and refunds stand. */
const rulesOfGoods = ['returns', 'warranty', 'damage_claims']
const rulesOfMoney = ['refunds']
/** How articles speak of money that goes back, whoever asks where it stands. */
const refund = { zh: '退款', en: 'refund' }

/** What was settled last, by its name: 「少的那部分怎么算的」, after a refund, is about that and not about the goods. */
export function matterOf(
  { agenda, scope }: Floor['situation'],
  floor: Floor,
): { title: string; categories: readonly string[] } | undefined {
  const last = agenda.wishes.at(-1)
  const playbook = floor.playbooks.find(({ name }) => name === last?.playbook)
  if (!last || !playbook || !isOrderMatter(last, floor)) return undefined
  const isOfMoney = last.intent === 'refund_status'
  const title = isOfMoney ? refund : playbook.title
  return { title: title[scope.locale], categories: isOfMoney ? rulesOfMoney : rulesOfGoods }
}

/** Longer words say themselves what they are about. */
const longestTold = 40

/** A few words that say something and ask nothing, after what was settled last. */
export const tellsMore = (
  unclear: Heard['unclear'],
  { course: { offered, lastReply } }: Floor['situation'],
): boolean =>
  unclear !== null &&
  (offered || lastReply === 'answered') &&
  unclear.message.text.length <= longestTold &&
  !unclear.reading.outOfScope &&
  /[\p{L}]{2}/u.test(unclear.message.text) &&
  !isQuestion(unclear.message.text)

/** 「那怎么办」, "so what can I do": where the matter that was spoken of stands is told again. */
export const asksWhatNow =
  /^(?:那么?|所以|然后)?[，,\s]*(?:我)?(?:现在|该|要|能|应该|可以)*(?:怎么办|咋办|咋整|怎么弄|怎么处理|咋弄)[呢啊呀嘛]*[?？!！。.]*$|^(?:so |and |then |ok(?:ay)?,? )*what (?:now|next|can i do|do i do|should i do|are my options|can you do)(?: (?:now|then|about it))?[?!. ]*$|^(?:so |but |and )*(?:(?:is )?there(?:'s| is)? (?:nothing|no way|really nothing)(?: (?:you|i|we) can do)?|no (?:chance|way)|nothing (?:you|i|we) can do|isn'?t there anything (?:you|i|we) can do)(?: then| at all)?[?!. ]*$/i
