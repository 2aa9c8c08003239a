import { isLatin } from '../recogniser/goods.ts'

/**
 * Tells which of up to 31 lists of words may occur in a text, by how their words begin: most texts hold none, and that is
 * seen faster than by as many patterns. Bit n stands for list n.
 */
export type Guess = (text: string) => number

/** Makes the guess for lists of words as patterns have them, parted by `|`; a list that cannot be told by its beginnings may always occur. `atWords`: only where a word begins. */
export function createGuess(lists: readonly string[], { atWords = false } = {}): Guess {
  let always = 0
  const beginnings = new Map<number, number>()
  lists.forEach((list, n) => {
    const found = list === '' ? [] : beginningsOf(list)
    if (found === undefined) always |= 1 << n
    for (const start of found ?? []) {
      const key = keyOf(start.charCodeAt(0), start.charCodeAt(1))
      beginnings.set(key, (beginnings.get(key) ?? 0) | (1 << n))
    }
  })
  return (text) => {
    let may = always
    let within = false
    for (let i = 0; i < text.length; i++) {
      const code = text.charCodeAt(i)
      const follows = within
      within = atWords && (isLatin(code) || code === 95)
      if (follows && within) continue
      may |= beginnings.get(keyOf(code, text.charCodeAt(i + 1))) ?? 0
      may |= beginnings.get(keyOf(code, NaN)) ?? 0
    }
    return may
  }
}

const keyOf = (first: number, second: number): number =>
  first * 65536 + (Number.isNaN(second) ? 0 : second)

/** The first two signs of every word, or the first where the second may vary; none where a word may begin with anything. */
function beginningsOf(list: string): string[] | undefined {
  const found: string[] = []
  for (const word of alternatives(list)) {
    const plain = word.replace(/^(?:\(\?<?[!=](?:[^()]|\([^()]*\))*\))+/, '')
    const group = /^\(\?:((?:[^()]|\([^()]*\))*)\)(?![?*{])(.*)$/.exec(plain)
    const more = group
      ? beginningsOf(
          alternatives(group[1] ?? '')
            .map((choice) => choice + group[2])
            .join('|'),
        )
      : beginningOf(plain)
    if (more === undefined) return undefined
    found.push(...more)
  }
  return found
}

function beginningOf(word: string): string[] | undefined {
  const [, first, second] = /^([^\\()[\]{}?*+.|^$])([^\\()[\]{}?*+.|^$](?![?*{]))?/.exec(word) ?? []
  const varies = /^.[?*{]/.test(word)
  return first === undefined || varies ? undefined : [first + (second ?? '')]
}

/** The choices of a pattern, cut where no bracket is open. */
function alternatives(pattern: string): string[] {
  const parts = ['']
  let open = 0
  for (const sign of pattern) {
    if (sign === '(' || sign === '[') open++
    if (sign === ')' || sign === ']') open--
    if (sign === '|' && open === 0) parts.push('')
    else parts[parts.length - 1] += sign
  }
  return parts
}
