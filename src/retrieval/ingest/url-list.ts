/** The addresses of a list, one a line; empty lines and those that begin with # are passed over. */
export function readUrlList(text: string): {
  urls: URL[]
  faults: { line: number; why: string }[]
} {
  const urls = new Map<string, URL>()
  const faults: { line: number; why: string }[] = []
  for (const [at, raw] of text
    .replace(/^\uFEFF/, '')
    .split('\n')
    .entries()) {
    const said = raw.trim()
    if (said === '' || said.startsWith('#')) continue
    if (!URL.canParse(said)) {
      faults.push({ line: at + 1, why: `"${said.slice(0, 80)}" is no address; write https://…` })
      continue
    }
    const url = new URL(said)
    url.hash = ''
    urls.set(url.href, url)
  }
  return { urls: [...urls.values()], faults }
}

const atOnce = 4

/** Does some work for each item, a few at once and never two of one place at a time. */
export async function eachPolitely<T>(
  items: readonly T[],
  placeOf: (item: T) => string,
  work: (item: T) => Promise<void>,
): Promise<void> {
  const places = [...Map.groupBy(items, placeOf).values()]
  const one = async (): Promise<void> => {
    for (let place = places.shift(); place; place = places.shift())
      for (const item of place) await work(item)
  }
  await Promise.all(Array.from({ length: atOnce }, one))
}
