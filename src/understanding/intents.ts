import { IntentName } from '../domain/intent.ts'
import type { Reading } from '../domain/reading.ts'
import { readAnswer } from './answer.ts'
import { sigmoid } from './calibrate.ts'
import { splitClauses } from './clauses.ts'
import { readHumanRequest } from './human-request.ts'
import type { Recogniser } from './recogniser.ts'
import { isStuckParcel } from './stuck-parcel.ts'

/** When an intent holds. The values are fitted by cross-validation on the training files. */
export interface IntentLimits {
  /** A class holds beside the first when its own probability reaches this. */
  alsoHolds: number
  /** A class holds because one clause asks for it when the clause alone is this sure. */
  clauseHolds: number
  /** A first class at least this sure is believed, however strange the text looks. */
  trusted: number
}

export const fittedLimits: IntentLimits = { alsoHolds: 0.3, clauseHolds: 0.6, trusted: 0.2 }

/** What is said around a wish, never before it in importance. */
const courtesies: ReadonlySet<IntentName> = new Set(['greeting', 'thanks', 'goodbye', 'chitchat'])

/** More wishes than these in one message are not believed. */
const mostIntents = 4

type Intents = Pick<Reading, 'intents' | 'outOfScope'>

/** Makes the reader of intents of texts that `foldText` has folded. */
export function createIntentReader(
  recogniser: Recogniser,
  limits: IntentLimits = fittedLimits,
): (folded: string) => Intents {
  const { labels, sigmoid: curve, belongingFloor } = recogniser.model
  const names = labels.map((label) => IntentName.parse(label))

  return (folded) => {
    const said = saidPlainly(folded)
    if (names.length === 0 || !/[\p{L}\p{N}\p{S}]/u.test(folded)) {
      const [plain] = said
      return only(...(plain ?? (['out_of_scope', 0.5] as const)))
    }
    const { held, strange } = readWhole(folded)
    const clauses = readClauses(folded)
    for (const [name, probability] of clauses) raise(held, name, probability)
    for (const [name, least] of said) raise(held, name, least)
    if (readHumanRequest(folded) === 'mentioned' && held.size > 1) held.delete('human_request')
    const [first = ['out_of_scope', 0] as const] = held
    if (said.length === 0 && first[0] === 'out_of_scope') return only(...first)
    if (said.length === 0 && strange && first[1] < limits.trusted) {
      return only('out_of_scope', 1 - first[1])
    }
    held.delete('out_of_scope')
    const weights = new Map(clauses.toReversed().map(([name], i) => [name, 1 + i / 10]))
    const weight = (name: IntentName): number => {
      if (courtesies.has(name)) return -1
      return weights.get(name) ?? held.get(name) ?? 0
    }
    const order = [...held.keys()].sort((a, b) => weight(b) - weight(a))
    const intents = order.map((name) => ({ name, probability: rounded(held.get(name) ?? 0) }))
    return { intents: intents.slice(0, mostIntents), outOfScope: false }
  }

  /** What the message as a whole says: the likeliest class first, then those that hold beside it. */
  function readWhole(folded: string): { held: Map<IntentName, number>; strange: boolean } {
    const { probabilities, margins, best, belonging } = recogniser.score(folded)
    const held = new Map<IntentName, number>()
    const silenced = readHumanRequest(folded) === 'mentioned'
    const order = [...margins.keys()].sort((a, b) => (margins[b] ?? 0) - (margins[a] ?? 0))
    for (const k of order) {
      const name = names[k]
      if (name === undefined || (silenced && name === 'human_request')) continue
      const own = sigmoid(curve, margins[k] ?? 0)
      if (held.size > 0 && own < limits.alsoHolds) break
      held.set(name, held.size === 0 ? Math.max(probabilities[k] ?? 0, k === best ? 0 : own) : own)
    }
    return { held, strange: belonging < belongingFloor }
  }

  function readClauses(folded: string): [IntentName, number][] {
    return splitClauses(folded).flatMap((clause): [IntentName, number][] => {
      const { probabilities, best, belonging } = recogniser.score(clause)
      const name = names[best]
      const probability = probabilities[best] ?? 0
      const sure = probability >= limits.clauseHolds && belonging >= belongingFloor
      return name === undefined || !sure ? [] : [[name, probability]]
    })
  }
}

/** Intents that are said in so many words, and the least probability that this gives them. */
function saidPlainly(folded: string): [IntentName, number][] {
  const said: [IntentName, number][] = []
  if (readHumanRequest(folded) === 'asked') said.push(['human_request', 0.97])
  const answer = readAnswer(folded)
  if (answer !== 'other') said.push([answer === 'yes' ? 'affirm' : 'deny', 0.95])
  if (isStuckParcel(folded)) said.push(['urge_delivery', 0.62], ['track_shipment', 0.6])
  return said
}

function raise(held: Map<IntentName, number>, name: IntentName, probability: number): void {
  held.set(name, Math.max(held.get(name) ?? 0, probability))
}

function only(name: IntentName, probability: number): Intents {
  return {
    intents: [{ name, probability: rounded(probability) }],
    outOfScope: name === 'out_of_scope',
  }
}

function rounded(probability: number): number {
  return Math.round(Math.max(0, Math.min(1, probability)) * 1e4) / 1e4
}
