/** A row of a CSV text: the line it begins in, and its cells, or what is wrong with it. */
export type CsvRow = { line: number } & ({ cells: string[] } | { why: string })

const unclosed = 'a quote that opens in it is never closed'
const trailing = 'something stands between a closing quote and the next comma'

/**
 * Rows of a CSV text (RFC 4180): quoted cells may hold commas, line breaks and doubled quotes. Empty lines are left out.
 * A row whose quotes do not fit ends with its first line, so that it does not swallow those that follow.
 */
export function parseCsv(text: string): CsvRow[] {
  const rows: CsvRow[] = []
  let line = 1
  for (let at = 0; at < text.length;) {
    const row = readRow(text, at)
    const end = 'why' in row ? lineEnd(text, at) : row.end
    if ('why' in row) rows.push({ line, why: row.why })
    else if (row.cells.some((cell) => cell.trim() !== '')) rows.push({ line, cells: row.cells })
    for (let i = at; i < end; i++) if (text.charAt(i) === '\n') line += 1
    at = end
  }
  return rows
}

function lineEnd(text: string, from: number): number {
  const end = text.indexOf('\n', from)
  return end < 0 ? text.length : end + 1
}

/** The row that begins at this place, and where the next one does. */
function readRow(text: string, from: number): { cells: string[]; end: number } | { why: string } {
  const cells: string[] = []
  let cell = ''
  let state: 'bare' | 'quoted' | 'closed' = 'bare'
  for (let at = from; at < text.length; at++) {
    const char = text.charAt(at)
    if (state === 'quoted') {
      if (char !== '"') cell += char
      else if (text.charAt(at + 1) === '"') cell += text.charAt(at++)
      else state = 'closed'
    } else if (char === ',' || char === '\n') {
      cells.push(cell)
      cell = ''
      state = 'bare'
      if (char === '\n') return { cells, end: at + 1 }
    } else if (char === '"' && cell === '' && state === 'bare') state = 'quoted'
    else if (state === 'closed' && char.trim() !== '') return { why: trailing }
    else if (char !== '\r') cell += char
  }
  return state === 'quoted' ? { why: unclosed } : { cells: [...cells, cell], end: text.length }
}
