/** How useful an item is for a query: 0 or absent is not at all, higher is better. */
export type Grades = ReadonlyMap<string, number>

/** The items of the highest grade; empty when nothing is relevant. */
function bestItems(grades: Grades): Set<string> {
  const highest = Math.max(0, ...grades.values())
  if (highest === 0) return new Set()
  return new Set([...grades].flatMap(([id, grade]) => (grade === highest ? [id] : [])))
}

/** The share of the highest-grade items among the first `k`, 0–1. Throws when nothing is relevant. */
export function recallAt(ranked: readonly string[], grades: Grades, k: number): number {
  const best = bestItems(grades)
  if (best.size === 0) throw new RangeError('recall needs at least one relevant item')
  const found = new Set(ranked.slice(0, k))
  return [...best].filter((id) => found.has(id)).length / best.size
}

/** One over the place of the first highest-grade item among the first `k`; 0 when none is there. */
export function reciprocalRankAt(ranked: readonly string[], grades: Grades, k: number): number {
  const best = bestItems(grades)
  const place = ranked.slice(0, k).findIndex((id) => best.has(id))
  return place < 0 ? 0 : 1 / (place + 1)
}

/**
 * Normalised discounted cumulative gain over the first `k`, 0–1, with the grade itself as gain (Järvelin and
 * Kekäläinen, TOIS 2002). An item that is ranked twice gains once. Throws when nothing is relevant.
 */
export function ndcgAt(ranked: readonly string[], grades: Grades, k: number): number {
  const ideal = discounted([...grades.values()].toSorted((a, b) => b - a).slice(0, k))
  if (ideal <= 0) throw new RangeError('nDCG needs at least one relevant item')
  const seen = new Set<string>()
  const gains = ranked.slice(0, k).map((id) => {
    if (seen.has(id)) return 0
    seen.add(id)
    return grades.get(id) ?? 0
  })
  return discounted(gains) / ideal
}

function discounted(gains: readonly number[]): number {
  let total = 0
  for (const [place, gain] of gains.entries()) total += gain / Math.log2(place + 2)
  return total
}
