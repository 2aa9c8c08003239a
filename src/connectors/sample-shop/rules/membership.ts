import type { Membership } from '../../../domain/account.ts'
import type { Words } from '../../../domain/rule.ts'

/** What an order that was kept adds to a membership. */
export interface Purchase {
  paidMinor: number
  currency: string
  paidAt: Date
  deliveredAt: Date | null
}

type Level = Membership['level']

const dayMs = 86_400_000
/** Levels of kb-zh-068, with what they take in the last twelve months, in fen, and the factor for points. */
const levels: { level: Level; name: Words; fromMinor: number; factor: number }[] = [
  { level: 'explorer', name: { zh: '启航', en: 'Explorer' }, fromMinor: 0, factor: 1 },
  { level: 'voyager', name: { zh: '远航', en: 'Voyager' }, fromMinor: 300_000, factor: 1.2 },
  { level: 'navigator', name: { zh: '领航', en: 'Navigator' }, fromMinor: 1_200_000, factor: 1.5 },
]
const wholesale = { level: 'wholesale' as const, name: { zh: '批发客户', en: 'Wholesale' } }
/** The level names that the sample shop's first customers were given. */
const kept: Record<string, Level> = { basic: 'explorer', voyage: 'voyager', pilot: 'navigator' }
/** Yuan per unit, rounded, so that purchases abroad count as at home. */
const yuanPer: Record<string, number> = { CNY: 1, EUR: 8, GBP: 9, USD: 7, HKD: 0.9 }

const inFen = ({ paidMinor, currency }: Purchase) => paidMinor * (yuanPer[currency] ?? 1)

/** The level a customer has, what it is called, and what the next one still takes. Levels go down only after twelve months, so the level on file stands. */
export function levelOf(
  onFile: string,
  purchases: readonly Purchase[],
  now: Date,
): Pick<Membership, 'level' | 'levelName' | 'toNext' | 'nextName'> {
  const level = kept[onFile] ?? (onFile as Level)
  if (level === 'wholesale')
    return { level, levelName: wholesale.name, toNext: null, nextName: null }
  const spent = purchases
    .filter(({ paidAt }) => now.getTime() - paidAt.getTime() < 365 * dayMs)
    .reduce((sum, purchase) => sum + inFen(purchase), 0)
  const at = Math.max(
    0,
    levels.findIndex((it) => it.level === level),
  )
  const next = levels[at + 1]
  return {
    level: levels[at]?.level ?? 'explorer',
    levelName: levels[at]?.name ?? { zh: '', en: '' },
    toNext: next
      ? { minor: Math.max(0, Math.round(next.fromMinor - spent)), currency: 'CNY' }
      : null,
    nextName: next?.name ?? null,
  }
}

/** The last moment of the month in which points that were credited then lapse: 24 months later. */
function lapseOf(credited: Date): Date {
  return new Date(Date.UTC(credited.getUTCFullYear() + 2, credited.getUTCMonth() + 1, 1) - 1)
}

/** Points by purchases: one a yuan times the level's factor, credited ten days after delivery, valid for 24 months. */
export function pointsOf(
  level: Level,
  purchases: readonly Purchase[],
  now: Date,
): Pick<Membership, 'points' | 'lapsing'> {
  const factor = levels.find((it) => it.level === level)?.factor ?? 0
  const credits = purchases
    .flatMap((purchase) => {
      if (!purchase.deliveredAt) return []
      const credited = new Date(purchase.deliveredAt.getTime() + 10 * dayMs)
      const points = Math.floor((inFen(purchase) / 100) * factor)
      return [{ credited, lapses: lapseOf(credited), points }]
    })
    .filter(({ credited, lapses }) => credited <= now && lapses > now)
    .toSorted((one, other) => one.lapses.getTime() - other.lapses.getTime())
  const [first] = credits
  return {
    points: credits.reduce((sum, { points }) => sum + points, 0),
    lapsing: first
      ? {
          at: first.lapses,
          points: credits
            .filter(({ lapses }) => lapses.getTime() === first.lapses.getTime())
            .reduce((sum, { points }) => sum + points, 0),
        }
      : null,
  }
}
