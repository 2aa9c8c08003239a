import { asksHowToSendPictures } from './about-chat.ts'
import { announcedIn } from './announced.ts'
import { isMatter, saysNoReceipt } from './in-matter.ts'
import type { Listening } from './listening.ts'
import { takeBack } from './take-back.ts'
import { takeTerms } from './take-in-matter.ts'
import { takeCallingOff } from './take.ts'
import { takeWhetherDone } from './whether-done.ts'

/** "No wait": neither a no nor an answer. */
const holdsOn =
  /^(?:no,? |ok(?:ay)?,? |um,? )*(?:wait|hold on|hang on|one (?:sec(?:ond)?|moment|minute)|(?:just )?a (?:sec(?:ond)?|moment|minute)|let me (?:check|look|see|think))(?: (?:a|one) (?:sec(?:ond)?|moment|minute))?(?: please)?[.! ]*$|^(?:等等|等一?下|等我|稍等)[一下看找会儿]*[。!！]*$/i

/** Takes what says nothing to the matter itself: it is called off, taken back, put off, or about this conversation. */
export function takeAside(listening: Listening, text: string): boolean {
  const { heard, latest } = listening
  if (
    takeCallingOff(listening, text) ||
    takeBack(listening, text) ||
    takeWhetherDone(listening, text)
  )
    return true
  const isAsked = latest(({ status }) => status === 'waiting_for_fact') !== undefined
  heard.holdsOn ||= isAsked && holdsOn.test(text.trim())
  heard.wantsToSend ||= asksHowToSendPictures(text)
  const last = latest(({ status }) => status !== 'dropped')
  if (last !== undefined && isMatter(last) && saysNoReceipt(text)) {
    heard.lacksReceipt = true
    if (last.status === 'waiting_for_fact') last.status = 'open'
  }
  const asking = latest(({ status }) => status === 'waiting_for_consent')
  heard.asksTerms ||= asking !== undefined && takeTerms(asking, text)
  const announced = isAsked ? null : announcedIn(text)
  if (announced !== null) {
    heard.announced = announced
    listening.topic = { goods: announced, age: 0 }
  }
  return (
    heard.holdsOn ||
    heard.wantsToSend ||
    heard.lacksReceipt ||
    heard.asksTerms ||
    announced !== null
  )
}
