import { parseArgs } from 'node:util'
import { BatonError } from '../domain/error.ts'
import { evaluateIntents } from '../understanding/recogniser/intent-evaluation.ts'
import type { IntentReport } from '../understanding/recogniser/intent-evaluation.ts'
import { readLabelledFile } from '../understanding/recogniser/labelled-file.ts'

const help = `baton eval intents --train FILE --test FILE [--oos FILE] [--json]

How well intents are recognised: trains on one file, reads another.

  --train FILE   CSV, TSV or JSONL with text,label (or text,category; sentence,label)
  --test FILE    the same
  --oos FILE     texts that belong to none of the classes
  --json         one JSON object on stdout
`

/** `baton eval intents`. Exit code 0 done, 2 wrong usage or files that do not fit. */
export async function evalIntents(args: string[]): Promise<number> {
  const options = readOptions(args)
  if (typeof options === 'number') return options
  try {
    const { report } = evaluateIntents(
      readLabelledFile(options.train),
      readLabelledFile(options.test),
      options.oos === undefined ? [] : readLabelledFile(options.oos),
    )
    process.stdout.write(options.json ? `${JSON.stringify(report)}\n` : table(report))
    return 0
  } catch (error) {
    if (!(error instanceof BatonError)) throw error
    process.stderr.write(`${error.message}\n`)
    return 2
  }
}

interface Options {
  train: string
  test: string
  oos: string | undefined
  json: boolean
}

function readOptions(args: string[]): Options | number {
  try {
    const { values } = parseArgs({
      args,
      options: {
        train: { type: 'string' },
        test: { type: 'string' },
        oos: { type: 'string' },
        json: { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false },
      },
    })
    if (values.help) {
      process.stdout.write(help)
      return 0
    }
    const { train, test, oos, json } = values
    if (train !== undefined && test !== undefined) return { train, test, oos, json }
    process.stderr.write(`Both --train and --test are needed.\n\n${help}`)
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n\n${help}`)
  }
  return 2
}

function table(report: IntentReport): string {
  const percent = (share: number): string => `${(100 * share).toFixed(2)}%`
  const { oos } = report
  const rows: [string, string][] = [
    ['accuracy', percent(report.accuracy)],
    ['macro F1', percent(report.macroF1)],
    ['calibration', `expected error ${percent(report.ece)}`],
    ...(oos === undefined
      ? []
      : ([
          [
            'out of scope',
            `AUROC ${oos.auroc.toFixed(4)}, recall ${percent(oos.recallAt5PercentLost)} at 5% lost`,
          ],
        ] satisfies [string, string][])),
    ['one reading', `p50 ${report.p50us.toFixed(0)} µs, p99 ${report.p99us.toFixed(0)} µs`],
    ['training', `${report.trainSeconds.toFixed(1)} s`],
    ['model', `${(report.modelBytes / 1e6).toFixed(2)} MB`],
  ]
  return rows.map(([name, value]) => `${name.padEnd(14)}${value}\n`).join('')
}
