import { quantile } from '../measure/separation.ts'
import { energyOf, fitSigmoid, fitTemperature, logSumExp } from './calibrate.ts'
import type { HeldOut, Sigmoid } from './calibrate.ts'
import { createConceptMatcher } from './concepts.ts'
import type { Lexicon } from './concepts.ts'
import { createExtractor } from './features.ts'
import type { Extractor } from './features.ts'
import { foldText } from './fold.ts'
import { seededRandom } from './random.ts'
import { squaredNorms, trainSvm } from './svm.ts'
import { extractRows } from './feature-rows.ts'
import type { FeatureRows } from './feature-rows.ts'
import { createVectoriser, learnVocabulary, vectorise } from './vectors.ts'
import type { Vocabulary } from './vectors.ts'
import { packWeights, scoreClasses } from './weights.ts'
import type { WeightTable } from './weights.ts'

/** Changes when a model trained earlier no longer reads as a model trained now would. */
export const recogniserVersion = '3'

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
  /** Softmax temperature: which class comes first, and how sure that is. */
  readonly temperature: number
  /** Whether a class holds on its own. */
  readonly sigmoid: Sigmoid
  /** A text that belongs less than this belongs to none of the classes. */
  readonly belongingFloor: number
}

export interface TrainOptions {
  /** Cost of a violated margin; larger fits the examples more closely. */
  cost?: number
  seed?: number
  /** Examples held out to calibrate, by whole fifths; 0 leaves the starting values. */
  heldOut?: number
  /** Concepts of the domain as further features. A reader of the model needs the same. */
  lexicon?: Lexicon | undefined
  /** What a class is called or means, in words; learned from like an example, never held out. */
  describe?: (label: string) => string
  /** Share of the texts that belong to a class which may be lost to out-of-scope. */
  coverageLoss?: number
}

/** Trains a recogniser: planes, temperature, sigmoid and the floor of belonging. Same input, same model. */
export function trainModel(examples: readonly Example[], options: TrainOptions = {}): Model {
  const { cost = 1, seed = 17, heldOut: wanted = 2000, coverageLoss = 0.05 } = options
  const labels = [...new Set(examples.flatMap((example) => example.labels))].sort()
  const indexOf = new Map(labels.map((label, k) => [label, k]))
  const { describe } = options
  const lessons =
    describe === undefined ? [] : labels.map((label, k) => [describe(label), k] as const)
  const task: Task = {
    classes: labels.length,
    examples: examples.length,
    truths: [
      ...examples.map((example) => example.labels.map((label) => indexOf.get(label) ?? 0)),
      ...lessons.map(([, k]) => [k]),
    ],
    rows: extractRows(
      [...examples.map(({ text }) => text), ...lessons.map(([text]) => text)].map(foldText),
      extractorFor(options.lexicon),
    ),
    cost,
    seed,
  }
  const heldOut = holdOut(task, wanted)
  const temperature = fitTemperature(heldOut)
  const belongings = heldOut.margins.map((row, i) =>
    belongingOf(energyOf(row, temperature), heldOut.familiarity[i] ?? 0),
  )
  return {
    labels,
    ...fit(task, Int32Array.from(examples.keys())),
    temperature,
    sigmoid: fitSigmoid(heldOut),
    belongingFloor: quantile(belongings, coverageLoss),
  }
}

/** What there is to learn from. */
interface Task {
  readonly classes: number
  /** How many of the rows are examples; those after them are descriptions of the classes. */
  readonly examples: number
  readonly truths: readonly (readonly number[])[]
  readonly rows: FeatureRows
  readonly cost: number
  readonly seed: number
}

/** Learns from the chosen examples and all descriptions: one plane per class, one class against the rest. */
function fit({ classes, examples, truths, rows, cost, seed }: Task, among: Int32Array) {
  const chosen = Int32Array.from([...among, ...[...truths.keys()].slice(examples)])
  const vocabulary = learnVocabulary(rows, chosen)
  const data = vectorise(vocabulary, rows, chosen)
  const squares = squaredNorms(data)
  const planes = Array.from({ length: classes }, (_, k) => {
    const positive = Uint8Array.from(chosen, (row) => (truths[row]?.includes(k) ? 1 : 0))
    const random = seededRandom(seed + k)
    return trainSvm(data, positive, { cost, maxPasses: 10, tolerance: 0.3, random, squares })
  })
  return { vocabulary, table: packWeights(planes, data.columns) }
}

