import type { House } from '../house.ts'

/** What of the sample shop stands for whom, the longest first, so that a phone is not taken for its tail. */
function placeholders(shop: House['shop']): (readonly [string, string])[] {
  const all = shop.flatMap(({ id, orders }) => [
    ...orders.map(
      ({ number }, i) => [number, i === 0 ? `{${id}.order}` : `{${id}.order.${i + 1}}`] as const,
    ),
    ...orders
      .flatMap(({ trackingNumbers }) => trackingNumbers)
      .map(
        (number, i) =>
          [number, i === 0 ? `{${id}.tracking}` : `{${id}.tracking.${i + 1}}`] as const,
      ),
    ...orders
      .slice(0, 1)
      .flatMap(({ proof }) => [
        [proof.phone, `{${id}.phone}`] as const,
        [proof.email, `{${id}.email}`] as const,
        [proof.phoneTail, `{${id}.tail}`] as const,
      ]),
  ])
  return all.toSorted(([a], [b]) => b.length - a.length)
}

/** Puts placeholders such as `{sc_lin.order}` in the place of what is the sample shop's, wherever it stands in plain data. */
export function placeholderFor(shop: House['shop']): <T>(data: T) => T {
  const all = placeholders(shop)
  const inText = (text: string): string => {
    let rest = text
    for (const [value, name] of all) {
      // Four digits are a tail only where they stand alone.
      const pattern = /^\d+$/.test(value) ? new RegExp(`(?<!\\d)${value}(?!\\d)`, 'g') : null
      rest = pattern ? rest.replace(pattern, name) : rest.replaceAll(value, name)
    }
    return rest
  }
  const walk = (data: unknown): unknown => {
    if (typeof data === 'string') return inText(data)
    if (Array.isArray(data)) return data.map(walk)
    if (data === null || typeof data !== 'object') return data
    return Object.fromEntries(Object.entries(data).map(([key, value]) => [key, walk(value)]))
  }
  return <T>(data: T) => walk(data) as T
}
