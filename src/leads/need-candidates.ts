import type { Quantity } from './quantity.ts'
import { isChinese, saysYes } from './said.ts'
import { needTokens, type NeedToken, type NeedTokens, type WishMessage } from './need-tokens.ts'

/** A phrase that may be what is wanted; null for nothing. The features are what the weights weigh. */
export interface NeedCandidate {
  readonly phrase: string | null
  /** The message in which it stands. */
  readonly message: number
  readonly features: readonly string[]
}

/** All that a conversation so far may say of what is wanted. */
export interface NeedCandidates {
  readonly candidates: readonly NeedCandidate[]
  /** The number of goods that was said last. */
  readonly quantity: Quantity | null
}

const longest = 14

/** Every stretch of words in the customer's messages, goods that we have named, and nothing at all. */
export function needCandidates(messages: readonly WishMessage[]): NeedCandidates {
  const cut = messages.map(needTokens)
  const quantity = lastQuantity(cut)
  const namesGoods = messages.some(({ goodsAt }) => goodsAt.length > 0) ? 'goods' : 'nogoods'
  const candidates: NeedCandidate[] = [nothing(messages, cut, namesGoods)]
  let before = 'first'
  for (const [i, message] of messages.entries()) {
    const { asked, corrects, offered, goodsAt } = message
    const other = asked.size > 0 && !asked.has('need') && !asked.has('quantity')
    const traits = [
      i < 2 ? `m${i}` : 'm2',
      before,
      namesGoods,
      ...(asked.has('need') ? ['asked need'] : []),
      ...(asked.has('quantity') ? ['asked quantity'] : []),
      ...(other ? ['asked other'] : []),
      ...(corrects ? ['corrects'] : []),
    ]
    for (const goods of offered)
      candidates.push({
        phrase: counted(goods, quantity),
        message: i,
        features: [
          ...traits.map((trait) => `ours ${trait}`),
          offered.length > 1 ? 'ours many' : 'ours one',
          quantity ? 'ours counted' : 'ours uncounted',
          saysYes(message.text) ? 'ours yes' : 'ours no',
        ],
      })
    const tokens = cut[i]
    const newer = i < lastCorrection(messages, cut) ? quantity : null
    if (tokens)
      candidates.push(...stretches(message.text, tokens, { traits, quantity, newer, message: i }))
    if (goodsAt.length > 0) before = 'after goods'
  }
  return { candidates, quantity }
}

/** 一台 each says less than the 120 that were said before it. */
function lastQuantity(cut: readonly NeedTokens[]): Quantity | null {
  const all = cut.flatMap(({ quantities }) => quantities)
  return all.findLast(({ value }) => value > 1) ?? all.at(-1) ?? null
}

/** The last message that corrects something and names a number of goods; −1 for none. */
const lastCorrection = (messages: readonly WishMessage[], cut: readonly NeedTokens[]): number =>
  messages.findLastIndex(({ corrects }, i) => corrects && (cut[i]?.quantities.length ?? 0) > 0)

/** That nothing is wanted: less likely the more was asked and told. */
function nothing(
  messages: readonly WishMessage[],
  cut: readonly NeedTokens[],
  namesGoods: string,
): NeedCandidate {
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
  const length = messages.length > 3 ? 'none long' : 'none short'
  return {
    phrase: null,
    message: 0,
    features: [
      'none',
      length,
      `none ${namesGoods}`,
      ...new Set([...told, ...like.map((trait) => `none ${trait}`)]),
    ],
  }
}

/** A phrase with the number of goods, unless it counts something already. */
const counted = (phrase: string, quantity: Quantity | null): string =>
  quantity === null || phrase.includes(asWritten(quantity))
    ? phrase
    : `${asWritten(quantity)}${isChinese(phrase) ? '' : ' '}${phrase}`

/** 300 台 is 300台. */
const asWritten = ({ words }: Quantity): string =>
  words.trim().replace(/(?<=\d) (?=\p{Script=Han})/u, '')

const plain = (text: string): string =>
  text
    .replace(/\s+/g, ' ')
    .replace(/(?<=\p{Script=Han}) (?=\p{Script=Han})/gu, '')
    .trim()
    .replace(/^(?:an?|the) (?=\p{L})/iu, '')

/** 10 of them – make that 12: an older number gives way to the one that corrects it. */
function recounted(phrase: string, numbers: readonly string[], newer: Quantity | null): string {
  const [only] = numbers
  return newer === null || only === undefined || numbers.length > 1
    ? phrase
    : phrase.replace(only, asWritten(newer))
}

