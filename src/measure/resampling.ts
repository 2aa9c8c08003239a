import { seeded } from './random.ts'

/** A figure with the range in which it would mostly fall if the cases had been drawn again. */
export interface Interval {
  readonly value: number
  readonly low: number
  readonly high: number
}

export interface Resampling {
  /** The share of resamples inside the interval. */
  readonly level?: number
  readonly resamples?: number
  readonly seed?: number
}

const mean = (values: readonly number[]): number => {
  let sum = 0
  for (const value of values) sum += value
  return values.length === 0 ? 0 : sum / values.length
}

/**
 * Wilson's score interval for a share of successes: honest for few cases and for shares near 0 and 1, where the
 * bootstrap's interval would be a point (E. B. Wilson, JASA 1927).
 */
export function wilson(successes: number, cases: number, z = 1.959964): Interval {
  if (cases === 0) return { value: 0, low: 0, high: 1 }
  const share = successes / cases
  const spread = z * Math.sqrt((share * (1 - share) + (z * z) / (4 * cases)) / cases)
  const middle = share + (z * z) / (2 * cases)
  const scale = 1 + (z * z) / cases
  return {
    value: share,
    low: Math.max(0, (middle - spread) / scale),
    high: Math.min(1, (middle + spread) / scale),
  }
}

/** Percentile bootstrap of the mean of one value per case (B. Efron, Annals of Statistics 1979). Repeatable by its seed. */
export function bootstrapMean(
  values: readonly number[],
  { level = 0.95, resamples = 2000, seed = 1 }: Resampling = {},
): Interval {
  const value = mean(values)
  if (values.length === 0) return { value, low: value, high: value }
  const random = seeded(seed)
  const means = new Float64Array(resamples)
  for (let at = 0; at < resamples; at++) {
    let sum = 0
    for (let i = 0; i < values.length; i++) {
      sum += values[Math.floor(random() * values.length)] ?? 0
    }
    means[at] = sum / values.length
  }
  means.sort()
  const outside = (1 - level) / 2
  return {
    value,
    low: means[Math.floor(outside * (resamples - 1))] ?? value,
    high: means[Math.ceil((1 - outside) * (resamples - 1))] ?? value,
  }
}

/**
 * Whether the mean of paired differences is other than zero: the two-sided p of the paired sign-flip test, which
 * holds whatever the differences' distribution (R. A. Fisher 1935), and a bootstrap interval of the mean.
 * For scores that are not plain right or wrong, and for means over several trials.
 */
export function pairedDifference(
  first: readonly number[],
  second: readonly number[],
  { level = 0.95, resamples = 2000, seed = 1 }: Resampling = {},
): Interval & { readonly p: number } {
  if (first.length !== second.length) throw new RangeError('both systems need the same items')
  const differences = second.map((value, i) => value - (first[i] ?? 0))
  const changed = differences.filter((difference) => difference !== 0)
  const observed = Math.abs(changed.reduce((sum, difference) => sum + difference, 0))
  const random = seeded(seed + 1)
  let asFar = 0
  for (let at = 0; at < resamples; at++) {
    let sum = 0
    for (const difference of changed) sum += random() < 0.5 ? difference : -difference
    // Floating sums in another order differ in their last digits.
    if (Math.abs(sum) >= observed - 1e-9) asFar++
  }
  return {
    ...bootstrapMean(differences, { level, resamples, seed }),
    p: changed.length === 0 ? 1 : (asFar + 1) / (resamples + 1),
  }
}
