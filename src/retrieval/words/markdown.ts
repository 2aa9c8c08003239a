/** A piece of a Markdown text. `text` keeps its Markdown, except for headings, which are plain. */
export type Block =
  | { kind: 'heading'; level: number; text: string }
  | { kind: 'table' | 'list' | 'paragraph'; text: string }

const heading = /^(#{1,6})\s+(.*?)\s*#*$/
const tableRow = /^\s*\|.*\|\s*$/
const tableRule = /^\s*\|?[\s:|-]*-[\s:|-]*\|?\s*$/
const listItem = /^\s*(?:[-*+]|\d{1,3}[.)、])\s+/

function kindOf(line: string, next: string | undefined): 'table' | 'list' | 'paragraph' {
  if (tableRow.test(line) && next !== undefined && tableRule.test(next)) return 'table'
  return listItem.test(line) ? 'list' : 'paragraph'
}

/** Reads the block structure that help articles use: headings, tables, lists, quotes and paragraphs. Never throws. */
export function parseBlocks(markdown: string): Block[] {
  const blocks: Block[] = []
  let open: { kind: 'table' | 'list' | 'paragraph'; lines: string[] } | undefined
  let fenced = false
  function close(): void {
    const text = open?.lines.join('\n').trim()
    if (open && text) blocks.push({ kind: open.kind, text })
    open = undefined
  }
  const lines = markdown.split(/\r?\n/)
  for (const [at, raw] of lines.entries()) {
    const line = raw.replace(/^\s*>\s?/, '')
    if (/^\s*(```|~~~)/.test(line)) {
      fenced = !fenced
      continue
    }
    const title = fenced ? null : heading.exec(line)
    if (title) {
      close()
      blocks.push({ kind: 'heading', level: title[1]?.length ?? 1, text: plain(title[2] ?? '') })
    } else if (!line.trim()) close()
    else if (open?.kind === 'table' && tableRow.test(line)) open.lines.push(line.trim())
    else {
      const kind = kindOf(line, lines[at + 1])
      // A line that neither starts an item nor a table continues what is open.
      if (!open || (open.kind !== kind && kind !== 'paragraph') || open.kind === 'table') {
        close()
        open = { kind, lines: [] }
      }
      open?.lines.push(line)
    }
  }
  close()
  return blocks
}

/**
 * The words of a piece of Markdown as a person would read them aloud: no emphasis, links, images or HTML. What runs
 * on for longer than any link does is left as it is, so that no text takes more than linear time.
 */
export function plain(markdown: string): string {
  return markdown
    .replace(/!\[([^\]]{0,500})\]\([^)]{0,2000}\)/g, '$1')
    .replace(/\[([^\]]{1,500})\]\([^)]{0,2000}\)/g, '$1')
    .replace(/<\/?[a-z][^>]{0,500}>/gi, '')
    .replace(/(\*\*|__|~~|`)/g, '')
    .replace(/(^|[\s(（])[*_](?=\S)([^*_\n]{1,500})[*_]/g, '$1$2')
    .replace(/\s+/g, ' ')
    .trim()
}

/** The cells of a table row. */
export function cellsOf(row: string): string[] {
  const inside = row.trim().replace(/^\|/, '').replace(/\|$/, '')
  return inside.split(/(?<!\\)\|/).map((cell) => plain(cell.replaceAll('\\|', '|')))
}

/** The items of a list, each as plain words; an indented continuation belongs to its item. */
export function itemsOf(list: string): string[] {
  const items: string[] = []
  for (const line of list.split('\n')) {
    if (listItem.test(line) || items.length === 0) items.push(line.replace(listItem, ''))
    else items.push(`${items.pop() ?? ''} ${line.trim()}`)
  }
  return items.map(plain).filter(Boolean)
}
