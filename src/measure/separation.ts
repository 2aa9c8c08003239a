/**
 * Area under the ROC curve, 0–1: the chance that a random member of `higher` scores above a random
 * member of `lower`, ties counting half. 0.5 when either is empty.
 */
export function auroc(higher: readonly number[], lower: readonly number[]): number {
  if (higher.length === 0 || lower.length === 0) return 0.5
  const all = [
    ...higher.map((score) => ({ score, high: true })),
    ...lower.map((score) => ({ score, high: false })),
  ].sort((a, b) => a.score - b.score)
  let ranks = 0
  for (let from = 0; from < all.length;) {
    let to = from
    while (to < all.length && all[to]?.score === all[from]?.score) to++
    // Tied scores share the mean of their ranks, which count from 1.
    const rank = (from + 1 + to) / 2
    for (let i = from; i < to; i++) if (all[i]?.high === true) ranks += rank
    from = to
  }
  return (ranks - (higher.length * (higher.length + 1)) / 2) / (higher.length * lower.length)
}

/** The value below which a share `q` of the numbers lies; −∞ for no numbers. */
export function quantile(values: readonly number[], q: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  const at = Math.min(sorted.length - 1, Math.max(0, Math.floor(q * sorted.length)))
  return sorted[at] ?? Number.NEGATIVE_INFINITY
}
