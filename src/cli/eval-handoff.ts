import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { BatonError } from '../domain/error.ts'
import { loadDialogues } from '../handoff/dialogue.ts'
import { judgeDialogues, reportOn, type HandoffReport } from '../handoff/evaluation.ts'
import type { ReplayDeps } from '../handoff/replay.ts'
import { standardSettings } from '../handoff/settings.ts'
import { loadSettings, saveSettings } from '../handoff/settings-file.ts'
import { tune, type Costs, type Tuned } from '../handoff/tuning.ts'
import { readConfig } from '../platform/config.ts'
import { readAnswer } from '../understanding/answer.ts'
import { createReader } from '../understanding/reader.ts'
import { exit } from './command.ts'

const help = `baton eval handoff --dialogues FILE [--json] [--errors]
baton eval handoff --dialogues FILE --tune [--missed COST] [--needless COST] [--out FILE] [--json]

Whether the baton passes when it should: replays judged dialogues and lets the rules decide after
each customer turn. Nothing is generated.

  --dialogues FILE  JSONL, one {id, turns: [{from, text}], handoff, reason?, context?} a line;
                    from is customer (user), agent (assistant, bot) or operator; context may
                    hold vip, online, toolFailures, customer, now
  --json            one JSON object on stdout
  --errors          every dialogue that was judged otherwise, on stderr
  --tune            pick thresholds by what they would have cost on these dialogues, and write
                    them to the settings file with the curve of costs
  --missed COST     what a handoff that was missed costs, against a needless one (default 5)
  --needless COST   what a needless handoff costs (default 1)
  --out FILE        the settings file (default settings/handoff.json, or BATON_HANDOFF)
`

interface Options {
  dialogues: string
  json: boolean
  errors: boolean
  tune: boolean
  costs: Costs
  out: string | undefined
}

/** `baton eval handoff`. Exit code 0 done, 2 wrong usage or files that do not fit. */
export async function evalHandoff(args: string[]): Promise<number> {
  const options = readOptions(args)
  if (typeof options === 'number') return options
  try {
    const dialogues = await loadDialogues(options.dialogues)
    const { trainingFolder, cacheFolder, handoffFile } = readConfig()
    const deps: ReplayDeps = {
      reader: createReader({ trainingFolder, cacheFolder }),
      readAnswer,
      settings: options.tune ? standardSettings : await loadSettings(handoffFile),
    }
    if (options.tune) {
      const tuned = tune(dialogues, deps, options.costs)
      await saveSettings(options.out ?? handoffFile, tuned.settings, {
        at: new Date().toISOString(),
        file: options.dialogues,
        sha256: createHash('sha256').update(readFileSync(options.dialogues)).digest('hex'),
        dialogues: dialogues.length,
        positives: dialogues.filter(({ handoff }) => handoff).length,
        costs: options.costs,
        before: tuned.before,
        after: tuned.after,
        curves: tuned.curves,
      })
      process.stdout.write(options.json ? `${JSON.stringify(tuned)}\n` : curves(tuned))
      return exit.done
    }
    const judgements = judgeDialogues(dialogues, deps)
    if (options.errors) {
      for (const { dialogue, replayed } of judgements) {
        const { handedOver } = replayed
        const isRight =
          dialogue.handoff === (handedOver !== null) &&
          (!handedOver || !dialogue.reason || handedOver.reason === dialogue.reason)
        if (isRight) continue
        const should = dialogue.handoff ? (dialogue.reason ?? 'hand over') : 'go on'
        const did = handedOver ? `${handedOver.reason} at turn ${handedOver.turn + 1}` : 'went on'
        process.stderr.write(`${dialogue.id}: should ${should}, ${did}\n`)
      }
    }
    const report = reportOn(judgements)
    process.stdout.write(options.json ? `${JSON.stringify(report)}\n` : table(report))
    return exit.done
  } catch (error) {
    if (!(error instanceof BatonError)) throw error
    process.stderr.write(`${error.message}\n`)
    return exit.usage
  }
}

function readOptions(args: string[]): Options | number {
  try {
    const { values } = parseArgs({
      args,
      options: {
        dialogues: { type: 'string' },
        json: { type: 'boolean', default: false },
        errors: { type: 'boolean', default: false },
        tune: { type: 'boolean', default: false },
        missed: { type: 'string', default: '5' },
        needless: { type: 'string', default: '1' },
        out: { type: 'string' },
        help: { type: 'boolean', short: 'h', default: false },
      },
    })
    if (values.help) {
      process.stdout.write(help)
      return exit.done
    }
    const { dialogues, json, errors, out } = values
    const costs = { missed: Number(values.missed), needless: Number(values.needless) }
    const wrong = Object.entries(costs).find(([, cost]) => !(Number.isFinite(cost) && cost > 0))
    if (wrong) process.stderr.write(`--${wrong[0]} must be a number above 0.\n\n${help}`)
    else if (dialogues !== undefined)
      return { dialogues, json, errors, tune: values.tune, costs, out }
    else process.stderr.write(`--dialogues is needed.\n\n${help}`)
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n\n${help}`)
  }
  return exit.usage
}

function table(report: HandoffReport): string {
  const percent = (share: number): string => `${(100 * share).toFixed(1)}%`
  const rows: [string, string][] = [
    ['dialogues', `${report.dialogues}, ${report.positives} to hand over`],
    ['precision', percent(report.precision)],
    ['recall', percent(report.recall)],
    ['F1', percent(report.f1)],
    ['reason right', percent(report.reasonAccuracy)],
    ...Object.entries(report.byReason).map(([reason, part]): [string, string] => [
      `  ${reason}`,
      percent(part),
    ]),
    ['missed', report.missed.join(', ') || 'none'],
    ['needless', report.needless.join(', ') || 'none'],
  ]
  return rows.map(([name, value]) => `${name.padEnd(24)}${value}\n`).join('')
}

function curves({ before, after, settings, curves: byName }: Tuned): string {
  const lines = Object.entries(byName).map(([name, points]) => {
    const row = points.map(({ value, cost }) => `${value} costs ${cost}`)
    return `${name.padEnd(18)}${row.join(', ')}\n`
  })
  const picked = Object.entries(settings).map(([name, value]) => `${name} ${String(value)}`)
  return `${lines.join('')}\nCost ${before} before, ${after} after. Changed: ${picked.join(', ') || 'nothing'}.\n`
}
