import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { readLabelledFile } from '../src/understanding/recogniser/labelled-file.ts'
import type { LabelledText } from '../src/understanding/recogniser/labelled-file.ts'
import { assignFolds } from '../src/understanding/recogniser/train.ts'

/** What is learned from, what is then read, and texts of no class. */
export interface Split {
  train: LabelledText[]
  test: LabelledText[]
  strange: LabelledText[]
}

/** A public set of intents and its folds; of its test side nothing. */
export interface FoldSet {
  name: string
  splits: Split[]
}

/** Folds are those of every figure in docs/decisions/understanding.md. */
export const foldSeed = 1
const folds = 5

const datasets = process.env['BATON_DATASETS'] ?? '../shared/data'

/** The sets by name: read when they are asked for; null where the data is not there. */
export const foldSets: Record<string, () => FoldSet | null> = {
  banking77: () => fromTables('banking77', ['banking77/train.csv']),
  'banking77-10': () => fromTables('banking77-10', ['banking77/train.csv'], 10),
  hwu64: () => fromTables('hwu64', ['hwu64/train.tsv', 'hwu64/valid.tsv']),
  clinc150: fromClinc,
  curekart: () => fromTables('curekart', ['hint3/curekart_train.csv']),
  powerplay11: () => fromTables('powerplay11', ['hint3/powerplay11_train.csv']),
  sofmattress: () => fromTables('sofmattress', ['hint3/sofmattress_train.csv']),
  ...Object.fromEntries(
    ['airline', 'fastfood', 'finance', 'insurance', 'media', 'software'].map((trade) => [
      `multidogo-${trade}`,
      () => fromTrainAndDev(`multidogo-${trade}`, `multidogo/${trade}`),
    ]),
  ),
}

/** One fold: what its makers set apart. */
function fromTrainAndDev(name: string, stem: string): FoldSet | null {
  const [train, test] = ['train', 'dev'].map((side) => join(datasets, `${stem}_${side}.tsv`))
  if (!train || !test || ![train, test].every((path) => existsSync(path))) return null
  return {
    name,
    splits: [{ train: readLabelledFile(train), test: readLabelledFile(test), strange: [] }],
  }
}

function fromTables(name: string, files: string[], perClass = Infinity): FoldSet | null {
  const paths = files.map((file) => join(datasets, file))
  if (!paths.every((path) => existsSync(path))) return null
  return { name, splits: splitsOf(paths.flatMap(readLabelledFile), [], perClass) }
}

const Clinc = z.record(z.string(), z.array(z.tuple([z.string(), z.string()])))

/** Train and val together; texts out of scope are read by every fold and learned from by none. */
function fromClinc(): FoldSet | null {
  const path = join(datasets, 'clinc150/train_val.json')
  if (!existsSync(path)) return null
  const parts = Clinc.parse(JSON.parse(readFileSync(path, 'utf8')))
  const rows = (...names: string[]): LabelledText[] =>
    names.flatMap((part) => (parts[part] ?? []).map(([text, label]) => ({ text, label })))
  return {
    name: 'clinc150',
    splits: splitsOf(rows('train', 'val'), rows('oos_train', 'oos_val'), Infinity),
  }
}

function splitsOf(
  rows: readonly LabelledText[],
  strange: LabelledText[],
  perClass: number,
): Split[] {
  const labels = [...new Set(rows.map(({ label }) => label))].sort()
  const foldOf = assignFolds(
    rows.map(({ label }) => [labels.indexOf(label)]),
    folds,
    foldSeed,
  )
  return Array.from({ length: folds }, (_, fold) => ({
    train: firstOfEach(
      rows.filter((_, i) => foldOf[i] !== fold),
      perClass,
    ),
    test: rows.filter((_, i) => foldOf[i] === fold),
    strange,
  }))
}

function firstOfEach(rows: readonly LabelledText[], perClass: number): LabelledText[] {
  const taken = new Map<string, number>()
  return rows.filter(({ label }) => {
    const before = taken.get(label) ?? 0
    taken.set(label, before + 1)
    return before < perClass
  })
}
