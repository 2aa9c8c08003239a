import { readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { dayOf, loadLabelledLeads, turnsOf } from '../src/leads/evaluation.ts'
import { createNeedCandidates, type CandidatesOf } from '../src/leads/need-candidates.ts'
import { chooseNeed, scoredBy, type NeedWeights } from '../src/leads/need-choice.ts'
import type { WishMessage } from '../src/leads/need-tokens.ts'
import { wishMessages } from '../src/leads/read-lead.ts'
import { tokenF1 } from '../src/leads/same-fact.ts'
import { createEntityReader } from '../src/understanding/entities.ts'
import { defaultProducts } from '../src/understanding/entities/products.ts'
import { createWishedGoodsSpotter } from '../src/understanding/recogniser/goods.ts'

/**
 * Fits what the features of a need weigh, on every labelled dialogue of `evals/leads`:
 *
 *     node scripts/fit-need.ts            writes src/leads/need-weights.json
 *     node scripts/fit-need.ts --left-out fits without each fifth in turn and tells how its needs are read then
 */

const folder = join(import.meta.dirname, '../evals/leads')

interface Example {
  readonly label: string | null
  /** Goods that the lists have are known as such in it. */
  readonly known: boolean
  readonly messages: readonly WishMessage[]
  /** The features of each candidate as numbers, and how right it is, 0–1. */
  readonly features: readonly Int32Array[]
  readonly right: readonly number[]
}

const numbers = new Map<string, number>()
const numberOf = (feature: string): number => {
  const known = numbers.get(feature)
  if (known !== undefined) return known
  numbers.set(feature, numbers.size)
  return numbers.size - 1
}

/** Each candidate with the numbers of its features. */
const candidatesOf = createNeedCandidates<readonly number[]>({
  none: [],
  of: (feature) => [numberOf(feature)],
  add: (one, other) => [...one, ...other],
})

async function examples(): Promise<Example[]> {
  const finders = {
    readEntities: createEntityReader(defaultProducts),
    goodsIn: createWishedGoodsSpotter(),
  }
  const all: Example[] = []
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.jsonl')))
    for (const lead of await loadLabelledLeads(join(folder, file))) {
      const today = dayOf(lead)
      const turns = turnsOf(lead.turns, today, finders)
      const messages = wishMessages(turns, { today })
      const label = lead.facts.need
      // No list has all goods that somebody may want: each dialogue is read without any, too.
      const bare = messages.map((message) => ({ ...message, goodsAt: [] }))
      for (const [heard, known] of [
        [messages, true],
        [bare, false],
      ] as const) {
        const { candidates } = candidatesOf(heard)
        all.push({
          label,
          known,
          messages: heard,
          features: candidates.map(({ worth }) => Int32Array.from(worth)),
          right: candidates.map(({ phrase }) => rightness(phrase(), label)),
        })
      }
    }
  return all
}

/** A phrase that counts as the label's is the more right the nearer it is. */
function rightness(phrase: string | null, label: string | null): number {
  if (phrase === null || label === null) return Number(phrase === label)
  const shared = tokenF1(phrase, label)
  return shared < 0.5 ? 0 : shared ** 2
}

const rounds = 8
const rate = 0.3
const ridge = 0.003

/** Conditional likelihood of a right candidate, by AdaGrad; what one dialogue alone has, read twice, weighs nothing. */
function fit(data: readonly Example[]): Float64Array {
  const weights = new Float64Array(numbers.size)
  const speed = new Float64Array(numbers.size).fill(1)
  const slope = new Float64Array(numbers.size)
  const dialogues = new Uint32Array(numbers.size)
  for (const { features } of data)
    for (const one of new Set(features.flatMap((list) => [...list])))
      dialogues[one] = (dialogues[one] ?? 0) + 1
  for (let round = 0; round < rounds; round++)
    for (const { features, right } of data) {
      const scores = features.map((list) => list.reduce((sum, one) => sum + (weights[one] ?? 0), 0))
      const top = Math.max(...scores)
      const chances = scores.map((score) => Math.exp(score - top))
      const all = chances.reduce((a, b) => a + b, 0)
      const good = chances.reduce((sum, chance, i) => sum + chance * (right[i] ?? 0), 0)
      if (good === 0) continue
      const touched = new Set<number>()
      for (const [i, list] of features.entries()) {
        const chance = chances[i] ?? 0
        const error = chance / all - (chance * (right[i] ?? 0)) / good
        if (Math.abs(error) < 1e-4) continue
        for (const one of list) {
          if ((dialogues[one] ?? 0) < 3) continue
          slope[one] = (slope[one] ?? 0) + error
          touched.add(one)
        }
      }
      for (const one of touched) {
        const down = (slope[one] ?? 0) + ridge * (weights[one] ?? 0)
        speed[one] = (speed[one] ?? 1) + down * down
        weights[one] = (weights[one] ?? 0) - (rate * down) / Math.sqrt(speed[one] ?? 1)
        slope[one] = 0
      }
    }
  return weights
}

/** Weights by name, to two places; what rounds to nothing is left out. */
function named(weights: Float64Array): NeedWeights {
  const kept: [string, number][] = []
  for (const [feature, number] of numbers) {
    const weight = Math.round((weights[number] ?? 0) * 100) / 100
    if (Math.abs(weight) >= 0.03) kept.push([feature, weight])
  }
  return new Map(kept.toSorted(([a], [b]) => (a < b ? -1 : 1)))
}

function tell(name: string, guesses: readonly { one: Example; by: CandidatesOf<number> }[]): void {
  let [right, said, held] = [0, 0, 0]
  for (const {
    one: { messages, label },
    by,
  } of guesses) {
    const phrase = chooseNeed(messages, by)?.phrase ?? null
    if (phrase !== null) said += 1
    if (label !== null) held += 1
    if (phrase !== null && label !== null && tokenF1(phrase, label) >= 0.5) right += 1
  }
  const f1 = (2 * right) / (said + held)
  console.log(`${name.padEnd(16)} ${guesses.length} dialogues, need F1 ${f1.toFixed(3)}`)
}

const data = await examples()
if (process.argv.includes('--left-out')) {
  // Two readings of a dialogue stand side by side, so they stay together.
  const parts = [0, 1, 2, 3, 4].map((part) => {
    const isLeft = (i: number): boolean => (i >> 1) % 5 === part
    return {
      left: data.filter((_, i) => isLeft(i)),
      by: scoredBy(named(fit(data.filter((_, i) => !isLeft(i))))),
    }
  })
  for (const known of [true, false]) {
    const guesses = parts.flatMap(({ left, by }) =>
      left.filter((one) => one.known === known).map((one) => ({ one, by })),
    )
    tell(known ? 'left out' : '  goods unknown', guesses)
  }
} else {
  const weights = named(fit(data))
  const by = scoredBy(weights)
  for (const known of [true, false])
    tell(
      known ? 'fitted on' : '  goods unknown',
      data.filter((one) => one.known === known).map((one) => ({ one, by })),
    )
  const lines = [...weights].map(([feature, weight]) => `${JSON.stringify(feature)}:${weight}`)
  writeFileSync(
    join(import.meta.dirname, '../src/leads/need-weights.json'),
    `{\n${lines.join(',\n')}\n}\n`,
  )
  console.log(`${weights.size} weights`)
}
