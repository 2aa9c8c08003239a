import { quantile } from '../../measure/separation.ts'
import { energyOf, fitSigmoid, fitSureness, fitTemperature } from './calibrate.ts'
import type { Lexicon } from './concepts.ts'
import { extractRows } from './feature-rows.ts'
import { foldText } from '../fold.ts'
import { createLesson, hiddenSizeFor, normsFor, planesFor, readUnseen } from './lesson.ts'
import type { HiddenSize, Task, Unseen } from './lesson.ts'
import { seededRandom } from './random.ts'
import type { Example, Model } from './recogniser.ts'
import { belongingOf, extractorFor } from './recogniser.ts'
import { learnVocabulary, vectorise } from './vectors.ts'
import type { BlockNorms } from './vectors.ts'

const fifths = 5

export interface TrainOptions {
  /** Cost of a violated margin; larger fits the examples more closely. Unless given, chosen by how many examples and classes there are. */
  cost?: number
  /** Passes over the examples by the planes; unless given, chosen by how many classes there are. */
  planePasses?: number
  seed?: number
  /** Examples held out to calibrate, by whole fifths; 0 leaves the starting values. */
  heldOut?: number
  /** Concepts of the domain as further features. A reader of the model needs the same. */
  lexicon?: Lexicon | undefined
  /** How much each view of a text counts; unless given, chosen by how many examples there are. */
  norms?: BlockNorms
  /** Unless given, chosen by how many examples there are. */
  hidden?: HiddenSize
  /** What a class is called or means, in words; learned from like an example, never held out. */
  describe?: (label: string) => string
  /** Share of the texts that belong to a class which may be lost to out-of-scope. */
  coverageLoss?: number
}

/** Trains a recogniser: planes, temperature, sureness, sigmoid and the floor of belonging. Same input, same model. */
export function trainModel(examples: readonly Example[], options: TrainOptions = {}): Model {
  const { seed = 17, heldOut: wanted = 2000, coverageLoss = 0.05 } = options
  const { norms = normsFor(examples.length) } = options
  const labels = [...new Set(examples.flatMap((example) => example.labels))].sort()
  const indexOf = new Map(labels.map((label, k) => [label, k]))
  const planes = planesFor(examples.length, labels.length)
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
      extractorFor(options.lexicon, norms),
    ),
    norms,
    hidden: options.hidden ?? hiddenSizeFor(examples.length, labels.length),
    cost: options.cost ?? planes.cost,
    planePasses: options.planePasses ?? planes.passes,
    seed,
  }
  const { model, heldOut } = learnAndHoldOut(task, wanted)
  const temperature = fitTemperature(heldOut)
  const belongings = heldOut.margins.map((row, i) =>
    belongingOf(energyOf(row, temperature), heldOut.familiarity[i] ?? 0, options.lexicon),
  )
  return {
    labels,
    ...model,
    temperature,
    // What the shop's own intents need to be acted on was found with their odds as they are.
    sureness: options.lexicon ? 1 : fitSureness(heldOut, temperature),
    sigmoid: fitSigmoid(heldOut),
    belongingFloor: quantile(belongings, coverageLoss),
  }
}

/**
 * Learns from all examples, and reads some by models that have not seen them: few examples all in turn, of many one fifth.
 * Whoever has learned four fifths need not start again for the last: it goes on with all, in half of the time.
 */
function learnAndHoldOut(
  task: Task,
  wanted: number,
): { model: Pick<Model, 'vocabulary' | 'table' | 'hidden'>; heldOut: Unseen } {
  const foldOf = assignFolds(task.truths.slice(0, task.examples), fifths, task.seed)
  const all = Int32Array.from(foldOf.keys())
  const share = wanted / Math.max(1, all.length)
  const folds = wanted === 0 ? 0 : Math.max(1, Math.min(fifths, Math.round(fifths * share)))
  const vocabulary = learnVocabulary(task.rows, task.norms)
  const data = vectorise(vocabulary, task.rows, Int32Array.from(task.truths.keys()))
  const parts = Array.from({ length: folds }, (_, fold) => {
    const lesson = createLesson(task, vocabulary, data)
    const inside = all.filter((row) => foldOf[row] !== fold)
    lesson.learn(inside)
    const unseen = readUnseen(
      task,
      lesson,
      inside,
      all.filter((row) => foldOf[row] === fold),
    )
    return { lesson, unseen }
  })
  const [only, ...others] = parts
  const lesson = only && others.length === 0 ? only.lesson : createLesson(task, vocabulary, data)
  if (lesson === only?.lesson) lesson.learnMore(all)
  else lesson.learn(all)
  return {
    model: { vocabulary, ...lesson.learned() },
    heldOut: {
      margins: parts.flatMap(({ unseen }) => unseen.margins),
      truths: parts.flatMap(({ unseen }) => unseen.truths),
      familiarity: parts.flatMap(({ unseen }) => unseen.familiarity),
    },
  }
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
