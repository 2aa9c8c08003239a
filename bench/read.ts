import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { accuracy, macroF1 } from '../src/measure/classification.ts'
import { mcNemar } from '../src/measure/significance.ts'
import { evaluateIntents } from '../src/understanding/recogniser/intent-evaluation.ts'
import { readLabelledFile } from '../src/understanding/recogniser/labelled-file.ts'
import type { LabelledText } from '../src/understanding/recogniser/labelled-file.ts'
import { assignFolds } from '../src/understanding/recogniser/train.ts'
import { quantile, rounded } from './bench.ts'
import type { Bench } from './bench.ts'

/**
 * Recognising intents: Baton's recogniser against nlp.js (npm `node-nlp`), one process, the same
 * split of Banking77's training side: four fifths to learn from, one to be asked about, every class
 * in both. `--short` takes 15 of the 77 classes.
 */

const seed = 20261121

type Peer = (examples: LabelledText[]) => Promise<(text: string) => Promise<string>>

export const bench: Bench = async ({ short, progress }) => {
  const workload = `Banking77, training side, ${short ? 15 : 77} classes, 4/5 to train, 1/5 to test`
  const file = join(process.env['BATON_DATASETS'] ?? '../shared/data', 'banking77/train.csv')
  if (!existsSync(file)) {
    progress(`${file} is not there: nothing to measure`)
    return { workload, seed, skipped: 'no dataset' }
  }
  const { train, test } = split(readLabelledFile(file), short ? 15 : 77)
  progress(`baton learns from ${train.length} texts and reads ${test.length}`)
  const { report, guesses } = evaluateIntents(train, test)
  progress('nlp.js learns, which takes minutes on all classes')
  const peer = await measureNlpJs(train, test)
  const right = (list: readonly string[]): boolean[] =>
    list.map((guess, i) => guess === test[i]?.label)
  return {
    workload,
    seed,
    train: train.length,
    test: test.length,
    baton: {
      accuracy: rounded(report.accuracy, 4),
      macroF1: rounded(report.macroF1, 4),
      ece: rounded(report.ece, 4),
      p50us: rounded(report.p50us, 1),
      p99us: rounded(report.p99us, 1),
      trainSeconds: rounded(report.trainSeconds, 2),
      modelBytes: report.modelBytes,
    },
    nlpjs: peer.figures,
    mcNemar: mcNemar(right(guesses), right(peer.guesses)),
    held: report.accuracy > peer.figures.accuracy && report.p50us < peer.figures.p50us,
  }
}

function split(rows: readonly LabelledText[], classes: number) {
  const labels = [...new Set(rows.map(({ label }) => label))].slice(0, classes)
  const kept = rows.filter(({ label }) => labels.includes(label))
  const foldOf = assignFolds(
    kept.map(({ label }) => [labels.indexOf(label)]),
    5,
    seed,
  )
  return {
    train: kept.filter((_, i) => foldOf[i] !== 0),
    test: kept.filter((_, i) => foldOf[i] === 0),
  }
}

async function measureNlpJs(train: LabelledText[], test: LabelledText[]) {
  const { trainNlpJs } = (await import(
    String(new URL('./peers/read/nlpjs.mjs', import.meta.url))
  )) as { trainNlpJs: Peer }
  const started = performance.now()
  const read = await trainNlpJs(train)
  const trainSeconds = (performance.now() - started) / 1000
  // Once unmeasured, as Baton is.
  for (const { text } of test) await read(text)
  const guesses: string[] = []
  const times: number[] = []
  for (const { text } of test) {
    const from = performance.now()
    guesses.push(await read(text))
    times.push((performance.now() - from) * 1000)
  }
  const decisions = guesses.map((guess, i) => ({ guess, truth: test[i]?.label ?? '' }))
  const figures = {
    accuracy: rounded(accuracy(decisions), 4),
    macroF1: rounded(macroF1(decisions), 4),
    p50us: rounded(quantile(times, 0.5), 1),
    p99us: rounded(quantile(times, 0.99), 1),
    trainSeconds: rounded(trainSeconds, 2),
  }
  return { guesses, figures }
}
