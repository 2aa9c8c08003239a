import { createInterface } from 'node:readline'
import { parseArgs } from 'node:util'
import { z } from 'zod'
import { BatonError } from '../domain/error.ts'
import type { Reader, Reading } from '../domain/reading.ts'
import { readConfig } from '../platform/config.ts'
import { createReader } from '../understanding/reader.ts'

const help = `baton read ["text" …] [--json]

What is read in a message: intents, sentiment, language, entities.

  "text"    messages; without any, JSONL {text} on stdin, one a line
  --json    one JSON object a line on stdout
`

const Line = z.object({ text: z.string() })

/** `baton read`. Exit code 0 done, 1 a line of stdin that could not be read, 2 wrong usage. */
export async function read(args: string[]): Promise<number> {
  const options = readOptions(args)
  if (typeof options === 'number') return options
  try {
    const { trainingFolder, cacheFolder } = readConfig()
    const reader = createReader({ trainingFolder, cacheFolder })
    const write = (text: string): boolean =>
      process.stdout.write(answer(reader, text, options.json))
    if (options.texts.length === 0) return await readLines(write)
    options.texts.forEach(write)
    return 0
  } catch (error) {
    if (!(error instanceof BatonError)) throw error
    process.stderr.write(`${error.message}\n`)
    return 2
  }
}

function readOptions(args: string[]): { texts: string[]; json: boolean } | number {
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        json: { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false },
      },
    })
    if (!values.help) return { texts: positionals, json: values.json }
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

function answer(reader: Reader, text: string, json: boolean): string {
  const reading = reader.read(text)
  return json ? `${JSON.stringify(reading)}\n` : `${describe(text, reading)}\n`
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
  ]
  const lines = rows
    .filter(([, value]) => value !== '')
    .map(([name, value]) => `  ${name.padEnd(11)}${value}\n`)
  return `${text}\n${lines.join('')}`
}
