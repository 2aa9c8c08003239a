/** How sure a guess was, 0–1, and whether it was right. */
export interface Confidence {
  readonly probability: number
  readonly right: boolean
}

/**
 * Expected calibration error, 0–1: the guesses are sorted by confidence and cut into bins of equal
 * size; the mean, over all guesses, of how far each bin's confidence is from its accuracy.
 */
export function expectedCalibrationError(guesses: readonly Confidence[], bins = 15): number {
  if (guesses.length === 0) return 0
  const sorted = [...guesses].sort((a, b) => a.probability - b.probability)
  let error = 0
  for (let bin = 0; bin < bins; bin++) {
    const from = Math.floor((bin * sorted.length) / bins)
    const to = Math.floor(((bin + 1) * sorted.length) / bins)
    let sure = 0
    let right = 0
    for (const guess of sorted.slice(from, to)) {
      sure += guess.probability
      right += guess.right ? 1 : 0
    }
    error += Math.abs(sure - right)
  }
  return error / sorted.length
}
