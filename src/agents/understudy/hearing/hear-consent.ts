import type { Wish } from '../../../domain/agenda.ts'
import type { IntentName } from '../../../domain/intent.ts'
import type { Reading } from '../../../domain/reading.ts'
import { shortAnswer } from '../facts/facts.ts'
import { timesAsked, type Listening, type Spoken } from './listening.ts'
import type { Situation } from '../../performer.ts'

/** How often a consent is asked of somebody who does not say a word about it. */
const mostUnheard = 2
/** And of somebody who goes on about it: 「还是修吧，怎么寄」. */
const mostHeardOut = 3
/** Wishes by which people say that what they are offered is not enough. */
export const displeasure = new Set<IntentName>([
  'compensation_claim',
  'complaint',
  'deny',
  'refund_request',
])
export const findsItLittle =
  /就这么?(?:点|些)|打发|叫花子|太少|不够|多[给补赔]|才这么?点|\bis that (?:all|it)\b|that's (?:all|it)\?|\bnot enough\b|\bmore than that\b|\bpeanuts\b|\bjoke\b/i
/** 「那就 300」, "make it 200": a figure held against the one we offered, and nothing besides. */
const haggling =
  /^(?:那|那就|至少|最少|起码|给我?|要|赔我?|补我?|最低|at least|make it|what about|how about|then|ok)*[，,\s]*[¥￥$€£]?\d{1,6}(?:\.\d+)?\s*(?:块钱?|元|rmb|euros?|dollars?|pounds?|bucks)?[，,\s]*(?:总|就|也|都|吧)*(?:行|可以|好|够)?(?:了)?(?:吧|么|吗|嘛)?(?: then)?[。.!！?？~]*$/i
/** Whether a message bargains over an amount that we asked consent for. */
export const haggles = (text: string, { consent }: Situation): boolean =>
  consent?.status === 'expired' &&
  'amount' in consent.args &&
  (haggling.test(text.trim()) || (text.length <= shortAnswer && findsItLittle.test(text)))
const pressesForMore = ({ text }: Spoken, reading: Reading | undefined) =>
  findsItLittle.test(text) || displeasure.has(reading?.intents[0]?.name ?? 'chitchat')
/** Anger with no word of what was asked. */
const isUpset = (reading: Reading | undefined) => (reading?.sentiment ?? 0) <= -0.2

/**
 * What became of the wish whose consent was asked: it goes on by a yes or a no, is asked for again, with more words where the
 * customer presses for more, or rests. Says whether it goes on.
 */
export function hearConsent(
  { situation, wishes, heard, latest, playbookOf }: Listening,
  { wanting }: { wanting: boolean },
): boolean {
  const asking = latest((wish) => wish.status === 'waiting_for_consent')
  const { consent, said, readings } = situation
  if (!asking || !consent) return false
  const isExpired = consent.status === 'expired'
  // Only who is displeased with what was asked presses for more; who is just angry hears where the matter stands.
  const hearsOut = isExpired && !wanting && !heard.again.has(asking)
  const speaksOfIt = (wish: Wish) =>
    heard.lacksReceipt ||
    readings.some(({ intents: [top] }) => {
      const own: readonly IntentName[] = playbookOf(wish)?.intents ?? []
      return top !== undefined && (top.name === 'provide_info' || own.includes(top.name))
    })
  const presses =
    hearsOut &&
    said.some(
      (message, i) => haggles(message.text, situation) || pressesForMore(message, readings[i]),
    )
  if (presses) heard.pressed.add(asking)
  else if (hearsOut && readings.some(isUpset)) heard.again.add(asking)
  // Asked twice and not a word about it: the customer does not want to hear of it again.
  const times = timesAsked(wishes, consent.tool)
  const rests = isExpired && !presses && times >= (speaksOfIt(asking) ? mostHeardOut : mostUnheard)
  // Its terms were asked for: they are told anew, be it that it is not asked again.
  asking.status = rests && !heard.asksTerms ? 'done' : 'open'
  if (isExpired && !rests && wanting && !heard.again.has(asking)) heard.resumed.add(asking)
  return !rests || heard.asksTerms
}
