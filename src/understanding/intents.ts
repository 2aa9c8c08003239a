import { groupOf, IntentGroup, IntentName } from '../domain/intent.ts'
import type { Reading } from '../domain/reading.ts'
import { readAnswer } from './answer.ts'
import { sigmoid } from './recogniser/calibrate.ts'
import { endsOf, splitClauses } from './clauses.ts'
import { readHumanRequest } from './person/human-request.ts'
import type { HumanRequest } from './person/human-request.ts'
import type { Recogniser } from './recogniser/recogniser.ts'
import type { Memory } from './learning/remembered.ts'
import { isStuckParcel } from './stuck-parcel.ts'

/** When an intent holds. The values are fitted by cross-validation on the training files. */
export interface IntentLimits {
  /** A class holds beside the first when its own probability reaches this. */
  alsoHolds: number
  /** A class holds because one clause asks for it when the clause alone is this sure. */
  clauseHolds: number
  /** A first class at least this sure is believed, however strange the text looks. */
  trusted: number
  /** How much a wish said in the first part rather than the last counts for standing first. */
  early: number
}

export const fittedLimits: IntentLimits = {
  alsoHolds: 0.4,
  clauseHolds: 0.8,
  trusted: 0.1,
  early: 0.4,
}

/** What is said around a wish, never before it in importance. */
const courtesies: ReadonlySet<IntentName> = new Set(['greeting', 'thanks', 'goodbye', 'chitchat'])

/** A parcel that stands still: the wish that it move says all of the one, and 卡 is no card in the other. */
const notStuck: readonly IntentName[] = ['order_status', 'payment_problem']

