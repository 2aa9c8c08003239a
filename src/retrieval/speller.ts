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

/**
 * Edits (insert, delete, replace, swap of neighbours) that turn one word into the other; `most + 1` as soon as it is
 * known to be more than `most`. Optimal string alignment.
 */
export function editDistance(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) > most) return most + 1
  let before: number[] = []
  let above = Array.from({ length: b.length + 1 }, (_, i) => i)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    let least = i
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1]
      let cost = Math.min(
        (above[j] ?? 0) + 1,
        (row[j - 1] ?? 0) + 1,
        (above[j - 1] ?? 0) + (same ? 0 : 1),
      )
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        cost = Math.min(cost, (before[j - 2] ?? 0) + 1)
      }
      row.push(cost)
      least = Math.min(least, cost)
    }
    if (least > most) return most + 1
    before = above
    above = row
  }
  return above[b.length] ?? most + 1
}
