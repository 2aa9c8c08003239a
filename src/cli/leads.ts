import { readFile, writeFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { BatonError } from '../domain/error.ts'
import { dayMs } from '../domain/day.ts'
import { fitGrade, type FittedGrade, type Outcome } from '../leads/fit-grade.ts'
import { learnedWeights } from '../leads/learned-weights.ts'
import { parseOutcomes } from '../leads/outcomes.ts'
import { leadOutcomes } from '../store/lead-outcomes.ts'
import { exit, type Command } from './command.ts'

export const leadsHelp = `baton leads outcomes [--days N]             what became of each lead of ours, as JSONL
baton leads learn [--outcomes FILE] [--days N] [--write FILE] [--json]

Learns from outcomes how much urgency, value and fit of a lead count: logistic regression on the earlier 70 %, tested on the
later 30 %, with a calibration table. Without --outcomes it takes what Baton keeps: leads graded at least N days ago (14),
converted where their customer has ordered or booked since.

  --outcomes FILE  JSONL of {at, urgency, value, fit, converted} (factors 0 to 1, at an ISO date), or of
                   {conversationId, converted} as a CRM tells it; 60 lines at least
  --write FILE     the weights with what was learned, to be named by BATON_LEAD_WEIGHTS; nothing is written unless they
                   tell better than those in use in 90 % of resamples of the later leads (exit code 1)
  --json           for machines
`

/** `baton leads`: outcomes of leads, and weights learned from them. */
export const leads: Command = async ({ db, clock, leads: { leadWeights } }, args, io) => {
  const { verb, days, outcomes: file, write, json } = optionsOf(args)
  const kept = await leadOutcomes(db, new Date(clock().getTime() - days * dayMs))
  if (verb === 'outcomes') {
    for (const outcome of kept) io.out(`${JSON.stringify(outcome)}\n`)
    return exit.done
  }
  const outcomes = file === undefined ? kept : parseOutcomes(await textOf(file), kept)
  const fitted = fitGrade(outcomes, leadWeights.exponents)
  const better = fitted.surely >= sureEnough
  const learned = learnedWeights(leadWeights, fitted, outcomes)
  if (json) io.out(`${JSON.stringify({ ...fitted, better, weights: learned })}\n`)
  else io.out(report(fitted, outcomes))
  if (!better) {
    io.err(
      'On the later leads they tell no better than the weights in use, or not surely; nothing is written.\n',
    )
    return exit.fellShort
  }
  if (write !== undefined) {
    await writeFile(write, `${JSON.stringify(learned, null, 2)}\n`)
    io.err(`Written to ${write}; start Baton with BATON_LEAD_WEIGHTS=${write}.\n`)
  }
  return exit.done
}

/** A gain that shows in fewer resamples of the later leads may be chance. */
const sureEnough = 0.9

/** Files are meant from the folder of whoever calls, also where a running server answers. */
export const leadsFromFolder = (args: readonly string[], cwd: string): string[] =>
  args.map((arg, i) =>
    ['--outcomes', '--write'].includes(args[i - 1] ?? '')
      ? resolve(cwd, arg)
      : arg.replace(
          /^(--(?:outcomes|write)=)(.+)$/,
          (_, option: string, path: string) => `${option}${resolve(cwd, path)}`,
        ),
  )

function optionsOf(args: string[]) {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      outcomes: { type: 'string' },
      write: { type: 'string' },
      days: { type: 'string', default: '14' },
      json: { type: 'boolean', default: false },
    },
  })
  const [verb, ...more] = positionals
  if ((verb !== 'outcomes' && verb !== 'learn') || more.length > 0)
    throw new BatonError('invalid', leadsHelp)
  const days = Number(values.days)
  if (!Number.isSafeInteger(days) || days < 0 || days > 3650)
    throw new BatonError('invalid', '--days must be a whole number from 0 to 3650.', {
      field: 'days',
    })
  return { ...values, verb, days }
}

const textOf = (file: string): Promise<string> =>
  readFile(file, 'utf8').catch((cause: unknown) => {
    throw new BatonError('invalid', `The outcomes file ${file} cannot be read.`, { cause })
  })

const percent = (share: number): string => `${(100 * share).toFixed(1)} %`.padStart(8)

function report(fitted: FittedGrade, outcomes: readonly Outcome[]): string {
  const { urgency, value, fit, bias, trainedOn, testedOn, auroc, aurocOfProduct, ece, table } =
    fitted
  const converted = outcomes.filter((outcome) => outcome.converted).length
  return [
    `${outcomes.length} outcomes, ${converted} converted; learned from the earlier ${trainedOn}, tested on the later ${testedOn}.\n`,
    `chance = σ(${bias.toFixed(2)} + ${urgency.toFixed(2)}·ln urgency + ${value.toFixed(2)}·ln value + ${fit.toFixed(2)}·ln fit)\n`,
    `On the later leads: AUROC ${auroc.toFixed(3)} (the weights in use: ${aurocOfProduct.toFixed(3)}; better in ${(100 * fitted.surely).toFixed(0)} % of resamples), calibration error ${ece.toFixed(3)}.\n\n`,
    '  leads   chance told   converted\n',
    ...table.map(
      (row) =>
        `${String(row.leads).padStart(7)}${percent(row.predicted).padStart(14)}${percent(row.converted).padStart(12)}\n`,
    ),
  ].join('')
}
