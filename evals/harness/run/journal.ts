import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  statSync,
  truncateSync,
  writeSync,
} from 'node:fs'
import { join, relative } from 'node:path'
import { z } from 'zod'
import { BatonError } from '../../../src/domain/error.ts'
import { CaseResult } from './result.ts'
import { counted, FileFull } from './stop.ts'

/** What a run was asked for: the first line of its journal. */
export const RunHead = z.object({
  run: z.string(),
  at: z.string(),
  /** Of suites, candidates and trials: only the same work is gone on with. */
  plan: z.string(),
  suites: z.array(z.string()),
  candidates: z.array(z.string()),
  trials: z.int(),
  /** That of the prices by which its calls were reckoned. */
  currency: z.string().optional(),
})
export type RunHead = z.infer<typeof RunHead>

/** Every result as soon as it is there, one line each: a run that is killed loses nothing that was done. */
export interface Journal {
  readonly folder: string
  readonly head: RunHead
  /** Results of an earlier part of the run, by key. What could not be judged is not done, unless it would end the run again. */
  readonly done: ReadonlyMap<string, CaseResult>
  /** @throws FileFull */
  add(result: CaseResult): void
  close(): void
}

const fileName = 'journal.jsonl'

interface Read {
  head: RunHead
  results: CaseResult[]
  /** The length of the whole lines; a killed run may leave half a line after them. */
  wholeBytes: number
}

/** Reads the journal in a folder. Null when there is none that can be read. */
export function readJournal(folder: string): Read | null {
  const file = join(folder, fileName)
  if (!existsSync(file)) return null
  const source = readFileSync(file, 'utf8')
  const whole = source.slice(0, source.lastIndexOf('\n') + 1)
  const [first = '', ...rest] = whole.split('\n').filter(Boolean)
  const parsed = z.preprocess(fromJson, RunHead).safeParse(first)
  if (!parsed.success) return null
  const results = rest.map((line, i) => {
    const result = z.preprocess(fromJson, CaseResult).safeParse(line)
    if (result.success) return result.data
    throw new BatonError(
      'invalid',
      `${relative(process.cwd(), file)}:${i + 2}: is no result of this version; start a new run.`,
    )
  })
  return { head: parsed.data, results, wholeBytes: Buffer.byteLength(whole) }
}

function fromJson(text: unknown): unknown {
  try {
    return JSON.parse(String(text)) as unknown
  } catch {
    return null
  }
}

/** The runs in a folder, newest first. */
export function runsIn(folder: string): string[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder)
    .filter((name) => statSync(join(folder, name)).isDirectory())
    .toSorted()
    .reverse()
}

/** Opens the journal of a new run, or of one that goes on. */
export function openJournal(folder: string, head: RunHead, write = writeSync): Journal {
  mkdirSync(folder, { recursive: true })
  const file = join(folder, fileName)
  const earlier = readJournal(folder)
  if (earlier) truncateSync(file, earlier.wholeBytes)
  const handle = openSync(file, 'a')
  const done = new Map(
    earlier?.results.flatMap((it) =>
      it.status === 'error' && !it.stuck ? [] : [[it.key, it] as const],
    ),
  )
  let kept = earlier?.results.length ?? 0
  const line = (data: object): void => {
    const bytes = Buffer.from(`${JSON.stringify(data)}\n`)
    try {
      // A disk that is nearly full takes a part.
      for (let at = 0; at < bytes.length;) at += write(handle, bytes, at, bytes.length - at)
    } catch (cause) {
      throw new FileFull(file, counted(kept, 'result'), cause)
    }
  }
  if (!earlier) line(head)
  return {
    folder,
    head: earlier?.head ?? head,
    done,
    add(result) {
      line(result)
      kept++
    },
    close: () => closeSync(handle),
  }
}
