/** Around the first character in which two texts differ. */
function aroundDifference(recorded: string, asked: string): string {
  let at = 0
  while (at < recorded.length && recorded[at] === asked[at]) at++
  const from = Math.max(0, at - 20)
  const cut = (text: string) => {
    const part = text.slice(from, at + 60)
    return JSON.stringify(`${from > 0 ? '…' : ''}${part}${text.length > at + 60 ? '…' : ''}`)
  }
  return `recorded ${cut(recorded)}, now ${cut(asked)}.`
}

/** The first place in which two pieces of plain data differ, and how, in words. */
export function differenceBetween(recorded: unknown, asked: unknown, path = ''): string {
  const at = path === '' ? 'the top' : path
  if (typeof recorded === 'string' && typeof asked === 'string') {
    return `${at}: ${aroundDifference(recorded, asked)}`
  }
  if (recorded instanceof Object && asked instanceof Object) {
    const keys = [...new Set([...Object.keys(recorded), ...Object.keys(asked)])]
    for (const key of keys) {
      const [a, b] = [
        (recorded as Record<string, unknown>)[key],
        (asked as Record<string, unknown>)[key],
      ]
      if (JSON.stringify(a) === JSON.stringify(b)) continue
      const step = Array.isArray(recorded) ? `[${key}]` : path === '' ? key : `.${key}`
      return differenceBetween(a, b, `${path}${step}`)
    }
  }
  const words = (value: unknown) =>
    value === undefined
      ? 'nothing'
      : aroundDifference('', JSON.stringify(value))
          .replace(/^recorded "", now /, '')
          .replace(/\.$/, '')
  return `${at}: recorded ${words(recorded)}, now ${words(asked)}.`
}
