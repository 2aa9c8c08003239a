import { learnLines } from './learned-lines.ts'
import { loadLines } from './line-training.ts'

/** Whether words of danger are clearly of none: supposed, asked before buying, told of others, in jest, of a trade. */
export type HarmlessReader = (folded: string) => boolean

/** Every so-manieth message of the intents is learned as one without danger. */
const everyOther = 15

/** So clearly harmless is a message whose words of danger do not count, and so far ahead of being told. A fire missed is worse than a needless look. */
const clearly = { harmless: 0.3, ahead: 2.2 }

/** The reader of harmless words of danger, learned from `danger` in a training folder. */
export function learnedHarmless(trainingFolder: string, cacheFolder?: string): HarmlessReader {
  const training = loadLines(trainingFolder, {
    folder: 'danger',
    senses: ['told', 'harmless'],
    besides: (messages) =>
      messages
        .filter(
          ({ labels }, i) => i % everyOther === 0 && !labels.some((label) => endangered.has(label)),
        )
        .map(({ text }) => ({ text, labels: ['other'] })),
  })
  const marginOf = learnLines('danger', training, cacheFolder)
  return (folded) => {
    const harmless = marginOf(folded, 'harmless')
    return harmless > clearly.harmless && harmless - marginOf(folded, 'told') > clearly.ahead
  }
}

/** Wishes among whose messages some tell of danger. */
const endangered: ReadonlySet<string> = new Set([
  'complaint',
  'compensation_claim',
  'account_access',
  'payment_problem',
])
