/**
 * Writes the judged corpora of `npm run bench search` as the files that `baton eval retrieval` reads, so that both measure the same.
 *
 *     node scripts/judged-corpora.ts [TO]
 *
 * TO is a folder (default: .datasets/retrieval). The datasets are looked for as by the bench: BATON_DATASETS, then ../shared/data.
 */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { judgedCorpora } from '../bench/search-corpora.ts'

const to = process.argv[2] ?? '.datasets/retrieval'
mkdirSync(to, { recursive: true })
const write = (name: string, rows: readonly unknown[]) => {
  const path = join(to, `${name}.jsonl`)
  writeFileSync(path, rows.map((row) => `${JSON.stringify(row)}\n`).join(''))
  console.log(`${path}: ${rows.length} rows`)
}
for (const { name, articles, queries } of judgedCorpora()) {
  const file = name.replaceAll(/\W+/g, '-')
  write(`${file}.articles`, articles)
  write(
    `${file}.queries`,
    queries.map(({ text, relevant }, i) => ({
      id: `q${i + 1}`,
      query: text,
      relevant: relevant.map((id) => ({ id, grade: 1 })),
    })),
  )
}
