import { z } from 'zod'
import { AppointmentKind, type FreeSlots } from '../../domain/calendar.ts'
import type { Catalog, Store } from '../../domain/catalog.ts'
import { BatonError } from '../../domain/error.ts'
import type { RuledOut, Ruling, Words } from '../../domain/rule.ts'
import type { Clock } from '../../platform/clock.ts'
import { rowsAs, type Queryable } from '../../store/db.ts'
import {
  daysAhead,
  dayWords,
  kindRules,
  restOn,
  ruledOut,
  startsOn,
  timeWords,
} from './appointment-rules.ts'
import { isInChina, localDay } from './opening.ts'

/** A store no further away than this is in the customer's own city. */
const nearKm = 60
/** Slots shown of each day when no day is wished for. */
const slotsPerDay = 3
const Taken = z.object({ start: z.string(), count: z.coerce.number() })

/** A place in the calendar: what, in which city's store, and when. */
export interface Slot {
  kind: AppointmentKind
  city: string
  /** `YYYY-MM-DDTHH:MM` by the store's own clock. */
  start: string
}

const slotId = ({ kind, city, start }: Slot) => `${kind}@${city}@${start}`

function slotOf(id: string): Slot | null {
  const [, kind, city, start] = /^([a-z_]+)@([A-Za-z]+)@(\d{4}-\d\d-\d\dT\d\d:\d\d)$/.exec(id) ?? []
  const known = AppointmentKind.safeParse(kind)
  return known.success && city && start ? { kind: known.data, city, start } : null
}

/** The sales desk, which is in no store. */
const phoneDesk = {
  id: 'phone',
  name: { zh: '电话', en: 'by phone' },
  city: { zh: '电话', en: 'phone' },
} satisfies Pick<Store, 'id' | 'name' | 'city'>

/** Where an appointment is. */
export type Spot = Pick<Store, 'id' | 'name' | 'city'>

/** An appointment in words: kind, store, day and time. */
export const whatOf = (slot: Slot, { name }: Pick<Store, 'name'>): Words => {
  const rule = kindRules[slot.kind]
  const time = timeWords(slot.kind, slot.start)
  // A call has no place, and a fitter comes to the customer.
  return ['sales_call', 'installation'].includes(slot.kind)
    ? { zh: `${time.zh} ${rule.name.zh}`, en: `${rule.name.en}, ${time.en}` }
    : {
        zh: `${time.zh} ${name.zh} ${rule.name.zh}`,
        en: `${rule.name.en} at ${name.en}, ${time.en}`,
      }
}

const gone = (): RuledOut =>
  ruledOut(
    'slot_gone',
    { zh: '这个时段刚刚被约走了。', en: 'That slot has just been taken.' },
    { zh: '换一个时间好吗？', en: 'Shall we take another time?' },
  )

/** What the rules and the appointments that were made leave free. */
export interface SlotFinder {
  free(
    kind: AppointmentKind,
    where: { place: string | null; day: string | null; limit: number },
  ): Promise<Ruling<FreeSlots>>
  /** Whether a slot exists by the rules and has a seat left. Throws `invalid` for what is no slot at all. */
  rule(id: string): Promise<{ slot: Slot; store: Spot } | RuledOut>
}

