import type { AppointmentKind } from '../../domain/calendar.ts'
import type { RuledOut, Words } from '../../domain/rule.ts'
import { dayAfter, openingOn } from './opening.ts'

/** The rules of one kind of appointment; times are by the store's own clock. */
export interface KindRule {
  name: Words
  /** The service that a store must offer; null when every store does. */
  service: string | null
  /** How many days ahead it may be booked, first and last. */
  ahead: readonly [first: number, last: number]
  starts: { from: string; last: string; everyMinutes: number }
  minutes: number
  /** How many can come at the same time. */
  seats: number
  /** What the visitor must know or bring. */
  note: Words
  source: Words | null
}

export const kindRules: Record<AppointmentKind, KindRule> = {
  test_drive: {
    name: { zh: 'V5 试驾', en: 'V5 test drive' },
    service: 'test_drive',
    ahead: [1, 14],
    starts: { from: '10:30', last: '18:00', everyMinutes: 45 },
    minutes: 30,
    seats: 1,
    note: {
      zh: '试驾约 30 分钟，免费、不收押金。驾驶人须 21–65 岁，持 C2 及以上驾照满 1 年，请带原件或电子驾照；当天不能饮酒，到店签一份试驾协议。可带 2 位同行人，迟到超过 15 分钟视为放弃。',
      en: 'The drive takes about 30 minutes and is free, without a deposit. The driver must be 21–65 and have held a Chinese class C2 licence or higher for 1 year; please bring it, original or electronic. No alcohol, and a short agreement to sign. Two passengers may come along; more than 15 minutes late counts as given up.',
    },
    source: { zh: 'kb-zh-082', en: 'kb-en-040' },
  },
  bike_test_ride: {
    name: { zh: '电动自行车试骑', en: 'e-bike test ride' },
    service: 'bike_test_ride',
    ahead: [1, 14],
    starts: { from: '11:00', last: '17:00', everyMinutes: 60 },
    minutes: 45,
    seats: 2,
    note: {
      zh: '试骑免费，请带身份证，年满 16 岁（鹿特丹展厅须年满 18 岁）。国内门店也可以不预约直接来。',
      en: 'The ride is free. Bring an ID; the minimum age is 16, in Rotterdam 18. In China you may also come without an appointment.',
    },
    source: { zh: 'kb-zh-081', en: 'kb-en-039' },
  },
  bike_service: {
    name: { zh: '电动自行车维修保养', en: 'e-bike service' },
    service: 'bike_repair',
    ahead: [1, 14],
    starts: { from: '11:00', last: '17:00', everyMinutes: 60 },
    minutes: 60,
    seats: 1,
    note: {
      zh: '请带车和钥匙，以及订单号或发票。首保（300 公里或 2 个月内）免费，其余工时费 50 元起。',
      en: 'Bring the bike, its keys and the order number or invoice. The first service (at 300 km or within 2 months) is free; after that labour starts at ¥50.',
    },
    source: { zh: 'kb-zh-033', en: 'kb-en-013' },
  },
  installation: {
    name: { zh: '上门安装', en: 'installation at home' },
    service: null,
    ahead: [1, 7],
    starts: { from: '09:00', last: '14:00', everyMinutes: 300 },
    minutes: 60,
    seats: 1,
    note: {
      zh: '师傅在这半天内上门，届时需要有人在家。电动自行车组装 120 元/台；家充桩基础安装含 30 米线缆，超出每米 45 元，请备好车位产权证明或租赁合同，以及物业盖章的同意书。',
      en: 'The fitter comes within that half-day; somebody has to be at home. Assembling an e-bike costs ¥120. A home charger includes 30 m of cable, ¥45 for each further metre; have proof of your parking space (deed or lease) and the consent stamped by the property management ready.',
    },
    source: { zh: 'kb-zh-007', en: 'kb-zh-057' },
  },
  store_visit: {
    name: { zh: '到店参观咨询', en: 'store visit' },
    service: null,
    ahead: [1, 14],
    starts: { from: '10:30', last: '19:30', everyMinutes: 60 },
    minutes: 30,
    seats: 3,
    note: {
      zh: '到店报预约姓名即可，店员会接待您。',
      en: 'Just give your name at the store; somebody will be there for you.',
    },
    source: { zh: 'kb-zh-081', en: 'kb-en-039' },
  },
  sales_call: {
    name: { zh: '销售顾问回电', en: 'call from a sales adviser' },
    service: null,
    ahead: [1, 10],
    starts: { from: '09:30', last: '17:00', everyMinutes: 30 },
    minutes: 20,
    seats: 2,
    note: {
      zh: '顾问会在约好的时间打到您留的号码，时间按北京时间。',
      en: 'An adviser calls the number you gave at that time (China time).',
    },
    source: null,
  },
}

