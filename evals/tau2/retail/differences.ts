const most = 8

const isObject = (value: unknown): value is object => value !== null && typeof value === 'object'

/** Nothing and null are one: the benchmark writes absent fields as null. */
const leaf = (value: unknown): unknown => value ?? null

/**
 * Where two states part, as paths with both values; empty when they are the same. At most eight, for one tells enough.
 */
export function differences(wanted: unknown, found: unknown): string[] {
  const parted: string[] = []
  function walk(a: unknown, b: unknown, path: string): void {
    if (parted.length >= most || a === b) return
    if (isObject(a) && isObject(b) && Array.isArray(a) === Array.isArray(b)) {
      const [left, right] = [a as Record<string, unknown>, b as Record<string, unknown>]
      for (const key of new Set([...Object.keys(left), ...Object.keys(right)])) {
        walk(left[key], right[key], path === '' ? key : `${path}.${key}`)
      }
    } else if (leaf(a) !== leaf(b)) {
      parted.push(`${path}: ${JSON.stringify(leaf(b))} instead of ${JSON.stringify(leaf(a))}`)
    }
  }
  walk(wanted, found, '')
  return parted
}
