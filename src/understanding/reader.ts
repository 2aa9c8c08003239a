import type { Reader, Reading, ReadingContext } from '../domain/reading.ts'
import { keepNewest } from '../platform/keep-newest.ts'
import { readAnswer } from './answer.ts'
import { loadLexicon } from './recogniser/concepts.ts'
import type { Lexicon } from './recogniser/concepts.ts'
import { hashOf } from './learning/corrections.ts'
import type { Taught } from './learning/corrections.ts'
import { createEntityReader } from './entities.ts'
import { defaultProducts } from './entities/products.ts'
import { foldText } from './fold.ts'
import { explain } from './recogniser/explain.ts'
import type { Explanation } from './recogniser/explain.ts'
import { createIntentReader } from './intents.ts'
import { detectLanguage } from './language.ts'
import { cachedModel, keptModel } from './recogniser/model-file.ts'
import { createRecogniser, recogniserVersion } from './recogniser/recogniser.ts'
import { trainModel } from './recogniser/train.ts'
import type { HiddenSize } from './recogniser/lesson.ts'
import type { Example, Model, Recogniser } from './recogniser/recogniser.ts'
import { createMemory } from './learning/remembered.ts'
import { createMoodReader, trainedMood } from './mood/mood.ts'
import type { MoodReader } from './mood/mood.ts'
import { loadMoodTraining } from './mood/mood-training.ts'
import { readSentiment, readTones } from './mood/sentiment.ts'
import { createRiskReader } from './signs/risk.ts'
import type { RiskReader } from './signs/risk.ts'
import { learnedDanger } from './signs/danger.ts'
import type { DangerReader } from './signs/danger.ts'
import { learnedPerson } from './person/person.ts'
import type { PersonReader } from './person/person.ts'
import { asksNobody, withPerson } from './person/person-wish.ts'
import { learnedUnhelped } from './signs/unhelped.ts'
import type { UnhelpedReader } from './signs/unhelped.ts'
import { createSignReader, withSigns } from './signs/signs.ts'
import type { SignReader } from './signs/signs.ts'
import { loadTraining } from './learning/training.ts'
import type { TrainingExample } from './learning/training.ts'
import type { BlockNorms } from './recogniser/vectors.ts'

/** What a model is trained from, and where it is kept. */
export interface TrainingSource {
  /** Folder with one YAML file of examples per intent. */
  trainingFolder: string
  /** Where trained models are kept, so that the next start need not train. Absent: nothing is kept. */
  cacheFolder?: string
  /** What people taught since the files were written. */
  lessons?: readonly Taught[]
}

export interface ReaderOptions extends TrainingSource {
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
  const { prepared, model } = trainedModel(options)
  const senses = sensesFor(options)
  const { products } = options
  const recogniser = createRecogniser(model, prepared.lexicon)
  return readerOf(recogniser, { ...prepared, ...senses, ...(products && { products }) })
}

/** What a model is trained on, and the version of a reader that reads by it. */
export interface Prepared {
  readonly examples: readonly TrainingExample[]
  readonly lexicon: Lexicon
  readonly lessons: readonly Taught[]
  readonly version: string
}

/** Reads the examples and the lexicon. Throws `invalid` or `not_found` for examples that cannot be read. */
export function prepareTraining({ trainingFolder, lessons = [] }: TrainingSource): Prepared {
  const { examples, hash } = loadTraining(trainingFolder)
  const lexicon = loadLexicon()
  return { examples, lexicon, lessons, version: `${recogniserVersion}-${hash}-${lexicon.hash}` }
}

/** What is heard in a message beside its intents. */
export interface Senses {
  readonly readMood: MoodReader
  readonly readRisks: RiskReader
  readonly readSigns: SignReader
  readonly readPerson: PersonReader
  readonly readDanger: DangerReader
  readonly isUnhelped: UnhelpedReader
}

/** The readers of mood and risks for these files; they know nothing of the shop's intents and lessons. */
export function sensesFor({ trainingFolder, cacheFolder }: TrainingSource): Senses {
  return {
    readMood: createMoodReader(trainedMood(loadMoodTraining(trainingFolder), cacheFolder)),
    readRisks: createRiskReader(trainingFolder),
    readSigns: createSignReader(),
    readPerson: learnedPerson(trainingFolder, cacheFolder),
    readDanger: learnedDanger(trainingFolder, cacheFolder),
    isUnhelped: learnedUnhelped(trainingFolder, cacheFolder),
  }
}

