import { createHash } from 'node:crypto'
import { Worker } from 'node:worker_threads'
import { BatonError } from '../../domain/error.ts'
import type { IntentName } from '../../domain/intent.ts'
import type { CorrectionBook, Lesson } from './corrections.ts'
import { foldText } from '../fold.ts'
import { prepareTraining, readerOf, sensesFor, startingModel } from '../reader.ts'
import type { ExplainingReader, Prepared, ReaderOptions, TrainingSource } from '../reader.ts'
import { createRecogniser } from '../recogniser/recogniser.ts'
import type { Model } from '../recogniser/recogniser.ts'
import { createMemory } from './remembered.ts'

/** A message of the regression set that is read differently now. */
export interface Change {
  readonly text: string
  readonly before: IntentName
  readonly after: IntentName
  /** What it is by the training files. */
  readonly right: IntentName
}

/** What came of a lesson. */
export interface Learned {
  /** Number of the row in the book of corrections. */
  readonly version: number
  readonly ms: number
  /** How many messages were read before and after. */
  readonly checked: number
  readonly changed: readonly Change[]
}

/** A Reader that people can correct while it reads. */
export interface LearningReader extends ExplainingReader {
  readonly book: CorrectionBook
  /** A lesson holds from the next message on. Throws `invalid` for one that does not fit. */
  learn(lesson: Lesson, at: Date): Promise<Learned>
  /** Takes a lesson back, the newest unless named. Throws `not_found`. */
  undo(version: number | undefined, at: Date): Promise<Learned>
  /** Trains on the files and all standing lessons, on a thread of its own, and reads by that from then on. */
  retrain(): Promise<Learned>
  /** Ends a training that is still going on. */
  close(): Promise<void>
}

/** The regression set: always the same messages of the training files, spread over all intents by chance. */
const regressionSize = 500

/** Messages read between two chances for a turn to go on. */
const readAtOnce = 25

/** Makes the Reader that learns; reads by the model kept for the files and the book's standing lessons. */
export function createLearningReader(
  options: Omit<ReaderOptions, 'lessons'>,
  book: CorrectionBook,
): LearningReader {
  const sourceNow = (): TrainingSource => ({ ...options, lessons: book.standing() })
  const start = startingModel(sourceNow())
  let { prepared } = start
  const senses = sensesFor(options)
  let recogniser = createRecogniser(start.model, prepared.lexicon)
  const readBy = (): ExplainingReader =>
    readerOf(recogniser, { ...readingOf(prepared, options), ...senses })
  let current = readBy()
  let training: Worker | undefined

  /** Reads the regression set before and after; in between, turns go on. */
  async function replace(
    next: ExplainingReader,
    started: number,
    mayDiffer: (text: string) => boolean,
  ): Promise<Learned> {
    const before = current
    current = next
    const set = regressionSet(prepared)
    const changed: Change[] = []
    for (const [i, { text, labels }] of set.entries()) {
      if (i % readAtOnce === 0) await new Promise((go) => setImmediate(go))
      if (!mayDiffer(text)) continue
      const [was, is] = [firstOf(before, text), firstOf(next, text)]
      if (was !== is) changed.push({ text, before: was, after: is, right: labels[0] })
    }
    const ms = Math.round(performance.now() - started)
    return { version: book.rows().length, ms, checked: set.length, changed }
  }

  /** Reads by the book as it is now. The model is the same, so only what a lesson speaks of can change. */
  const remember = (started: number): Promise<Learned> => {
    const memories = [prepared.lessons, book.standing()].map(createMemory)
    prepared = { ...prepared, lessons: book.standing() }
    return replace(readBy(), started, (text) =>
      memories.some((memory) => memory(foldText(text)) !== undefined),
    )
  }

  return {
    book,
    get version() {
      return current.version
    },
    read: (text, context) => current.read(text, context),
    explain: (text) => current.explain(text),
    learn(lesson, at) {
      const started = performance.now()
      book.add(lesson, at)
      return remember(started)
    },
    undo(version, at) {
      const started = performance.now()
      book.undo(version, at)
      return remember(started)
    },
    async retrain() {
      const started = performance.now()
      const source = sourceNow()
      await training?.terminate()
      training = new Worker(new URL('./train-worker.ts', import.meta.url), { workerData: source })
      const model = await modelFrom(training)
      // Lessons given while it trained are remembered, and learned from the next time.
      prepared = { ...prepareTraining(source), lessons: book.standing() }
      recogniser = createRecogniser(model, prepared.lexicon)
      return replace(readBy(), started, () => true)
    },
    async close() {
      await training?.terminate()
    },
  }
}

const readingOf = (
  { version, lessons }: Prepared,
  { products }: Pick<ReaderOptions, 'products'>,
) => ({ version, lessons, ...(products ? { products } : {}) })

const firstOf = (reader: ExplainingReader, text: string): IntentName =>
  reader.read(text).intents[0]?.name ?? 'out_of_scope'

function regressionSet({ examples }: Prepared): Prepared['examples'] {
  const place = (text: string): string => createHash('sha256').update(text).digest('hex')
  return examples
    .map((example) => ({ example, place: place(example.text) }))
    .toSorted((a, b) => (a.place < b.place ? -1 : 1))
    .slice(0, regressionSize)
    .map(({ example }) => example)
}

function modelFrom(worker: Worker): Promise<Model> {
  return new Promise((resolve, reject) => {
    worker.once('message', resolve)
    worker.once('error', reject)
    worker.once('exit', () =>
      reject(new BatonError('conflict', 'The training was ended before it was done.')),
    )
  })
}
