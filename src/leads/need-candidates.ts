import { namesOf, stretchesOf, sumOf, type Stretches, type Sums } from './need-stretches.ts'
import type { NeedTokens, WishMessage } from './need-tokens.ts'
import type { Quantity } from './quantity.ts'
import { isChinese, saysYes } from './said.ts'

/** A phrase that may be what is wanted, and what its features come to. */
export interface NeedCandidate<T> {
  /** Null for nothing. Put together only where it is asked for: of thousands a few are. */
  readonly phrase: () => string | null
  /** The message in which it stands. */
  readonly message: number
  readonly worth: T
}

/** All that a conversation so far may say of what is wanted. */
export interface NeedCandidates<T> {
  readonly candidates: readonly NeedCandidate<T>[]
  /** The number of goods that was said last. */
  readonly quantity: Quantity | null
}

export type CandidatesOf<T> = (messages: readonly WishMessage[]) => NeedCandidates<T>

/**
 * Makes the function that finds the candidates: every stretch of words in the customer's messages, goods that we have named, and
 * nothing at all. A message is cut up once, however long the conversation goes on.
 */
export function createNeedCandidates<T>(sums: Sums<T>): CandidatesOf<T> {
  const known = new WeakMap<WishMessage, Stretches<T>>()
  const cutUp = (message: WishMessage): Stretches<T> => {
    const found = known.get(message) ?? stretchesOf(message, sums)
    known.set(message, found)
    return found
  }
  return (messages) => {
    const stretches = messages.map(cutUp)
    const cut = stretches.map((one) => one.cut)
    const quantity = lastQuantity(cut)
    const corrected = messages.findLastIndex(
      ({ corrects }, i) => corrects && (cut[i]?.quantities.length ?? 0) > 0,
    )
    const namesGoods = messages.some(({ goodsAt }) => goodsAt.length > 0) ? 'goods' : 'nogoods'
    const candidates: NeedCandidate<T>[] = [
      { phrase: () => null, message: 0, worth: sumOf(sums, ofNothing(messages, cut, namesGoods)) },
    ]
    let before = 'first'
    for (const [message, said] of messages.entries()) {
      const traits = traitsOf(said, message, [before, namesGoods])
      const ours = said.offered.length > 0 ? sumOf(sums, ofOurs(said, quantity, traits)) : sums.none
      for (const goods of said.offered)
        candidates.push({ phrase: () => counted(goods, quantity), message, worth: ours })
      const newer = message < corrected ? quantity : null
      const about = { sums, traits, quantity, newer, message }
      if (stretches[message]) pushStretches(candidates, stretches[message], about)
      if (said.goodsAt.length > 0) before = 'after goods'
    }
    return { candidates, quantity }
  }
}

/** What is so of a whole message by where it stands in the conversation. */
function traitsOf(
  { asked, corrects }: WishMessage,
  i: number,
  around: readonly string[],
): readonly string[] {
  const other = asked.size > 0 && !asked.has('need') && !asked.has('quantity')
  return [
    i < 2 ? `m${i}` : 'm2',
    ...around,
    ...(asked.has('need') ? ['asked need'] : []),
    ...(asked.has('quantity') ? ['asked quantity'] : []),
    ...(other ? ['asked other'] : []),
    ...(corrects ? ['corrects'] : []),
  ]
}

/** Goods that we named before the message. */
const ofOurs = (
  { text, offered }: WishMessage,
  quantity: Quantity | null,
  traits: readonly string[],
): string[] => [
  ...traits.map((trait) => `ours ${trait}`),
  offered.length > 1 ? 'ours many' : 'ours one',
  quantity ? 'ours counted' : 'ours uncounted',
  saysYes(text) ? 'ours yes' : 'ours no',
]

function pushStretches<T>(
  candidates: NeedCandidate<T>[],
  { cut, all }: Stretches<T>,
  about: {
    sums: Sums<T>
    traits: readonly string[]
    quantity: Quantity | null
    /** The number that a later message puts in the place of one in this. */
    newer: Quantity | null
    message: number
  },
): void {
  const { sums, traits, quantity, newer, message } = about
  const written = quantity && asWritten(quantity)
  const elsewhere = sums.of('counted from elsewhere')
  // What the clause and the message are like counts for all their stretches alike.
  const inClause = cut.clauses.map((clause) =>
    namesOf.map((names) =>
      sumOf(
        sums,
        [...clause, ...traits].flatMap((trait) => [trait, `${trait} ${names}`]),
      ),
    ),
  )
  for (const { words, numbers, goods, clause, worth } of all) {
    const within = sums.add(worth, inClause[clause]?.[goods] ?? sums.none)
    const isCounted = numbers.length > 0
    const fromElsewhere = !isCounted && written !== null && !words.includes(written)
    candidates.push({
      phrase: () => (isCounted ? recounted(words, numbers, newer) : counted(words, quantity)),
      message,
      worth: fromElsewhere ? sums.add(within, elsewhere) : within,
    })
  }
}

/** 一台 each says less than the 120 that were said before it. */
function lastQuantity(cut: readonly NeedTokens[]): Quantity | null {
  const all = cut.flatMap(({ quantities }) => quantities)
  return all.findLast(({ value }) => value > 1) ?? all.at(-1) ?? null
}

/** That nothing is wanted: less likely the more was asked and told. */
function ofNothing(
  messages: readonly WishMessage[],
  cut: readonly NeedTokens[],
  namesGoods: string,
): string[] {
  const like = cut.flatMap(({ clauses }) =>
    clauses.flatMap((traits) => [
      ...traits,
      traits.filter((trait) => !/first|later/.test(trait)).join(' '),
    ]),
  )
  const told = messages.flatMap(({ asked, gives }) => [
    ...Array.from(asked, (fact) => `none asked ${fact}`),
    ...gives.map((fact) => `none given ${fact}`),
  ])
  return [
    'none',
    messages.length > 3 ? 'none long' : 'none short',
    `none ${namesGoods}`,
    ...new Set([...told, ...like.map((trait) => `none ${trait}`)]),
  ]
}

/** A phrase with the number of goods, unless it counts something already. */
const counted = (phrase: string, quantity: Quantity | null): string =>
  quantity === null || phrase.includes(asWritten(quantity))
    ? phrase
    : `${asWritten(quantity)}${isChinese(phrase) ? '' : ' '}${phrase}`

/** 300 台 is 300台. */
const asWritten = ({ words }: Quantity): string =>
  words.trim().replace(/(?<=\d) (?=\p{Script=Han})/u, '')

/** 10 of them – make that 12: an older number gives way to the one that corrects it. */
function recounted(phrase: string, numbers: readonly string[], newer: Quantity | null): string {
  const [only] = numbers
  return newer === null || only === undefined || numbers.length > 1
    ? phrase
    : phrase.replace(only, asWritten(newer))
}
