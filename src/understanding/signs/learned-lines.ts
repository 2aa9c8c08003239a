import type { LineTraining } from './line-training.ts'
import { cachedModel } from '../recogniser/model-file.ts'
import { createRecogniser, recogniserVersion } from '../recogniser/recogniser.ts'
import { trainModel } from '../recogniser/train.ts'
import { generalNorms } from '../recogniser/vectors.ts'

/** How clearly a folded text says what the lines of each sense say: above 0 it does rather than not. */
export type MarginReader<Sense extends string> = (folded: string) => Record<Sense, number>

/**
 * Reads by what was learned from a subject's lines: the model that is kept in the folder for exactly them, or a new one.
 * `name` is the subject's.
 */
export function learnLines<Sense extends string>(
  name: string,
  training: LineTraining<Sense>,
  cacheFolder?: string,
): MarginReader<Sense> {
  const train = () =>
    trainModel(training.examples(), {
      heldOut: 0,
      // As its thresholds were found, however few the lines are.
      norms: generalNorms,
      cost: 1,
      planePasses: 4,
      hidden: { nets: 1, units: 32, passes: 8, cells: 2.5e6 },
    })
  const model =
    cacheFolder === undefined
      ? train()
      : cachedModel(cacheFolder, `${name}-${recogniserVersion}-${training.hash}`, train)
  const recogniser = createRecogniser(model)
  const places = training.senses.map((sense) => [sense, model.labels.indexOf(sense)] as const)
  return (folded) => {
    const { margins } = recogniser.score(folded)
    return Object.fromEntries(
      places.map(([sense, place]) => [sense, margins[place] ?? -1]),
    ) as Record<Sense, number>
  }
}
