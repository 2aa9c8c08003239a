/** Margins of held-out texts and the classes that are right for each, the main one first. */
export interface HeldOut {
  readonly margins: readonly Float64Array[]
  readonly truths: readonly (readonly number[])[]
}

/** log Σ exp(x / t), safe from overflow. */
export function logSumExp(values: Float64Array, temperature: number): number {
  let largest = -Infinity
  for (const value of values) if (value > largest) largest = value
  let sum = 0
  for (const value of values) sum += Math.exp((value - largest) / temperature)
  return largest / temperature + Math.log(sum)
}

/** Writes the softmax at a temperature, and returns what `logSumExp` does: no power is taken twice. */
export function softmaxOf(
  values: Float64Array,
  temperature: number,
  probabilities: Float64Array,
): number {
  let largest = -Infinity
  for (let k = 0; k < values.length; k++) largest = Math.max(largest, values[k] as number)
  let sum = 0
  for (let k = 0; k < values.length; k++) {
    const power = Math.exp(((values[k] as number) - largest) / temperature)
    probabilities[k] = power
    sum += power
  }
  for (let k = 0; k < values.length; k++) probabilities[k] = (probabilities[k] as number) / sum
  return largest / temperature + Math.log(sum)
}

/** A text's energy score: high where some class claims it. Liu et al., NeurIPS 2020, with the sign turned. */
export function energyOf(margins: Float64Array, temperature: number): number {
  return temperature * logSumExp(margins, temperature)
}

/** The temperature whose softmax of the margins has the least log loss on held-out texts. */
export function fitTemperature({ margins, truths }: HeldOut): number {
  if (margins.length === 0) return 0.25
  const lossAt = (logT: number): number => {
    const temperature = Math.exp(logT)
    let loss = 0
    margins.forEach((row, i) => {
      const truth = truths[i]?.[0] ?? 0
      loss += logSumExp(row, temperature) - (row[truth] as number) / temperature
    })
    return loss
  }
  return Math.exp(minimise(lossAt, Math.log(0.02), Math.log(5)))
}

/**
 * Makes the first class less sure, the others share what it loses: of its odds the power counts. One temperature serves the
 * doubtful texts and leaves the others too sure, because some truths are wrong whatever was said. Below 1, the first stays first.
 */
export function soften(probabilities: Float64Array, best: number, power: number): void {
  const sure = Math.min(probabilities[best] as number, 1 - leastDoubt)
  const softer = sigmoid({ slope: power, shift: 0 }, Math.log(sure / (1 - sure)))
  const others = (1 - softer) / (1 - sure)
  for (let k = 0; k < probabilities.length; k++) {
    probabilities[k] = k === best ? softer : (probabilities[k] as number) * others
  }
}

/** Nothing is surer than this. */
const leastDoubt = 1e-9

/** The power for `soften` with the least log loss, of whether the first class is right, on held-out texts; at most 1. */
export function fitSureness({ margins, truths }: HeldOut, temperature: number): number {
  const guesses = margins.map((row, i) => {
    const largest = Math.max(...row)
    const sure = Math.exp(largest / temperature - logSumExp(row, temperature))
    const odds = Math.log(Math.min(sure, 1 - leastDoubt) / Math.max(1 - sure, leastDoubt))
    return { odds, right: row[truths[i]?.[0] ?? 0] === largest }
  })
  if (guesses.length === 0) return 1
  return minimise(
    (power) =>
      guesses.reduce((loss, { odds, right }) => {
        return loss + Math.log(1 + Math.exp(right ? -power * odds : power * odds))
      }, 0),
    0.2,
    1,
  )
}

/** The least point of a function with one valley, by golden section. */
export function minimise(f: (x: number) => number, from: number, to: number): number {
  const ratio = (Math.sqrt(5) - 1) / 2
  let [low, high] = [from, to]
  let left = high - ratio * (high - low)
  let right = low + ratio * (high - low)
  let [atLeft, atRight] = [f(left), f(right)]
  while (high - low > 1e-3) {
    if (atLeft < atRight) {
      ;[high, right, atRight] = [right, left, atLeft]
      left = high - ratio * (high - low)
      atLeft = f(left)
    } else {
      ;[low, left, atLeft] = [left, right, atRight]
      right = low + ratio * (high - low)
      atRight = f(right)
    }
  }
  return (low + high) / 2
}

/** probability = 1 / (1 + exp(−(slope · margin + shift))), for each class on its own. */
export interface Sigmoid {
  readonly slope: number
  readonly shift: number
}

/**
 * Platt's sigmoid, one for all classes, fitted by Newton's method on held-out margins: whether a
 * class holds, whatever the others do. The classes that do not hold far outnumber the others, and
 * a message read as two half-intents must not lose both: hence one shared fit, not one per class.
 */
export function fitSigmoid({ margins, truths }: HeldOut): Sigmoid {
  let slope = 3
  let shift = 0
  for (let round = 0; round < 30; round++) {
    let g0 = 0
    let g1 = 0
    let h00 = 1e-6
    let h01 = 0
    let h11 = 1e-6
    margins.forEach((row, i) => {
      const truth = truths[i] ?? []
      for (let k = 0; k < row.length; k++) {
        const m = row[k] as number
        const p = sigmoid({ slope, shift }, m)
        const error = p - (truth.includes(k) ? 1 : 0)
        const curve = p * (1 - p)
        g0 += error * m
        g1 += error
        h00 += curve * m * m
        h01 += curve * m
        h11 += curve
      }
    })
    const det = h00 * h11 - h01 * h01
    if (!(det > 1e-12)) break
    const moveSlope = (h11 * g0 - h01 * g1) / det
    const moveShift = (h00 * g1 - h01 * g0) / det
    slope -= Math.max(-2, Math.min(2, moveSlope))
    shift -= Math.max(-2, Math.min(2, moveShift))
    if (Math.abs(moveSlope) + Math.abs(moveShift) < 1e-5) break
  }
  return { slope, shift }
}

/** The probability that a class with this margin holds. */
export function sigmoid({ slope, shift }: Sigmoid, margin: number): number {
  return 1 / (1 + Math.exp(-(slope * margin + shift)))
}
