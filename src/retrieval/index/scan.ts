import { createHeap } from './heap.ts'
import { type Postings, weightAt } from './postings.ts'

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
/** Short lists cost about as much as this many entries. */
const listCost = 64
/** Looking a slot up costs as much as going past so many entries of a list. */
const lookUpCost = 12
/** Room for what is lost in adding up. */
const rounding = 1e-4

/**
 * The `limit` best slots by summed boost × weight, in no order, with at least one more than `limit` where scores tie
 * at the end. Term by term, first those that promise most for the length of their lists. Once what the remaining
 * terms can add is less than what the last of the best already has, no new slot can get in, and the long lists of
 * common words are only looked into for those still in the running: score-bound pruning after Turtle and Flood
 * ("Query evaluation: strategies and optimizations", 1995). The result is exact.
 */
export function scan(
  lists: readonly WeightedPostings[],
  isVisible: (slot: number) => boolean,
  limit: number,
  scratch: Scratch,
): Scored[] {
  const ordered = lists.toSorted((a, b) => promiseOf(b) - promiseOf(a))
  const { scores } = scratch
  let bound = 0
  for (const list of ordered) bound += boundOf(list)
  let added = 0
  let count = 0
  let next = 0
  let threshold = 0
  // Nothing can have more than was added, so until that is more than what is to come there is no use in a threshold.
  let computeBelow = bound / 2
  for (; next < ordered.length && (threshold === 0 || bound >= threshold); next++) {
    const list = ordered[next]
    if (!list) break
    count = addAll(list, scratch, count)
    added += boundOf(list)
    bound = Math.max(0, bound - boundOf(list))
    if (bound < computeBelow && bound < added) {
      computeBelow = bound * boundStep
      threshold = thresholdOf(scratch, count, limit, isVisible)
    }
  }
  const running = inTheRunning(scratch, count, (threshold - bound) * (1 - rounding), isVisible)
  let left = running.length
  for (; next < ordered.length; next++) {
    const list = ordered[next]
    if (!list) break
    if (left * lookUpCost < list.postings.length) lookUp(list, scores, running, left)
    else addToTouched(list, scores)
    bound = Math.max(0, bound - boundOf(list))
    if (bound < computeBelow) {
      computeBelow = bound * boundStep
      threshold = Math.max(threshold, kthLargest(running, left, scores, limit))
      left = keepRunning(running, left, scores, (threshold - bound) * (1 - rounding))
    }
  }
  const found: Scored[] = []
  const last = limit < left ? kthLargest(running, left, scores, limit) : 0
  for (let i = 0; i < left; i++) {
    const slot = running[i] ?? 0
    const score = scores[slot] ?? 0
    if (score >= last) found.push({ slot, score })
  }
  for (let i = 0; i < count; i++) scores[scratch.touched[i] ?? 0] = 0
  return found
}

/** The most a term can add to a score, with room for rounding. */
function boundOf({ postings, boost }: WeightedPostings): number {
  return postings.maxWeight * boost * (1 + rounding)
}

function promiseOf(list: WeightedPostings): number {
  return boundOf(list) / (list.postings.length + listCost)
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

/** Adds a term to the slots that were touched before. */
function addToTouched({ postings, boost }: WeightedPostings, scores: Float32Array): void {
  const { slots, weights, length } = postings
  for (let i = 0; i < length; i++) {
    const slot = slots[i] ?? 0
    const score = scores[slot] ?? 0
    if (score > 0) scores[slot] = score + boost * (weights[i] ?? 0)
  }
}

/** Adds a term to the slots that are still in the running. */
function lookUp(
  { postings, boost }: WeightedPostings,
  scores: Float32Array,
  running: Int32Array,
  left: number,
): void {
  for (let i = 0; i < left; i++) {
    const slot = running[i] ?? 0
    scores[slot] = (scores[slot] ?? 0) + boost * weightAt(postings, slot)
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
  let least = 0
  for (let i = 0; i < count; i++) {
    const slot = touched[i] ?? 0
    const score = scores[slot] ?? 0
    if (score <= least || !isVisible(slot)) continue
    heap.push(score)
    least = heap.least()
  }
  return least
}

/** Those visible slots that may still get in. */
function inTheRunning(
  { scores, touched }: Scratch,
  count: number,
  atLeast: number,
  isVisible: (slot: number) => boolean,
): Int32Array {
  const running = new Int32Array(count)
  let length = 0
  for (let i = 0; i < count; i++) {
    const slot = touched[i] ?? 0
    if ((scores[slot] ?? 0) >= atLeast && isVisible(slot)) running[length++] = slot
  }
  return running.subarray(0, length)
}

/** Moves those that may still get in to the front, and tells how many they are. */
function keepRunning(
  running: Int32Array,
  left: number,
  scores: Float32Array,
  atLeast: number,
): number {
  let length = 0
  for (let i = 0; i < left; i++) {
    const slot = running[i] ?? 0
    if ((scores[slot] ?? 0) >= atLeast) running[length++] = slot
  }
  return length
}

function kthLargest(slots: Int32Array, count: number, scores: Float32Array, k: number): number {
  const heap = createHeap(k)
  let least = 0
  for (let i = 0; i < count; i++) {
    const score = scores[slots[i] ?? 0] ?? 0
    if (score <= least) continue
    heap.push(score)
    least = heap.least()
  }
  return least
}
