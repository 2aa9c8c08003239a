import type { Course } from '../domain/agenda.ts'
import { isContent } from './courtesy.ts'
import { goesOn, insists, pointsOnly, saysNo } from './customer-words.ts'
import { factsIn, isUnhelped, saidBefore, wishesIn, type Heard } from './heard.ts'

/** Whether the customer does not take our "I may not". */
export function insistsAfterNo({ lastReply }: Course, heard: readonly Heard[]): boolean {
  return (
    lastReply === 'restricted' &&
    heard.some(
      ({ text, reading }) =>
        !isContent({ text, reading }) &&
        (insists(text) ||
          isUnhelped({ text, reading }) ||
          saysNo(text) ||
          reading.sentiment <= -0.3),
    )
  )
}

/** So much of a message said before is the message over again. */
const mostlySaid = 0.5
/** A wish read this surely is known, however it is put. */
const sureOfWish = 0.9

/** Whether what we did not understand is said once more in the same few words, or goes on in the same vein. */
export function saysTheUnknownAgain({ lastReply, need }: Course, heard: readonly Heard[]): boolean {
  return (
    lastReply === 'clarified' &&
    need !== null &&
    heard.every(({ text, reading }) => {
      const known =
        wishesIn(reading).length > 0 && (reading.intents[0]?.probability ?? 0) > sureOfWish
      return (
        !known &&
        factsIn(reading).length === 0 &&
        (pointsOnly(text) ||
          saidBefore(need, text) >= mostlySaid ||
          (need.intents.length === 0 && goesOn(text)))
      )
    })
  )
}
