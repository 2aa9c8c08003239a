/** What a bench is asked for. */
export interface BenchOptions {
  /** A smaller run, to see that it works; its figures are not kept. */
  short: boolean
  /** The one part that is wanted, by its name; all unless given. Its figures are not kept. */
  only?: string | undefined
  /** Says how far it has come; goes to standard error. */
  progress(words: string): void
}

/** What a bench has measured: plain data, printed as JSON. */
export interface BenchResult {
  /** What was done, in words that let somebody else do the same. */
  workload: string
  seed: number
  /** False when something that must hold did not; `npm run bench` then ends with 1. Left out where nothing was promised. */
  held?: boolean
  [figure: string]: unknown
}

/** Every bench file exports one of these under the name `bench`. */
export type Bench = (options: BenchOptions) => Promise<BenchResult>

/** The value below which the share `q` (0–1) of the values lies; NaN of none. */
export function quantile(values: readonly number[], q: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * q))] ?? Number.NaN
}

/** Rounded for reading, to three decimals unless told. */
export const rounded = (value: number, decimals = 3): number => Number(value.toFixed(decimals))

/** Random numbers in [0, 1) that a seed repeats (mulberry32, Tommy Ettinger, public domain). */
export function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
}
