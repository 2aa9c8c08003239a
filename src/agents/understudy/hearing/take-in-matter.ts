import type { Wish } from '../../../domain/agenda.ts'
import type { IntentName } from '../../../domain/intent.ts'
import type { Message } from '../../../domain/message.ts'
import { plain } from '../../../domain/plain-text.ts'
import type { Reading } from '../../../domain/reading.ts'
import { serving } from '../../playbooks/match.ts'
import { cuesIn } from '../../playbooks/wordings.ts'
import { factsIn } from '../facts/facts.ts'
import { isMatter } from './in-matter.ts'
import { orderSlot, type Listening } from './listening.ts'
import { newWish } from './new-wish.ts'
import { isQuestion } from './question.ts'

/** 「运费谁出」,「免费修吗」, "is it still under warranty", while we ask whether to file it: the terms say so. */
const asksTerms =
  /运费|邮费|谁[出付承]|(?:怎么|咋)(?:寄|修|换|退|弄|办理?)(?![^，。？]{0,2}了)|寄到哪|寄哪|免费|要钱|收费|多少钱|(?:还在|过了?|有没有)保修|保修期|多久能?[修好]|\b(?:who pays|how much (?:is|does|will|would) (?:it|that|this|a repair|the repair)|postage|shipping|free|cost|charge|under warranty|where do i (?:send|post|ship)|how do i (?:send|post|ship|return|get it (?:repaired|fixed|exchanged))|how does (?:it|that|this) work)\b/i
/** A longer question asks more than the terms. */
const longestOfTerms = 40

/** Takes a question that the terms of what we ask consent for answer: they are told again, and so is our question. */
export function takeTerms(wish: Wish, text: string): boolean {
  const isAsked = wish.status === 'waiting_for_consent' && isMatter(wish)
  if (!isAsked || text.length > longestOfTerms || !asksTerms.test(plain(text))) return false
  if (!isQuestion(text)) return false
  // What stands in brackets is a mark of ours, and no reply.
  wish.said = wish.said.filter((key) => key.startsWith('('))
  return true
}

/** What has come is what is spoken of from now on: "wrong colour, though" leaves out what it is. */
export function rememberInHands({ wishes, playbooks }: Listening, { id, text }: Message): void {
  const [playbook] = serving(playbooks, 'order_status')
  if (!playbook) return
  const wish = { intent: 'order_status', words: text, messageId: id, facts: {} } as const
  wishes.push({ ...newWish({ ...wish, playbook: playbook.name }), status: 'done' })
}

/** 「我订的是藏青」, while a colleague is offered who shall see to it: no other wish, though it reads like what was settled last. */
export function tellsColleague(
  { situation, wishes, playbookOf }: Listening,
  message: Message,
  reading: Reading,
  read: readonly { intent: IntentName }[],
): boolean {
  const last = wishes.at(-1)
  const playbook = last?.status === 'done' ? playbookOf(last) : undefined
  if (!last || !playbook || !situation.course.offered || isQuestion(message.text)) return false
  // 「投诉你」 once more is about no goods.
  if (!orderSlot(playbook)) return false
  const own: readonly IntentName[] = [...playbook.intents, ...playbook.covers]
  if (read.length === 0 || !read.every(({ intent }) => own.includes(intent))) return false
  // What is said in words that mean one thing alone is that: "order it again".
  const isCued = cuesIn(message.text)
  if (situation.scope.playbooks.some((it) => it.name !== playbook.name && isCued(it))) return false
  // 「睡了两次就坏了」: not what it was taken for, so the rule is another.
  const { facts } = factsIn({ message, reading }, playbook, null)
  const changed = Object.entries(facts).filter(([key, value]) => last.facts[key] !== value)
  if (changed.length > 0) {
    Object.assign(last.facts, Object.fromEntries(changed))
    last.words = message.text
    last.said = []
    last.status = 'open'
  }
  return true
}
