/**
 * Turns the public datasets, in whatever form they came, into the one form that the evaluations
 * read: JSONL `{text, label}`.
 *
 *     node scripts/datasets.ts [FROM] [TO]
 *
 * FROM is the folder of datasets (default: BATON_DATASETS, then ../shared/data), TO a folder to
 * write to (default: .datasets). A dataset that is not there is named and passed over.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { z } from 'zod'
import { readLabelledFile } from '../src/understanding/recogniser/labelled-file.ts'
import type { LabelledText } from '../src/understanding/recogniser/labelled-file.ts'

const from = process.argv[2] ?? process.env['BATON_DATASETS'] ?? '../shared/data'
const to = process.argv[3] ?? '.datasets'

const Clinc = z.record(z.string(), z.array(z.tuple([z.string(), z.string()])))

function write(name: string, rows: readonly LabelledText[]): void {
  const path = join(to, `${name}.jsonl`)
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, rows.map((row) => `${JSON.stringify(row)}\n`).join(''))
  console.log(`${path}: ${rows.length} rows`)
}

/** Tables with a text and a label column keep their names. */
function convertTables(dataset: string, pattern: RegExp): void {
  for (const file of readdirSync(join(from, dataset)).filter((name) => pattern.test(name))) {
    write(`${dataset}/${file.replace(/\.\w+$/, '')}`, readLabelledFile(join(from, dataset, file)))
  }
}

/** One JSON object of splits, each a list of pairs; those named `oos_…` belong to no intent. */
function convertClinc(): void {
  const splits = Clinc.parse(
    JSON.parse(readFileSync(join(from, 'clinc150/train_val.json'), 'utf8')),
  )
  for (const [split, pairs] of Object.entries(splits)) {
    write(
      `clinc150/${split}`,
      pairs.map(([text, label]) => ({ text, label })),
    )
  }
}

/** GoEmotions, several emotions a row: `negative` where one of the four that call for a person is among them. */
function convertGoEmotions(): void {
  const names = readFileSync(join(from, 'goemotions/labels.txt'), 'utf8').trim().split('\n')
  const negative = new Set(
    ['anger', 'annoyance', 'disapproval', 'disgust'].map((name) => String(names.indexOf(name))),
  )
  for (const split of ['train', 'dev']) {
    const rows = readFileSync(join(from, `goemotions/${split}.tsv`), 'utf8')
      .trim()
      .split('\n')
    write(
      `goemotions/${split}`,
      rows.map((row) => {
        const [text = '', labels = ''] = row.split('\t')
        return {
          text,
          label: labels.split(',').some((label) => negative.has(label)) ? 'negative' : 'other',
        }
      }),
    )
  }
}

const conversions: Record<string, () => void> = {
  banking77: () => convertTables('banking77', /\.csv$/),
  hwu64: () => convertTables('hwu64', /\.tsv$/),
  hint3: () => convertTables('hint3', /\.csv$/),
  multidogo: () => convertTables('multidogo', /\.tsv$/),
  clinc150: convertClinc,
  goemotions: convertGoEmotions,
}

for (const [dataset, convert] of Object.entries(conversions)) {
  if (existsSync(join(from, dataset))) convert()
  else console.log(`${dataset} is not in ${from}: passed over`)
}
