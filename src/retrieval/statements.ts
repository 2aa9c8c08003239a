import { cellsOf, itemsOf, parseBlocks, plain } from './markdown.ts'

/** Something a passage says that can be said on its own: a sentence, a list item, a table row with its column names. */
export interface Statement {
  /** As a person would read it, in the passage's language, without Markdown. */
  text: string
  kind: 'sentence' | 'item' | 'row'
}

/** The end of a sentence: Chinese marks anywhere, Latin ones before a space and not after a digit or abbreviation. */
const sentenceEnd = /(?<=[。！？])|(?<=[!?]|[^\d\s.]\.)\s+(?=[\p{Lu}\d"“(])/u

/** Everything that a passage says, in order. */
export function statementsOf(markdown: string, language: string): Statement[] {
  const statements: Statement[] = []
  for (const block of parseBlocks(markdown)) {
    if (block.kind === 'heading') continue
    if (block.kind === 'table') statements.push(...rowsOf(block.text, language))
    else if (block.kind === 'list') {
      for (const text of itemsOf(block.text)) statements.push({ text, kind: 'item' })
    } else {
      for (const text of plain(block.text).split(sentenceEnd)) {
        if (text.trim()) statements.push({ text: text.trim(), kind: 'sentence' })
      }
    }
  }
  return statements
}

/** Each row as "column: value; …"; a first column without news ("Item", "Value") says only its values. */
function rowsOf(table: string, language: string): Statement[] {
  const [header = '', , ...rows] = table.split('\n')
  const columns = cellsOf(header)
  const chinese = language.startsWith('zh')
  const [colon, semicolon] = chinese ? ['：', '；'] : [': ', '; ']
  const pair = columns.length === 2
  return rows.flatMap((row) => {
    const cells = cellsOf(row)
    if (cells.every((cell) => !cell)) return []
    const [first = '', second = ''] = cells
    const text =
      pair && isLabel(columns[0] ?? '')
        ? `${first}${colon}${second}`
        : cells
            .flatMap((cell, i) => (cell ? `${columns[i] ? columns[i] + colon : ''}${cell}` : []))
            .join(semicolon)
    return [{ text, kind: 'row' as const }]
  })
}

/** Column names that only say that a name stands below them. */
function isLabel(column: string): boolean {
  return /^(|项目|参数|名称|类别|item|name|property|spec|specification|parameter|feature)$/i.test(
    column,
  )
}
