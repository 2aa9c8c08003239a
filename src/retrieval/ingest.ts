import { createHash } from 'node:crypto'
import { lstat, readdir, readFile, realpath } from 'node:fs/promises'
import { basename, extname, join, relative, sep } from 'node:path'
import { parse as parseYaml } from 'yaml'
import { z } from 'zod'
import { BatonError } from '../domain/error.ts'
import { Article } from '../domain/passage.ts'
import { parseCsv } from './csv.ts'
import { readHtml } from './html.ts'
import { languageOf, parseArticleLine } from './knowledge.ts'

/** What was read from a folder, and what could not be, each with its sentence. */
export interface Ingest {
  articles: Article[]
  faults: { file: string; why: string }[]
}

const maxBytes = 5_000_000

/** Reads the articles of one kind of file; `name` is its path below the folder. Throws what is wrong with it. */
type Reader = (text: string, name: string) => Article[]

const readers: Readonly<Record<string, Reader>> = {
  '.md': readMarkdown,
  '.markdown': readMarkdown,
  '.txt': readMarkdown,
  '.html': readPage,
  '.htm': readPage,
  '.csv': readQuestions,
  '.jsonl': (text, name) =>
    text
      .split('\n')
      .flatMap((line, i) => (line.trim() ? [parseArticleLine(line, `${name}:${i + 1}`)] : [])),
}

/**
 * Reads a file, or every file below a folder: Markdown with optional front matter, HTML, plain text, CSV of questions
 * and answers, JSONL of articles. A bad file is named and skipped, the rest goes in. Links that lead out of the folder
 * are not followed. Throws `not_found` when there is nothing at the path.
 */
export async function readArticles(
  path: string,
  onProgress: (done: number, all: number) => void = () => {},
): Promise<Ingest> {
  const root = await realpath(path).catch((cause: unknown) => {
    throw new BatonError('not_found', `There is nothing at ${path}.`, { cause })
  })
  const files = await filesBelow(root)
  const folder = files.length === 1 && files[0] === root ? join(root, '..') : root
  const ingest: Ingest = { articles: [], faults: [] }
  const origins = new Map<string, string>()
  for (const [done, file] of files.entries()) {
    const name = relative(folder, file).split(sep).join('/')
    try {
      for (const article of await readFileArticles(file, name)) {
        const other = origins.get(article.id)
        if (other !== undefined)
          throw new BatonError('invalid', `the id ${article.id} is already used by ${other}`)
        origins.set(article.id, name)
        ingest.articles.push(article)
      }
    } catch (error) {
      ingest.faults.push({
        file: name,
        why: error instanceof Error ? error.message : String(error),
      })
    }
    onProgress(done + 1, files.length)
  }
  return ingest
}

/** Plain files in order of their names; hidden ones and links are passed over. */
async function filesBelow(path: string): Promise<string[]> {
  const stat = await lstat(path)
  if (stat.isFile()) return [path]
  if (!stat.isDirectory()) return []
  const names = (await readdir(path)).filter((name) => !name.startsWith('.')).toSorted()
  const found: string[] = []
  for (const name of names) found.push(...(await filesBelow(join(path, name))))
  return found
}

async function readFileArticles(file: string, name: string): Promise<Article[]> {
  const reader = readers[extname(file).toLowerCase()]
  if (!reader)
    throw new BatonError('invalid', `${extname(file) || 'a file without an ending'} cannot be read`)
  const { size } = await lstat(file)
  if (size === 0) throw new BatonError('invalid', 'the file is empty')
  if (size > maxBytes)
    throw new BatonError('too_large', `the file is larger than ${maxBytes / 1e6} MB`)
  const articles = reader(decodeText(await readFile(file)), name)
  if (articles.length === 0) throw new BatonError('invalid', 'there is no article in it')
  return articles
}

function decodeText(bytes: Buffer): string {
  const encoding = bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : 'utf-8'
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch (cause) {
    throw new BatonError('invalid', 'it is not UTF-8 text; save it as UTF-8', { cause })
  }
}

const frontMatter = /^---\r?\n([\s\S]*?)\r?\n---\r?\n?/

function readMarkdown(text: string, name: string): Article[] {
  const [head, yaml] = frontMatter.exec(text) ?? ['', '']
  const body = text.slice(head.length)
  const given: unknown = yaml ? parseYaml(yaml) : {}
  const title = /^#\s+(.+)$/m.exec(body)?.[1]?.trim()
  // The first heading is the title, not a section.
  const rest = title === undefined ? body : body.replace(/^#\s+.+$/m, '')
  return [toArticle({ title: title ?? stemName(name), ...(given as object) }, rest, name)]
}

function readPage(text: string, name: string): Article[] {
  const { title, markdown } = readHtml(text)
  return [toArticle({ title: title || stemName(name) }, markdown, name)]
}

const questionNames = ['question', 'title', 'q', '问题', '标题']
const answerNames = ['answer', 'body', 'a', '答案', '回答', '内容']

function readQuestions(text: string, name: string): Article[] {
  const [header = [], ...rows] = parseCsv(text)
  const columns = header.map((cell) => cell.trim().toLowerCase())
  const [question, answer] = [questionNames, answerNames].map((some) =>
    columns.findIndex((cell) => some.includes(cell)),
  )
  if (question === undefined || answer === undefined || question < 0 || answer < 0) {
    throw new BatonError('invalid', 'its first line must name the columns question and answer')
  }
  return rows.map((row) => {
    const asked = row[question]?.trim() ?? ''
    const given = Object.fromEntries(
      columns.flatMap((column, i) => (row[i]?.trim() ? [[column, row[i].trim()]] : [])),
    )
    // Named by its question, so that a row keeps its id when others come before it.
    const id = `${stemName(name)}:${createHash('sha256').update(asked).digest('hex').slice(0, 10)}`
    return toArticle({ id, ...given, title: asked }, row[answer] ?? '', name)
  })
}

function stemName(name: string): string {
  return basename(name, extname(name))
}

function toArticle(given: object, body: string, name: string): Article {
  const id = name.slice(0, name.length - extname(name).length)
  const { title = '' } = given as { title?: unknown }
  const parsed = Article.safeParse({
    id,
    language: languageOf(`${String(title)} ${body}`),
    ...given,
    body: body.trim(),
  })
  if (!parsed.success) throw new BatonError('invalid', z.prettifyError(parsed.error))
  return parsed.data
}
