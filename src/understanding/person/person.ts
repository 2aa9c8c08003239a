import { foldText } from '../fold.ts'
import { readHumanRequest } from './human-request.ts'
import { learnLines } from '../signs/learned-lines.ts'
import { loadLines } from '../signs/line-training.ts'
import { plainSpelling } from './person-spelling.ts'
import type { Example } from '../recogniser/recogniser.ts'
import type { TrainingExample } from '../learning/training.ts'

/** How clearly a folded text asks for a person, and how clearly it only speaks of one: above 0 it does rather than not. */
export interface PersonMargins {
  readonly asked: number
  readonly spokenOf: number
}
export type PersonReader = (folded: string) => PersonMargins

/** Every so-manieth message with another wish is learned as one that asks for nobody. */
const everyOther = 3

/** What only a part of a message says counts a little less. */
const ofAPart = 0.15
/** More parts are not looked at. */
const mostParts = 8

const breaks = /[,，。!?;；\n]|[.]\s| but | - /

/**
 * The reader of wishes for a person, learned from `person` in a training folder. It reads a message as a whole and by
 * its parts, for the wish often follows a long story.
 */
export function learnedPerson(trainingFolder: string, cacheFolder?: string): PersonReader {
  const subject = { folder: 'person', senses: ['asked', 'spoken_of'], besides } as const
  const marginsOf = learnLines('person', loadLines(trainingFolder, subject), cacheFolder)
  return (folded) => {
    const text = plainSpelling(folded)
    const parts = text
      .split(breaks)
      .map((part) => part.trim())
      .filter((part) => part.length > 3)
      .slice(-mostParts)
    const inParts = parts.length < 2 ? [] : parts.map((part) => marginsOf(part).asked - ofAPart)
    const whole = marginsOf(text)
    return { asked: Math.max(whole.asked, ...inParts), spokenOf: whole.spoken_of }
  }
}

/** Messages with the wish for a person, and some that have another. */
function besides(messages: readonly TrainingExample[]): Example[] {
  const asking = messages.filter(
    ({ labels }) => labels.length === 1 && labels[0] === 'human_request',
  )
  const others = messages.filter(
    ({ text, labels }) =>
      !labels.includes('human_request') && readHumanRequest(foldText(text)) !== 'asked',
  )
  return [
    ...asking.map(({ text }) => ({ text, labels: ['asked'] as const })),
    ...others
      .filter((_, i) => i % everyOther === 0)
      .map(({ text }) => ({ text, labels: ['other'] as const })),
  ]
}