/** What a token is called in features. */
const nameOf = ({ kind, word }: NeedToken): string =>
  kind === 'word' ? word.toLowerCase() : `<${kind}>`

function ofToken(token: NeedToken): string[] {
  const { kind, word, place } = token
  const features = [`in <${kind}>`, `in <${kind}> ${place}`, `in ${nameOf(token)}`]
  if (kind === 'word' && !isChinese(word)) {
    features.push(`in -${word.toLowerCase().slice(-3)}`)
    if (/^\p{Lu}/u.test(word)) features.push('in capital')
  }
  return features
}

function stretches(
  text: string,
  { tokens, clauses }: NeedTokens,
  about: {
    traits: readonly string[]
    quantity: Quantity | null
    /** The number that a later message puts in the place of one in this. */
    newer: Quantity | null
    message: number
  },
): NeedCandidate[] {
  const inside = tokens.map(ofToken)
  const found: NeedCandidate[] = []
  for (const [i, first] of tokens.entries()) {
    const within: string[] = []
    let goods = 0
    const numbers: string[] = []
    const traits = [...(clauses[first.clause] ?? []), ...about.traits]
    for (let j = i; j < Math.min(tokens.length, i + longest); j++) {
      const last = tokens[j]
      if (!last || last.clause - first.clause > 1) break
      within.push(...(inside[j] ?? []))
      if (last.kind === 'goods') goods += 1
      if (last.kind === 'number') numbers.push(last.word.trim())
      const words = plain(text.slice(first.start, last.end))
      const phrase =
        numbers.length > 0 ? recounted(words, numbers, about.newer) : counted(words, about.quantity)
      const names = `goods ${Math.min(goods, 2)}`
      found.push({
        phrase,
        message: about.message,
        features: [
          ...within,
          ...ofBounds(tokens, i, j),
          ...ofLength(j - i + 1, names, numbers.length > 0),
          ...traits.flatMap((trait) => [trait, `${trait} ${names}`]),
          ...(last.clause === first.clause ? [] : crossing(text, tokens, i, j, names)),
          ...(phrase === words || numbers.length > 0 ? [] : ['counted from elsewhere']),
          ...(/\s{3}/.test(text.slice(first.start, last.end)) ? ['gap'] : []),
        ],
      })
    }
  }
  return found
}

/** Over which mark a stretch goes on: 、 lists, a full stop does not. */
function crossing(
  text: string,
  tokens: readonly NeedToken[],
  i: number,
  j: number,
  names: string,
): string[] {
  const at = tokens.findIndex(({ clause }, k) => k > i && k <= j && clause !== tokens[i]?.clause)
  const mark = text
    .slice(tokens[at - 1]?.end, tokens[at]?.start)
    .trim()
    .charAt(0)
  return ['crosses', `crosses ${names}`, `crosses ${mark}`]
}

function ofLength(length: number, names: string, number: boolean): string[] {
  const size = length > 9 ? 'long' : length > 6 ? 'longish' : `length ${length}`
  return [size, names, `${size} ${names}`, `${names} ${number ? 'counted' : 'uncounted'}`]
}

/** Where a stretch begins and ends: the words at both ends and beside them. */
function ofBounds(tokens: readonly NeedToken[], i: number, j: number): string[] {
  const [first, last, left, right] = [tokens[i], tokens[j], tokens[i - 1], tokens[j + 1]]
  if (!first || !last) return []
  const before = left?.clause === first.clause ? nameOf(left) : '^'
  const after = right?.clause === last.clause ? nameOf(right) : '$'
  const [head, tail] = [nameOf(first), nameOf(last)]
  const features = [
    `before ${before}`,
    `head ${head}`,
    `tail ${tail}`,
    `after ${after}`,
    `${before} | ${head}`,
    `${tail} | ${after}`,
    `begins ${before === '^' ? '^' : left?.kind} ${first.kind} ${first.place}`,
    `ends ${last.kind} ${after === '$' ? '$' : right?.kind}`,
  ]
  if (left?.place === 'wish' && first.place === 'after') features.push('right after the wish')
  if (isChinese(last.word)) {
    features.push(`tail -${last.word.at(-1)}`)
    if (right?.start === last.end) features.push(`after ${right.word.charAt(0)}-`)
  } else if (last.kind === 'word') {
    const low = last.word.toLowerCase()
    features.push(`tail -${low.slice(-3)}`, `tail -${low.slice(-1)}`)
  }
  return features
}
