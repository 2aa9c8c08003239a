import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { needCandidates, type NeedCandidate } from './need-candidates.ts'
import type { WishMessage } from './need-tokens.ts'
import type { Need } from './need.ts'
import { tokenF1 } from './same-fact.ts'

/** What each feature of a candidate weighs. `scripts/fit-need.ts` writes them. */
export type NeedWeights = ReadonlyMap<string, number>

const fitted: NeedWeights = new Map(
  Object.entries(
    z
      .record(z.string(), z.number())
      .parse(JSON.parse(readFileSync(join(import.meta.dirname, 'need-weights.json'), 'utf8'))),
  ),
)

/** The sum of what a candidate's features weigh. */
export const scoreOf = ({ features }: NeedCandidate, weights: NeedWeights): number =>
  features.reduce((sum, feature) => sum + (weights.get(feature) ?? 0), 0)

/** So many of the best candidates vote. */
const voters = 24

/**
 * What the customer wants by all that they have said, and in which message it stands; null for nothing. Of the best phrases
 * the one is taken that most of them agree with, each as far as it is likely: between "air purifiers", "12 air purifiers" and
 * "12 air purifiers for our rooms" that is the one in the middle.
 */
export function chooseNeed(
  messages: readonly WishMessage[],
  weights: NeedWeights = fitted,
): (Need & { message: number }) | null {
  const { candidates, quantity } = needCandidates(messages)
  const best = candidates
    .map((candidate) => ({ candidate, score: scoreOf(candidate, weights) }))
    .toSorted((a, b) => b.score - a.score)
  const [first] = best
  if (!first || first.candidate.phrase === null) return null
  const likely = best
    .flatMap(({ candidate: { phrase, message }, score }) =>
      phrase === null ? [] : [{ phrase, message, chance: Math.exp(score - first.score) }],
    )
    .slice(0, voters)
  const votes = likely.map(({ phrase }) =>
    likely.reduce((sum, other) => {
      const shared = tokenF1(phrase, other.phrase)
      return shared < 0.5 ? sum : sum + shared * other.chance
    }, 0),
  )
  const chosen = likely[votes.indexOf(Math.max(...votes))]
  return chosen
    ? { phrase: chosen.phrase, message: chosen.message, quantity: quantity?.value ?? null }
    : null
}