/** What looks like the number of an order or a parcel, with the word for it. */
const orderLike =
  /(?:(?:订单|单)号?|\border(?: number| no\.?)?)?[\s:#是]*\b[a-z]{1,4}[\s-]?\d{6,}\b/g

/** More wishes than these in one message are not believed. */
const mostIntents = 4

type Intents = Pick<Reading, 'intents' | 'group' | 'outOfScope'>

const noLessons: Memory = () => undefined

/** Makes the reader of intents of texts that `foldText` has folded. What people taught goes before what was guessed; `without` is an intent that it is not, for whoever knows better. */
export function createIntentReader(
  recogniser: Recogniser,
  memory: Memory = noLessons,
  limits: IntentLimits = fittedLimits,
): (folded: string, without?: IntentName) => Intents {
  const { labels, sigmoid: curve, belongingFloor } = recogniser.model
  const names = labels.map((label) => IntentName.parse(label))
  const groupAt = names.map((name) => IntentGroup.options.indexOf(groupOf(name)))
  const groups = new Float64Array(IntentGroup.options.length)

  return (folded, without) => {
    const taught = memory(folded)
    if (taught?.is) return only(taught.is, 0.97)
    const isNot = (name: IntentName): boolean =>
      name === without || (taught?.not.has(name) ?? false)
    const person = readHumanRequest(folded)
    const stuck = isStuckParcel(folded)
    const said = saidPlainly(folded, person, stuck).filter(([name]) => !isNot(name))
    if (names.length === 0 || !/[\p{L}\p{N}\p{S}]/u.test(folded)) {
      const [plain] = said
      return only(...(plain ?? (['out_of_scope', 0.5] as const)))
    }
    const { held, strange } = readWhole(
      folded,
      (name) => isNot(name) || (person === 'mentioned' && name === 'human_request'),
    )
    const clauses = readClauses(folded).filter(([name]) => !isNot(name))
    for (const [name, probability] of clauses) raise(held, name, probability)
    const beside = readBesideNumber(folded)
    const asksNobody = person === 'mentioned' && beside?.[0] === 'human_request'
    if (beside && !asksNobody && !isNot(beside[0])) {
      for (const [name, sure] of held) if (sure < limits.alsoHolds) held.delete(name)
      raise(held, ...beside)
    }
    for (const [name, least] of said) raise(held, name, least)
    if (person === 'mentioned' && held.size > 1) held.delete('human_request')
    if (stuck) for (const name of notStuck) held.delete(name)
    const [first = ['out_of_scope', 0] as const] = held
    if (said.length === 0 && first[0] === 'out_of_scope') return only(...first)
    if (said.length === 0 && strange && first[1] < limits.trusted) {
      return only('out_of_scope', 1 - first[1])
    }
    held.delete('out_of_scope')
    const order = inOrder(folded, held)
    const intents = order.map((name) => ({ name, probability: rounded(held.get(name) ?? 0) }))
    const group = groupOf(intents[0]?.name ?? 'out_of_scope')
    return {
      intents: intents.slice(0, mostIntents),
      group: { name: group, probability: rounded(groups[IntentGroup.options.indexOf(group)] ?? 0) },
      outOfScope: false,
    }
  }

  /** What the message as a whole says: the likeliest class first, then those that hold beside it. Fills `groups`. */
  function readWhole(
    folded: string,
    isNot: (name: IntentName) => boolean,
  ): { held: Map<IntentName, number>; strange: boolean } {
    const { probabilities, margins, best, belonging } = recogniser.score(folded)
    const held = new Map<IntentName, number>()
    for (const k of fromLargest(margins)) {
      const name = names[k]
      if (name === undefined || isNot(name)) continue
      const own = sigmoid(curve, margins[k] ?? 0)
      if (held.size > 0 && own < limits.alsoHolds) break
      held.set(name, held.size === 0 ? Math.max(probabilities[k] ?? 0, k === best ? 0 : own) : own)
    }
    groups.fill(0)
    groupAt.forEach((group, k) => {
      groups[group] = (groups[group] ?? 0) + (probabilities[k] ?? 0)
    })
    return { held, strange: belonging < belongingFloor }
  }

  /** Courtesies last, wishes by how sure they are and by how early they are said: who asks for two things begins with the one that matters. */
  function inOrder(folded: string, held: ReadonlyMap<IntentName, number>): IntentName[] {
    const rank = new Map(held)
    const ends = held.size < 2 ? undefined : endsOf(folded)
    ends?.forEach((part, last) => {
      const { margins } = recogniser.score(part)
      for (const [name, sure] of rank) {
        const margin = margins[names.indexOf(name)] ?? 0
        rank.set(name, sure + (last === 0 ? limits.early : -limits.early) * margin)
      }
    })
    for (const name of rank.keys()) if (courtesies.has(name)) rank.set(name, -Infinity)
    return [...rank.keys()].toSorted((a, b) => compare(rank.get(b), rank.get(a)))
  }

  /** What is wanted of the order that a message names: its number says nothing of that. */
  function readBesideNumber(folded: string): [IntentName, number] | null {
    const words = folded.replace(orderLike, ' ').trim()
    if (words === folded || !/\p{L}{2}/u.test(words)) return null
    const { probabilities, best, belonging } = recogniser.score(words)
    const name = names[best]
    const probability = probabilities[best] ?? 0
    const sure = probability >= limits.clauseHolds && belonging >= belongingFloor
    return name !== undefined && sure ? [name, probability] : null
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
function saidPlainly(folded: string, person: HumanRequest, stuck: boolean): [IntentName, number][] {
  const said: [IntentName, number][] = []
  if (person === 'asked') said.push(['human_request', 0.97])
  const answer = readAnswer(folded)
  if (answer !== 'other') said.push([answer === 'yes' ? 'affirm' : 'deny', 0.95])
  if (stuck) said.push(['urge_delivery', 0.62], ['track_shipment', 0.6])
  return said
}

/** The places of the values, the largest first, each found when it is asked for: hardly ever more than three are. */
function* fromLargest(values: Float64Array): Generator<number> {
  const left = Float64Array.from(values)
  for (let count = 0; count < left.length; count++) {
    let best = -1
    for (let k = 0; k < left.length; k++) {
      const value = left[k] as number
      if (!Number.isNaN(value) && (best < 0 || value > (left[best] as number))) best = k
    }
    if (best < 0) return
    yield best
    left[best] = NaN
  }
}

/** Which is larger, for sorting; two −Infinity are alike. */
function compare(a = 0, b = 0): number {
  return a === b ? 0 : a - b
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
