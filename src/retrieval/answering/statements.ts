import { cellsOf, itemsOf, parseBlocks, plain } from '../words/markdown.ts'

/** Something a passage says that can be said on its own: a sentence, a list item, a table row with its column names. */
export interface Statement {
  /** As a person would read it, in the passage's language, without Markdown. */
  text: string
  /** As it reads among its neighbours: in a table of two columns "first: second", as the list above says what both are. */
  listed: string
  kind: 'sentence' | 'item' | 'row'
}

/** A table, a list or a paragraph: what is said whole or not at all when the question is about all of it. */
export interface Part {
  kind: 'sentences' | 'items' | 'rows'
  /** The column names of a table: they are said of every row. */
  columns: string
  statements: Statement[]
}

/** The end of a sentence: Chinese marks anywhere, Latin ones before a space and not after a digit or abbreviation. */
const sentenceEnd = /(?<=[。！？])|(?<=[!?]|[^\d\s.]\.)\s+(?=[\p{Lu}\d"“(])/u
const leadsOn = /[:：]$/

/** Everything that a passage says, in order, in the parts it was written in. */
export function partsOf(markdown: string, language: string): Part[] {
  const parts: Part[] = []
  for (const block of parseBlocks(markdown)) {
    if (block.kind === 'heading') continue
    if (block.kind === 'table') parts.push(readTable(block.text, language))
    else if (block.kind === 'list') {
      const statements = itemsOf(block.text).map((text) => statement(text, 'item'))
      parts.push({ kind: 'items', columns: '', statements })
    } else {
      const sentences = plain(block.text.replace(/^>\s?/gm, ''))
        .split(sentenceEnd)
        .map((text) => text.trim())
        // A line that only leads on says nothing by itself.
        .filter((text) => text && !leadsOn.test(text))
      const statements = sentences.map((text) => statement(text, 'sentence'))
      parts.push({ kind: 'sentences', columns: '', statements })
    }
  }
  return parts.filter(({ statements }) => statements.length > 0)
}

/** Everything that a passage says, in order. */
export function statementsOf(markdown: string, language: string): Statement[] {
  return partsOf(markdown, language).flatMap(({ statements }) => statements)
}

const statement = (text: string, kind: Statement['kind']): Statement => ({
  text,
  listed: text,
  kind,
})

/** Each row as "column: value; …"; a first column without news ("Item", "Value") says only its values. */
function readTable(table: string, language: string): Part {
  const [header = '', , ...rows] = table.split('\n')
  const columns = cellsOf(header)
  const [colon, semicolon] = language.startsWith('zh') ? ['：', '；'] : [': ', '; ']
  const pair = columns.length === 2
  const statements = rows.flatMap((row) => {
    const cells = cellsOf(row)
    if (cells.every((cell) => !cell)) return []
    const named = (from: number) =>
      cells
        .slice(from)
        .flatMap((cell, i) => {
          const column = columns[from + i]
          return cell ? `${column ? column + colon : ''}${cell}` : []
        })
        .join(semicolon)
    const [first = '', second = ''] = cells
    const short = `${first}${colon}${pair ? second : named(1)}`
    const text = isLabel(columns[0] ?? '') ? short : named(0)
    return [{ text, listed: pair && first ? short : text, kind: 'row' as const }]
  })
  return { kind: 'rows', columns: columns.join(' '), statements }
}

/** Column names that only say that a name stands below them. */
function isLabel(column: string): boolean {
  return /^(|项目|参数|名称|类别|item|name|property|spec|specification|parameter|feature)$/i.test(
    column,
  )
}
