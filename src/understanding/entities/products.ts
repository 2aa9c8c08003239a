import type { Span } from './span.ts'

/** What the sample shop sells, by the names that customers use; another shop passes its own list. */
export const defaultProducts: readonly string[] = [
  'AF-45',
  'AF-45D',
  'CM-15',
  'RV-20',
  'PS-600',
  'PS-1200',
  'PS-1200E',
  'RC-30',
  'RC-30S',
  'CF-35',
  'BT-36',
  'BT-48',
  'KT-17',
  'EB-1200',
  'SP-100',
  'SP-200',
  'MF-5',
  'NB-1000',
  'HM-4',
  'AP-300',
  'AP-300H',
  'GS-2',
  'SJ-3L',
  'SB-5',
  'SB-15',
  'HC-7',
  'WB-1',
  'V5',
  'E-City 20',
  'E-City 20 Lite',
  'Ridge 2',
  'Ridge 3',
]

/**
 * Makes the finder of product names: case, spaces and hyphens do not matter (`af45`, `AF 45`), the
 * longest name wins, and the value is the name as the catalogue writes it.
 */
export function createProductFinder(products: readonly string[]): (text: string) => Span[] {
  const named = products
    .map((name) => ({ name, pieces: name.match(/\p{L}+|\p{N}+/gu) ?? [] }))
    .filter(({ pieces }) => pieces.length > 0)
    .sort((a, b) => b.name.length - a.name.length)
  if (named.length === 0) return () => []
  const pattern = new RegExp(
    named
      .map(({ pieces }) => `(${pieces.join('[\\s\\-]?')})`)
      .join('|')
      .replace(/^/, '(?<![a-z\\d\\-])(?:')
      .concat(')(?![a-z\\d]|-\\d)'),
    'gi',
  )
  return (text) => {
    const spans: Span[] = []
    for (const match of text.matchAll(pattern)) {
      const which = match.slice(1).findIndex((group) => group !== undefined)
      const value = named[which]?.name
      if (value !== undefined)
        spans.push({
          type: 'product',
          value,
          start: match.index,
          end: match.index + match[0].length,
        })
    }
    return spans
  }
}
