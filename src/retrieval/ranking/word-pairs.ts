/** The neighbouring words of a query, each pair once. Words are known by their places among its different ones. */
export interface WordPairs {
  /** The place of a pair among all by its two words. */
  places: ReadonlyMap<number, number>
  /** How many different words there are. */
  words: number
}

export function wordPairsOf(sequence: readonly number[], words: number): WordPairs {
  const places = new Map<number, number>()
  for (let i = 1; i < sequence.length; i++) {
    const key = (sequence[i - 1] ?? 0) * words + (sequence[i] ?? 0)
    if (!places.has(key)) places.set(key, places.size)
  }
  return { places, words }
}

/** How much of the query's pairs of neighbouring words a text says, by how few of the texts say each. */
export interface PairsSaid {
  /** The rarest that it says, as a share of the rarest that any text says. */
  rarest: number
  /** What it says together with the texts near it, as a share of all that any text says. */
  together: number
}

/**
 * What each text says, of which the numbers of its words are given in their order. `wordPlaces` tells for each number the
 * word's place in the query, from 1; `near` lists for each text those near it in its document, itself among them.
 */
export function pairsSaid(
  pairs: WordPairs,
  wordPlaces: Int32Array,
  texts: readonly Int32Array[],
  near: readonly (readonly number[])[],
): PairsSaid[] {
  const count = pairs.places.size
  const said = texts.map((text) => saidBy(text, wordPlaces, pairs))
  const worths = worthsOf(said, count)
  let [all, most] = [0, 0]
  for (const worth of worths) {
    all += worth
    if (worth > most) most = worth
  }
  return said.map((own, place) => {
    const allNear = togetherWith(own, near[place] ?? [], said)
    let [rarest, together] = [0, 0]
    for (let i = 0; i < count; i++) {
      const worth = worths[i] ?? 0
      if (allNear[i] === 1) together += worth
      if (own[i] === 1 && worth > rarest) rarest = worth
    }
    return { rarest: rarest / (most || 1), together: together / (all || 1) }
  })
}

/** 1 for each pair that stands in the text. */
function saidBy(
  text: Int32Array,
  wordPlaces: Int32Array,
  { places, words }: WordPairs,
): Uint8Array {
  const said = new Uint8Array(places.size)
  if (said.length === 0) return said
  let before = 0
  for (let i = 0; i < text.length; i++) {
    const word = wordPlaces[text[i] ?? 0] ?? 0
    if (word > 0 && before > 0) {
      const place = places.get((before - 1) * words + word - 1)
      if (place !== undefined) said[place] = 1
    }
    before = word
  }
  return said
}

function togetherWith(own: Uint8Array, near: readonly number[], said: readonly Uint8Array[]) {
  if (near.length < 2) return own
  const together = new Uint8Array(own.length)
  for (const place of near) {
    const one = said[place]
    for (let i = 0; i < together.length; i++) if (one?.[i] === 1) together[i] = 1
  }
  return together
}

/** The idf of each pair among the texts; 0 for one that no text says. */
function worthsOf(said: readonly Uint8Array[], pairs: number): Float64Array {
  const worths = new Float64Array(pairs)
  for (let i = 0; i < pairs; i++) {
    let saying = 0
    for (const own of said) saying += own[i] ?? 0
    if (saying > 0) worths[i] = Math.log(1 + (said.length - saying + 0.5) / (saying + 0.5))
  }
  return worths
}
