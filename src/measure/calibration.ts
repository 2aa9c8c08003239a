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

/** One point of a reliability diagram: how sure the guesses of a bin were, how many were right, and how many there are. */
export interface CalibrationBin {
  readonly confidence: number
  readonly accuracy: number
  readonly count: number
}

/** The reliability diagram: bins of equal size by confidence, least sure first; at most as many bins as guesses. */
export function calibrationCurve(guesses: readonly Confidence[], bins = 15): CalibrationBin[] {
  const sorted = [...guesses].sort((a, b) => a.probability - b.probability)
  const curve: CalibrationBin[] = []
  for (let bin = 0; bin < bins; bin++) {
    const from = Math.floor((bin * sorted.length) / bins)
    const to = Math.floor(((bin + 1) * sorted.length) / bins)
    if (to === from) continue
    const part = sorted.slice(from, to)
    const sure = part.reduce((sum, { probability }) => sum + probability, 0)
    const right = part.filter((guess) => guess.right).length
    curve.push({
      confidence: sure / part.length,
      accuracy: right / part.length,
      count: part.length,
    })
  }
  return curve
}
