import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { onBothEngines } from '../../../tests/engines.ts'
import { testClock, type TestClock } from '../../../tests/house.ts'
import type { AppointmentKind, Calendar } from '../../domain/calendar.ts'
import type { ShopIdentity } from '../../domain/shop.ts'
import type { Db } from '../../store/db.ts'
import { startsOn } from './appointment-rules.ts'
import { sampleCalendar, seedAppointments } from './calendar.ts'
import { sampleCatalog } from './catalog.ts'
import { momentAt, openingOn } from './opening.ts'
import { seedSampleShop } from './seed.ts'

const nobody: ShopIdentity = { shopCustomerId: null, provenOrders: [] }
const as = (shopCustomerId: string): ShopIdentity => ({ shopCustomerId, provenOrders: [] })
const visitor = { name: '王芳', phone: '139 0000 1234' }

describe('hours and moments', () => {
  it('gives a V5 test drive every 45 minutes from 10:30 to 18:30 (kb-zh-082)', () => {
    const times = startsOn('test_drive', 'Shanghai', '2026-11-25')
    expect(times).toHaveLength(11)
    expect([times[0], times[1], times.at(-1)]).toEqual(['10:30', '11:15', '18:00'])
  })

  it('pauses test drives on 4–10 February 2027 and opens them on the 11th (kb-zh-090)', () => {
    const days = ['2027-02-03', '2027-02-04', '2027-02-10', '2027-02-11']
    expect(days.map((day) => startsOn('test_drive', 'Beijing', day).length > 0)).toEqual([
      true,
      false,
      false,
      true,
    ])
  })

  it.each([
    ['Ningbo', '2026-11-23', null],
    ['Ningbo', '2026-11-24', { open: '09:00', close: '18:00' }],
    ['Chengdu', '2026-12-01', { open: '13:00', close: '21:30' }],
    ['Chengdu', '2026-12-08', { open: '10:00', close: '21:30' }],
    ['Shanghai', '2027-02-05', { open: '10:00', close: '15:00' }],
    ['Shanghai', '2027-02-06', null],
    ['Berlin', '2026-11-22', null],
    ['Berlin', '2026-12-25', null],
    ['Rotterdam', '2026-11-23', null],
  ])('%s on %s', (city, day, hours) => {
    expect(openingOn(city, day)).toEqual(hours)
  })

  it.each([
    ['Shanghai', '2026-11-25T10:30', '2026-11-25T02:30:00.000Z'],
    ['Berlin', '2026-11-25T10:30', '2026-11-25T09:30:00.000Z'],
    ['Berlin', '2027-03-28T10:30', '2027-03-28T08:30:00.000Z'],
    ['Singapore', '2026-11-25T10:30', '2026-11-25T02:30:00.000Z'],
  ])('the clock of %s shows %s at %s', (city, local, moment) => {
    expect(momentAt(city, local).toISOString()).toBe(moment)
  })
})

