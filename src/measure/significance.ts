/**
 * McNemar's exact test on two systems' results for the same items: how likely so lopsided a split
 * of the items that only one of them got right would be by chance (two-sided p).
 */
export function mcNemar(
  first: readonly boolean[],
  second: readonly boolean[],
): { onlyFirst: number; onlySecond: number; p: number } {
  if (first.length !== second.length) throw new RangeError('both systems need the same items')
  let onlyFirst = 0
  let onlySecond = 0
  first.forEach((right, i) => {
    if (right && second[i] === false) onlyFirst++
    if (!right && second[i] === true) onlySecond++
  })
  return {
    onlyFirst,
    onlySecond,
    p: twoSided(Math.min(onlyFirst, onlySecond), onlyFirst + onlySecond),
  }
}

/** Twice the chance of at most `successes` heads in `throws` throws of a fair coin. */
function twoSided(successes: number, throws: number): number {
  let sum = 0
  let logTerm = -throws * Math.LN2
  for (let k = 0; k <= successes; k++) {
    if (k > 0) logTerm += Math.log(throws - k + 1) - Math.log(k)
    sum += Math.exp(logTerm)
  }
  return Math.min(1, 2 * sum)
}

/**
 * Holm's step-down correction: p-values that may be read together, each against the same level, with the chance of
 * any false alarm among them kept at that level (S. Holm, Scandinavian Journal of Statistics 1979). In the given order.
 */
export function holm(ps: readonly number[]): number[] {
  const order = ps.map((p, i) => ({ p, i })).sort((a, b) => a.p - b.p)
  const corrected = Array.from({ length: ps.length }, () => 1)
  let sofar = 0
  for (const [rank, { p, i }] of order.entries()) {
    sofar = Math.max(sofar, Math.min(1, p * (ps.length - rank)))
    corrected[i] = sofar
  }
  return corrected
}
