import { randomInt } from 'node:crypto'
import { z } from 'zod'
import {
  Appointment,
  type AppointmentClaim,
  AppointmentKind,
  type Calendar,
  type Visitor,
} from '../../domain/calendar.ts'
import type { Catalog } from '../../domain/catalog.ts'
import { dayMs } from '../../domain/day.ts'
import { BatonError } from '../../domain/error.ts'
import type { RuledOut } from '../../domain/rule.ts'
import type { ShopIdentity } from '../../domain/shop.ts'
import type { Clock } from '../../platform/clock.ts'
import { rowAs, rowsAs, type Queryable } from '../../store/db.ts'
import { dayWords, kindRules, ruledOut } from './appointment-rules.ts'
import { dayAfter, localDay, momentAt } from './opening.ts'
import { slotFinder, whatOf, type Slot, type Spot } from './slots.ts'

const hourMs = 3_600_000
/** Moving is possible until four hours before, twice: articles kb-zh-082 and kb-en-040. */
const movableUntilMs = 4 * hourMs
const mostMoves = 2
/** Two appointments missed within thirty days block booking for thirty days: the same articles. */
const blockMs = 30 * dayMs
/** No letters or digits that are mistaken for one another. */
const referenceSigns = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ'
const rules = { zh: 'kb-zh-082', en: 'kb-en-040' }
const callUs = {
  zh: '临时有事可以致电门店 400-555-0142，或者直接取消。',
  en: 'If something came up, call the store on 400-555-0142, or cancel it.',
}

const Row = z.object({
  reference: z.string(),
  kind: AppointmentKind,
  city: z.string(),
  storeId: z.string(),
  storeName: z.object({ zh: z.string(), en: z.string() }),
  cityName: z.object({ zh: z.string(), en: z.string() }),
  start: z.string(),
  startsAt: z.coerce.date(),
  moves: z.int(),
  status: Appointment.shape.status,
})
type Row = z.infer<typeof Row>
const columns = `reference, kind, city, store_id as "storeId", store_name as "storeName", city_name as "cityName",
  local_start as start, starts_at as "startsAt", moves, status`

const appointmentOf = (row: Row): Appointment => ({
  reference: row.reference,
  kind: row.kind,
  storeId: row.storeId,
  storeName: row.storeName,
  city: row.cityName,
  startsAt: row.startsAt,
  what: whatOf(row, { name: row.storeName }),
  moves: row.moves,
  status: row.status,
})

const digitsOf = (phone: string) => phone.replaceAll(/\D/g, '')

const notFound = (): RuledOut =>
  ruledOut(
    'not_found',
    { zh: '没有查到这个预约。', en: 'I find no such appointment.' },
    {
      zh: '请核对预约编号（AP 开头）和预约时留的手机号后四位。',
      en: 'Please check the reference (it starts with AP) and the last four digits of the phone number it was booked with.',
    },
  )