export function slotFinder(db: Queryable, clock: Clock, stores: Catalog['stores']): SlotFinder {
  /** The stores that offer a kind, nearest first. */
  async function offering(kind: AppointmentKind, place: string | null): Promise<Store[]> {
    const { service } = kindRules[kind]
    const all = await stores(place)
    // Fitters come from the stores in China.
    if (kind === 'installation') return all.filter(({ city }) => isInChina(city.en))
    return all.filter(({ services }) => service === null || services.includes(service))
  }

  /** The store that a place means, or why none. */
  async function storeFor(kind: AppointmentKind, place: string | null): Promise<Spot | RuledOut> {
    if (kind === 'sales_call') return phoneDesk
    const offered = await offering(kind, place)
    const [nearest] = offered
    const far = nearest?.distanceKm ?? null
    if (nearest && far !== null && far <= nearKm) return nearest
    const { name, source } = kindRules[kind]
    const cities = {
      zh: offered.map(({ city }) => city.zh).join('、'),
      en: offered.map(({ city }) => city.en).join(', '),
    }
    if (far === null || !nearest) {
      const reason = { zh: `${name.zh}按门店预约。`, en: `Each store has its own slots for this.` }
      const instead = {
        zh: `可以约的城市：${cities.zh}。您想约哪里？`,
        en: `It can be booked in ${cities.en}. Which one suits you?`,
      }
      return ruledOut('needs_place', reason, instead, source)
    }
    return ruledOut(
      'not_here',
      { zh: `您那里目前不能预约${name.zh}。`, en: `There is no ${name.en} where you are.` },
      {
        zh: `可以约的城市：${cities.zh}，离您最近的是${nearest.city.zh}（约 ${far} 公里）。想约哪个城市？`,
        en: `It can be booked in ${cities.en}; the nearest to you is ${nearest.city.en}, about ${far} km away. Which one would you like?`,
      },
      source,
    )
  }

  /** How many seats of each slot are taken. */
  async function taken(kind: AppointmentKind, city: string): Promise<Map<string, number>> {
    const rows = await rowsAs(
      db,
      Taken,
      `select local_start as start, count(*) as count from shop_appointments
        where kind = $1 and city = $2 and status <> 'cancelled' group by local_start`,
      [kind, city],
    )
    return new Map(rows.map(({ start, count }) => [start, count]))
  }

  /** What is free on a day, soonest first. */
  function freeOn(
    kind: AppointmentKind,
    city: string,
    day: string,
    counts: ReadonlyMap<string, number>,
  ): Slot[] {
    return startsOn(kind, city, day)
      .map((time) => ({ kind, city, start: `${day}T${time}` }))
      .filter(({ start }) => (counts.get(start) ?? 0) < kindRules[kind].seats)
  }

  /** Why nothing is free on a day, and the next day on which something is. */
  function fullOn(
    kind: AppointmentKind,
    city: string,
    day: string,
    counts: ReadonlyMap<string, number>,
  ): RuledOut {
    const { ahead, source, name } = kindRules[kind]
    const today = localDay(city, clock())
    const days = daysAhead(kind, today)
    const next = days.find((other) => other > day && freeOn(kind, city, other, counts).length > 0)
    const free =
      next ?? days.find((other) => other !== day && freeOn(kind, city, other, counts).length > 0)
    const words = free === undefined ? undefined : dayWords(free)
    const instead =
      words === undefined
        ? null
        : {
            zh: `最近还有空的一天是${words.zh}，您看哪天方便？`,
            en: `The next day with free slots is ${words.en}. Which day would suit you?`,
          }
    const shown = dayWords(day)
    const [first, last] = ahead
    if (!days.includes(day)) {
      const reason = {
        zh: `${name.zh}至少提前 ${first} 天、最多提前 ${last} 天预约，${shown.zh}不在这个范围内。`,
        en: `This can be booked from ${first} to ${last} days ahead, and ${shown.en} is not within that.`,
      }
      return ruledOut('not_bookable_yet', reason, instead, source)
    }
    const rest = restOn(kind, day)
    if (rest) return ruledOut('suspended', rest, instead, { zh: 'kb-zh-090', en: 'kb-zh-090' })
    const isClosed = startsOn(kind, city, day).length === 0
    const reason = isClosed
      ? { zh: `${shown.zh}不营业。`, en: `We are closed on ${shown.en}.` }
      : { zh: `${shown.zh}已经约满了。`, en: `${shown.en} is fully booked.` }
    return ruledOut(isClosed ? 'closed' : 'full', reason, instead, source)
  }

  /** Whether a slot exists by the rules and has a seat left. */
  async function rule(id: string): Promise<{ slot: Slot; store: Spot } | RuledOut> {
    const slot = slotOf(id)
    if (!slot) throw new BatonError('invalid', `There is no slot ${id}; take one of the free ones.`)
    const { kind, city, start } = slot
    const day = start.slice(0, 10)
    const store = await storeFor(kind, city)
    if ('allowed' in store) return store
    const counts = await taken(kind, city)
    if (!daysAhead(kind, localDay(city, clock())).includes(day))
      return fullOn(kind, city, day, counts)
    return freeOn(kind, city, day, counts).some((free) => free.start === start)
      ? { slot, store }
      : gone()
  }

  return {
    rule,
    async free(kind, { place, day, limit }) {
      const store = await storeFor(kind, place)
      if ('allowed' in store) return store
      const city = store.city.en
      const counts = await taken(kind, city)
      const days = daysAhead(kind, localDay(city, clock()))
      const wished = day === null ? days : days.filter((other) => other === day)
      const free = wished.flatMap((one) => {
        const ofDay = freeOn(kind, city, one, counts)
        // Without a wish for a day a choice of days is worth more than every minute of tomorrow.
        return day === null ? spread(ofDay, slotsPerDay) : ofDay
      })
      if (free.length === 0) return fullOn(kind, city, day ?? days[0] ?? '', counts)
      return {
        allowed: true,
        kind,
        storeId: store.id,
        storeName: store.name,
        options: free
          .slice(0, limit)
          .map((slot) => ({ value: slotId(slot), label: timeWords(kind, slot.start) })),
      }
    },
  }
}

/** So many of a day's slots, from morning to evening. */
function spread(slots: readonly Slot[], most: number): Slot[] {
  if (slots.length <= most) return [...slots]
  const every = (slots.length - 1) / (most - 1)
  return Array.from({ length: most }, (_, i) => slots[Math.round(i * every)]).filter(
    (slot) => slot !== undefined,
  )
}
