import type { HeldOut } from './calibrate.ts'
import type { FeatureRows } from './feature-rows.ts'
import { createSecondOpinion } from './hidden.ts'
import { seededRandom } from './random.ts'
import type { Model } from './recogniser.ts'
import { createPlanes } from './svm.ts'
import { plainVector } from './text-vector.ts'
import { createHidden } from './train-hidden.ts'
import {
  columnsSeen,
  generalNorms,
  normsWithoutPairs,
  sharedColumns,
  vectorise,
} from './vectors.ts'
import type { BlockNorms, Vocabulary } from './vectors.ts'
import { createPlaneScorer, packWeights } from './weights.ts'

/** How large the second opinion may be, and how long it learns. */
export interface HiddenSize {
  nets: number
  /** Units of each net. */
  units: number
  passes: number
  /** Columns times units of all nets at most. */
  cells: number
}

/** So many classes and no more are told apart by a small net, soon (measured). */
const fewClasses = 100

/** Few examples are learned from longer, by more nets, for their words are few; many classes by more units (measured). */
export function hiddenSizeFor(examples: number, classes: number): HiddenSize {
  if (examples < 3000) return { nets: 2, units: 64, passes: 12, cells: mostCells }
  return classes > fewClasses
    ? { nets: 1, units: 128, passes: 8, cells: mostCells }
    : { nets: 1, units: 64, passes: 5, cells: mostCells }
}

/**
 * Passes of the planes, and what a violated margin costs: of many classes more are alike, and few examples are all worth
 * heeding; where a class has many, some are labelled wrong, and heeding each costs the others (measured).
 */
export function planesFor(examples: number, classes: number): { passes: number; cost: number } {
  if (classes > fewClasses) return { passes: 8, cost: 2 }
  if (examples > manyOfOne * classes) return { passes: 8, cost: 0.3 }
  return { passes: 4, cost: examples < fewExamples ? 2 : 1 }
}

/** Whoever has more examples of a class than this, on average, has them from the talk of real customers. */
const manyOfOne = 300

/** How much each view counts, by how many examples there are: of few, what two words have in common is mostly chance (measured). */
export function normsFor(examples: number): BlockNorms {
  return examples < fewExamples ? normsWithoutPairs : generalNorms
}

/** A bot's first training files have so many examples, or fewer. */
const fewExamples = 1000

/** Weights into a layer at most, so that it stays within two megabytes and a half. */
const mostCells = 6.5e6

/** Of columns, where they are too many, a net sees the commonest. */
function shapeOf({ nets, units, cells }: HiddenSize, columns: number) {
  return { nets, units, columns: Math.min(columns, Math.floor(cells / nets / units)) }
}

/** What there is to learn from. */
export interface Task {
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

/** Who goes on learning takes smaller steps, and is good from the first. */
const morePace = { from: 0.5, to: 0.3, meanOf: Infinity }

/** All rows of a task as vectors of one vocabulary, and what is learned from them so far. */
export interface Lesson {
  readonly data: ReturnType<typeof vectorise>
  readonly vocabulary: Vocabulary
  /** Learns from these examples and all descriptions. */
  learn(among: Int32Array): void
  /** Goes on from what was learned, with these examples too, in half of the time. */
  learnMore(among: Int32Array): void
  /** What was learned: a plane for each class, and a second opinion. */
  learned(): Pick<Model, 'table' | 'hidden'>
}

/** Makes a lesson on the vocabulary of all rows. */
export function createLesson(task: Task, vocabulary: Vocabulary, data: Lesson['data']): Lesson {
  const { classes, examples, truths, hidden, planePasses, cost, seed } = task
  const planes = createPlanes(data, truths, classes, { cost, random: seededRandom(seed) })
  const net = createHidden(data, truths, classes, {
    ...shapeOf(hidden, sharedColumns(vocabulary)),
    random: seededRandom(seed),
  })
  const descriptions = Int32Array.from(truths.keys()).subarray(examples)
  const withDescriptions = (among: Int32Array): Int32Array =>
    Int32Array.from([...among, ...descriptions])
  return {
    data,
    vocabulary,
    learn(among) {
      planes.learn(withDescriptions(among), planePasses)
      net.learn(withDescriptions(among), hidden.passes)
    },
    learnMore(among) {
      planes.learn(withDescriptions(among), Math.ceil(planePasses / 2))
      net.learn(withDescriptions(among), Math.ceil(hidden.passes / 2), morePace)
    },
    learned: () => ({ table: packWeights(planes.weights, classes), hidden: net.layer() }),
  }
}

/** How examples that a model had not learned from were read by it. */
export type Unseen = HeldOut & { familiarity: readonly number[] }

/** Reads the examples `outside` as they are read by whoever has learned only from those `inside`. */
export function readUnseen(
  task: Task,
  { vocabulary, data, learned }: Lesson,
  inside: Int32Array,
  outside: Int32Array,
): Unseen {
  const { table, hidden } = learned()
  const scorePlanes = createPlaneScorer(table)
  const addOpinion = createSecondOpinion(hidden)
  const unseen = vectorise(vocabulary, task.rows, outside, columnsSeen(vocabulary, data, inside))
  const margins = [...outside.keys()].map((at) => {
    const scored = new Float64Array(task.classes)
    const [from, to] = [unseen.starts[at] as number, unseen.starts[at + 1] as number]
    const vector = plainVector({ column: unseen.column, value: unseen.value, from, to })
    scorePlanes(vector, scored)
    addOpinion(vector, scored)
    return scored
  })
  return {
    margins,
    truths: Array.from(outside, (row) => task.truths[row] ?? []),
    familiarity: [...unseen.familiarity],
  }
}