/** The sample shop's calendar: slots by rule, appointments in one table. `stores` says which stores there are, nearest first. */
export function sampleCalendar(
  db: Queryable,
  clock: Clock,
  { stores }: Pick<Catalog, 'stores'>,
): Calendar {
  const finder = slotFinder(db, clock, stores)

  /** Until when somebody who missed two appointments may not book; null when they may. */
  async function blockedUntil(who: ShopIdentity, phone: string): Promise<Date | null> {
    const rows = await rowsAs(
      db,
      z.object({ at: z.coerce.date() }),
      `select starts_at as at from shop_appointments
        where status = 'missed' and (shop_customer_id = $1 or visitor_phone = $2)
        order by starts_at desc limit 2`,
      [who.shopCustomerId, phone],
    )
    const [last, before] = rows
    if (!last || !before || last.at.getTime() - before.at.getTime() > blockMs) return null
    const until = new Date(last.at.getTime() + blockMs)
    return until > clock() ? until : null
  }

  const ownRow = (who: ShopIdentity, { reference, phoneTail }: AppointmentClaim) =>
    rowAs(
      db,
      Row,
      `select ${columns} from shop_appointments
        where reference = $1 and (shop_customer_id = $2 or (length($3::text) = 4 and right(visitor_phone, 4) = $3))`,
      [reference.trim().toUpperCase(), who.shopCustomerId, phoneTail],
    )

  const byKey = (key: string) =>
    rowAs(
      db,
      Row,
      `select ${columns} from shop_appointments where idempotency_keys @> array[$1::text]`,
      [key],
    )

  const ruleChange: Calendar['ruleChange'] = async (who, claim, change) => {
    const row = await ownRow(who, claim)
    if (!row) return notFound()
    const shown = appointmentOf(row)
    const left = row.startsAt.getTime() - clock().getTime()
    if (row.status !== 'booked' || left <= 0) {
      const reason = {
        zh: `预约 ${row.reference} 已经结束或取消，不能再改。`,
        en: `Appointment ${row.reference} is over or cancelled and can no longer be changed.`,
      }
      const instead = { zh: '需要的话可以重新约一个。', en: 'You are welcome to book a new one.' }
      return ruledOut('over', reason, instead)
    }
    if (change.to === 'cancel')
      return {
        allowed: true,
        what: shown.what,
        day: row.start.slice(0, 10),
        note: { zh: '', en: '' },
        source: null,
      }
    if (left < movableUntilMs) {
      const reason = {
        zh: `预约 ${row.reference}（${shown.what.zh}）离开始不到 4 小时，不能再改期。`,
        en: `Appointment ${row.reference} (${shown.what.en}) starts in less than 4 hours and can no longer be moved.`,
      }
      return ruledOut('too_late', reason, callUs, rules)
    }
    if (row.moves >= mostMoves) {
      const reason = {
        zh: `预约 ${row.reference} 已经改过 ${mostMoves} 次，不能再改期。`,
        en: `Appointment ${row.reference} has been moved ${mostMoves} times already, which is the limit.`,
      }
      const instead = {
        zh: '可以先取消，再约一个新的时间。',
        en: 'You can cancel it and book a new time instead.',
      }
      return ruledOut('moved_twice', reason, instead, rules)
    }
    if (change.slot === null)
      return {
        allowed: true,
        what: shown.what,
        day: row.start.slice(0, 10),
        note: { zh: '', en: '' },
        source: null,
      }
    const ruled = await finder.rule(change.slot)
    if ('allowed' in ruled) return ruled
    if (ruled.slot.kind !== row.kind)
      throw new BatonError('invalid', `${change.slot} is a slot of another kind.`)
    const { note, source } = kindRules[row.kind]
    return {
      allowed: true,
      what: whatOf(ruled.slot, ruled.store),
      day: ruled.slot.start.slice(0, 10),
      note,
      source,
    }
  }

  return {
    slots: finder.free,

    async ruleBooking(who, id, { phone }) {
      const ruled = await finder.rule(id)
      if ('allowed' in ruled) return ruled
      const until = await blockedUntil(who, digitsOf(phone))
      if (until) {
        const day = dayWords(until.toISOString().slice(0, 10))
        const reason = {
          zh: `30 天内有两次预约没有到店，${day.zh}之前暂时不能再约。`,
          en: `Two appointments were missed within 30 days, so booking is paused until ${day.en}.`,
        }
        const instead = {
          zh: '您可以在营业时间直接到店参观。',
          en: 'You are welcome to visit the store during opening hours.',
        }
        return ruledOut('missed_twice', reason, instead, rules)
      }
      const { slot, store } = ruled
      const { note, source } = kindRules[slot.kind]
      return {
        allowed: true,
        what: whatOf(slot, store),
        day: slot.start.slice(0, 10),
        note,
        source,
      }
    },

    async book(who, id, visitor, idempotencyKey) {
      const before = await byKey(idempotencyKey)
      if (before) return appointmentOf(before)
      const ruled = await finder.rule(id)
      if ('allowed' in ruled) throw new BatonError('conflict', ruled.reason.en)
      if (await blockedUntil(who, digitsOf(visitor.phone)))
        throw new BatonError('conflict', 'Two appointments were missed; booking is paused.')
      const { slot, store } = ruled
      const row = await takeSeat(slot, store, { who, visitor, key: idempotencyKey })
      if (!row) throw new BatonError('conflict', 'The slot has just been taken; offer another one.')
      return appointmentOf(row)
    },

    async find(who, claim) {
      const row = await ownRow(who, claim)
      return row && appointmentOf(row)
    },

    async mine({ shopCustomerId }) {
      const rows = await rowsAs(
        db,
        Row,
        `select ${columns} from shop_appointments
          where shop_customer_id = $1 and status = 'booked' and starts_at > $2 order by starts_at limit 10`,
        [shopCustomerId, clock()],
      )
      return rows.map(appointmentOf)
    },

    ruleChange,

    async move(who, claim, id, idempotencyKey) {
      const before = await byKey(idempotencyKey)
      if (before) return appointmentOf(before)
      const ruling = await ruleChange(who, claim, { to: 'move', slot: id })
      if (!ruling.allowed)
        throw new BatonError(
          ruling.because === 'not_found' ? 'not_found' : 'conflict',
          ruling.reason.en,
        )
      const ruled = await finder.rule(id)
      if ('allowed' in ruled) throw new BatonError('conflict', ruled.reason.en)
      const { slot, store } = ruled
      const row = await rowAs(
        db,
        Row,
        `update shop_appointments set city = $2, store_id = $3, store_name = $4::jsonb, city_name = $5::jsonb,
                local_start = $6, starts_at = $7, seat = ${freeSeat('$8', '$2', '$6')}, moves = moves + 1,
                idempotency_keys = array_append(idempotency_keys, $9)
          where reference = $1 and status = 'booked' and moves < $10
            and ${freeSeat('$8', '$2', '$6')} <= $11 returning ${columns}`,
        [
          claim.reference.trim().toUpperCase(),
          ...placeOf(slot, store),
          slot.kind,
          idempotencyKey,
          mostMoves,
          kindRules[slot.kind].seats,
        ],
      )
      if (!row) throw new BatonError('conflict', 'The appointment can no longer be moved.')
      return appointmentOf(row)
    },

    async cancel(who, claim, idempotencyKey) {
      const before = await byKey(idempotencyKey)
      if (before) return appointmentOf(before)
      const ruling = await ruleChange(who, claim, { to: 'cancel' })
      if (!ruling.allowed)
        throw new BatonError(
          ruling.because === 'not_found' ? 'not_found' : 'conflict',
          ruling.reason.en,
        )
      const row = await rowAs(
        db,
        Row,
        `update shop_appointments set status = 'cancelled', idempotency_keys = array_append(idempotency_keys, $2)
          where reference = $1 and status = 'booked' returning ${columns}`,
        [claim.reference.trim().toUpperCase(), idempotencyKey],
      )
      if (!row) throw new BatonError('conflict', 'The appointment is over or cancelled.')
      return appointmentOf(row)
    },
  }

  /** Files an appointment in the first free seat of its slot; null when others have taken them all meanwhile. */
  function takeSeat(
    slot: Slot,
    store: Spot,
    { who, visitor, key }: { who: ShopIdentity; visitor: Visitor; key: string },
  ): Promise<Row | null> {
    return rowAs(
      db,
      Row,
      `insert into shop_appointments (reference, city, store_id, store_name, city_name, local_start, starts_at, kind, seat,
              shop_customer_id, visitor_name, visitor_phone, booked_at, idempotency_keys)
       select $1, $2, $3, $4::jsonb, $5::jsonb, $6, $7, $8, seat, $9, $10, $11, $12, array[$13::text]
         from (select ${freeSeat('$8', '$2', '$6')} as seat) as free where seat <= $14
       on conflict do nothing returning ${columns}`,
      [
        `AP${Array.from({ length: 6 }, () => referenceSigns[randomInt(referenceSigns.length)]).join('')}`,
        ...placeOf(slot, store),
        slot.kind,
        who.shopCustomerId,
        visitor.name,
        digitsOf(visitor.phone),
        clock(),
        key,
        kindRules[slot.kind].seats,
      ],
    )
  }
}

