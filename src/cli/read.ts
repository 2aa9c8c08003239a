import { createInterface } from 'node:readline'
import { parseArgs } from 'node:util'
import { z } from 'zod'
import { BatonError } from '../domain/error.ts'
import type { Reading } from '../domain/reading.ts'
import { readConfig } from '../platform/config.ts'
import type { Explanation } from '../understanding/recogniser/explain.ts'
import { createReader } from '../understanding/reader.ts'
import type { ExplainingReader } from '../understanding/reader.ts'

const help = `baton read ["text" …] [--json] [--explain]

What is read in a message: intents, sentiment, language, entities.

  "text"    messages; without any, JSONL {text} on stdin, one a line
  --json    one JSON object a line on stdout
  --explain what in the text spoke for and against the likeliest intents: each word (in Chinese every two signs) with the
            margin that the intent loses without it
`

const Line = z.object({ text: z.string() })

/** `baton read`. Exit code 0 done, 1 a line of stdin that could not be read, 2 wrong usage. */
export async function read(args: string[]): Promise<number> {
  const options = readOptions(args)
  if (typeof options === 'number') return options
  try {
    const { trainingFolder, cacheFolder } = readConfig()
    const reader = createReader({ trainingFolder, cacheFolder })
    const write = (text: string): boolean => process.stdout.write(answer(reader, text, options))
    if (options.texts.length === 0) return await readLines(write)
    options.texts.forEach(write)
    return 0
  } catch (error) {
    if (!(error instanceof BatonError)) throw error
    process.stderr.write(`${error.message}\n`)
    return 2
  }
}

interface Options {
  texts: string[]
  json: boolean
  explain: boolean
}

function readOptions(args: string[]): Options | number {
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        json: { type: 'boolean', default: false },
        explain: { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false },
      },
    })
    if (!values.help) return { texts: positionals, json: values.json, explain: values.explain }
    process.stdout.write(help)
    return 0
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n\n${help}`)
    return 2
  }
}

/** Answers every line in order; a line that is no `{text}` is named, answered like an empty one, and fails the run. */
async function readLines(write: (text: string) => boolean): Promise<number> {
  let number = 0
  let faults = 0
  for await (const line of createInterface({ input: process.stdin, crlfDelay: Infinity })) {
    number++
    if (line.trim() === '') continue
    const parsed = Line.safeParse(parseJson(line))
    if (!parsed.success) {
      faults++
      process.stderr.write(`line ${number} is not JSON with a field text\n`)
    }
    write(parsed.success ? parsed.data.text : '')
  }
  return faults === 0 ? 0 : 1
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return undefined
  }
}

function answer(reader: ExplainingReader, text: string, { json, explain }: Options): string {
  const reading = reader.read(text)
  const reasons = explain ? reader.explain(text) : undefined
  if (json) return `${JSON.stringify(reasons ? { ...reading, reasons } : reading)}\n`
  const why = reasons ? `  why\n${reasons.map(describeReason).join('')}` : ''
  return `${describe(text, reading)}${why}\n`
}

/** Weights smaller than this are not worth a reader's time. */
const worthSaying = 0.05

/** The intent, and below it what spoke for it and what against, the strongest first. */
function describeReason({ intent, probability, evidence }: Explanation): string {
  const row = (name: string, sign: 1 | -1): string => {
    const pieces = evidence
      .filter(({ weight }) => weight * sign >= worthSaying)
      .map(({ piece, weight }) => `${piece} ${weight > 0 ? '+' : ''}${weight.toFixed(2)}`)
    return pieces.length === 0 ? '' : `      ${name.padEnd(9)}${pieces.join('  ')}\n`
  }
  return `    ${intent} ${(100 * probability).toFixed(0)}%\n${row('for', 1)}${row('against', -1)}`
}

function describe(text: string, reading: Reading): string {
  const intents = reading.intents.map(
    ({ name, probability }) => `${name} ${(100 * probability).toFixed(0)}%`,
  )
  const entities = reading.entities.map(({ type, value }) => `${type} ${value}`)
  const rows: [string, string][] = [
    ['intents', intents.join(', ')],
    ['sentiment', reading.sentiment.toFixed(2)],
    ['language', reading.language],
    ['entities', entities.join(', ')],
    ['risks', reading.risks.join(', ')],
    ['tones', reading.tones?.join(', ') ?? ''],
  ]
  const lines = rows
    .filter(([, value]) => value !== '')
    .map(([name, value]) => `  ${name.padEnd(11)}${value}\n`)
  return `${text}\n${lines.join('')}`
}
