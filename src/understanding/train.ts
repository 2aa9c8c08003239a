import { quantile } from '../measure/separation.ts'
import { energyOf, fitSigmoid, fitTemperature } from './calibrate.ts'
import type { HeldOut } from './calibrate.ts'
import type { Lexicon } from './concepts.ts'
import { foldText } from './fold.ts'
import { createSecondOpinion, trainHidden } from './hidden.ts'
import { seededRandom } from './random.ts'
import { squaredNorms, trainSvm } from './svm.ts'
import { extractRows } from './feature-rows.ts'
import type { FeatureRows } from './feature-rows.ts'
import { generalNorms, learnVocabulary, sharedColumns, vectorise } from './vectors.ts'
import type { BlockNorms } from './vectors.ts'
import { packWeights, scoreClasses } from './weights.ts'
import type { Example, Model } from './recogniser.ts'
import { belongingOf, extractorFor } from './recogniser.ts'

const fifths = 5

export interface TrainOptions {
  /** Cost of a violated margin; larger fits the examples more closely. */
  cost?: number
  seed?: number
  /** Examples held out to calibrate, by whole fifths; 0 leaves the starting values. */
  heldOut?: number
  /** Concepts of the domain as further features. A reader of the model needs the same. */
  lexicon?: Lexicon | undefined
  /** How much each view of a text counts. */
  norms?: BlockNorms
  /** Units of a hidden layer as a second opinion; none unless given. */
  hiddenUnits?: number
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
    norms: options.norms ?? generalNorms,
    hiddenUnits: options.hiddenUnits ?? 0,
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
  readonly norms: BlockNorms
  readonly hiddenUnits: number
  readonly cost: number
  readonly seed: number
}

/** More passes than these teach the hidden layer the examples by heart. */
const hiddenPasses = 5

/** Learns from the chosen examples and all descriptions: one plane per class, one class against the rest. */
function fit(
  { classes, examples, truths, rows, norms, hiddenUnits, cost, seed }: Task,
  among: Int32Array,
) {
  const chosen = Int32Array.from([...among, ...[...truths.keys()].slice(examples)])
  const vocabulary = learnVocabulary(rows, chosen, norms)
  const data = vectorise(vocabulary, rows, chosen)
  const squares = squaredNorms(data)
  const planes = Array.from({ length: classes }, (_, k) => {
    const positive = Uint8Array.from(chosen, (row) => (truths[row]?.includes(k) ? 1 : 0))
    const random = seededRandom(seed + k)
    return trainSvm(data, positive, { cost, maxPasses: 10, tolerance: 0.3, random, squares })
  })
  const chosenTruths = Array.from(chosen, (row) => truths[row] ?? [])
  const hidden =
    hiddenUnits === 0
      ? undefined
      : trainHidden(data, chosenTruths, classes, {
          units: hiddenUnits,
          columns: sharedColumns(vocabulary),
          passes: hiddenPasses,
          random: seededRandom(seed),
        })
  return { vocabulary, table: packWeights(planes, data.columns), hidden }
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
    const { vocabulary, table, hidden } = fit(task, inside)
    const addOpinion = hidden && createSecondOpinion(hidden)
    const data = vectorise(vocabulary, task.rows, outside)
    outside.forEach((row, at) => {
      const scored = new Float64Array(task.classes)
      const [from, to] = [data.starts[at] as number, data.starts[at + 1] as number]
      const vector = {
        size: to - from,
        column: data.column.subarray(from, to),
        value: data.value.subarray(from, to),
      }
      scoreClasses(table, vector, scored)
      addOpinion?.(vector, scored)
      margins.push(scored)
      truths.push(task.truths[row] ?? [])
      familiarity.push(data.familiarity[at] as number)
    })
  }
  return { margins, truths, familiarity }
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
