import type { LeadFactName } from '../domain/lead.ts'
import { parseBudget } from './budget.ts'
import { parseContact } from './contact.ts'
import { parseTimeline } from './timeline.ts'

/** NFKC, lower case, no spaces. */
const folded = (text: string): string => text.normalize('NFKC').toLowerCase().replace(/\s+/g, '')

/**
 * Whether two values of a fact are equal (design, §7): contact as E.164 or lower-case address, budget by currency and
 * numbers, timeline by its ISO dates against `today`, name and company exactly but for NFKC, case and spaces; need,
 * place and a timeline without dates by token F1 of at least one half.
 */
export function sameFact(name: LeadFactName, said: string, held: string, today: Date): boolean {
  if (folded(said) === folded(held)) return true
  switch (name) {
    case 'contact':
      return sameContact(said, held)
    case 'budget':
      return sameBudget(said, held)
    case 'timeline':
      return sameTimeline(said, held, today)
    case 'need':
    case 'location_or_channel':
      return tokenF1(said, held) >= 0.5
    default:
      return false
  }
}

/** Somebody may leave two addresses: one side may hold more than the other. */
function sameContact(said: string, held: string): boolean {
  const [ours, theirs] = [addresses(said), addresses(held)]
  if (ours.size === 0 || theirs.size === 0) return false
  const [small, large] = ours.size <= theirs.size ? [ours, theirs] : [theirs, ours]
  return [...small].every((address) => [...large].some((other) => sameAddress(address, other)))
}

/** A number that was written without its country is the one that ends with it. */
function sameAddress(one: string, other: string): boolean {
  const [short, long] = one.startsWith('+') ? [other, one] : [one, other]
  const national = /^0(\d{8,11})$/.exec(short)?.[1]
  return (
    one === other || (national !== undefined && long.startsWith('+') && long.endsWith(national))
  )
}

function addresses(text: string): Set<string> {
  const parsed = parseContact(text)
  return new Set(
    parsed.length > 0
      ? parsed
      : text.split(/[,;，；]/).map((part) => folded(part.replace(/^.*[:：]/, ''))),
  )
}

function sameBudget(said: string, held: string): boolean {
  const [ours, theirs] = [parseBudget(said), parseBudget(held)]
  if (!ours || !theirs) return false
  // A label that names no currency asks for the numbers only.
  const sameCurrency = theirs.currency === null || ours.currency === theirs.currency
  return sameCurrency && ours.minMinor === theirs.minMinor && ours.maxMinor === theirs.maxMinor
}

/** A stretch of days equals a day that opens or closes it; two stretches need both ends equal. */
function sameTimeline(said: string, held: string, today: Date): boolean {
  const [ours, theirs] = [parseTimeline(said, today), parseTimeline(held, today)]
  if (ours.to === null && theirs.to === null) return tokenF1(said, held) >= 0.5
  if (ours.to === null || theirs.to === null) return false
  if (ours.from !== null && theirs.from !== null)
    return ours.from === theirs.from && ours.to === theirs.to
  return ours.to === theirs.to || ours.from === theirs.to || theirs.from === ours.to
}

/** Words, and of Chinese the pairs of neighbouring characters; articles and punctuation say nothing. */
export function tokensOf(text: string): string[] {
  const plain = text.normalize('NFKC').toLowerCase()
  const runs = plain.match(/\p{Script=Han}+|(?:(?!\p{Script=Han})[\p{L}\p{N}])+/gu) ?? []
  return runs.flatMap((run) => {
    if (!/\p{Script=Han}/u.test(run)) return /^(?:a|an|the)$/.test(run) ? [] : [run]
    const signs = Array.from(run)
    return signs.length === 1 ? signs : signs.slice(1).map((sign, i) => `${signs[i]}${sign}`)
  })
}

/** F1 of the tokens that two texts share, counted with repetitions, 0–1. */
export const tokenF1 = (one: string, other: string): number =>
  sharedShare(tokensOf(one), tokensOf(other))

/** The same of tokens. */
export function sharedShare(ours: readonly string[], theirs: readonly string[]): number {
  const left = new Map<string, number>()
  for (const token of theirs) left.set(token, (left.get(token) ?? 0) + 1)
  let shared = 0
  for (const token of ours) {
    const count = left.get(token) ?? 0
    if (count > 0) {
      shared += 1
      left.set(token, count - 1)
    }
  }
  return ours.length + theirs.length === 0 ? 1 : (2 * shared) / (ours.length + theirs.length)
}
