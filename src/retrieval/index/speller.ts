/** Finds known terms that an unknown one may be a slip of. */
export interface Speller {
  add(term: string): void
  remove(term: string): void
  /** Known terms close to this one, nearest first, at most `limit`; none for codes and short words. */
  near(term: string, limit: number): string[]
}

const latinWord = /^[a-z]{4,24}$/
const hanPair = /^\p{Script=Han}{2}$/u
const hanOne = /^\p{Script=Han}$/u
/** How far apart two characters may stand in pinyin order, among those in use, to be taken for sounding alike. */
const soundsAlike = 8

/**
 * Latin words by edit distance (first letter kept, one slip up to seven letters, two beyond), Chinese pairs by a
 * character that sounds alike: customers type by pinyin and pick the wrong one (咖非 for 咖啡).
 */
export function createSpeller(): Speller {
  const words = new Map<string, Set<string>>()
  const pairs = new Set<string>()
  const characters: string[] = []
  const pinyin = new Intl.Collator('zh-u-co-pinyin')

  function placeOf(character: string): number {
    let low = 0
    let high = characters.length
    while (low < high) {
      const middle = (low + high) >> 1
      if (pinyin.compare(characters[middle] ?? '', character) < 0) low = middle + 1
      else high = middle
    }
    return low
  }
  function alike(character: string): string[] {
    const place = placeOf(character)
    return characters.slice(Math.max(0, place - soundsAlike), place + soundsAlike + 1)
  }
  function nearPairs(pair: string): string[] {
    const [first = '', second = ''] = Array.from(pair)
    const guesses = [
      ...alike(second).map((other) => first + other),
      ...alike(first).map((other) => other + second),
    ]
    return guesses.filter((guess) => guess !== pair && pairs.has(guess))
  }
  function nearWords(word: string): string[] {
    const slips = word.length > 7 ? 2 : 1
    const found: { term: string; distance: number }[] = []
    for (let length = word.length - slips; length <= word.length + slips; length++) {
      for (const term of words.get(`${word.charAt(0)}${length}`) ?? []) {
        const distance = editDistance(word, term, slips)
        if (distance <= slips) found.push({ term, distance })
      }
    }
    return found
      .sort((a, b) => a.distance - b.distance || (a.term < b.term ? -1 : 1))
      .map(({ term }) => term)
  }

  return {
    add(term) {
      if (latinWord.test(term)) {
        const bucket = `${term.charAt(0)}${term.length}`
        const some = words.get(bucket)
        if (some) some.add(term)
        else words.set(bucket, new Set([term]))
      } else if (hanPair.test(term)) pairs.add(term)
      else if (hanOne.test(term)) {
        const place = placeOf(term)
        if (characters[place] !== term) characters.splice(place, 0, term)
      }
    },
    remove(term) {
      words.get(`${term.charAt(0)}${term.length}`)?.delete(term)
      pairs.delete(term)
    },
    near(term, limit) {
      if (latinWord.test(term)) return nearWords(term).slice(0, limit)
      return hanPair.test(term) ? nearPairs(term).slice(0, limit) : []
    },
  }
}

/** What distances are worked out on; made once. */
let rows = new Int32Array(96)

/**
 * Edits (insert, delete, replace, swap of neighbours) that turn one word into the other; `most + 1` as soon as it is
 * known to be more than `most`. Optimal string alignment.
 */
export function editDistance(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) > most) return most + 1
  const width = b.length + 1
  if (rows.length < 3 * width) rows = new Int32Array(3 * width)
  // Three rows of the table, taken in turns.
  let [before, above, row] = [0, width, 2 * width]
  for (let j = 0; j < width; j++) rows[above + j] = j
  for (let i = 1; i <= a.length; i++) {
    rows[row] = i
    let least = i
    const letter = a.charCodeAt(i - 1)
    for (let j = 1; j < width; j++) {
      const other = b.charCodeAt(j - 1)
      let cost = (rows[above + j - 1] ?? 0) + (letter === other ? 0 : 1)
      cost = Math.min(cost, (rows[above + j] ?? 0) + 1, (rows[row + j - 1] ?? 0) + 1)
      const swapped =
        i > 1 && j > 1 && letter === b.charCodeAt(j - 2) && a.charCodeAt(i - 2) === other
      if (swapped) cost = Math.min(cost, (rows[before + j - 2] ?? 0) + 1)
      rows[row + j] = cost
      if (cost < least) least = cost
    }
    if (least > most) return most + 1
    const spare = before
    before = above
    above = row
    row = spare
  }
  return rows[above + b.length] ?? most + 1
}
