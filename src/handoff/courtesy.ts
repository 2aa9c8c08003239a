import type { Course } from '../domain/agenda.ts'
import { contradicts, saysSettled } from './customer-words.ts'
import { isUnhelped, wishesIn, type Heard } from './heard.ts'
import { tokensOf } from './sameness.ts'

/** A courtesy read less surely than this may be anything. */
const sureOfCourtesy = 0.35
/** And more surely after advice, of which something may be told. */
const sureOfChat = 0.5
/** Fewer words than these are a gesture towards what was said before. */
export const fewWords = 3

/** Whether a message says nothing of a need: thanks, hello, yes, no. */
export function isCourtesy({ text, reading }: Heard, lastReply: Course['lastReply']): boolean {
  const [top] = reading.intents
  // A yes or no with more to it answers a question of ours, or it is no courtesy.
  const answersUs = lastReply === 'asked' || lastReply === 'clarified' || lastReply === 'none'
  const saysMuch =
    (top?.name === 'affirm' || top?.name === 'deny') &&
    tokensOf(text).size > (answersUs ? fewWords : 1)
  const complains = lastReply === 'failed' && reading.sentiment < -0.25
  return (
    !complains &&
    wishesIn(reading).length === 0 &&
    !saysMuch &&
    top !== undefined &&
    top.probability >=
      (lastReply === 'advised' || lastReply === 'failed' ? sureOfChat : sureOfCourtesy) &&
    top.name !== 'out_of_scope' &&
    top.name !== 'provide_info' &&
    !isUnhelped({ text, reading })
  )
}

/** Praise that sounds no gladder than this is none: "no idea". */
const leastGlad = 0.1

/** So glad is nobody whose need is not met. */
const clearlyGlad = 0.6

/** Whether the customer is glad, or lets it be. */
export function isContent({ text, reading }: Heard): boolean {
  if (isUnhelped({ text, reading }) || reading.sentiment < -0.3) return false
  const [top] = reading.intents
  const isGlad =
    (top?.name === 'thanks' ||
      (top?.name === 'praise_feedback' && reading.sentiment > leastGlad)) &&
    top.probability >= sureOfCourtesy
  return isGlad || saysSettled(text) || (reading.sentiment >= clearlyGlad && !contradicts(text))
}
