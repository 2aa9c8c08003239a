/**
 * pass^k: the chance that k independent trials of a case all succeed, averaged over cases; per case
 * C(c, k) / C(n, k) with c successes in n trials, which is unbiased (S. Yao et al., τ-bench, arXiv 2406.12045).
 * Cases with fewer than k trials do not count; NaN when none has k.
 */
export function passPower(
  cases: readonly { readonly successes: number; readonly trials: number }[],
  k: number,
): number {
  const counted = cases.filter(({ trials }) => trials >= k)
  const sum = counted.reduce((total, { successes, trials }) => {
    let chance = 1
    for (let i = 0; i < k; i++) chance *= Math.max(0, successes - i) / (trials - i)
    return total + chance
  }, 0)
  return counted.length === 0 ? Number.NaN : sum / counted.length
}
