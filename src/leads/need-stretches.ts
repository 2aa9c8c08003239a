import { isChinese } from './said.ts'
import { needTokens, type NeedToken, type NeedTokens, type WishMessage } from './need-tokens.ts'

/** How the features of a phrase come together: their weights as a sum where one is chosen, themselves as a list where weights are fitted. */
export interface Sums<T> {
  readonly none: T
  of(feature: string): T
  add(one: T, other: T): T
}

/** The sum of several features. */
export const sumOf = <T>(sums: Sums<T>, features: Iterable<string>): T => {
  let sum = sums.none
  for (const feature of features) sum = sums.add(sum, sums.of(feature))
  return sum
}

/** Words in a row, of one clause or two. */
export interface Stretch<T> {
  readonly words: string
  /** The numbers of goods in it. */
  readonly numbers: readonly string[]
  /** How many goods it names, two for more: a place in `namesOf`. */
  readonly goods: number
  /** The clause in which it begins. */
  readonly clause: number
  /** What it is worth by itself, whatever else was said. */
  readonly worth: T
}

/** A message and all that can be said of its phrases without the rest of the conversation. */
export interface Stretches<T> {
  readonly cut: NeedTokens
  readonly all: readonly Stretch<T>[]
}

const longest = 14
/** What features call so many goods. */
export const namesOf = ['goods 0', 'goods 1', 'goods 2'] as const

const plain = (text: string): string =>
  text
    .replace(/\s+/g, ' ')
    .replace(/(?<=\p{Script=Han}) (?=\p{Script=Han})/gu, '')
    .trim()
    .replace(/^(?:an?|the) (?=\p{L})/iu, '')

/** Every stretch of words of a message. */
export function stretchesOf<T>(message: WishMessage, sums: Sums<T>): Stretches<T> {
  const { text } = message
  const cut = needTokens(message)
  const { tokens } = cut
  const inside = tokens.map((token) => sumOf(sums, ofToken(token)))
  const begins = tokens.map((_, i) => sumOf(sums, ofBeginning(tokens, i)))
  const ends = tokens.map((_, j) => sumOf(sums, ofEnd(tokens, j)))
  const all: Stretch<T>[] = []
  for (const [i, first] of tokens.entries()) {
    let within = begins[i] ?? sums.none
    let goods = 0
    const numbers: string[] = []
    for (let j = i; j < Math.min(tokens.length, i + longest); j++) {
      const last = tokens[j]
      if (!last || last.clause - first.clause > 1) break
      within = sums.add(within, inside[j] ?? sums.none)
      if (last.kind === 'goods') goods = Math.min(goods + 1, 2)
      if (last.kind === 'number') numbers.push(last.word.trim())
      const names = namesOf[goods] ?? ''
      const said = text.slice(first.start, last.end)
      const apart = [
        ...ofLength(j - i + 1, names, numbers.length > 0),
        ...(last.clause === first.clause ? [] : crossing(text, tokens, i, j, names)),
        ...(/\s{3}/.test(said) ? ['gap'] : []),
      ]
      all.push({
        words: plain(said),
        numbers: [...numbers],
        goods,
        clause: first.clause,
        worth: sums.add(sums.add(within, ends[j] ?? sums.none), sumOf(sums, apart)),
      })
    }
  }
  return { cut, all }
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

/** Where a stretch begins: its first word and the one before it. */
function ofBeginning(tokens: readonly NeedToken[], i: number): string[] {
  const [first, left] = [tokens[i], tokens[i - 1]]
  if (!first) return []
  const before = left?.clause === first.clause ? nameOf(left) : '^'
  const head = nameOf(first)
  return [
    `before ${before}`,
    `head ${head}`,
    `${before} | ${head}`,
    `begins ${before === '^' ? '^' : left?.kind} ${first.kind} ${first.place}`,
    ...(left?.place === 'wish' && first.place === 'after' ? ['right after the wish'] : []),
  ]
}

/** Where a stretch ends: its last word and the one after it. */
function ofEnd(tokens: readonly NeedToken[], j: number): string[] {
  const [last, right] = [tokens[j], tokens[j + 1]]
  if (!last) return []
  const after = right?.clause === last.clause ? nameOf(right) : '$'
  const tail = nameOf(last)
  const features = [
    `tail ${tail}`,
    `after ${after}`,
    `${tail} | ${after}`,
    `ends ${last.kind} ${after === '$' ? '$' : right?.kind}`,
  ]
  if (isChinese(last.word)) {
    features.push(`tail -${last.word.at(-1)}`)
    if (right?.start === last.end) features.push(`after ${right.word.charAt(0)}-`)
  } else if (last.kind === 'word') {
    const low = last.word.toLowerCase()
    features.push(`tail -${low.slice(-3)}`, `tail -${low.slice(-1)}`)
  }
  return features
}

function ofLength(length: number, names: string, number: boolean): string[] {
  const size = length > 9 ? 'long' : length > 6 ? 'longish' : `length ${length}`
  return [size, names, `${size} ${names}`, `${names} ${number ? 'counted' : 'uncounted'}`]
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
