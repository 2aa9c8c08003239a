import { parseArgs } from 'node:util'
import { BatonError } from '../domain/error.ts'
import { leadFactNames } from '../domain/lead.ts'
import {
  dayOf,
  loadLabelledLeads,
  measureLeads,
  turnsOf,
  type Finders,
  type LabelledLead,
  type LeadGuess,
  type LeadReport,
} from '../leads/evaluation.ts'
import { gradeLead } from '../leads/grade.ts'
import { sameFact } from '../leads/same-fact.ts'
import { readLead } from '../leads/read-lead.ts'
import { createWishedGoodsSpotter } from '../understanding/recogniser/goods.ts'
import { createEntityReader } from '../understanding/entities.ts'
import { defaultProducts } from '../understanding/entities/products.ts'

const help = `baton eval leads --dialogues FILE [--json] [--show]

How well leads are read in dialogues: facts, verification level, grade.

  --dialogues FILE  JSONL, one {id, turns: [{from, text}], today?, facts: {name, company,
                    contact, need, budget, timeline, location_or_channel}, verification_level,
                    grade} a line; null facts were not given
  --json            one JSON object on stdout
  --show            every difference, on stderr
`

/** `baton eval leads`. Exit code 0 done, 2 wrong usage or a file that does not fit. */
export async function evalLeads(args: string[]): Promise<number> {
  const options = readOptions(args)
  if (typeof options === 'number') return options
  try {
    const leads = await loadLabelledLeads(options.dialogues)
    const finders = {
      readEntities: createEntityReader(defaultProducts),
      goodsIn: createWishedGoodsSpotter(),
    }
    const report = measureLeads(leads, (lead) => {
      const guess = guessOf(lead, finders)
      if (options.show) show(lead, guess)
      return guess
    })
    process.stdout.write(options.json ? `${JSON.stringify(report)}\n` : table(report, leads.length))
    return 0
  } catch (error) {
    if (!(error instanceof BatonError)) throw error
    process.stderr.write(`${error.message}\n`)
    return 2
  }
}

function readOptions(args: string[]): { dialogues: string; json: boolean; show: boolean } | number {
  try {
    const { values } = parseArgs({
      args,
      options: {
        dialogues: { type: 'string' },
        json: { type: 'boolean', default: false },
        show: { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false },
      },
    })
    if (values.help) {
      process.stdout.write(help)
      return 0
    }
    const { dialogues, json, show } = values
    if (dialogues !== undefined) return { dialogues, json, show }
    process.stderr.write(`--dialogues is needed.\n\n${help}`)
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n\n${help}`)
  }
  return 2
}

function guessOf(lead: LabelledLead, finders: Finders): LeadGuess {
  const today = dayOf(lead)
  const turns = turnsOf(lead.turns, today, finders)
  const reading = readLead(turns, { today })
  const words = turns.filter(({ from }) => from === 'customer')
  const { grade } = gradeLead(reading, words, {
    today,
    catalogue: defaultProducts.map((name) => name.toLowerCase()),
  })
  const facts = Object.fromEntries(
    Object.entries(reading.facts).map(([name, { normalised }]) => [name, normalised]),
  )
  return { facts, level: reading.level, grade }
}

function show(lead: LabelledLead, guess: LeadGuess): void {
  const lines = leadFactNames.flatMap((name) => {
    const [said, held] = [guess.facts[name] ?? null, lead.facts[name]]
    const isRight =
      said === null || held === null ? said === held : sameFact(name, said, held, dayOf(lead))
    return isRight ? [] : [`  ${name}: ${said ?? '–'} (label: ${held ?? '–'})`]
  })
  if (guess.level !== lead.verification_level)
    lines.push(`  level: ${guess.level} (label: ${lead.verification_level})`)
  if (guess.grade !== lead.grade) lines.push(`  grade: ${guess.grade} (label: ${lead.grade})`)
  if (lines.length > 0) process.stderr.write(`${lead.id}\n${lines.join('\n')}\n`)
}

function table(report: LeadReport, dialogues: number): string {
  const percent = (share: number): string => `${(100 * share).toFixed(1)}%`.padStart(7)
  const line = (name: string, { precision, recall, f1 }: LeadReport['facts']): string =>
    `${name.padEnd(21)}${percent(f1)}${percent(precision)}${percent(recall)}\n`
  const { facts, level, grade } = report
  return [
    `${`${dialogues} dialogues`.padEnd(21)}     F1  prec.   rec.\n`,
    line('facts', facts),
    ...leadFactNames.map((name) => line(`  ${name}`, { ...facts, ...facts.byFact[name] })),
    `${'level'.padEnd(21)}${percent(level.accuracy)}\n`,
    `${'grade'.padEnd(21)}${percent(grade.accuracy)}\n`,
  ].join('')
}
