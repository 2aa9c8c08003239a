import { createHash } from 'node:crypto'
import { basename, extname } from 'node:path'
import { parse as parseYaml } from 'yaml'
import { z } from 'zod'
import { BatonError } from '../../domain/error.ts'
import { Article } from '../../domain/passage.ts'
import { languageOf, parseArticleLine } from '../answering/article-line.ts'
import { articleFieldOf, audienceOf } from './article-fields.ts'
import { parseCsv } from './csv.ts'
import { readDocx } from './docx.ts'
import { readHtml } from './html.ts'
import { readPdf } from './pdf.ts'
import { readRows, type ReadRows } from './rows.ts'
import { decodeText } from './text-encoding.ts'

/** A file or page as it came: its bytes, and its path below the folder or its address. */
export interface Source {
  bytes: Uint8Array
  name: string
  /** What kind it is, as the ending of a file name: `.html`. */
  ending: string
  /** The encoding that its server named. */
  charset?: string
  /** What stands in the file of the same name with `.yaml` behind it. */
  about?: string
}

interface Format {
  mostBytes: number
  read(source: Source): Article[] | ReadRows | Promise<Article[]>
}

const text = { mostBytes: 5_000_000 }
const printed = { mostBytes: 25_000_000 }

const formats: Readonly<Record<string, Format>> = {
  '.md': { ...text, read: readMarkdown },
  '.markdown': { ...text, read: readMarkdown },
  '.txt': { ...text, read: readMarkdown },
  '.html': { ...text, read: readPage },
  '.htm': { ...text, read: readPage },
  '.csv': { ...text, read: readQuestions },
  '.jsonl': { ...text, read: readLines },
  '.pdf': { ...printed, read: async (source) => fromMarkdown(await readPdf(source.bytes), source) },
  '.docx': {
    ...printed,
    read: async (source) => fromMarkdown(await readDocx(source.bytes), source),
  },
}

/** How large a file of this kind may be; null for a kind that is not read. */
export const mostBytesOf = (ending: string): number | null => formats[ending]?.mostBytes ?? null

/** The sentence for what is larger. */
export const tooLarge = (most: number): string =>
  `it is larger than ${most / 1e6} MB; cut it into parts`

/** The articles of one file or page, and the lines of it that are none. Throws what is wrong with all of it. */
export async function readSource(source: Source): Promise<ReadRows> {
  const format = formats[source.ending]
  if (!format) throw new BatonError('invalid', `${source.ending} cannot be read`)
  if (source.bytes.length === 0) throw new BatonError('invalid', 'the file is empty')
  const read = await format.read(source)
  const { articles, leftOut } = Array.isArray(read) ? { articles: read, leftOut: [] } : read
  if (articles.length === 0 && leftOut.length === 0)
    throw new BatonError('invalid', 'there is no article in it')
  return { articles, leftOut }
}

const frontMatter = /^---\r?\n([\s\S]*?)\r?\n---(?:\r?\n|$)/

function readMarkdown(source: Source): Article[] {
  const whole = decodeText(source.bytes, source.charset)
  const [head, yaml] = frontMatter.exec(whole) ?? ['', '']
  const body = whole.slice(head.length)
  return fromMarkdown({ title: '', markdown: body, ...fieldsOf(yaml, 'front matter') }, source)
}

/** A page says its own encoding near its beginning, when its server did not. */
const ownCharset = /<meta[^>]{0,200}charset=["']?([\w-]{1,40})/i

function readPage(source: Source): Article[] {
  const beginning = new TextDecoder('latin1').decode(source.bytes.subarray(0, 2048))
  const charset = source.charset ?? ownCharset.exec(beginning)?.[1]
  return fromMarkdown(readHtml(decodeText(source.bytes, charset)), source)
}

/** One article; its first heading is its title when nothing else is, and then no section. */
function fromMarkdown(
  { title, markdown, ...given }: { title: string; markdown: string },
  source: Source,
): Article[] {
  const about = fieldsOf(source.about ?? '', 'description')
  const heading = /^#\s+(.+)$/m.exec(markdown)?.[1]?.trim() ?? ''
  const body =
    heading && (!title || title === heading) ? markdown.replace(/^#\s+.+$/m, '') : markdown
  if (!body.trim() && !heading) throw new BatonError('invalid', 'there are no words in it')
  return [
    toArticle({ title: title || heading || stemOf(source.name), ...given, ...about }, body, source),
  ]
}

/** Fields that stand as YAML beside an article or above it. */
function fieldsOf(yaml: string, where: string): object {
  if (!yaml.trim()) return {}
  let given: unknown
  try {
    given = parseYaml(yaml)
  } catch (cause) {
    throw new BatonError('invalid', `its ${where} is not YAML: ${firstLine(cause)}`, { cause })
  }
  if (typeof given !== 'object' || given === null || Array.isArray(given))
    throw new BatonError('invalid', `its ${where} must be lines of the form "audience: operator"`)
  return given
}

const firstLine = (error: unknown) =>
  String(error instanceof Error ? error.message : error).split('\n')[0]

function readLines({ bytes }: Source): ReadRows {
  const lines = decodeText(bytes).split('\n')
  return readRows(
    lines.flatMap((text, i) => (text.trim() ? [{ line: i + 1, text }] : [])),
    (row) => parseArticleLine(row.text, 'the line'),
  )
}

function readQuestions(source: Source): ReadRows {
  const [header, ...rows] = parseCsv(decodeText(source.bytes, source.charset))
  const columns = header && 'cells' in header ? header.cells.map(articleFieldOf) : []
  const [question, answer] = [columns.indexOf('title'), columns.indexOf('body')]
  if (question < 0 || answer < 0)
    throw new BatonError('invalid', 'its first line must name the columns question and answer')
  return readRows(rows, (row) => {
    if ('why' in row) throw new BatonError('invalid', row.why)
    const cells = row.cells.map((cell) => cell.trim())
    const asked = cells[question] ?? ''
    const given = Object.fromEntries(
      columns.flatMap((column, i) => (cells[i] ? [[column, cells[i]]] : [])),
    )
    // Named by its question, so that a row keeps its id when others come before it.
    const id = `${stemOf(source.name)}:${createHash('sha256').update(asked).digest('hex').slice(0, 10)}`
    return toArticle({ id, ...given, title: asked }, cells[answer] ?? '', source)
  })
}

function stemOf(name: string): string {
  return basename(name, extname(name))
}

/** A file is called by its path without the ending, a page by its address. */
function idOf({ name }: Source): string {
  const id = URL.canParse(name) ? name : name.slice(0, name.length - extname(name).length)
  return id.length <= 200
    ? id
    : `${id.slice(0, 180)}~${createHash('sha256').update(id).digest('hex').slice(0, 16)}`
}

function toArticle(given: object, body: string, source: Source): Article {
  const { title = '', audience } = given as { title?: unknown; audience?: unknown }
  const parsed = Article.safeParse({
    id: idOf(source),
    language: languageOf(`${String(title)} ${body}`),
    ...given,
    ...(audience !== undefined && { audience: audienceOf(audience) }),
    body: body.trim(),
  })
  if (!parsed.success) throw new BatonError('invalid', z.prettifyError(parsed.error))
  const { validFrom, validUntil } = parsed.data
  if (validFrom && validUntil && validFrom >= validUntil)
    throw new BatonError('invalid', 'validUntil is not after validFrom')
  return parsed.data
}
