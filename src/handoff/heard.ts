import type { Need } from '../domain/agenda.ts'
import { groupOf, type IntentName } from '../domain/intent.ts'
import type { EntityType, Reading } from '../domain/reading.ts'
import { saysNotHelped, saysSettled } from './customer-words.ts'
import { shared, tokensOf } from './sameness.ts'

/** A message of the customer and what was read in it. */
export interface Heard {
  text: string
  reading: Reading
}

/** Values that carry a request on when they are given. */
const facts = new Set<EntityType>([
  'order_number',
  'tracking_number',
  'phone',
  'phone_tail',
  'email',
  'error_code',
])
/** Wishes that are questions: two of a kind are two questions, unless the words are alike. */
export const questions: ReadonlySet<string> = new Set<IntentName>([
  'product_info',
  'product_stock',
  'price_inquiry',
  'promotion_inquiry',
  'product_recommendation',
  'product_comparison',
  'store_info',
  'payment_methods',
  'shipping_policy',
  'return_policy',
])
/** How much of a text was there already in what the need was voiced with, 0–1. Numbers and models name things, not needs. */
export function saidBefore({ words }: Need, text: string): number {
  const tokens = new Set([...tokensOf(text)].filter((token) => !/\d/.test(token)))
  if (tokens.size === 0) return 0
  return Math.max(...words.map((earlier) => shared(tokens, tokensOf(earlier)) / tokens.size))
}

/** Wishes read in a message, without courtesies. */
export const wishesIn = ({ intents }: Reading): IntentName[] =>
  intents.map(({ name }) => name).filter((name) => groupOf(name) !== 'conversation')

/** Values in it that carry a request on. */
export const factsIn = ({ entities }: Reading): string[] =>
  entities.filter(({ type }) => facts.has(type)).map(({ value }) => value)

/** Whether a message gives a value that carries a request on. */
export const givesFact = ({ reading }: Heard): boolean => factsIn(reading).length > 0

/** Whether a message says that what we did or said has not helped, in words we know or in words like those. */
export const isUnhelped = ({ text, reading }: Heard): boolean =>
  saysNotHelped(text) || (reading.tones?.includes('unhelped') === true && !saysSettled(text))
