import type { Passage } from '../domain/passage.ts'

/** Where a passage stands in its document: documents are told apart by `document`, `place` counts passages. */
interface Standpoint {
  document: string
  place: number
}

export interface Neighbours {
  before: number
  after: number
}

/**
 * Which of these passages come right before and right after one another, as places in the list; -1 for none. A
 * document is an article, or one that its owner has already cut: articles of one title (but for a number at its end)
 * whose ids differ only in the number at their end.
 */
export function neighboursAmong(passages: readonly Passage[]): Neighbours[] {
  const standpoints = passages.map(standpointsOf)
  const at = new Map<string, number>()
  for (const [i, own] of standpoints.entries())
    for (const { document, place } of own) at.set(`${document}\n${place}`, i)
  return standpoints.map((own) => {
    const find = (step: number) => {
      for (const { document, place } of own) {
        const found = at.get(`${document}\n${place + step}`)
        if (found !== undefined) return found
      }
      return -1
    }
    return { before: find(-1), after: find(1) }
  })
}

const cutAlready = /^(.*?)(\d{1,9})$/

function standpointsOf({ id, articleId, headings }: Passage): Standpoint[] {
  const inside = { document: `#${articleId}`, place: Number(id.slice(id.lastIndexOf('#') + 1)) }
  const [, stem, number] = cutAlready.exec(articleId) ?? []
  // An article of several passages is whole: what comes before it is another article.
  if (stem === undefined || number === undefined || inside.place !== 1) return [inside]
  // Where nobody gave a title, the id stands for it.
  const title = headings[0] === articleId ? '' : (headings[0] ?? '').replace(/\d+\D?$/, '')
  return [inside, { document: `=${stem}\n${title}`, place: Number(number) }]
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
  passages: readonly Passage[],
  scores: readonly number[],
  said: readonly (readonly number[])[],
  masses: readonly number[],
): Surroundings[] {
  const whole = masses.reduce((sum, mass) => sum + mass, 0) || 1
  return neighboursAmong(passages).map(({ before, after }, own) => {
    let beforeAdds = 0
    let aroundAdds = 0
    for (const [concept, mass] of masses.entries()) {
      const here = said[own]?.[concept] ?? 0
      const above = said[before]?.[concept] ?? 0
      const below = said[after]?.[concept] ?? 0
      beforeAdds += mass * Math.max(0, above - here)
      aroundAdds += mass * Math.max(0, above - here, below - here)
    }
    return {
      before: scores[before] ?? 0,
      after: scores[after] ?? 0,
      beforeAdds: beforeAdds / whole,
      aroundAdds: aroundAdds / whole,
    }
  })
}
