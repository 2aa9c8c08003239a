import { dayMs } from '../domain/day.ts'
import type { Money } from '../domain/money.ts'
import { inYuan } from './currency.ts'

/** One order of a customer. */
export interface PastOrder {
  readonly placedAt: Date
  readonly total: Money
}

/** What a customer is worth by their orders. */
export interface LifetimeValue {
  /** 0–1, for the grade. */
  readonly share: number
  /** Days since the last order, orders a year, mean order in yuan: recency, frequency, monetary value. */
  readonly recencyDays: number
  readonly perYear: number
  readonly meanYuan: number
  /** What the next year may bring, in yuan: perYear × meanYuan × the chance that they still buy. */
  readonly nextYearYuan: number
}

/** A customer who has not ordered for this long buys again with a chance of one half. */
const halfLifeDays = 365
/** What counts as the full share: this much in the next year. */
const fullYuan = 100_000

/** The worth of a customer by recency, frequency and money spent; null without a single order. */
export function lifetimeValue(orders: readonly PastOrder[], now: Date): LifetimeValue | null {
  const past = orders
    .filter(({ placedAt }) => placedAt <= now)
    .toSorted((a, b) => a.placedAt.getTime() - b.placedAt.getTime())
  const [first] = past
  const last = past.at(-1)
  if (!first || !last) return null
  const recencyDays = (now.getTime() - last.placedAt.getTime()) / dayMs
  // One order in a week is not fifty-two a year: at least half a year counts.
  const years = Math.max(0.5, (now.getTime() - first.placedAt.getTime()) / (365 * dayMs))
  const perYear = past.length / years
  const meanYuan =
    past.reduce((sum, { total }) => sum + inYuan(total.minor / 100, total.currency), 0) /
    past.length
  const nextYearYuan = perYear * meanYuan * 0.5 ** (recencyDays / halfLifeDays)
  // Worth grows with its logarithm: from a hundred yuan on, nothing, to the full share.
  const share = Math.min(
    1,
    Math.max(0, Math.log10(Math.max(1, nextYearYuan) / 100) / Math.log10(fullYuan / 100)),
  )
  return { share, recencyDays, perYear, meanYuan, nextYearYuan }
}