/** The lowest seat of a slot that nobody has. */
const freeSeat = (kind: string, city: string, start: string) =>
  `(select min(n) from generate_series(1, 100) as n where not exists (select 1 from shop_appointments t
      where t.kind = ${kind} and t.city = ${city} and t.local_start = ${start} and t.seat = n and t.status <> 'cancelled'))`

const placeOf = (slot: Slot, { id, name, city }: Spot) => [
  slot.city,
  id,
  JSON.stringify(name),
  JSON.stringify(city),
  slot.start,
  momentAt(slot.city, slot.start),
]

/** Some appointments of the sample customers, dated from `now`: to come, kept, and two that were missed. */
export async function seedAppointments(
  tx: Queryable,
  { stores }: Pick<Catalog, 'stores'>,
  now: Date,
): Promise<void> {
  const all = await stores(null)
  for (const { reference, customer, kind, city, inDays, at, status } of sampleAppointments) {
    const store = all.find((one) => one.city.en === city)
    if (!store) continue
    const start = `${dayAfter(localDay(city, now), inDays)}T${at}`
    const slot = { kind, city, start }
    await tx.query(
      `insert into shop_appointments (reference, city, store_id, store_name, city_name, local_start, starts_at, kind, seat,
              status, shop_customer_id, visitor_name, visitor_phone, booked_at, idempotency_keys)
       select $1, $2, $3, $4::jsonb, $5::jsonb, $6, $7, $8, 1, $9, c.id, c.name, regexp_replace(c.phone, '\\D', '', 'g'), $10, '{}'
         from shop_customers c where c.id = $11
       on conflict do nothing`,
      [reference, ...placeOf(slot, store), kind, status, now, customer],
    )
  }
}

const sampleAppointments: readonly {
  reference: string
  customer: string
  kind: AppointmentKind
  city: string
  inDays: number
  at: string
  status: Appointment['status']
}[] = [
  {
    reference: 'AP7K2M9Q',
    customer: 'sc_lin',
    kind: 'test_drive',
    city: 'Hangzhou',
    inDays: 3,
    at: '15:00',
    status: 'booked',
  },
  {
    reference: 'AP4T8WXC',
    customer: 'sc_zhao',
    kind: 'bike_service',
    city: 'Chengdu',
    inDays: 5,
    at: '14:00',
    status: 'booked',
  },
  {
    reference: 'APH6N3RD',
    customer: 'sc_anna',
    kind: 'bike_test_ride',
    city: 'Berlin',
    inDays: 4,
    at: '16:00',
    status: 'booked',
  },
  {
    reference: 'AP2V5JPE',
    customer: 'sc_chan',
    kind: 'store_visit',
    city: 'Shenzhen',
    inDays: -6,
    at: '11:30',
    status: 'kept',
  },
  {
    reference: 'APM9C4FA',
    customer: 'sc_wu',
    kind: 'test_drive',
    city: 'Hangzhou',
    inDays: -21,
    at: '10:30',
    status: 'missed',
  },
  {
    reference: 'APQ3Y7BK',
    customer: 'sc_wu',
    kind: 'test_drive',
    city: 'Hangzhou',
    inDays: -9,
    at: '13:30',
    status: 'missed',
  },
]
