/** The line of a place in a text, from 1. */
const lineAt = (source: string, at: number): number => source.slice(0, at).split('\n').length

const escaped = (text: string, quote: string): string =>
  text.replaceAll('\\', '\\\\').replaceAll(quote, `\\${quote}`).replaceAll('\n', '\\n')

/** Where this text stands as a literal, whole and in quotes, from a place on; -1 for nowhere. */
function literalAt(source: string, text: string, from: number): number {
  const places = ["'", '"', '`']
    .map((quote) => source.indexOf(`${quote}${escaped(text, quote)}${quote}`, from))
    .filter((at) => at >= 0)
  return places.length === 0 ? -1 : Math.min(...places)
}

/** What a case is told from others by: its name, or the first text in it. */
function markOf(fields: Record<string, unknown>): string | undefined {
  if (typeof fields['name'] === 'string') return fields['name']
  return Object.values(fields)
    .flat()
    .find((value) => typeof value === 'string')
}

/** Where a line begins. */
const startOf = (source: string, line: number): number =>
  source
    .split('\n')
    .slice(0, line - 1)
    .join('\n').length

/**
 * In which lines of a TypeScript suite its cases stand: by their names as they are written there, one after another from the
 * call of `suite` on, or before it where a name stands only once. Null for a case that code has made.
 */
export function linesOfCases(
  source: string,
  cases: readonly Record<string, unknown>[],
  calledInLine: number,
): (number | null)[] {
  let from = startOf(source, calledInLine)
  return cases.map((fields) => {
    const mark = markOf(fields)
    if (mark === undefined) return null
    const after = literalAt(source, mark, from)
    if (after >= 0) {
      from = after + mark.length
      return lineAt(source, after)
    }
    const anywhere = literalAt(source, mark, 0)
    const isOnly = anywhere >= 0 && literalAt(source, mark, anywhere + mark.length) < 0
    return isOnly ? lineAt(source, anywhere) : null
  })
}
