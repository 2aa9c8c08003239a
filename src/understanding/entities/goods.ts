import { simplify } from '../../domain/plain-text.ts'
import { createGoodsFinder } from '../recogniser/goods.ts'
import type { Span } from './span.ts'

const find = createGoodsFinder()

/** Kinds of goods that a message names (「空气炸锅」, "e-bike"), as it names them; models are products. */
export function findGoods(text: string): Span[] {
  const folded = simplify(text.toLowerCase())
  // A few capitals are longer in lower case; offsets would be wrong then.
  if (folded.length !== text.length) return []
  return find(folded).map(({ start, end }) => ({
    type: 'goods',
    value: folded.slice(start, end),
    start,
    end,
  }))
}
