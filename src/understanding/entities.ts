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
import { createProductFinder } from './entities/products.ts'
import { findAddresses } from './entities/addresses.ts'
import type { Span, SpanFinder } from './entities/span.ts'
import { alignText } from './fold.ts'

/** The longest part of a text in which entities are looked for, in UTF-16 units. */
const longestText = 8000

/** Makes the reader of entities for a shop with these products. */
export function createEntityReader(
  products: readonly string[],
): (text: string, now: Date) => Entity[] {
  const findProducts = createProductFinder(products)
  // Where two want the same characters, the finder named first has them.
  const finders: readonly SpanFinder[] = [
    findUrls,
    findEmails,
    findTrackingNumbers,
    findOrderNumbers,
    findIdCards,
    findPlates,
    findPassports,
    findProducts,
    findBankCards,
    findDates,
    findTimes,
    findPhones,
    findPhoneTails,
    findMoney,
    findLocalPhones,
    findCaseNumbers,
    findErrorCodes,
    findPersons,
    findPlaces,
    findNamedPersons,
    findQuantities,
    findGoods,
  ]
  return (original, now) => {
    const { text, offsets } = alignText(original.slice(0, longestText))
    const taken: Span[] = []
    for (const find of finders) {
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

function longestFirst(spans: Span[]): Span[] {
  return spans.sort((a, b) => b.end - b.start - (a.end - a.start))
}
