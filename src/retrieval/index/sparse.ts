import type { Passage } from '../../domain/passage.ts'
import { analyse, type Token } from '../words/analyse.ts'

/** How a field counts: its weight, how strongly its length is normalised, and the length taken as ordinary. */
interface Field {
  weight: number
  b: number
  ordinaryLength: number
}

/**
 * BM25F (Robertson, Zaragoza and Taylor, CIKM 2004, "Simple BM25 extension to multiple weighted fields"), with fixed
 * ordinary lengths in place of running averages: a passage's weights then depend on the passage alone, so nothing
 * else changes when one passage does, and Qdrant can hold the very same numbers. `context` is the rest of the article.
 */
const fields = {
  title: { weight: 2.2, b: 0.3, ordinaryLength: 12 },
  headings: { weight: 1.2, b: 0.2, ordinaryLength: 6 },
  body: { weight: 1, b: 0.6, ordinaryLength: 110 },
  context: { weight: 0.2, b: 0.5, ordinaryLength: 330 },
} satisfies Record<string, Field>
const k1 = 1.2

/** A passage as term weights, each below `k1 + 1`; multiplied with a term's idf they are its BM25F score. */
export type TermWeights = Map<string, number>

function addField(frequencies: TermWeights, tokens: readonly Token[], field: Field): void {
  let length = 0
  for (const token of tokens) length += token.weight
  const share = field.weight / (1 - field.b + (field.b * length) / field.ordinaryLength)
  for (const { term, weight } of tokens) {
    frequencies.set(term, (frequencies.get(term) ?? 0) + weight * share)
  }
}

/** The term weights of every passage of one article; passages lend each other context. */
export function weighPassages(passages: readonly Passage[]): TermWeights[] {
  const bodies = passages.map((passage) => analyse(passage.text))
  return passages.map((passage, place) => {
    const [title = '', ...headings] = passage.headings
    const frequencies: TermWeights = new Map()
    addField(frequencies, analyse(title), fields.title)
    addField(frequencies, analyse(headings.join('\n')), fields.headings)
    addField(frequencies, bodies[place] ?? [], fields.body)
    const others = bodies.filter((_, other) => other !== place).flat()
    if (others.length > 0) addField(frequencies, others, fields.context)
    for (const [term, frequency] of frequencies) {
      frequencies.set(term, (frequency * (k1 + 1)) / (k1 + frequency))
    }
    return frequencies
  })
}

/** Inverse document frequency as Qdrant's IDF modifier computes it: always positive. */
export function inverseFrequency(documents: number, withTerm: number): number {
  return Math.log(1 + (documents - withTerm + 0.5) / (withTerm + 0.5))
}

const maxTerms = 32
/** A query of more whole terms of its own is long, and searched by fewer: its other words decide nothing. */
const longQuery = 32
const maxTermsOfLong = 24

/**
 * The query's known terms with weight × idf, heaviest first. Of a long query the commonest words, whose lists are the
 * longest, decide nothing: leaving them out found more.
 */
export function heaviestTerms(
  query: TermWeights,
  idf: (term: string) => number,
): { term: string; weight: number; boost: number }[] {
  let own = 0
  for (const weight of query.values()) if (weight >= 1) own += 1
  return [...query]
    .map(([term, weight]) => ({ term, weight, boost: weight * idf(term) }))
    .filter(({ boost }) => boost > 0)
    .sort((a, b) => b.boost - a.boost)
    .slice(0, own > longQuery ? maxTermsOfLong : maxTerms)
}
