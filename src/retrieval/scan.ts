import { createHeap } from './heap.ts'
import type { Postings } from './postings.ts'

/** The postings of one query term, and what its weights are multiplied with. */
export interface WeightedPostings {
  postings: Postings
  boost: number
}

export interface Scored {
  slot: number
  score: number
}

/** Working memory of scans over up to `slots` slots; grown by making another. Between scans all scores are 0. */
export interface Scratch {
  scores: Float32Array
  touched: Int32Array
}

export function createScratch(slots: number): Scratch {
  return { scores: new Float32Array(slots), touched: new Int32Array(slots) }
}

/** The bound on what is to come must shrink to this share before the threshold is worked out again. */
const boundStep = 0.7
/** When more than one slot in so many was touched, all are gone through in order. */
const manyTouched = 16
/** Room for what is lost in adding up. */
const rounding = 1e-4

/**
 * The `limit` best slots by summed boost × weight, in no order, with at least one more than `limit` where scores tie
 * at the end. Term by term, most promising first. Once what the remaining terms can add is less than what the last of
 * the best already has, no new slot can get in, and the long lists of common words are only looked into for those
 * still in the running: score-bound pruning after Turtle and Flood ("Query evaluation: strategies and
 * optimizations", 1995). The result is exact.
 */
export function scan(
  lists: readonly WeightedPostings[],
  isVisible: (slot: number) => boolean,
  limit: number,
  scratch: Scratch,
): Scored[] {
  const ordered = lists.toSorted((a, b) => boundOf(b) - boundOf(a))
  let bound = 0
  for (const list of ordered) bound += boundOf(list)
  let computedAt = bound
  let count = 0
  let threshold = 0
  let next = 0
  for (; next < ordered.length && (threshold === 0 || bound >= threshold); next++) {
    const list = ordered[next]
    if (!list) break
    count = addAll(list, scratch, count)
    bound = Math.max(0, bound - boundOf(list))
    if (bound < computedAt * boundStep) {
      computedAt = bound
      threshold = thresholdOf(scratch, count, limit, isVisible)
    }
  }
  if (bound < computedAt) threshold = thresholdOf(scratch, count, limit, isVisible)
  const running = inTheRunning(scratch, count, (threshold - bound) * (1 - rounding), isVisible)
  for (; next < ordered.length; next++) {
    const list = ordered[next]
    if (list) addSome(list, scratch.scores, running)
  }
  const found: Scored[] = []
  const last = limit < running.length ? kthLargest(running, scratch.scores, limit) : 0
  for (const slot of running) {
    const score = scratch.scores[slot] ?? 0
    if (score >= last) found.push({ slot, score })
  }
  for (let i = 0; i < count; i++) scratch.scores[scratch.touched[i] ?? 0] = 0
  return found
}

/** The most a term can add to a score, with room for rounding. */
function boundOf({ postings, boost }: WeightedPostings): number {
  return postings.maxWeight * boost * (1 + rounding)
}

function addAll(
  { postings, boost }: WeightedPostings,
  { scores, touched }: Scratch,
  before: number,
): number {
  const { slots, weights, length } = postings
  let count = before
  for (let i = 0; i < length; i++) {
    const slot = slots[i] ?? 0
    const score = scores[slot] ?? 0
    if (score === 0) touched[count++] = slot
    scores[slot] = score + boost * (weights[i] ?? 0)
  }
  return count
}

/** Adds a term to the slots still in the running, which are in rising order, by exponential search. */
function addSome(
  { postings, boost }: WeightedPostings,
  scores: Float32Array,
  running: Int32Array,
): void {
  const { slots, weights, length } = postings
  let at = 0
  for (const slot of running) {
    let step = 1
    while (at + step < length && (slots[at + step] ?? 0) < slot) step *= 2
    let low = at
    let high = Math.min(at + step, length - 1)
    while (low < high) {
      const middle = (low + high) >> 1
      if ((slots[middle] ?? 0) < slot) low = middle + 1
      else high = middle
    }
    at = low
    if (slots[at] === slot && at < length)
      scores[slot] = (scores[slot] ?? 0) + boost * (weights[at] ?? 0)
  }
}

/** The score of the `limit`th best visible slot so far; 0 when there are fewer. */
function thresholdOf(
  { scores, touched }: Scratch,
  count: number,
  limit: number,
  isVisible: (slot: number) => boolean,
): number {
  const heap = createHeap(limit)
  for (let i = 0; i < count; i++) {
    const slot = touched[i] ?? 0
    const score = scores[slot] ?? 0
    if (score > heap.least() && isVisible(slot)) heap.push(score)
  }
  return heap.least()
}

function inTheRunning(
  { scores, touched }: Scratch,
  count: number,
  atLeast: number,
  isVisible: (slot: number) => boolean,
): Int32Array {
  const running = new Int32Array(count)
  let length = 0
  if (count * manyTouched > scores.length) {
    // In rising order without sorting, and through memory as it lies.
    for (let slot = 0; slot < scores.length; slot++) {
      const score = scores[slot] ?? 0
      if (score > 0 && score >= atLeast && isVisible(slot)) running[length++] = slot
    }
    return running.subarray(0, length)
  }
  for (let i = 0; i < count; i++) {
    const slot = touched[i] ?? 0
    if ((scores[slot] ?? 0) >= atLeast && isVisible(slot)) running[length++] = slot
  }
  return running.subarray(0, length).sort()
}

function kthLargest(slots: Int32Array, scores: Float32Array, k: number): number {
  const heap = createHeap(k)
  for (const slot of slots) heap.push(scores[slot] ?? 0)
  return heap.least()
}
