import { createHash } from 'node:crypto'
import type { Article, Passage } from '../domain/passage.ts'
import { parseBlocks, type Block } from './words/markdown.ts'

/** The longest passage, in UTF-16 units; a Chinese character says about as much as three Latin letters. */
const maxChineseLength = 500
const maxLatinLength = 1400

/** The content hash of an article: 16 hex digits that change when anything in it does. */
export function articleVersion(article: Article): string {
  const { id, title, body, language, category, audience, updated, validFrom, validUntil } = article
  const content = [id, title, body, language, category, audience, updated, validFrom, validUntil]
  return createHash('sha256').update(JSON.stringify(content)).digest('hex').slice(0, 16)
}

/**
 * Cuts an article into passages: one for each heading, longer sections at block borders, long tables between rows
 * with the header repeated. Ids are the article's id and the passage's place, `kb-zh-011#2`, from 1. An article
 * without words has no passages.
 */
export function cutPassages(article: Article): Passage[] {
  const version = articleVersion(article)
  return sections(article).map(({ headings, text }, place) => ({
    id: `${article.id}#${place + 1}`,
    articleId: article.id,
    headings: [article.title, ...headings],
    text,
    language: article.language,
    audience: article.audience,
    version,
    ...(article.validFrom && { validFrom: article.validFrom }),
    ...(article.validUntil && { validUntil: article.validUntil }),
  }))
}

interface Section {
  headings: string[]
  text: string
}

function sections(article: Article): Section[] {
  const found: Section[] = []
  const path: { level: number; text: string }[] = []
  let blocks: string[] = []
  const maxLength = /^(zh|ja|ko|yue)/i.test(article.language) ? maxChineseLength : maxLatinLength

  function close(): void {
    const headings = path.map((heading) => heading.text)
    for (const text of pack(blocks, maxLength)) found.push({ headings, text })
    blocks = []
  }
  for (const block of parseBlocks(article.body)) {
    if (block.kind === 'heading') {
      close()
      while ((path.at(-1)?.level ?? 0) >= block.level) path.pop()
      path.push({ level: block.level, text: block.text })
    } else blocks.push(...fit(block, maxLength))
  }
  close()
  return found
}

/** Joins neighbouring blocks as long as they fit one passage. */
function pack(blocks: readonly string[], maxLength: number): string[] {
  const packed: string[] = []
  let open = ''
  for (const block of blocks) {
    if (open && open.length + block.length + 2 > maxLength) {
      packed.push(open)
      open = ''
    }
    open = open ? `${open}\n\n${block}` : block
  }
  return open ? [...packed, open] : packed
}

/** A block as it is, or in pieces of at most `maxLength`. */
function fit(block: Exclude<Block, { kind: 'heading' }>, maxLength: number): string[] {
  if (block.text.length <= maxLength) return [block.text]
  if (block.kind === 'table') {
    const [header = '', rule = '', ...rows] = block.text.split('\n')
    const top = `${header}\n${rule}`
    return packLines(rows, maxLength - top.length, '\n').map((some) => `${top}\n${some}`)
  }
  if (block.kind === 'list') return packLines(block.text.split('\n'), maxLength, '\n')
  return packLines(block.text.split(/(?<=[。！？；]|[.!?]\s)/u), maxLength, '')
}

function packLines(lines: readonly string[], maxLength: number, glue: string): string[] {
  const packed: string[] = []
  let open = ''
  for (const line of lines.flatMap((line) => hardCut(line, maxLength))) {
    if (open && open.length + line.length > maxLength) {
      packed.push(open.trim())
      open = ''
    }
    open = open ? open + glue + line : line
  }
  return open.trim() ? [...packed, open.trim()] : packed
}

/** Text without any border to cut at: cut where it is full, never inside a surrogate pair. */
function hardCut(line: string, maxLength: number): string[] {
  const width = Math.max(maxLength, 80)
  if (line.length <= width) return [line]
  const pieces: string[] = []
  for (let at = 0; at < line.length;) {
    let end = Math.min(at + width, line.length)
    if (/[\ud800-\udbff]/.test(line.charAt(end - 1)) && end < line.length) end -= 1
    pieces.push(line.slice(at, end))
    at = end
  }
  return pieces
}