onBothEngines('the sample calendar', (open) => {
  let db: Db
  let calendar: Calendar
  let clock: TestClock
  beforeAll(async () => {
    db = await open()
    await db.transaction((tx) => seedSampleShop(tx, new Date('2026-11-21T08:00:00Z')))
  })
  beforeEach(async () => {
    clock = testClock()
    const catalog = sampleCatalog(db)
    await db.query('delete from shop_appointments')
    await db.transaction((tx) => seedAppointments(tx, catalog, clock()))
    calendar = sampleCalendar(db, clock, catalog)
  })
  afterAll(() => db.close())

  const free = (kind: AppointmentKind, place: string | null, day: string | null = null) =>
    calendar.slots(kind, { place, day, limit: 12 })
  async function slot(kind: AppointmentKind, place: string, day: string, time: string) {
    const ruling = await free(kind, place, day)
    const found = ruling.allowed && ruling.options.find(({ value }) => value.endsWith(time))
    return found ? found.value : ''
  }

  it('shows the free slots of a day, and of the next days when none is wished for', async () => {
    const ruling = await free('test_drive', 'Hangzhou', '2026-11-24')
    expect(ruling).toMatchObject({ allowed: true, storeName: { zh: '杭州滨江店' } })
    const labels = ruling.allowed ? ruling.options.map(({ label }) => label) : []
    expect(labels[0]).toEqual({ zh: '11月24日（周二）10:30', en: 'Tue 24 Nov, 10:30' })
    // The sample customer Lin has 15:00.
    expect(labels.map(({ zh }) => zh).join()).not.toContain('15:00')
    const next = await free('test_drive', '上海')
    const days = next.allowed ? next.options.map(({ value }) => value.slice(-16, -6)) : []
    expect(days.slice(0, 4)).toEqual(['2026-11-22', '2026-11-22', '2026-11-22', '2026-11-23'])
  })

  it.each([
    ['test_drive', 'Suzhou', null, 'not_here', /离您最近的是上海/, /nearest to you is Shanghai/],
    ['test_drive', null, null, 'needs_place', /上海、北京、广州、成都、杭州/, /Shanghai, Beijing/],
    ['test_drive', 'Shanghai', '2026-11-21', 'not_bookable_yet', /11月22日/, /Sun 22 Nov/],
    ['test_drive', 'Shanghai', '2026-12-06', 'not_bookable_yet', /11月22日/, /Sun 22 Nov/],
    ['bike_service', 'Ningbo', '2026-11-23', 'closed', /11月24日/, /Tue 24 Nov/],
    ['bike_service', 'Hangzhou', null, 'not_here', /宁波|上海/, /Ningbo|Shanghai/],
    ['sales_call', null, '2026-11-22', 'closed', /11月23日/, /Mon 23 Nov/],
    ['installation', 'Lhasa', null, 'not_here', /可以约的城市/, /It can be booked in/],
  ] as const)('refuses %s in %s on %s: %s', async (kind, place, day, because, zh, en) => {
    const ruling = await free(kind, place, day)
    expect(ruling).toMatchObject({ allowed: false, because })
    if (ruling.allowed) return
    expect(ruling.instead?.zh).toMatch(zh)
    expect(ruling.instead?.en).toMatch(en)
  })

  it('refuses a test drive in the Spring Festival pause', async () => {
    clock.advance(72 * 86_400_000)
    const ruling = await free('test_drive', 'Chengdu', '2027-02-08')
    expect(ruling).toMatchObject({ allowed: false, because: 'suspended' })
    expect(ruling.allowed ? '' : ruling.instead?.en).toMatch(/Thu 11 Feb/)
  })

  it('books once per key, tells the conditions, and gives a seat to one visitor only', async () => {
    const id = await slot('test_drive', '上海', '2026-11-25', '10:30')
    const ruling = await calendar.ruleBooking(nobody, id, visitor)
    expect(ruling).toMatchObject({
      allowed: true,
      what: {
        zh: '11月25日（周三）10:30 上海徐汇旗舰店 V5 试驾',
        en: 'V5 test drive at Shanghai Xuhui flagship store, Wed 25 Nov, 10:30',
      },
      source: { zh: 'kb-zh-082', en: 'kb-en-040' },
    })
    expect(ruling.allowed ? ruling.note.zh : '').toMatch(/21–65 岁.*C2.*满 1 年/)
    expect(ruling.allowed ? ruling.note.en : '').toMatch(/21–65.*C2.*1 year/)
    const booked = await calendar.book(nobody, id, visitor, 'k1')
    expect(booked).toMatchObject({ kind: 'test_drive', status: 'booked', moves: 0 })
    expect(booked.reference).toMatch(/^AP[2-9A-Z]{6}$/)
    expect(booked.startsAt.toISOString()).toBe('2026-11-25T02:30:00.000Z')
    expect(await calendar.book(nobody, id, visitor, 'k1')).toEqual(booked)
    expect(await calendar.ruleBooking(as('sc_lin'), id, visitor)).toMatchObject({
      because: 'slot_gone',
    })
    await expect(calendar.book(as('sc_lin'), id, visitor, 'k2')).rejects.toMatchObject({
      code: 'conflict',
    })
  })

  it('gives the last seat to one of two who ask at once', async () => {
    const id = await slot('test_drive', '上海', '2026-11-26', '12:00')
    const both = await Promise.allSettled([
      calendar.book(nobody, id, visitor, 'a'),
      calendar.book(nobody, id, { name: '李雷', phone: '13800009999' }, 'b'),
    ])
    expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
  })

  it('blocks somebody who missed two appointments in thirty days, for thirty days', async () => {
    const id = await slot('test_drive', '上海', '2026-11-25', '10:30')
    const ruling = await calendar.ruleBooking(as('sc_wu'), id, visitor)
    expect(ruling).toMatchObject({ allowed: false, because: 'missed_twice' })
    expect(ruling.allowed ? '' : ruling.reason.zh).toContain('12月12日')
    await expect(calendar.book(as('sc_wu'), id, visitor, 'w')).rejects.toMatchObject({
      code: 'conflict',
    })
    clock.advance(22 * 86_400_000)
    const later = await slot('test_drive', '上海', '2026-12-16', '10:30')
    expect(await calendar.ruleBooking(as('sc_wu'), later, visitor)).toMatchObject({ allowed: true })
  })

  it('shows an appointment to its visitor and to nobody else', async () => {
    const claim = { reference: 'ap7k2m9q', phoneTail: '8842' }
    expect(await calendar.find(nobody, claim)).toMatchObject({ reference: 'AP7K2M9Q' })
    expect(await calendar.find(nobody, { ...claim, phoneTail: '0000' })).toBeNull()
    expect(await calendar.find(as('sc_zhao'), { ...claim, phoneTail: null })).toBeNull()
    expect(await calendar.mine(as('sc_lin'))).toMatchObject([{ reference: 'AP7K2M9Q' }])
    expect(await calendar.mine(nobody)).toEqual([])
    await expect(
      calendar.cancel(as('sc_zhao'), { reference: 'AP7K2M9Q', phoneTail: null }, 'x'),
    ).rejects.toMatchObject({ code: 'not_found' })
  })

  it('moves twice, then offers to cancel instead; and not within four hours of the start', async () => {
    const lin = as('sc_lin')
    const claim = { reference: 'AP7K2M9Q', phoneTail: null }
    for (const [i, time] of ['12:00', '16:30'].entries()) {
      const id = await slot('test_drive', 'Hangzhou', '2026-11-24', time)
      const moved = await calendar.move(lin, claim, id, `m${i}`)
      expect(moved.moves).toBe(i + 1)
      expect(await calendar.move(lin, claim, id, `m${i}`)).toEqual(moved)
    }
    const ruling = await calendar.ruleChange(lin, claim, { to: 'move', slot: null })
    expect(ruling).toMatchObject({ because: 'moved_twice' })
    expect(ruling.allowed ? '' : ruling.instead?.zh).toContain('取消')
    const zhao = { reference: 'AP4T8WXC', phoneTail: null }
    // 14:00 in Chengdu on 26 November is 06:00 UTC.
    clock.advance(Date.parse('2026-11-26T02:30:00Z') - clock().getTime())
    expect(
      await calendar.ruleChange(as('sc_zhao'), zhao, { to: 'move', slot: null }),
    ).toMatchObject({ because: 'too_late' })
    expect(await calendar.cancel(as('sc_zhao'), zhao, 'c')).toMatchObject({ status: 'cancelled' })
    expect(await calendar.cancel(as('sc_zhao'), zhao, 'c')).toMatchObject({ status: 'cancelled' })
    await expect(calendar.cancel(as('sc_zhao'), zhao, 'd')).rejects.toMatchObject({
      code: 'conflict',
    })
  })

  it('gives a cancelled seat to the next', async () => {
    const claim = { reference: 'AP7K2M9Q', phoneTail: '8842' }
    expect(await slot('test_drive', 'Hangzhou', '2026-11-24', '15:00')).toBe('')
    await calendar.cancel(nobody, claim, 'c')
    expect(await slot('test_drive', 'Hangzhou', '2026-11-24', '15:00')).not.toBe('')
  })

  it('refuses what is no slot', async () => {
    await expect(calendar.book(nobody, 'tomorrow at ten', visitor, 'n')).rejects.toMatchObject({
      code: 'invalid',
    })
    // A time that the rules do not have.
    expect(
      await calendar.ruleBooking(nobody, 'test_drive@Shanghai@2026-11-25T10:31', visitor),
    ).toMatchObject({ because: 'slot_gone' })
  })
})
