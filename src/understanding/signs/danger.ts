import type { RiskTag } from '../../domain/reading.ts'
import { learnLines } from './learned-lines.ts'
import { loadLines } from './line-training.ts'

/** What words of danger come to by what was learned from whole lines. */
export interface Danger {
  /** They are clearly of none: supposed, asked before buying, told of others, in jest, of a trade. */
  readonly harmless: boolean
  /** They clearly tell of this, whether or not a word of danger is among them. */
  readonly told: RiskTag | null
}
export type DangerReader = (folded: string) => Danger

/** Every so-manieth message of the intents is learned as one without danger. */
const everyOther = 8

/** So clearly harmless is a message whose words of danger do not count, and so far ahead of being told. A fire missed is worse than a needless look. */
const clearly = { harmless: 0.3, ahead: 2.2 }
/** So clearly is a danger told that nothing else need say it. */
const toldAlone = 0.4

/** What each kind of told danger is looked at as. */
const kinds = {
  harmed: 'safety',
  threatened: 'legal',
  defrauded: 'fraud',
} as const satisfies Record<string, RiskTag>

/** Wishes among whose messages some tell of danger. */
const endangered: ReadonlySet<string> = new Set([
  'complaint',
  'compensation_claim',
  'account_access',
  'payment_problem',
])

/** The reader of danger, learned from `danger` in a training folder. */
export function learnedDanger(trainingFolder: string, cacheFolder?: string): DangerReader {
  const training = loadLines(trainingFolder, {
    folder: 'danger',
    senses: ['harmed', 'threatened', 'defrauded', 'harmless'],
    besides: (messages) =>
      messages
        .filter(
          ({ labels }, i) => i % everyOther === 0 && !labels.some((label) => endangered.has(label)),
        )
        .map(({ text }) => ({ text, labels: ['other'] })),
  })
  const marginsOf = learnLines('danger', training, cacheFolder)
  return (folded) => {
    const { harmless, ...margins } = marginsOf(folded)
    const told = (['harmed', 'threatened', 'defrauded'] as const)
      .map((kind) => ({ tag: kinds[kind], margin: margins[kind] }))
      .reduce((most, one) => (one.margin > most.margin ? one : most))
    return {
      harmless: harmless > clearly.harmless && harmless - told.margin > clearly.ahead,
      told: told.margin > toldAlone ? told.tag : null,
    }
  }
}
