import { quantile } from '../measure/separation.ts'
import { energyOf, fitSigmoid, fitTemperature } from './calibrate.ts'
import type { HeldOut } from './calibrate.ts'
import type { Lexicon } from './concepts.ts'
import { foldText } from './fold.ts'
import { createSecondOpinion } from './hidden.ts'
import { seededRandom } from './random.ts'
import { trainPlanes } from './svm.ts'
import type { HiddenOptions } from './train-hidden.ts'
import { trainHidden } from './train-hidden.ts'
import { extractRows } from './feature-rows.ts'
import type { FeatureRows } from './feature-rows.ts'
import { generalNorms, learnVocabulary, sharedColumns, vectorise } from './vectors.ts'
import type { BlockNorms } from './vectors.ts'
import { packWeights, scoreClasses } from './weights.ts'
import type { Example, Model } from './recogniser.ts'
import { belongingOf, extractorFor } from './recogniser.ts'

const fifths = 5

/** How large the second opinion is, how long it learns, and whether it sees character n-grams. */
export type HiddenSize = Pick<HiddenOptions, 'nets' | 'units' | 'passes'> & { chars: boolean }

export interface TrainOptions {
  /** Cost of a violated margin; larger fits the examples more closely. */
  cost?: number
  /** Passes over the examples by the planes; four do for the public datasets. */
  planePasses?: number
  seed?: number
  /** Examples held out to calibrate, by whole fifths; 0 leaves the starting values. */
  heldOut?: number
  /** Concepts of the domain as further features. A reader of the model needs the same. */
  lexicon?: Lexicon | undefined
  /** How much each view of a text counts. */
  norms?: BlockNorms
  /** Unless given, chosen by how many examples there are. */
  hidden?: HiddenSize
  /** What a class is called or means, in words; learned from like an example, never held out. */
  describe?: (label: string) => string
  /** Share of the texts that belong to a class which may be lost to out-of-scope. */
  coverageLoss?: number
}

/** Trains a recogniser: planes, temperature, sigmoid and the floor of belonging. Same input, same model. */
export function trainModel(examples: readonly Example[], options: TrainOptions = {}): Model {
  const {
    cost = 1,
    planePasses = 4,
    seed = 17,
    heldOut: wanted = 2000,
    coverageLoss = 0.05,
  } = options
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
    hidden: options.hidden ?? hiddenSizeFor(examples.length),
    cost,
    planePasses,
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

/**
 * Few examples are learned from longer, by more nets and with character n-grams, for their words are
 * few; of many the planes know the characters, and a net without them errs otherwise (measured).
 */
function hiddenSizeFor(examples: number): HiddenSize {
  return examples < 3000
    ? { nets: 2, units: 64, passes: 12, chars: true }
    : { nets: 1, units: 64, passes: 8, chars: false }
}

/** What there is to learn from. */
interface Task {
  readonly classes: number
  /** How many of the rows are examples; those after them are descriptions of the classes. */
  readonly examples: number
  readonly truths: readonly (readonly number[])[]
  readonly rows: FeatureRows
  readonly norms: BlockNorms
  readonly hidden: HiddenSize
  readonly cost: number
  readonly planePasses: number
  readonly seed: number
}

/** Columns of the second opinion at most: it stays within a megabyte and a half. */
const mostHiddenColumns = 52_000

/** Learns from the chosen examples and all descriptions: a plane for each class, and a second opinion. */
function fit(
  { classes, examples, truths, rows, norms, hidden, cost, planePasses, seed }: Task,
  among: Int32Array,
) {
  const chosen = Int32Array.from([...among, ...[...truths.keys()].slice(examples)])
  const vocabulary = learnVocabulary(rows, chosen, norms)
  const data = vectorise(vocabulary, rows, chosen)
  const { withChars, withoutChars } = sharedColumns(vocabulary)
  const chosenTruths = Array.from(chosen, (row) => truths[row] ?? [])
  const planes = trainPlanes(data, chosenTruths, classes, {
    cost,
    passes: planePasses,
    random: seededRandom(seed),
  })
  return {
    vocabulary,
    table: packWeights(planes, classes),
    hidden: trainHidden(data, chosenTruths, classes, {
      ...hidden,
      columns: Math.min(hidden.chars ? withChars : withoutChars, mostHiddenColumns),
      random: seededRandom(seed),
    }),
  }
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
    const addOpinion = createSecondOpinion(hidden)
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
      addOpinion(vector, scored)
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
