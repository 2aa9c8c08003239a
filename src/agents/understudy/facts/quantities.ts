import type { Reading } from '../../../domain/reading.ts'
import { numberPattern, valueOf } from '../../../leads/number-words.ts'

/** 「一台不够，加到三台」, "make it two instead of one": the number that it is to be. */
const numberToBe = new RegExp(
  String.raw`(?:[改换减加增][到成为]|变成|减少到|增加到|make (?:it|that)|\bto|\bonly|\bjust|只要|就要)\s*(${numberPattern})`,
  'i',
)
/** 「再加三台」, "20 more": how many are to come. */
const numberMore = new RegExp(
  String.raw`(?:再[加要买来]|多[加要买])\s*(${numberPattern})|(${numberPattern}) more\b`,
  'i',
)
/** "Price for 20?", "50 pcs": a number that counts goods which are not named beside it. */
const countsGoods =
  /(?<![\p{L}\d.-])(\d{1,5}) (?:of (?:them|these|those|the)|pcs|pieces|units|sets)\b|\bfor (\d{1,5})[?.!\s]*$/iu
const bareNumber = /^(?:about |around |大概|大约)?(\d{1,6})\s*[.。!！]?$/i

const mostPieces = 99_999

function piecesIn(said: string): string | undefined {
  const number = valueOf(said)
  return number !== null && Number.isInteger(number) && number > 0 && number <= mostPieces
    ? `${number}`
    : undefined
}

/** How many pieces a text says by words around the number; of 「一台不够，加到三台」 it is three. */
export function quantityIn(text: string, { entities }: Reading): string | undefined {
  const match = numberToBe.exec(text) ?? numberMore.exec(text)
  const meant = match?.[1] ?? match?.[2]
  if (meant !== undefined) return piecesIn(meant)
  if (entities.some(({ type }) => type === 'quantity')) return undefined
  const [, counted, priced] = countsGoods.exec(text) ?? []
  return counted ?? priced
}

/** "How many?" "100"; "I need 500 more sleeping bags by December 20": the one number that is no part of anything else. */
export function onlyQuantity(text: string, { entities }: Reading): string | null {
  const bare = bareNumber.exec(text)?.[1]
  if (bare !== undefined) return bare
  const isTaken = (at: number) => entities.some(({ start, end }) => start <= at && at < end)
  const numbers = [...text.matchAll(/(?<![\p{L}\d-])\d{1,6}(?![\p{L}\d-])/gu)]
  const [first, ...others] = numbers.filter(({ index }) => !isTaken(index))
  return first && others.length === 0 ? first[0] : null
}
