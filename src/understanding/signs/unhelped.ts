import { learnLines } from './learned-lines.ts'
import { loadLines } from './line-training.ts'

/** Whether a folded text says that what was said before it has not helped. */
export type UnhelpedReader = (folded: string) => boolean

/** A text that is less clear may open something of its own. */
const clearly = -0.2

/** Every so-manieth message of the intents is learned as one that opens something. */
const everyOther = 12

/** The reader of "that has not helped", learned from `helped` in a training folder. */
export function learnedUnhelped(trainingFolder: string, cacheFolder?: string): UnhelpedReader {
  const training = loadLines(trainingFolder, {
    folder: 'helped',
    senses: ['unhelped', 'helped'],
    besides: (messages) =>
      messages
        .filter((_, i) => i % everyOther === 0)
        .map(({ text }) => ({ text, labels: ['other'] })),
  })
  const marginsOf = learnLines('helped', training, cacheFolder)
  return (folded) => marginsOf(folded).unhelped > clearly
}
