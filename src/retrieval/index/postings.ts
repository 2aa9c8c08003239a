/** The passages that hold one term: slot numbers in rising order and the term's weight in each. */
export interface Postings {
  slots: Int32Array
  weights: Float32Array
  length: number
  /** How many of them are alive. */
  alive: number
  /** The largest weight ever stored; a bound, not exact after deletions. */
  maxWeight: number
}

export function emptyPostings(): Postings {
  return {
    slots: new Int32Array(2),
    weights: new Float32Array(2),
    length: 0,
    alive: 0,
    maxWeight: 0,
  }
}

/** Adds a passage. Slots must arrive in rising order. */
export function appendPosting(postings: Postings, slot: number, weight: number): void {
  if (postings.length === postings.slots.length) {
    const slots = new Int32Array(Math.ceil(postings.length * 1.6))
    const weights = new Float32Array(slots.length)
    slots.set(postings.slots)
    weights.set(postings.weights)
    postings.slots = slots
    postings.weights = weights
  }
  postings.slots[postings.length] = slot
  postings.weights[postings.length] = weight
  postings.length += 1
  postings.alive += 1
  if (weight > postings.maxWeight) postings.maxWeight = weight
}

/** The weights of these terms in one passage, 0 where one does not occur. */
export function weightsAt(terms: readonly (Postings | undefined)[], slot: number): Float64Array {
  const weights = new Float64Array(terms.length)
  for (let i = 0; i < terms.length; i++) {
    const postings = terms[i]
    if (postings) weights[i] = weightAt(postings, slot)
  }
  return weights
}

/** The weight of a term in one passage, 0 where it does not occur. Logarithmic. */
export function weightAt(postings: Postings, slot: number): number {
  let low = 0
  let high = postings.length - 1
  while (low <= high) {
    const middle = (low + high) >> 1
    const at = postings.slots[middle] ?? 0
    if (at === slot) return postings.weights[middle] ?? 0
    if (at < slot) low = middle + 1
    else high = middle - 1
  }
  return 0
}
