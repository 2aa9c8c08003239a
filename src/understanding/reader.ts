import { IntentName } from '../domain/intent.ts'
import type { Reader, Reading, ReadingContext } from '../domain/reading.ts'
import { sigmoid } from './calibrate.ts'
import { splitClauses } from './clauses.ts'
import { loadLexicon } from './concepts.ts'
import type { Lexicon } from './concepts.ts'
import { createEntityReader } from './entities.ts'
import { defaultProducts } from './entities/products.ts'
import { foldText } from './fold.ts'
import { asksForPerson } from './human-request.ts'
import { isStuckParcel } from './stuck-parcel.ts'
import { detectLanguage } from './language.ts'
import { cachedModel } from './model-file.ts'
import { createRecogniser, recogniserVersion, trainModel } from './recogniser.ts'
import type { Model, Recogniser } from './recogniser.ts'
import { readRisks } from './risk.ts'
import { readSentiment } from './sentiment.ts'
import { loadTraining } from './training.ts'

export interface ReaderOptions {
  /** Folder with one YAML file of examples per intent. */
  trainingFolder: string
  /** Where trained models are kept, so that the next start need not train. Absent: nothing is kept. */
  cacheFolder?: string
  /** Product names of the shop's catalogue. */
  products?: readonly string[]
}

/**
 * Makes the Reader: loads the examples and trains, or takes the model that was kept for exactly
 * these files. Throws `invalid` or `not_found` for examples that cannot be read.
 */
export function createReader(options: ReaderOptions): Reader {
  const { examples, hash } = loadTraining(options.trainingFolder)
  const lexicon = loadLexicon()
  const version = `${recogniserVersion}-${hash}-${lexicon.hash}`
  const train = (): Model => trainModel(examples, { cost: 0.1, lexicon })
  const model =
    options.cacheFolder === undefined || examples.length === 0
      ? train()
      : cachedModel(options.cacheFolder, `reader-${version}`, train)
  return readerOf(model, { version, lexicon, products: options.products ?? defaultProducts })
}

/** A Reader that reads by this model. */
export function readerOf(
  model: Model,
  {
    version,
    lexicon,
    products,
  }: { version: string; lexicon: Lexicon; products: readonly string[] },
): Reader {
  const readIntents = createIntentReader(createRecogniser(model, lexicon))
  const readEntities = createEntityReader(products)
  return {
    version,
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

/** A class holds beside the first when its own probability reaches this. */
const alsoHolds = 0.4
/** A class holds because one clause asks for it when the clause alone is this sure. */
const clauseHolds = 0.6
/** A first class at least this sure is believed, however strange the text looks. */
const trusted = 0.5
const mostIntents = 4

/** Intents that are said in so many words, and the least probability that this gives them. */
function saidPlainly(folded: string, human: boolean): [IntentName, number][] {
  const said: [IntentName, number][] = []
  if (human) said.push(['human_request', 0.97])
  if (isStuckParcel(folded)) said.push(['urge_delivery', 0.62], ['track_shipment', 0.6])
  return said
}

type ReadIntents = (folded: string) => Pick<Reading, 'intents' | 'outOfScope'>

function createIntentReader(recogniser: Recogniser): ReadIntents {
  const { labels, sigmoid: curve, belongingFloor } = recogniser.model
  const names = labels.map((label) => IntentName.parse(label))

  return (folded) => {
    const human = asksForPerson(folded)
    if (names.length === 0 || !/[\p{L}\p{N}\p{S}]/u.test(folded)) {
      return human ? only('human_request', 0.97) : only('out_of_scope', 0.5)
    }
    const { probabilities, margins, best, belonging } = recogniser.score(folded)
    const held = new Map<IntentName, number>()
    const first = names[best] ?? 'out_of_scope'
    held.set(first, clamp(probabilities[best] ?? 0))
    margins.forEach((margin, k) => {
      const probability = sigmoid(curve, margin)
      const name = names[k]
      if (k !== best && name !== undefined && probability >= alsoHolds)
        held.set(name, clamp(probability))
    })
    const strange = belonging < belongingFloor
    for (const [name, probability] of readClauses(folded)) {
      held.set(name, Math.max(held.get(name) ?? 0, probability))
    }
    const said = saidPlainly(folded, human)
    for (const [name, least] of said) held.set(name, Math.max(least, held.get(name) ?? 0))
    if (
      said.length === 0 &&
      (first === 'out_of_scope' || (strange && held.size === 1 && (held.get(first) ?? 0) < trusted))
    ) {
      return only(
        'out_of_scope',
        first === 'out_of_scope' ? (held.get(first) ?? 0) : 1 - (held.get(first) ?? 0),
      )
    }
    held.delete('out_of_scope')
    const intents = [...held]
      .map(([name, probability]) => ({ name, probability }))
      .sort((a, b) => b.probability - a.probability)
    return { intents: intents.slice(0, mostIntents), outOfScope: false }
  }

  function readClauses(folded: string): [IntentName, number][] {
    return splitClauses(folded).flatMap((clause): [IntentName, number][] => {
      const { probabilities, best, belonging } = recogniser.score(clause)
      const name = names[best]
      const probability = probabilities[best] ?? 0
      if (name === undefined || probability < clauseHolds || belonging < belongingFloor) return []
      return [[name, clamp(probability)]]
    })
  }
}

function only(name: IntentName, probability: number): Pick<Reading, 'intents' | 'outOfScope'> {
  return {
    intents: [{ name, probability: clamp(probability) }],
    outOfScope: name === 'out_of_scope',
  }
}

function clamp(probability: number): number {
  return Math.round(Math.max(0, Math.min(1, probability)) * 1e4) / 1e4
}