/** Reads examples by models that have not seen them; few examples all in turn, of many some fifths. */
function holdOut(task: Task, wanted: number): HeldOut & { familiarity: number[] } {
  const foldOf = assignFolds(task.truths.slice(0, task.examples), fifths, task.seed)
  const all = Int32Array.from(foldOf.keys())
  const folds = Math.min(fifths, Math.ceil((fifths * wanted) / Math.max(1, all.length)))
  const margins: Float64Array[] = []
  const truths: (readonly number[])[] = []
  const familiarity: number[] = []
  for (let fold = 0; fold < folds; fold++) {
    const inside = all.filter((row) => foldOf[row] !== fold)
    const outside = all.filter((row) => foldOf[row] === fold)
    const { vocabulary, table } = fit(task, inside)
    const data = vectorise(vocabulary, task.rows, outside)
    outside.forEach((row, at) => {
      const scored = new Float64Array(task.classes)
      const [from, to] = [data.starts[at] as number, data.starts[at + 1] as number]
      scoreClasses(
        table,
        {
          size: to - from,
          column: data.column.subarray(from, to),
          value: data.value.subarray(from, to),
        },
        scored,
      )
      margins.push(scored)
      truths.push(task.truths[row] ?? [])
      familiarity.push(data.familiarity[at] as number)
    })
  }
  return { margins, truths, familiarity }
}

const fifths = 5

/**
 * How much a text belongs to any class: its energy, and how many of its words training has seen.
 * A linear model drops unseen words in silence, yet they are the plainest sign of another topic:
 * on CLINC150 they lift the AUROC from 0.968 to 0.983 (docs/decisions/understanding.md).
 */
function belongingOf(energy: number, familiarity: number): number {
  return energy + 1.5 * familiarity
}

function extractorFor(lexicon: Lexicon | undefined): Extractor {
  return createExtractor(lexicon === undefined ? undefined : createConceptMatcher(lexicon))
}

/** A fold for each example, the examples of every main class spread evenly. */
export function assignFolds(
  truths: readonly (readonly number[])[],
  folds: number,
  seed: number,
): Int32Array {
  const order = Int32Array.from(truths, (_, i) => i)
  seededRandom(seed).shuffle(order)
  const next = new Map<number, number>()
  const foldOf = new Int32Array(truths.length)
  for (const i of order) {
    const main = truths[i]?.[0] ?? 0
    // Each class starts at another fold, so that rare classes do not all land in the first.
    const turn = next.get(main) ?? main
    foldOf[i] = turn % folds
    next.set(main, turn + 1)
  }
  return foldOf
}

export function argMax(values: Float64Array): number {
  let best = 0
  for (let k = 1; k < values.length; k++) {
    if ((values[k] as number) > (values[best] as number)) best = k
  }
  return best
}

/** What a recogniser thinks of a text. The arrays are scratch memory: valid until the next text. */
export interface Scores {
  readonly margins: Float64Array
  /** Softmax at the model's temperature; sums to 1. */
  readonly probabilities: Float64Array
  best: number
  /** How much the text belongs to any class at all; compare with `belongingFloor`. */
  belonging: number
}

export interface Recogniser {
  readonly model: Model
  /** Scores a text that `foldText` has folded. */
  score(folded: string): Scores
}

/** A recogniser that reads by this model, with the lexicon that it was trained with. */
export function createRecogniser(model: Model, lexicon?: Lexicon): Recogniser {
  const vectorOf = createVectoriser(model.vocabulary, extractorFor(lexicon))
  const { temperature } = model
  const scores: Scores = {
    margins: new Float64Array(model.labels.length),
    probabilities: new Float64Array(model.labels.length),
    best: 0,
    belonging: 0,
  }
  return {
    model,
    score(folded) {
      const { margins, probabilities } = scores
      const vector = vectorOf(folded)
      scoreClasses(model.table, vector, margins)
      const log = logSumExp(margins, temperature)
      for (let k = 0; k < margins.length; k++) {
        probabilities[k] = Math.exp((margins[k] as number) / temperature - log)
      }
      scores.best = argMax(margins)
      scores.belonging = belongingOf(temperature * log, vector.familiarity)
      return scores
    },
  }
}