/** The model for these files and lessons: the one that was kept for them, or a new one. */
export function trainedModel(source: TrainingSource): { prepared: Prepared; model: Model } {
  const prepared = prepareTraining(source)
  const { examples, lexicon, lessons } = prepared
  const taught = lessons.flatMap(({ kind, text, intent }): Example[] =>
    kind === 'is' ? [{ text, labels: [intent] }] : [],
  )
  const all = [...examples, ...taught]
  const train = (): Model =>
    trainModel(all, { ...shopTraining, lexicon, heldOut: examples.length / 5 })
  const model =
    source.cacheFolder === undefined || examples.length === 0
      ? train()
      : cachedModel(source.cacheFolder, `reader-${versionOf(prepared)}`, train)
  return { prepared, model }
}

/** Like `trainedModel`, but lessons alone are no reason to train: they are remembered until somebody trains again. */
export function startingModel(source: TrainingSource): { prepared: Prepared; model: Model } {
  const prepared = prepareTraining(source)
  const kept = source.cacheFolder && keptModel(source.cacheFolder, `reader-${versionOf(prepared)}`)
  return { prepared, model: kept || trainedModel({ ...source, lessons: [] }).model }
}

const versionOf = ({ version, lessons }: Pick<Prepared, 'version' | 'lessons'>): string =>
  [version, hashOf(lessons)].filter(Boolean).join('-')

/**
 * What counts in a shop's messages: words most of all; of concepts only a hint, because they are
 * written by people who know the examples, and so look more certain in training than they are.
 */
const shopNorms: BlockNorms = [2, 1, 0.6, 0.6]

const shopHidden: HiddenSize = { nets: 1, units: 64, passes: 8, cells: 3.7e6 }

/** The planes take longer over many examples that are not alike: +0.5 with ten passes instead of four. */
const shopTraining = { norms: shopNorms, hidden: shopHidden, planePasses: 10, cost: 1 }

/** What of a reading the text alone decides. */
type Understood = Omit<Reading, 'language' | 'entities'>

/** So many messages are not read again: within a turn and between turns the same come back. */
const mostKept = 64

/** A Reader that reads by this recogniser, and by the lessons even where its model was trained before them. */
export function readerOf(
  recogniser: Recogniser,
  {
    lessons,
    version,
    readMood,
    readRisks,
    readSigns,
    readPerson,
    readDanger,
    isUnhelped,
    products = defaultProducts,
  }: Pick<Prepared, 'lessons' | 'version'> & Pick<ReaderOptions, 'products'> & Senses,
): ExplainingReader {
  const readIntents = createIntentReader(recogniser, createMemory(lessons))
  const isKnown = (word: string): boolean => recogniser.score(foldText(word)).familiarity > 0
  const readEntities = createEntityReader(products, isKnown)
  const kept = new Map<string, Understood>()

  function understand(text: string): Understood {
    const known = kept.get(text)
    if (known) return copyOf(known)
    const folded = foldText(text)
    const signs = readSigns(folded)
    const margins = readPerson(folded)
    const guessed = readIntents(folded)
    const read = asksNobody(guessed, margins) ? readIntents(folded, 'human_request') : guessed
    const told = withSigns(
      { ...read, risks: readRisks(folded) },
      { signs, danger: readDanger(folded) },
    )
    const understood = {
      ...withPerson(told, folded, { margins, bySigns: signs.has('human') }),
      // A bare yes or no answers us, and says no more of the mood than its words do.
      sentiment:
        readAnswer(folded) === 'other' ? readMood(text, folded) : readSentiment(text, folded),
      tones: [...readTones(folded), ...(isUnhelped(folded) ? ['unhelped' as const] : [])],
    }
    return copyOf(keepNewest(kept, text, understood, mostKept))
  }

  return {
    version: versionOf({ version, lessons }),
    explain: (text) => explain(recogniser, windowOf(text)),
    read(text: string, context: ReadingContext = {}): Reading {
      const hint = context.languageHint ?? languageOfLast(context.previous)
      return {
        ...understand(windowOf(text)),
        language: detectLanguage(text, hint),
        entities: readEntities(text, context.now ?? new Date()),
      }
    },
  }
}

/** Whoever gets a reading may do with its lists as they like. */
function copyOf(understood: Understood): Understood {
  const { intents, risks, tones = [] } = understood
  return {
    ...understood,
    intents: intents.map((intent) => ({ ...intent })),
    risks: [...risks],
    tones: [...tones],
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
