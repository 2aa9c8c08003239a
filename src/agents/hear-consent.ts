import type { IntentName } from '../domain/intent.ts'
import type { Reading } from '../domain/reading.ts'
import { timesAsked, type Listening, type Spoken } from './listening.ts'

/** How often a consent is asked of somebody who does not say a word about it. */
const mostUnheard = 2
/** Wishes by which people say that what they are offered is not enough. */
export const displeasure = new Set<IntentName>([
  'compensation_claim',
  'complaint',
  'deny',
  'refund_request',
])
export const findsItLittle =
  /就这么?(?:点|些)|打发|叫花子|太少|不够|多[给补赔]|才这么?点|\bis that (?:all|it)\b|that's (?:all|it)\?|\bnot enough\b|\bmore than that\b|\bpeanuts\b|\bjoke\b/i
const isDispleased = ({ text }: Spoken, reading: Reading | undefined) =>
  findsItLittle.test(text) ||
  (reading?.sentiment ?? 0) <= -0.2 ||
  displeasure.has(reading?.intents[0]?.name ?? 'chitchat')

/**
 * What became of the wish whose consent was asked: it goes on by a yes or a no, is asked for again, with more words where the
 * customer presses for more, or rests. Says whether it goes on.
 */
export function hearConsent(
  { situation, wishes, heard, latest }: Listening,
  { wanting }: { wanting: boolean },
): boolean {
  const asking = latest((wish) => wish.status === 'waiting_for_consent')
  const { consent, said, readings } = situation
  if (!asking || !consent) return false
  const isExpired = consent.status === 'expired'
  // Only who is displeased with what was asked presses for more.
  const presses =
    !wanting &&
    !heard.again.has(asking) &&
    said.some((message, i) => isDispleased(message, readings[i]))
  if (isExpired && presses) heard.pressed.add(asking)
  // Asked twice and not a word about it: the customer does not want to hear of it again.
  const rests = isExpired && !presses && timesAsked(wishes, consent.tool) >= mostUnheard
  asking.status = rests ? 'done' : 'open'
  return !rests
}
