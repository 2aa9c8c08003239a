import { realpath } from 'node:fs/promises'
import { extname } from 'node:path'
import { BatonError } from '../../domain/error.ts'
import type { Article } from '../../domain/passage.ts'
import { fetchPage, type Net } from './fetch-page.ts'
import { filesBelow, readPlainFile, type Found } from './folder.ts'
import { mostBytesOf, type Source } from './formats.ts'
import { openParser, type ParserLimits } from './parser.ts'
import type { LeftOut } from './rows.ts'
import { eachPolitely, readUrlList } from './url-list.ts'

/** What was left out, and why. `held` when an earlier import may have found articles in it. */
export interface Fault {
  file: string
  why: string
  held: boolean
}

/** What was read, and what could not be, each with its sentence. */
export interface Ingest {
  articles: Article[]
  faults: Fault[]
}

export interface IngestOptions {
  /** A list of addresses, whatever its name ends in. */
  urlList?: string
  onProgress?: (done: number, all: number) => void
  limits?: ParserLimits
  /** How names are resolved and addresses dialled; tests bring their own. */
  net?: Net
}

type Work = { name: string } & (
  | { url: URL }
  | { path: string; ending: string; about: string | undefined }
)

/**
 * Reads files, folders and lists of addresses (`.urls`): Markdown with front matter, HTML, plain text, PDF, DOCX, CSV of
 * questions and answers, JSONL of articles. A bad one is named and skipped, the rest goes in. Throws `not_found` when
 * there is nothing at a path.
 */
export async function readArticles(
  paths: readonly string[],
  { urlList, onProgress = () => {}, limits, net }: IngestOptions = {},
): Promise<Ingest> {
  const parser = openParser(limits)
  const faults: Fault[] = []
  const read = new Map<Work, Article[]>()
  try {
    const works = await worksOf(paths, faults)
    if (urlList !== undefined) await addList(await rootOf(urlList), urlList, { works, faults })
    let done = 0
    await eachPolitely(
      works,
      (work) => ('url' in work ? work.url.host : ''),
      async (work) => {
        try {
          const parsed = await parser.parse(await sourceOf(work, net))
          if ('articles' in parsed) {
            read.set(work, parsed.articles)
            faults.push(...faultsOf(work.name, parsed.leftOut))
          } else faults.push({ file: work.name, why: parsed.why, held: true })
        } catch (error) {
          faults.push({ file: work.name, why: sentenceOf(error), held: true })
        }
        onProgress(++done, works.length)
      },
    )
    const articles = inOrder(works, read, faults)
    return { articles, faults: faults.toSorted(byName) }
  } finally {
    await parser.close()
  }
}

/** So many lines of a file are named one by one. */
const mostNamed = 50

function faultsOf(name: string, leftOut: readonly LeftOut[]): Fault[] {
  const named = leftOut
    .slice(0, mostNamed)
    .map(({ line, why }) => ({ file: `${name}:${line}`, why, held: true }))
  const more = leftOut.length - named.length
  return more > 0
    ? [...named, { file: name, why: `${more} more of its lines are bad too`, held: true }]
    : named
}

/** By file, then by line. */
const byName = ({ file: a }: Fault, { file: b }: Fault) =>
  a.localeCompare(b, 'en', { numeric: true })

/** What is to be read, in order: files by name, each list of addresses as its addresses. */
async function worksOf(paths: readonly string[], faults: Fault[]): Promise<Work[]> {
  const works: Work[] = []
  for (const path of paths) {
    const found = await filesBelow(await rootOf(path))
    const names = new Set(found.map(({ name }) => name))
    for (const file of found) {
      if ('why' in file) faults.push({ file: file.name, why: file.why, held: false })
      else if (!names.has(file.name.replace(/\.yaml$/, '')) || !file.name.endsWith('.yaml'))
        await addWork(file, found, { works, faults })
    }
  }
  return works
}

async function rootOf(path: string): Promise<string> {
  return realpath(path).catch((cause: NodeJS.ErrnoException) => {
    throw cause.code === 'ELOOP'
      ? new BatonError('invalid', `${path} is a link that leads in a circle.`, { cause })
      : new BatonError('not_found', `There is nothing at ${path}.`, { cause })
  })
}

async function addWork(
  { path, name }: { path: string; name: string },
  beside: readonly Found[],
  { works, faults }: { works: Work[]; faults: Fault[] },
): Promise<void> {
  const ending = extname(name).toLowerCase()
  if (ending === '.urls') {
    await addList(path, name, { works, faults }).catch((error: unknown) => {
      faults.push({ file: name, why: sentenceOf(error), held: true })
    })
  } else if (mostBytesOf(ending) === null) {
    const why = `${ending || 'a file without an ending'} cannot be read`
    faults.push({ file: name, why, held: false })
  } else {
    const about = beside.find((file) => file.name === `${name}.yaml`)
    works.push({ path, name, ending, about: about && 'path' in about ? about.path : undefined })
  }
}

async function addList(
  path: string,
  name: string,
  { works, faults }: { works: Work[]; faults: Fault[] },
): Promise<void> {
  const list = readUrlList(await textOf(path))
  for (const { line, why } of list.faults) faults.push({ file: `${name}:${line}`, why, held: true })
  works.push(...list.urls.map((url) => ({ url, name: url.href })))
}

const mostListBytes = 1_000_000

const textOf = async (path: string) =>
  new TextDecoder().decode(await readPlainFile(path, mostListBytes))

async function sourceOf(work: Work, net: Net | undefined): Promise<Source> {
  if ('url' in work) return fetchPage(work.url, net)
  const { path, name, ending, about } = work
  const bytes = await readPlainFile(path, mostBytesOf(ending) ?? 0)
  return { bytes, name, ending, ...(about !== undefined && { about: await textOf(about) }) }
}

/** The articles in the order of their files. One whose id an earlier file has is left out. */
function inOrder(
  works: readonly Work[],
  read: ReadonlyMap<Work, Article[]>,
  faults: Fault[],
): Article[] {
  const origins = new Map<string, string>()
  return works.flatMap((work) =>
    (read.get(work) ?? []).filter(({ id }) => {
      const other = origins.get(id)
      if (other === undefined) origins.set(id, work.name)
      else {
        const why = `the id ${id} is already used by ${other}; give one of them another`
        faults.push({ file: work.name, why, held: true })
      }
      return other === undefined
    }),
  )
}

const sentenceOf = (error: unknown) => (error instanceof Error ? error.message : String(error))
