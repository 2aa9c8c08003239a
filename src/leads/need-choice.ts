import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { createNeedCandidates, type CandidatesOf, type NeedCandidate } from './need-candidates.ts'
import type { WishMessage } from './need-tokens.ts'
import type { Need } from './need.ts'
import { sharedShare, tokensOf } from './same-fact.ts'

/** What each feature of a candidate weighs. `scripts/fit-need.ts` writes them. */
export type NeedWeights = ReadonlyMap<string, number>

/** Finds the candidates with the sum of what their features weigh. */
export const scoredBy = (weights: NeedWeights): CandidatesOf<number> =>
  createNeedCandidates({
    none: 0,
    of: (feature) => weights.get(feature) ?? 0,
    add: (one, other) => one + other,
  })

const fitted = scoredBy(
  new Map(
    Object.entries(
      z
        .record(z.string(), z.number())
        .parse(JSON.parse(readFileSync(join(import.meta.dirname, 'need-weights.json'), 'utf8'))),
    ),
  ),
)

/** So many of the best candidates vote. */
const voters = 24

/**
 * What the customer wants by all that they have said, and in which message it stands; null for nothing. Of the best phrases
 * the one is taken that most of them agree with, each as far as it is likely: between "air purifiers", "12 air purifiers" and
 * "12 air purifiers for our rooms" that is the one in the middle.
 */
export function chooseNeed(
  messages: readonly WishMessage[],
  candidatesOf: CandidatesOf<number> = fitted,
): (Need & { message: number }) | null {
  const { candidates, quantity } = candidatesOf(messages)
  // One more, for nothing may be among them.
  const best = bestOf(candidates, voters + 1)
  const [first] = best
  if (!first || first.phrase() === null) return null
  const likely = best
    .flatMap(({ phrase: put, message, worth }) => {
      const phrase = put()
      const chance = Math.exp(worth - first.worth)
      return phrase === null ? [] : [{ phrase, message, chance, tokens: tokensOf(phrase) }]
    })
    .slice(0, voters)
  const votes = likely.map(({ tokens }) =>
    likely.reduce((sum, other) => {
      const shared = sharedShare(tokens, other.tokens)
      return shared < 0.5 ? sum : sum + shared * other.chance
    }, 0),
  )
  const chosen = likely[votes.indexOf(Math.max(...votes))]
  return chosen
    ? { phrase: chosen.phrase, message: chosen.message, quantity: quantity?.value ?? null }
    : null
}

/** The best candidates, best first; of equals those that come first. */
function bestOf(
  candidates: readonly NeedCandidate<number>[],
  most: number,
): NeedCandidate<number>[] {
  const best: NeedCandidate<number>[] = []
  for (const candidate of candidates) {
    if (best.length === most && candidate.worth <= (best[most - 1]?.worth ?? 0)) continue
    const at = best.findLastIndex(({ worth }) => worth >= candidate.worth) + 1
    best.splice(at, 0, candidate)
    if (best.length > most) best.pop()
  }
  return best
}
