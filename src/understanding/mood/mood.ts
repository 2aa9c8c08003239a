import type { Mood, MoodTraining } from './mood-training.ts'
import { cachedModel } from '../recogniser/model-file.ts'
import { createRecogniser, recogniserVersion } from '../recogniser/recogniser.ts'
import type { Model } from '../recogniser/recogniser.ts'
import { readSentiment } from './sentiment.ts'
import { trainModel } from '../recogniser/train.ts'
import { plainNorms } from '../recogniser/vectors.ts'

/** What the planes tell apart: whether a message is hostile, sad or glad, and whether it is so to the utmost. */
const tones: Record<Mood, readonly [Tone, ...Tone[]]> = {
  furious: ['hostile', 'furious'],
  annoyed: ['hostile'],
  disapproving: ['hostile'],
  disappointed: ['sad'],
  neutral: ['calm'],
  pleased: ['glad'],
  delighted: ['glad', 'delighted'],
}
type Tone = 'hostile' | 'furious' | 'sad' | 'calm' | 'glad' | 'delighted'

/** The model of moods for these examples: the one kept in the folder, or a new one. */
export function trainedMood({ examples, hash }: MoodTraining, cacheFolder?: string): Model {
  const train = (): Model =>
    trainModel(
      examples.map(({ text, mood }) => ({ text, labels: tones[mood] })),
      {
        heldOut: 0,
        norms: plainNorms,
        hidden: { nets: 1, units: 64, passes: 8, cells: 2.5e6 },
        cost: 1,
        planePasses: 4,
      },
    )
  return cacheFolder === undefined
    ? train()
    : cachedModel(cacheFolder, `mood-${recogniserVersion}-${hash}`, train)
}

/** How the customer feels, −1 furious … 0 neutral … 1 delighted. `folded` is `foldText(text)`. */
export type MoodReader = (text: string, folded: string) => number

/**
 * Reads mood by words with a mood and by what the model has learned from whole messages. The lexicon alone may still say
 * "strongly negative" (−0.6); the model alone only where it is sure of fury, because on that the baton passes.
 */
export function createMoodReader(model: Model): MoodReader {
  const recogniser = createRecogniser(model)
  const [hostile, furious, sad, glad, delighted] = (
    ['hostile', 'furious', 'sad', 'glad', 'delighted'] as const
  ).map((tone: Tone) => model.labels.indexOf(tone)) as [number, number, number, number, number]
  return (text, folded) => {
    const { margins } = recogniser.score(folded)
    const shade = (tone: number, from: number, to: number): number =>
      shadeOf(margins[tone] ?? from, from, to)
    // Below the least of it a calm message may still be calmer than another: it only ranks them.
    const anger = shade(hostile, -0.8, 1)
    const heat = Math.max(0, anger)
    const joy = 0.5 * only(shade(glad, -0.7, 0.6)) + 0.4 * only(shade(delighted, -0.8, 0.3))
    const fury = 0.3 * only(shade(furious, -0.8, 0.3))
    const sorrow = 0.2 * only(shade(sad, -0.8, 0.3))
    const learned = (joy - sorrow) * (1 - heat) - 0.5 * anger - fury
    const plain = readSentiment(text, folded)
    // Angry words in a message that is not hostile are mostly told of others, or of a book's title.
    const words = plain < 0 ? plain * (0.5 + Math.min(0.2, 0.5 * heat)) : 0.7 * plain
    const both = Math.max(-1, Math.min(1, words + 0.9 * learned))
    // Between the two the lexicon hears haste or worry, which is not yet anger.
    const strong = plain <= -0.6 || (plain > -0.2 && shade(furious, -0.8, 0.3) > 0.6)
    return (
      Math.round(
        (strong ? both : softened(plain < -0.2 ? Math.min(both, 0.8 * plain) : both)) * 1000,
      ) / 1000
    )
  }
}

/** How much more displeasure is meant than its words say: people are politer than they feel (measured on `evals/mood`). */
const meant = 1.5

/** Displeasure without fury, in its order: what lies beyond −0.5 stays short of the −0.6 at which it counts as strong. */
function softened(mood: number): number {
  const told = mood < 0 ? mood * meant : mood
  return told < -0.5 ? -0.5 + 0.05 * Math.max(-1.5, told + 0.5) : told
}

/** How far a margin has come between nothing of a tone (0) and all of it (1); a little below 0 where it is less than nothing. */
function shadeOf(margin: number, from: number, to: number): number {
  const way = (margin - from) / (to - from)
  return way < 0 ? 0.25 * Math.max(-1, way) : Math.min(1, way)
}

const only = (shade: number): number => Math.max(0, shade)
