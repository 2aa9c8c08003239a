import { analyse } from '../words/analyse.ts'
import type { Draft } from '../answering/draft.ts'
import { shopLexicon } from '../words/lexicon.ts'
import { readQuery, type Concept } from '../words/query.ts'

/** Whether a text says a concept in any of its ways: of a phrase, more than half of its terms. */
const isSaid = ({ ways }: Concept, terms: ReadonlySet<string>): boolean =>
  ways.some(({ terms: own }) => {
    const whole = own.filter(({ weight }) => weight === 1)
    return whole.length > 0 && whole.filter(({ term }) => terms.has(term)).length * 2 > whole.length
  })

const termsOf = (text: string) => new Set(analyse(text).map(({ term }) => term))

/**
 * The test whether a draft says anything that a question asks of a thing, and not only the thing's name: 「那个热水壶什么颜色」
 * is not answered by how long kettles are covered. Every draft passes where the question asks nothing else.
 */
export function saysMoreThan(
  naming: readonly string[],
  question: string,
): (draft: Pick<Draft, 'from' | 'lines'>) => boolean {
  if (naming.length === 0) return () => true
  const names = termsOf(naming.join(' \n '))
  const query = readQuery(question, { lexicon: shopLexicon(), knows: () => true, near: () => [] })
  const beyond = query.concepts.filter((concept) => !isSaid(concept, names))
  if (beyond.length === 0) return () => true
  return ({ from, lines }) => {
    const said = termsOf([...from.headings, ...lines].join('\n'))
    return beyond.some((concept) => isSaid(concept, said))
  }
}
