import type { Wish } from '../../../domain/agenda.ts'
import { groupOf, type IntentGroup } from '../../../domain/intent.ts'
import type { Reading } from '../../../domain/reading.ts'
import { factsIn } from '../facts/facts.ts'
import type { Listening, Spoken } from './listening.ts'

/** Words that ask for other advice: cheaper, something else, not that. */
const asksOther =
  /便宜[点些]|便宜一点|更便宜|太贵|贵了|有点贵|还有别的|别的吗|换一[个款种]|其他的[吗么]|不喜欢这|\b(?:cheaper|less expensive|more affordable|too (?:expensive|pricey|dear|big|heavy|small)|anything else|something else|other (?:ideas|options)|(?:bit|little) (?:much|over))\b/i
/** Words about who it is for, and what they have and like. */
const tellsOf =
  /(?:[她他]|对方|我[妈爸爷奶姐弟哥妹]|老[婆公爸妈人]|爸妈|孩子|女朋友|男朋友).{0,6}(?:喜欢|爱|平时|经常|常|怕|已经|有了|不)|^(?:平时)?(?:喜欢|爱)|已经有|\b(?:he|she|they|mum|mom|dad|my (?:wife|husband|partner|friend|son|daughter)|his|her)\b.{0,24}\b(?:lik|lov|enjoy|already|has|have|hate|need|want|use|cook|drink|camp|live|is|are)/i
/** What asks something of us, and tells nothing of them. */
const asksUs =
  /[?？]\s*$|[吗呢么]\s*$|^(?:what|how|which|where|when|who|why|can|could|do|does|is|are|will|would)\b/i
/** Groups of wishes that words about somebody's tastes are taken for. */
const aboutAdvice = new Set<IntentGroup>(['presales', 'conversation'])
/** Read as surely as this, words are what they are read as. */
const sureOfOther = 0.85
/** Longer words tell more than a wish about what was shown. */
const longest = 80
const longestWords = 400

/** So many wishes back, advice is still what is spoken of. */
const lately = 3

/** The advice that was asked for, where nothing but questions before a purchase came after it. */
function adviceBefore(
  wishes: readonly Wish[],
  playbookOf: Listening['playbookOf'],
): Wish | undefined {
  const recent = wishes.slice(-lately)
  const at = recent.findLastIndex((wish) =>
    playbookOf(wish)?.intents.includes('product_recommendation'),
  )
  const isAside = recent.slice(at + 1).every(({ intent }) => groupOf(intent) === 'presales')
  const advice = recent[at]
  return isAside && advice?.status !== 'dropped' ? advice : undefined
}

/**
 * Words that tell more to who asked what to buy: what the person likes, has, or can pay. The advice is given anew, by all that
 * was said. False where they are about something else.
 */
export function takeRefinement(
  { wishes, playbookOf, heard }: Listening,
  message: Spoken,
  reading: Reading,
): boolean {
  const last = adviceBefore(wishes, playbookOf)
  const playbook = last && playbookOf(last)
  if (!last || !playbook || message.text.length > longest) return false
  const [top] = reading.intents
  const isOther =
    top !== undefined && top.probability >= sureOfOther && !aboutAdvice.has(groupOf(top.name))
  const refines =
    asksOther.test(message.text) ||
    (tellsOf.test(message.text) && !asksUs.test(message.text.trim()))
  if (isOther || !refines) return false
  const { asked } = last
  if (last.status === 'waiting_for_fact' && asked !== null) last.facts[asked] ??= message.text
  Object.assign(last.facts, factsIn({ message, reading }, playbook, null).facts)
  last.words = `${last.words}\n${message.text}`.slice(-longestWords)
  last.said = []
  last.status = 'open'
  // It is what was spoken of last, again.
  wishes.push(...wishes.splice(wishes.indexOf(last), 1))
  heard.told.add(last)
  return true
}
