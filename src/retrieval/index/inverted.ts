import type { Passage, PassageFilter } from '../../domain/passage.ts'
import { appendPosting, emptyPostings, type Postings, weightsAt } from './postings.ts'
import { createScratch, scan } from './scan.ts'
import { createSpeller } from './speller.ts'
import { heaviestTerms, inverseFrequency, type TermWeights, weighPassages } from './sparse.ts'

/** A passage that shares terms with the query, and its BM25F score. */
export interface Candidate {
  passage: Passage
  score: number
  /** The weights of these terms in this passage, 0 where one does not occur. */
  weightsOf(terms: readonly string[]): ArrayLike<number>
}

/** An inverted index over passages, in memory, on typed arrays. */
export interface InvertedIndex {
  replace(articleIds: readonly string[], passages: readonly Passage[]): void
  /** The best `limit` passages that the filter lets through, best first; equal scores by passage id. */
  find(query: TermWeights, filter: PassageFilter, limit: number): Candidate[]
  /** Changes whenever the passages do. */
  edition(): number
  /** Of how many passages, counted over the whole index, a term says something: its idf. 0 for an unknown term. */
  idf(term: string): number
  /** Known terms that an unknown one may be a slip of, nearest first. */
  near(term: string): string[]
  count(): number
}

/** Share of dead slots at which the index is rebuilt. */
const wasteBeforeRebuild = 0.3
const nearTerms = 3

export function createInvertedIndex(): InvertedIndex {
  let postings = new Map<string, Postings>()
  let slots: (Passage | undefined)[] = []
  let slotsOf = new Map<string, number[]>()
  let alive = 0
  /** 1 where a passage is there for everybody at all times: looking at one slot after another must be cheap. */
  let isOpen = new Uint8Array(64)
  let scratch = createScratch(64)
  const speller = createSpeller()

  function add(passages: readonly Passage[]): void {
    for (const [place, weights] of weighPassages(passages).entries()) {
      const passage = passages[place]
      if (!passage) continue
      const slot = slots.push(passage) - 1
      if (slot >= isOpen.length) isOpen = grown(isOpen)
      isOpen[slot] = isAlwaysVisible(passage) ? 1 : 0
      alive += 1
      const siblings = slotsOf.get(passage.articleId)
      if (siblings) siblings.push(slot)
      else slotsOf.set(passage.articleId, [slot])
      for (const [term, weight] of weights) {
        let list = postings.get(term)
        if (!list) {
          postings.set(term, (list = emptyPostings()))
          speller.add(term)
        }
        appendPosting(list, slot, weight)
      }
    }
  }

  function forget(articleId: string): void {
    const found = slotsOf.get(articleId) ?? []
    slotsOf.delete(articleId)
    const passages = found.flatMap((slot) => slots[slot] ?? [])
    // What was added can be worked out again from the passages, so the index need not keep it.
    for (const weights of weighPassages(passages)) {
      for (const term of weights.keys()) {
        const list = postings.get(term)
        if (list && --list.alive === 0) {
          postings.delete(term)
          speller.remove(term)
        }
      }
    }
    for (const slot of found) {
      slots[slot] = undefined
      isOpen[slot] = 0
    }
    alive -= found.length
  }

  function rebuildWhenWasteful(): void {
    if (slots.length < 64 || (slots.length - alive) / slots.length < wasteBeforeRebuild) return
    const kept = groupByArticle(slots.filter((passage) => passage !== undefined))
    postings = new Map()
    slots = []
    slotsOf = new Map()
    alive = 0
    for (const passages of kept.values()) add(passages)
  }

  /** Worked out once for each term that is asked for, until the passages change. */
  let idfs = new Map<string, number>()
  let edition = 0
  function idf(term: string): number {
    const known = idfs.get(term)
    if (known !== undefined) return known
    const list = postings.get(term)
    if (!list) return 0
    const worked = inverseFrequency(alive, list.alive)
    idfs.set(term, worked)
    return worked
  }

  return {
    replace(articleIds, passages) {
      const arriving = groupByArticle(passages)
      for (const id of new Set([...articleIds, ...arriving.keys()])) forget(id)
      for (const some of arriving.values()) add(some)
      rebuildWhenWasteful()
      idfs = new Map()
      edition += 1
      if (scratch.scores.length < slots.length)
        scratch = createScratch(Math.ceil(slots.length * 1.5))
    },
    find(query, filter, limit) {
      const lists = heaviestTerms(query, idf).flatMap(({ term, boost }) => {
        const list = postings.get(term)
        return list ? [{ postings: list, boost }] : []
      })
      const listsOf = forTheSame((terms: readonly string[]) =>
        terms.map((term) => postings.get(term)),
      )
      const isSeen = (slot: number) => {
        if (isOpen[slot] === 1 && filter.language === undefined) return true
        const passage = slots[slot]
        return passage !== undefined && isVisible(passage, filter)
      }
      return scan(lists, isSeen, limit, scratch)
        .flatMap(({ slot, score }) => {
          const passage = slots[slot]
          return passage
            ? [
                {
                  passage,
                  score,
                  weightsOf: (terms: readonly string[]) => weightsAt(listsOf(terms), slot),
                },
              ]
            : []
        })
        .sort(bestFirst)
        .slice(0, limit)
    },
    idf,
    edition: () => edition,
    near: (term) => speller.near(term, nearTerms),
    count: () => alive,
  }
}

/** The same function, that works an answer out once when it is asked for the same again and again. */
function forTheSame<Asked, Answer>(workOut: (asked: Asked) => Answer): (asked: Asked) => Answer {
  let last: { asked: Asked; answer: Answer } | undefined
  return (asked) => {
    if (last?.asked !== asked) last = { asked, answer: workOut(asked) }
    return last.answer
  }
}

function grown(before: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  const after = new Uint8Array(before.length * 2)
  after.set(before)
  return after
}

const isAlwaysVisible = ({ audience, validFrom, validUntil }: Passage) =>
  audience === 'public' && !validFrom && !validUntil

/** Whether a search with this filter may see the passage. */
export function isVisible(passage: Passage, filter: PassageFilter): boolean {
  if (passage.audience === 'operator' && filter.audience !== 'operator') return false
  if (passage.validFrom && passage.validFrom > filter.at) return false
  if (passage.validUntil && passage.validUntil <= filter.at) return false
  return filter.language === undefined || primary(filter.language) === primary(passage.language)
}

/** The language of a BCP 47 tag, without region or script. */
export function primary(languageTag: string): string {
  return languageTag.toLowerCase().split('-')[0] ?? ''
}

/** Best score first, equal scores by passage id. */
export function bestFirst(a: Candidate, b: Candidate): number {
  return b.score - a.score || (a.passage.id < b.passage.id ? -1 : 1)
}

function groupByArticle(passages: readonly Passage[]): Map<string, Passage[]> {
  return Map.groupBy(passages, (passage) => passage.articleId)
}
