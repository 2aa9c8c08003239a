/** Ranks count by 1 / (k + rank): with 60 the first places do not drown the rest. */
export const fusionK = 60

/**
 * Reciprocal rank fusion (Cormack, Clarke and Büttcher, SIGIR 2009): the score of each id over several orders, each
 * best first, all counting the same.
 */
export function fuse(orders: readonly (readonly string[])[]): Map<string, number> {
  const scores = new Map<string, number>()
  for (const order of orders) {
    for (const [place, id] of order.entries())
      scores.set(id, (scores.get(id) ?? 0) + 1 / (fusionK + place + 1))
  }
  return scores
}