/** Days on which a kind rests although stores are open: article kb-zh-090. */
const rests: Partial<Record<AppointmentKind, { from: string; to: string; why: Words }>> = {
  test_drive: {
    from: '2027-02-04',
    to: '2027-02-10',
    why: {
      zh: '春节期间（2027 年 2 月 4–10 日）V5 试驾暂停。',
      en: 'V5 test drives pause for Spring Festival, 4–10 February 2027.',
    },
  },
  installation: {
    from: '2027-01-28',
    to: '2027-02-12',
    why: {
      zh: '春节前后（1 月 28 日起）大件配送和上门安装停止预约。',
      en: 'Around Spring Festival (from 28 January) bulky deliveries and installations cannot be booked.',
    },
  },
}

/** Why a kind rests on a day; null when it does not. */
export function restOn(kind: AppointmentKind, day: string): Words | null {
  const rest = rests[kind]
  return rest && day >= rest.from && day <= rest.to ? rest.why : null
}

const minutesOf = (clock: string) => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3))
const clockOf = (minutes: number) =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`

/** The times at which something of a kind begins in a city on a day, `HH:MM`; none when it is closed or rests. */
export function startsOn(kind: AppointmentKind, city: string, day: string): string[] {
  const opening = openingOn(city, day)
  if (!opening || restOn(kind, day)) return []
  const { starts, minutes } = kindRules[kind]
  const times: string[] = []
  for (let at = minutesOf(starts.from); at <= minutesOf(starts.last); at += starts.everyMinutes) {
    // A fitter comes to the customer: the store's own hours do not matter, only that it works that day.
    const isOpen = at >= minutesOf(opening.open) && at + minutes <= minutesOf(opening.close)
    if (isOpen || kind === 'installation') times.push(clockOf(at))
  }
  return times
}

/** The days on which a kind may be booked, seen from today. */
export function daysAhead(kind: AppointmentKind, today: string): string[] {
  const [first, last] = kindRules[kind].ahead
  return Array.from({ length: last - first + 1 }, (_, i) => dayAfter(today, first + i))
}

const weekdays = {
  zh: ['周日', '周一', '周二', '周三', '周四', '周五', '周六'],
  en: ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'],
}
const months = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ')

/** A day as people say it. */
export function dayWords(day: string): Words {
  const [month, date] = [Number(day.slice(5, 7)), Number(day.slice(8, 10))]
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay()
  return {
    zh: `${month}月${date}日（${weekdays.zh[weekday]}）`,
    en: `${weekdays.en[weekday]} ${date} ${months[month - 1]}`,
  }
}

/** Day and time, `2026-11-25T10:30`, as people say it; of a fitter the half of the day. */
export function timeWords(kind: AppointmentKind, local: string): Words {
  const day = dayWords(local.slice(0, 10))
  const time = local.slice(11)
  if (kind !== 'installation') return { zh: `${day.zh}${time}`, en: `${day.en}, ${time}` }
  return time < '12:00'
    ? { zh: `${day.zh}上午 ${time}–12:00`, en: `${day.en}, morning ${time}–12:00` }
    : { zh: `${day.zh}下午 ${time}–18:00`, en: `${day.en}, afternoon ${time}–18:00` }
}

/** A no of the calendar. */
export const ruledOut = (
  because: string,
  reason: Words,
  instead: Words | null,
  source: Words | null = null,
): RuledOut => ({ allowed: false, because, reason, instead, source })
