/** Elements whose content is no part of the text that people read. */
const unread = new Set([
  'script',
  'style',
  'template',
  'noscript',
  'nav',
  'svg',
  'iframe',
  'form',
  'head',
  'title',
  'textarea',
])
const names: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  euro: '€',
  pound: '£',
  yen: '¥',
  copy: '©',
  reg: '®',
  hellip: '…',
  mdash: '—',
  ndash: '–',
  lsquo: '‘',
  rsquo: '’',
  ldquo: '“',
  rdquo: '”',
  deg: '°',
  times: '×',
  middot: '·',
}

/** `[^<>]` keeps it linear, whatever quotes or brackets stay open. */
const token = /<!--[\s\S]*?(?:-->|$)|<(\/?)([a-z][a-z0-9-]*)[^<>]*>|<![^<>]*>|[^<]+|</gi

/**
 * The readable part of an HTML page as Markdown: headings, paragraphs, lists and tables. Nothing of it is run or
 * fetched; scripts, styles, navigation and forms are left out. Linear in the text, and never throws.
 */
export function readHtml(html: string): { title: string; markdown: string } {
  const title = /<title[^>]*>([^<]*)/i.exec(html.slice(0, 100_000))?.[1] ?? ''
  const writer = createWriter()
  let skipping = ''
  let depth = 0
  for (const [whole, closing, rawName] of html.matchAll(token)) {
    const name = rawName?.toLowerCase()
    if (skipping) {
      if (name === skipping) depth += closing ? -1 : 1
      if (depth === 0) skipping = ''
    } else if (name === undefined) {
      if (!whole.startsWith('<!')) writer.say(decode(whole))
    } else if (unread.has(name)) {
      if (!closing && !whole.endsWith('/>')) {
        skipping = name
        depth = 1
      }
    } else writer.tag(name, closing === '/')
  }
  return { title: squeeze(decode(title)), markdown: writer.done() }
}

/** Puts what tags open and close into Markdown lines. */
function createWriter() {
  const lines: string[] = []
  let line = ''
  let row: string[] | undefined
  let rowsInTable = 0
  const endLine = (before = '', after = '') => {
    const text = squeeze(line)
    if (text) lines.push(before + text + after)
    line = ''
  }
  const endCell = () => {
    row?.push(squeeze(line).replaceAll('|', '\\|'))
    line = ''
  }
  return {
    say(text: string) {
      line += text
    },
    tag(name: string, closing: boolean) {
      const level = /^h([1-6])$/.exec(name)?.[1]
      if (name === 'td' || name === 'th') {
        if (closing) endCell()
        else line = ''
      } else if (name === 'tr') {
        if (!closing) row = []
        else if (row && row.length > 0) {
          lines.push(`| ${row.join(' | ')} |`)
          if (rowsInTable++ === 0) lines.push(`|${row.map(() => '---|').join('')}`)
          row = undefined
        }
      } else if (name === 'table') {
        endLine()
        lines.push('')
        rowsInTable = 0
      } else if (row) line += ' '
      else if (level) endLine(closing ? `\n${'#'.repeat(Number(level))} ` : '', closing ? '\n' : '')
      else if (name === 'li') endLine(closing ? '- ' : '')
      else if (
        /^(p|div|section|article|ul|ol|dl|dt|dd|blockquote|pre|main|header|footer|hr|body)$/.test(
          name,
        )
      ) {
        endLine()
        lines.push('')
      } else if (name === 'br') line += ' '
    },
    done() {
      endLine()
      return lines
        .join('\n')
        .replace(/\n{3,}/g, '\n\n')
        .trim()
    },
  }
}

function decode(text: string): string {
  return text.replace(/&(#x?[0-9a-f]{1,6}|[a-z]{2,8});/gi, (whole, body: string) => {
    if (!body.startsWith('#')) return names[body] ?? whole
    const code = /^#x/i.test(body)
      ? Number.parseInt(body.slice(2), 16)
      : Number.parseInt(body.slice(1), 10)
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole
  })
}

function squeeze(text: string): string {
  return text.replace(/\s+/g, ' ').trim()
}
