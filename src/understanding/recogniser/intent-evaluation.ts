import { expectedCalibrationError } from '../../measure/calibration.ts'
import type { Confidence } from '../../measure/calibration.ts'
import { accuracy, macroF1 } from '../../measure/classification.ts'
import { auroc, quantile } from '../../measure/separation.ts'
import { foldText } from '../fold.ts'
import type { LabelledText } from './labelled-file.ts'
import { encodeModel } from './model-file.ts'
import { createRecogniser } from './recogniser.ts'
import { trainModel } from './train.ts'

/** How well a recogniser trained on one file reads another. Fractions are 0–1. */
export interface IntentReport {
  accuracy: number
  macroF1: number
  /** Expected calibration error of the first intent's probability, 15 bins of equal size. */
  ece: number
  /** Present when texts that belong to no class were given. */
  oos?: {
    auroc: number
    /** The share of them refused at a threshold that loses 5 % of what belongs, by the training data. */
    recallAt5PercentLost: number
  }
  /** Time to read one text's intents, in microseconds. */
  p50us: number
  p99us: number
  trainSeconds: number
  /** Size of the model as it is kept on disk. */
  modelBytes: number
}

export interface IntentEvaluation {
  readonly report: IntentReport
  /** Per text of the test side, in order: what was read. */
  readonly guesses: readonly string[]
  /** Per text: how sure that was, and whether it was right. */
  readonly confidences: readonly Confidence[]
}

/** Trains on `train`, reads `test` and, where given, the texts of `oos`, which belong to no class. */
export function evaluateIntents(
  train: readonly LabelledText[],
  test: readonly LabelledText[],
  oos: readonly LabelledText[] = [],
): IntentEvaluation {
  const started = performance.now()
  const model = trainModel(
    train.map(({ text, label }) => ({ text, labels: [label] })),
    { coverageLoss: 0.05, describe: (label) => label.replaceAll(/[^\p{L}\p{N}]+/gu, ' ') },
  )
  const trainSeconds = (performance.now() - started) / 1000
  const recogniser = createRecogniser(model)
  const read = (
    text: string,
  ): { guess: string; probability: number; belonging: number; us: number } => {
    const from = performance.now()
    const { best, probabilities, belonging } = recogniser.score(foldText(text))
    const us = (performance.now() - from) * 1000
    return { guess: model.labels[best] ?? '', probability: probabilities[best] ?? 0, belonging, us }
  }
  // Unmeasured, so that the times are those of a process that has been up for a moment, and has not met the texts before.
  for (const { text } of train) read(text)
  const readings = test.map(({ text }) => read(text))
  const strange = oos.map(({ text }) => read(text).belonging)

  const decisions = readings.map(({ guess }, i) => ({ guess, truth: test[i]?.label ?? '' }))
  const confidences = readings.map(({ probability, guess }, i) => ({
    probability,
    right: guess === test[i]?.label,
  }))
  const times = readings.map(({ us }) => us)
  const report: IntentReport = {
    accuracy: accuracy(decisions),
    macroF1: macroF1(decisions),
    ece: expectedCalibrationError(confidences),
    p50us: quantile(times, 0.5),
    p99us: quantile(times, 0.99),
    trainSeconds,
    modelBytes: encodeModel(model).length,
  }
  if (oos.length > 0) {
    const refused = strange.filter((belonging) => belonging < model.belongingFloor).length
    report.oos = {
      auroc: auroc(
        readings.map(({ belonging }) => belonging),
        strange,
      ),
      recallAt5PercentLost: refused / strange.length,
    }
  }
  return { report, guesses: readings.map(({ guess }) => guess), confidences }
}
