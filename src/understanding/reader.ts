import type { Reader, Reading, ReadingContext } from '../domain/reading.ts'
import { loadLexicon } from './concepts.ts'
import type { Lexicon } from './concepts.ts'
import { createEntityReader } from './entities.ts'
import { defaultProducts } from './entities/products.ts'
import { foldText } from './fold.ts'
import { explain } from './explain.ts'
import type { Explanation } from './explain.ts'
import { createIntentReader } from './intents.ts'
import { detectLanguage } from './language.ts'
import { cachedModel } from './model-file.ts'
import { createRecogniser, recogniserVersion } from './recogniser.ts'
import { trainModel } from './train.ts'
import type { Model } from './recogniser.ts'
import { readRisks } from './risk.ts'
import { readSentiment } from './sentiment.ts'
import { loadTraining } from './training.ts'
import type { BlockNorms } from './vectors.ts'

export interface ReaderOptions {
  /** Folder with one YAML file of examples per intent. */
  trainingFolder: string
  /** Where trained models are kept, so that the next start need not train. Absent: nothing is kept. */
  cacheFolder?: string
  /** Product names of the shop's catalogue. */
  products?: readonly string[]
}

/** A Reader that can also say why. */
export interface ExplainingReader extends Reader {
  /** The likeliest intents of the message as a whole, and what in it spoke for and against each. */
  explain(text: string): Explanation[]
}

/**
 * Makes the Reader: loads the examples and trains, or takes the model that was kept for exactly
 * these files. Throws `invalid` or `not_found` for examples that cannot be read.
 */
export function createReader(options: ReaderOptions): ExplainingReader {
  const { examples, hash } = loadTraining(options.trainingFolder)
  const lexicon = loadLexicon()
  const version = `${recogniserVersion}-${hash}-${lexicon.hash}`
  const train = (): Model =>
    trainModel(examples, { lexicon, norms: shopNorms, heldOut: examples.length / 5 })
  const model =
    options.cacheFolder === undefined || examples.length === 0
      ? train()
      : cachedModel(options.cacheFolder, `reader-${version}`, train)
  return readerOf(model, { version, lexicon, products: options.products ?? defaultProducts })
}

/**
 * What counts in a shop's messages: words most of all; of concepts only a hint, because they are
 * written by people who know the examples, and so look more certain in training than they are.
 */
const shopNorms: BlockNorms = [2, 1, 0.6, 0.6]

/** A Reader that reads by this model. */
export function readerOf(
  model: Model,
  {
    version,
    lexicon,
    products,
  }: { version: string; lexicon: Lexicon; products: readonly string[] },
): ExplainingReader {
  const recogniser = createRecogniser(model, lexicon)
  const readIntents = createIntentReader(recogniser)
  const readEntities = createEntityReader(products)
  return {
    version,
    explain: (text) => explain(recogniser, windowOf(text)),
    read(text: string, context: ReadingContext = {}): Reading {
      const folded = foldText(windowOf(text))
      const { intents, outOfScope } = readIntents(folded)
      const hint = context.languageHint ?? languageOfLast(context.previous)
      return {
        intents,
        outOfScope,
        sentiment: readSentiment(windowOf(text), folded),
        language: detectLanguage(text, hint),
        entities: readEntities(text, context.now ?? new Date()),
        risks: readRisks(folded),
      }
    },
  }
}

/** The most that is read of a text, in UTF-16 units: of a longer one its two ends, where wishes stand. */
const windowLength = 4000

function windowOf(text: string): string {
  if (text.length <= windowLength) return text
  return `${text.slice(0, windowLength / 2)}\n${text.slice(-windowLength / 2)}`
}

function languageOfLast(previous: readonly string[] | undefined): string | undefined {
  const last = previous?.at(-1)
  return last === undefined ? undefined : detectLanguage(last)
}
