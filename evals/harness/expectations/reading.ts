import { z } from 'zod'
import { EntityType, RiskTag } from '../../../src/domain/reading.ts'
import { IntentName } from '../../../src/domain/intent.ts'
import { ndcgAt, recallAt, reciprocalRankAt } from '../../../src/measure/ranking.ts'
import { holds, kind, listed } from './expectation.ts'

const Grades = z.union([
  z.string().min(1),
  z.array(z.union([z.string(), z.strictObject({ id: z.string(), grade: z.number().positive() })])),
])

/** Every article that helps with its grade; a plain name is of grade 1. */
function gradesOf(wanted: z.infer<typeof Grades>): Map<string, number> {
  const all = typeof wanted === 'string' ? [wanted] : wanted
  return new Map(all.map((it) => (typeof it === 'string' ? [it, 1] : [it.id, it.grade])))
}

/** Expectations of what was read in the last message, and of what a search found. */
export const reading = {
  /** The most important intent; feeds the tables of classes, calibration and thresholds. */
  intent: kind(IntentName, (truth, { readings }) => {
    const top = readings.at(-1)?.intents[0]
    if (!top) return { ok: false, found: 'nothing was read' }
    return {
      ...holds(top.name === truth, `${top.name} at ${top.probability.toFixed(2)}`),
      decision: { truth, guess: top.name, probability: top.probability },
    }
  }),

  /** All of these intents hold, and no other. */
  intents: kind(z.array(IntentName).min(1), (wanted, { readings }) => {
    const found = readings.at(-1)?.intents.map(({ name }) => name) ?? []
    const [truth = ''] = wanted
    const top = readings.at(-1)?.intents[0]
    const both = wanted.filter((name) => found.includes(name)).length
    return {
      ...holds(both === wanted.length && found.length === both, listed(found)),
      ...(top && {
        decision: {
          truth: wanted.includes(top.name) ? top.name : truth,
          guess: top.name,
          probability: top.probability,
        },
      }),
      measures: {
        intentPrecision: found.length === 0 ? 0 : both / found.length,
        intentRecall: both / wanted.length,
      },
    }
  }),

  outOfScope: kind(z.boolean(), (wanted, { readings }) => {
    const found = readings.at(-1)?.outOfScope ?? false
    return holds(found === wanted, found ? 'out of scope' : 'in scope')
  }),

  /** −1…1, bounds included. */
  sentiment: kind(
    z.strictObject({ atLeast: z.number().optional(), atMost: z.number().optional() }),
    ({ atLeast = -1, atMost = 1 }, { readings }) => {
      const found = readings.at(-1)?.sentiment ?? 0
      return holds(found >= atLeast && found <= atMost, found.toFixed(2))
    },
  ),

  /** The language read in the last message, by its BCP 47 tag. */
  readsAs: kind(z.string(), (tag, { readings }) => {
    const found = readings.at(-1)?.language ?? 'nothing'
    return {
      ...holds(found === tag, found),
      decision: { truth: tag, guess: found, probability: null },
    }
  }),

  entity: kind(
    z.strictObject({ type: EntityType, value: z.string().optional() }),
    ({ type, value }, { readings }) => {
      const found = readings.at(-1)?.entities ?? []
      return holds(
        found.some((it) => it.type === type && (value === undefined || it.value === value)),
        listed(found.map((it) => `${it.type} ${it.value}`)),
      )
    },
  ),

  /** A sign that a person should look at once; `none`: no such sign. */
  risk: kind(z.union([RiskTag, z.literal('none')]), (wanted, { readings }) => {
    const found = readings.flatMap(({ risks }) => risks)
    return holds(wanted === 'none' ? found.length === 0 : found.includes(wanted), listed(found))
  }),

  /** A best article is among the first five found; measures recall, MRR and nDCG over all that was found. */
  finds: kind(Grades, (wanted, { passages, answer }) => {
    const grades = gradesOf(wanted)
    const ranked = [...new Set(passages.map(({ articleId }) => articleId))]
    return {
      ...holds(recallAt(ranked, grades, 5) > 0, listed(ranked.slice(0, 5))),
      measures: {
        'recall@1': recallAt(ranked, grades, 1),
        'recall@5': recallAt(ranked, grades, 5),
        'recall@10': recallAt(ranked, grades, 10),
        mrr: reciprocalRankAt(ranked, grades, 10),
        ndcg: ndcgAt(ranked, grades, 10),
      },
      decision: {
        truth: 'answerable',
        guess: answer === null ? 'abstained' : 'answerable',
        probability: null,
      },
    }
  }),

  /** Nothing answers this, and nothing was answered. */
  abstains: kind(z.literal(true), (_, { answer, passages }) => ({
    ...holds(answer === null, `answered from ${passages[0]?.articleId ?? 'nowhere'}: ${answer}`),
    decision: {
      truth: 'abstained',
      guess: answer === null ? 'abstained' : 'answerable',
      probability: null,
    },
  })),
}
