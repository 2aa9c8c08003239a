/**
 * Two decimals as Python's `round` gives them: the nearest to the double's exact value, a tie to the even digit.
 * `toFixed` is exact too but breaks ties upwards; at two decimals only odd eighths tie.
 */
export function toCents(value: number): number {
  const eighths = value * 8
  if (!Number.isInteger(eighths) || eighths % 2 === 0) return Number(value.toFixed(2))
  const below = Math.floor(value * 100)
  return (below % 2 === 0 ? below : below + 1) / 100
}
