import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { onBothEngines } from '../../../tests/engines.ts'
import { testClock } from '../../../tests/house.ts'
import type { Crm } from '../../domain/crm.ts'
import type { ShopIdentity } from '../../domain/shop.ts'
import type { Db } from '../../store/db.ts'
import { sampleCrm } from './crm.ts'
import { seedSampleShop } from './seed.ts'
import { afterWorkingDays, afterWorkingHours } from './working-time.ts'

const nobody: ShopIdentity = { shopCustomerId: null, provenOrders: [] }
const lin: ShopIdentity = { shopCustomerId: 'sc_lin', provenOrders: [] }

describe('working time', () => {
  it.each([
    // A Friday afternoon in China; the weekend does not count.
    ['2026-11-20T08:00:00Z', 4, '2026-11-23T03:00:00.000Z'],
    ['2026-11-21T08:00:00Z', 4, '2026-11-23T05:00:00.000Z'],
    ['2026-11-23T00:00:00Z', 4, '2026-11-23T05:00:00.000Z'],
    ['2026-11-23T05:00:00Z', 4, '2026-11-23T09:00:00.000Z'],
  ])('%s and %i hours', (from, hours, until) => {
    expect(afterWorkingHours(new Date(from), hours).toISOString()).toBe(until)
  })

  it('counts whole working days to the close of business', () => {
    const friday = new Date('2026-11-20T08:00:00Z')
    expect(afterWorkingDays(friday, 1).toISOString()).toBe('2026-11-23T10:00:00.000Z')
    expect(afterWorkingDays(friday, 7).toISOString()).toBe('2026-12-01T10:00:00.000Z')
  })
})

onBothEngines('the sample CRM', (open) => {
  let db: Db
  let crm: Crm
  const clock = testClock()
  beforeAll(async () => {
    db = await open()
    await db.transaction((tx) => seedSampleShop(tx, clock()))
    crm = sampleCrm(db, clock)
  })
  afterAll(() => db.close())

  const entry = {
    kind: 'complaint' as const,
    level: 'normal' as const,
    summary: '没人回电话',
    orderNumber: null,
    contact: '138 1234 5678',
  }

  it.each([
    ['normal', 120, '2026-11-23T10:00:00.000Z'],
    ['raised', 240, '2026-11-25T10:00:00.000Z'],
    ['grave', 30, '2026-12-01T10:00:00.000Z'],
  ] as const)('gives a %s case its times by article kb-zh-087', async (level, minutes, settle) => {
    const opened = await crm.openCase(nobody, { ...entry, level }, `level ${level}`)
    expect(opened.number).toMatch(/^TS2611\d{4}$/)
    expect(opened.firstAnswerBy.getTime() - opened.openedAt.getTime()).toBe(minutes * 60_000)
    expect(opened.settleBy.toISOString()).toBe(settle)
  })

  it('opens one case for one key', async () => {
    const first = await crm.openCase(lin, entry, 'once')
    expect(await crm.openCase(lin, { ...entry, summary: 'again' }, 'once')).toEqual(first)
  })

  it('shows a case by its number only with the contact’s last digits, and to its owner', async () => {
    const { number } = await crm.openCase(nobody, entry, 'guest')
    expect(await crm.cases(nobody, number, null)).toEqual([])
    expect(await crm.cases(nobody, number, '0000')).toEqual([])
    expect(await crm.cases(nobody, number.toLowerCase(), '5678')).toMatchObject([{ number }])
    expect(await crm.cases(nobody, null, '5678')).toEqual([])
    const own = await crm.cases(lin, null, null)
    expect(own.map(({ summary }) => summary)).toContain('发货比承诺晚了三天，客服没有回复')
    expect(own.map((it) => it.number)).not.toContain(number)
  })

  it('captures one lead per contact and completes it', async () => {
    const lead = {
      lead: 'cnv_1',
      need: '想采购 80 台空气炸锅',
      name: null,
      company: null,
      contact: 'Buyer@Firm.example',
      budget: null,
      timeline: null,
      place: null,
    }
    const first = await crm.captureLead(nobody, lead, 'lead 1')
    expect(first.callBackBy.toISOString()).toBe('2026-11-23T05:00:00.000Z')
    expect(await crm.captureLead(nobody, lead, 'lead 1')).toEqual(first)
    const more = {
      ...lead,
      lead: 'cnv_2',
      need: '还要 20 台电饭煲',
      company: '北辰商贸',
      contact: 'buyer@firm.example ',
    }
    expect((await crm.captureLead(nobody, more, 'lead 2')).reference).toBe(first.reference)
    const rows = await db.query('select need, company, contact from shop_leads')
    expect(rows).toEqual([
      {
        need: '想采购 80 台空气炸锅\n还要 20 台电饭煲',
        company: '北辰商贸',
        contact: 'Buyer@Firm.example',
      },
    ])
    expect((await crm.captureLead(nobody, more, 'lead 2')).reference).toBe(first.reference)
  })

  it('completes a lead by its reference, once for a key, and knows none that it does not have', async () => {
    const lead = {
      lead: 'cnv_5',
      need: '10 台空调',
      name: null,
      company: null,
      contact: 'five@firm.example',
      budget: null,
      timeline: null,
      place: null,
    }
    const first = await crm.captureLead(nobody, lead, 'lead cnv_5')
    const more = { ...lead, budget: 'CNY 30000', name: '范丽' }
    expect(await crm.completeLead(nobody, first.reference, more, 'five more')).toEqual(first)
    const other = { ...more, budget: 'CNY 1' }
    expect(await crm.completeLead(nobody, first.reference, other, 'five more')).toEqual(first)
    // The contact of another lead stays that lead's.
    const taken = { ...lead, contact: 'buyer@firm.example' }
    await crm.completeLead(nobody, first.reference, taken, 'five with a taken contact')
    const rows = await db.query(
      `select need, budget, name, contact_key from shop_leads where leads @> array['cnv_5']`,
    )
    expect(rows).toEqual([
      { need: '10 台空调', budget: 'CNY 30000', name: '范丽', contact_key: 'five@firm.example' },
    ])
    await expect(crm.completeLead(nobody, 'LD99999', more, 'k')).rejects.toMatchObject({
      code: 'not_found',
    })
  })

  it('has a lead once that is told again under another key, and the contact that was told last', async () => {
    const lead = {
      lead: 'cnv_3',
      need: '想采购 30 台咖啡机',
      name: null,
      company: null,
      contact: '13900001111',
      budget: null,
      timeline: null,
      place: null,
    }
    const first = await crm.captureLead(nobody, lead, 'by the agent')
    const read = { ...lead, need: '30 台咖啡机', contact: '+8613900002222', budget: 'CNY 60000' }
    expect((await crm.captureLead(nobody, read, 'by what was read')).reference).toBe(
      first.reference,
    )
    const rows = await db.query(
      `select need, contact, budget from shop_leads where leads @> array['cnv_3']`,
    )
    expect(rows).toEqual([
      { need: '想采购 30 台咖啡机', contact: '+8613900002222', budget: 'CNY 60000' },
    ])
  })
})
