import { soften, softmaxOf } from './calibrate.ts'
import type { Sigmoid } from './calibrate.ts'
import { createColumnFinder } from './column-finder.ts'
import { createConceptMatcher } from './concepts.ts'
import type { Lexicon } from './concepts.ts'
import { blocks } from './feature-bag.ts'
import { createExtractor } from './features.ts'
import type { Extractor, TellWord } from './features.ts'
import { createGoodsMask } from './goods.ts'
import { createSecondOpinion } from './hidden.ts'
import type { HiddenLayer } from './hidden.ts'
import { createThesaurus } from './thesaurus.ts'
import { createVectoriser } from './vectors.ts'
import type { BlockNorms, Vocabulary } from './vectors.ts'
import { createPlaneScorer } from './weights.ts'
import { createWordSummer } from './word-sums.ts'
import type { WeightTable } from './weights.ts'

/** Changes when a model trained earlier no longer reads as a model trained now would. */
export const recogniserVersion = '11'

/** A text and the classes that hold for it, the most important first. */
export interface Example {
  readonly text: string
  readonly labels: readonly [string, ...string[]]
}

/** Everything a recogniser knows; plain data, see `model-file.ts` for its form on disk. */
export interface Model {
  readonly labels: readonly string[]
  readonly vocabulary: Vocabulary
  readonly table: WeightTable
  /** A second opinion beside the planes. */
  readonly hidden: HiddenLayer
  /** Softmax temperature: which class comes first, and how sure that is. */
  readonly temperature: number
  /** How much the odds of the first class are worth, 1 where they are believed: see `soften`. */
  readonly sureness: number
  /** Whether a class holds on its own. */
  readonly sigmoid: Sigmoid
  /** A text that belongs less than this belongs to none of the classes. */
  readonly belongingFloor: number
}

/**
 * How much a text belongs to any class: its energy, and how many of its words training has seen.
 * A linear model drops unseen words in silence, yet they are the plainest sign of another topic:
 * on CLINC150 they lift the AUROC from 0.968 to 0.983 (docs/decisions/understanding.md). With the thesaurus, which finds
 * something known in most texts, they count more.
 */
export function belongingOf(
  energy: number,
  familiarity: number,
  lexicon: Lexicon | undefined,
): number {
  return energy + (lexicon ? 1.5 : 2.5) * familiarity
}

/** The extractor of features that a model with this lexicon needs; without one, the thesaurus tells what words mean. */
export function extractorFor(
  lexicon: Lexicon | undefined,
  norms: BlockNorms,
  tellWord?: TellWord,
): Extractor {
  if (lexicon) {
    const matchConcepts = createConceptMatcher(lexicon)
    return createExtractor({ matchConcepts, maskGoods: createGoodsMask(lexicon.goods) }, tellWord)
  }
  return createExtractor(norms[blocks.groups] ? { groupsOf: createThesaurus() } : {}, tellWord)
}

function argMax(values: Float64Array): number {
  let best = 0
  for (let k = 1; k < values.length; k++) {
    if ((values[k] as number) > (values[best] as number)) best = k
  }
  return best
}

/** What a recogniser thinks of a text. The arrays are scratch memory: valid until the next text. */
export interface Scores {
  readonly margins: Float64Array
  /** Softmax at the model's temperature, softened by its sureness; sums to 1. */
  readonly probabilities: Float64Array
  best: number
  /** How much the text belongs to any class at all; compare with `belongingFloor`. */
  belonging: number
  /** The share of the text's words that training has seen; 0 for a word that nobody wrote. */
  familiarity: number
}

export interface Recogniser {
  readonly model: Model
  /** Scores a text that `foldText` has folded. */
  score(folded: string): Scores
}

/** A recogniser that reads by this model, with the lexicon that it was trained with. */
export function createRecogniser(model: Model, lexicon?: Lexicon): Recogniser {
  const { temperature, sureness, vocabulary, table, hidden } = model
  const columnOf = createColumnFinder(vocabulary.keys)
  const words = createWordSummer(vocabulary, columnOf, {
    planes: { table: table.weights, width: table.classes, lines: vocabulary.keys.length },
    units: { table: hidden.into, width: hidden.units, lines: hidden.columns },
  })
  const extract = extractorFor(lexicon, vocabulary.norms, words.tell)
  const vectorOf = createVectoriser(vocabulary, columnOf, words, extract)
  const scorePlanes = createPlaneScorer(table)
  const addOpinion = createSecondOpinion(hidden)
  const scores: Scores = {
    margins: new Float64Array(model.labels.length),
    probabilities: new Float64Array(model.labels.length),
    best: 0,
    belonging: 0,
    familiarity: 0,
  }
  return {
    model,
    score(folded) {
      const { margins, probabilities } = scores
      const vector = vectorOf(folded)
      scorePlanes(vector, margins)
      addOpinion(vector, margins)
      const log = softmaxOf(margins, temperature, probabilities)
      scores.best = argMax(margins)
      if (sureness !== 1) soften(probabilities, scores.best, sureness)
      scores.familiarity = vector.familiarity
      scores.belonging = belongingOf(temperature * log, vector.familiarity, lexicon)
      return scores
    },
  }
}
