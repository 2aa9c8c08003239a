import { numeralSigns, spokenDigits } from '../domain/numeral.ts'
import type { Entity } from '../domain/reading.ts'
import { findMoney, findQuantities } from './entities/amounts.ts'
import {
  findCaseNumbers,
  findErrorCodes,
  findOrderNumbers,
  findTrackingNumbers,
} from './entities/codes.ts'
import {
  findEmails,
  findLocalPhones,
  findPhones,
  findPhoneTails,
  findUrls,
} from './entities/contacts.ts'
import { findBankCards, findIdCards, findPassports, findPlates } from './entities/papers.ts'
import { findDates } from './entities/dates.ts'
import { findTimes } from './entities/times.ts'
import { findPersons } from './entities/persons.ts'
import { findNamedPersons } from './entities/persons-by-name.ts'
import { findPlaces } from './entities/places.ts'
import { findGoods } from './entities/goods.ts'
import { createMisspeltFinder } from './entities/misspelt-products.ts'
import type { KnownWord } from './entities/misspelt-products.ts'
import { createProductFinder } from './entities/products.ts'
import { findAddresses } from './entities/addresses.ts'
import type { Span, SpanFinder } from './entities/span.ts'
import { alignText } from './fold.ts'

/** The longest part of a text in which entities are looked for, in UTF-16 units. */
const longestText = 8000

/** Makes the reader of entities for a shop with these products; a word that is known is no misspelt product. */
export function createEntityReader(
  products: readonly string[],
  isKnown: KnownWord = () => false,
): (text: string, now: Date) => Entity[] {
  const findProducts = createProductFinder(products)
  const findMisspelt = createMisspeltFinder(products, isKnown)
  // Where two want the same characters, the finder named first has them.
  const finders: readonly (readonly [find: SpanFinder, needs: number])[] = [
    [findUrls, signs.mark],
    [findEmails, signs.at],
    [findTrackingNumbers, signs.digit],
    [findOrderNumbers, signs.digit | signs.numeral],
    [findIdCards, signs.digit],
    [findPlates, signs.digit],
    [findPassports, signs.digit],
    [findProducts, signs.any],
    [findMisspelt, signs.any],
    [findBankCards, signs.digit],
    [findDates, signs.any],
    [findTimes, signs.digit | signs.numeral],
    [findPhones, signs.digit | signs.numeral],
    [findPhoneTails, signs.digit | signs.numeral],
    [findMoney, signs.digit | signs.numeral],
    [findLocalPhones, signs.digit],
    [findCaseNumbers, signs.digit],
    [findErrorCodes, signs.digit],
    [findPersons, signs.any],
    [findPlaces, signs.any],
    [findNamedPersons, signs.any],
    [findQuantities, signs.any],
    [findGoods, signs.any],
  ]
  return (original, now) => {
    const { text, offsets } = alignText(original.slice(0, longestText))
    const taken: Span[] = []
    const holds = signsIn(text)
    for (const [find, needs] of finders) {
      if ((needs & holds) === 0) continue
      for (const span of longestFirst(find(text, now))) {
        if (taken.every((other) => span.end <= other.start || span.start >= other.end))
          taken.push(span)
      }
    }
    // An address is told whole, and the town, the person and the number in it are still what they are.
    return [...taken, ...findAddresses(text)]
      .sort((a, b) => a.start - b.start)
      .map(({ type, value, start, end }) => ({
        type,
        value,
        start: offsets[start] ?? 0,
        // The end of the last character, not the start of the next: signs that vanished stay outside.
        end: (offsets[end - 1] ?? 0) + 1,
      }))
  }
}

/** Kinds of signs without which many a finder finds nothing: most messages are spared most patterns. */
const signs = { any: 1, digit: 2, numeral: 4, at: 8, mark: 16 } as const

const numerals = new Set(Array.from(numeralSigns + spokenDigits, (sign) => sign.charCodeAt(0)))

/** The kinds of signs that the text holds. */
function signsIn(text: string): number {
  let holds: number = signs.any
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (code >= 48 && code <= 57) holds |= signs.digit
    else if (code === 64) holds |= signs.at
    else if (code === 46 || code === 58) holds |= signs.mark
    else if (code > 0x3000 && numerals.has(code)) holds |= signs.numeral
  }
  return holds
}

function longestFirst(spans: Span[]): Span[] {
  return spans.length < 2 ? spans : spans.sort((a, b) => b.end - b.start - (a.end - a.start))
}
