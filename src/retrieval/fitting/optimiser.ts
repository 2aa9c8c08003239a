/** Adam (Kingma and Ba, ICLR 2015): each call takes one step down the gradient. */
export function createOptimiser(
  size: number,
  rate: number,
): (values: readonly number[], gradient: readonly number[]) => number[] {
  const first = Array.from({ length: size }, () => 0)
  const second = Array.from({ length: size }, () => 0)
  let step = 0
  return (values, gradient) => {
    step += 1
    return values.map((value, i) => {
      const slope = gradient[i] ?? 0
      const m = (first[i] = 0.9 * (first[i] ?? 0) + 0.1 * slope)
      const v = (second[i] = 0.99 * (second[i] ?? 0) + 0.01 * slope * slope)
      return value - (rate * (m / (1 - 0.9 ** step))) / (Math.sqrt(v / (1 - 0.99 ** step)) + 1e-8)
    })
  }
}
