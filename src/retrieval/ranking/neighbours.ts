import type { Passage } from '../../domain/passage.ts'

/**
 * Where a passage stands in the documents that it belongs to. A document is an article, or one that its owner has
 * already cut: articles of one title (but for a number at its end) whose ids differ only in the number at their end.
 */
export interface Standpoint {
  article: string
  place: number
  /** Its place in what was cut; null when its article is whole. */
  cut: { stem: string; title: string; place: number } | null
}

export interface Neighbours {
  before: number
  after: number
}

/** Which of these come right before and right after one another, as places in the list; -1 for none. */
export function neighboursAmong(standpoints: readonly Standpoint[]): Neighbours[] {
  return standpoints.map((own) => ({
    before: standingAt(own, -1, standpoints),
    after: standingAt(own, 1, standpoints),
  }))
}

/** Which of the few candidates stands so many places on: in the article, or else in what was cut. */
function standingAt(own: Standpoint, step: number, standpoints: readonly Standpoint[]): number {
  const place = own.place + step
  const cutPlace = own.cut ? own.cut.place + step : 0
  let found = -1
  for (let i = 0; i < standpoints.length; i++) {
    const other = standpoints[i]
    if (!other) continue
    if (other.place === place && other.article === own.article) return i
    if (!own.cut || other.cut?.place !== cutPlace) continue
    if (other.cut.stem === own.cut.stem && other.cut.title === own.cut.title) found = i
  }
  return found
}

/** So many places on, passages of a document still speak of the same. */
const reach = 8

/** Of each of these few candidates, itself and those near it in its document, as places in the list. */
export function nearbyAmong(standpoints: readonly Standpoint[]): number[][] {
  return standpoints.map((own) => {
    const near: number[] = []
    for (let i = 0; i < standpoints.length; i++) {
      const other = standpoints[i]
      if (other && Math.abs(stepsBetween(own, other)) <= reach) near.push(i)
    }
    return near
  })
}

/** By how many places one comes behind another of its document; NaN in another one. */
function stepsBetween(own: Standpoint, other: Standpoint): number {
  if (own.article === other.article) return other.place - own.place
  if (!own.cut || !other.cut) return Number.NaN
  if (own.cut.stem !== other.cut.stem || own.cut.title !== other.cut.title) return Number.NaN
  return other.cut.place - own.cut.place
}

const cutAlready = /^(.*?)(\d{1,9})$/

/** Where a passage stands, by its ids and its title. */
export function standpointOf({ id, articleId, headings }: Passage): Standpoint {
  const whole = { article: articleId, place: Number(id.slice(id.lastIndexOf('#') + 1)), cut: null }
  const [, stem, number] = cutAlready.exec(articleId) ?? []
  // An article of several passages is whole: what comes before it is another article.
  if (stem === undefined || number === undefined || whole.place !== 1) return whole
  // Where nobody gave a title, the id stands for it.
  const title = headings[0] === articleId ? '' : (headings[0] ?? '').replace(/\d+\D?$/, '')
  return { ...whole, cut: { stem, title, place: Number(number) } }
}

/** What stands around a candidate in its document, as far as it was found too. */
export interface Surroundings {
  /** The score of the passage before it, as a share of the best candidate's. */
  before: number
  after: number
  /** Mass that the passage before it says more strongly than it does itself, as a share of the whole. */
  beforeAdds: number
  /** The same for the passages on both sides. */
  aroundAdds: number
}

/**
 * The surroundings of each candidate. A sentence that answers often leaves to the one before it to say what it is
 * about. `said` tells for each candidate how strongly it says each concept, 0–1; `masses` what the concepts count for.
 */
export function surroundingsAmong(
  standpoints: readonly Standpoint[],
  scores: readonly number[],
  said: readonly ArrayLike<number>[],
  masses: readonly number[],
): Surroundings[] {
  const whole = masses.reduce((sum, mass) => sum + mass, 0) || 1
  return neighboursAmong(standpoints).map(({ before, after }, own) => {
    const [here, above, below] = [said[own], said[before], said[after]]
    let beforeAdds = 0
    let aroundAdds = 0
    // Most candidates stand alone among what was found.
    if (above || below) {
      for (const [concept, mass] of masses.entries()) {
        const already = here?.[concept] ?? 0
        const fromAbove = (above?.[concept] ?? 0) - already
        const fromBelow = (below?.[concept] ?? 0) - already
        beforeAdds += mass * Math.max(0, fromAbove)
        aroundAdds += mass * Math.max(0, fromAbove, fromBelow)
      }
    }
    return {
      before: scores[before] ?? 0,
      after: scores[after] ?? 0,
      beforeAdds: beforeAdds / whole,
      aroundAdds: aroundAdds / whole,
    }
  })
}
