/** What an article leaves open of a query, as shares of the whole. */
export interface LeftOpen {
  /** The mass that it does not say. */
  all: number
  /** The same of the concept of which it leaves the most. */
  most: number
}

/**
 * What the article of each candidate leaves open, all of its candidates together: one passage may name the thing and
 * another what is asked of it. `said` tells for each candidate how strongly it says each concept, 0–1; `masses` what
 * the concepts count for.
 */
export function leftOpenByArticles(
  articleIds: readonly string[],
  said: readonly Float64Array[],
  masses: readonly number[],
): LeftOpen[] {
  const together = new Map<string, Float64Array>()
  for (let i = 0; i < said.length; i++) {
    const [id, own] = [articleIds[i], said[i]]
    if (id === undefined || own === undefined) continue
    const before = together.get(id)
    together.set(id, before ? louder(before, own) : own)
  }
  let whole = 0
  for (const mass of masses) whole += mass
  const open = new Map<string, LeftOpen>()
  for (const [id, strengths] of together) open.set(id, openOf(strengths, masses, whole || 1))
  return articleIds.map((id) => open.get(id) ?? { all: 1, most: 1 })
}

function louder(one: Float64Array, other: Float64Array): Float64Array {
  return one.map((strength, i) => Math.max(strength, other[i] ?? 0))
}

function openOf(strengths: Float64Array, masses: readonly number[], whole: number): LeftOpen {
  let all = 0
  let most = 0
  for (let i = 0; i < masses.length; i++) {
    const unsaid = (masses[i] ?? 0) * (1 - (strengths[i] ?? 0))
    all += unsaid
    if (unsaid > most) most = unsaid
  }
  return { all: all / whole, most: most / whole }
}
