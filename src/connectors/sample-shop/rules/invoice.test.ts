import { describe, expect, it } from 'vitest'
import type { InvoiceRequest } from '../../../domain/account.ts'
import { ruleInvoice, type EarlierInvoice } from './invoice.ts'

const now = new Date('2026-11-21T08:00:00Z')
const daysAgo = (days: number) => new Date(now.getTime() - days * 86_400_000)
const order: Parameters<typeof ruleInvoice>[0] = {
  site: 'cn',
  kind: 'retail',
  status: 'delivered',
  placedAt: daysAgo(20),
  deliveredAt: daysAgo(10),
}
const personal: InvoiceRequest = { kind: 'personal', title: '林晓', taxNumber: null, email: null }
const company: InvoiceRequest = { ...personal, kind: 'company', taxNumber: '91330201MA2AG12345' }

const verdict = (
  change: Partial<typeof order>,
  request = personal,
  earlier: EarlierInvoice | null = null,
) => {
  const ruling = ruleInvoice({ ...order, ...change }, request, earlier, now)
  return ruling.allowed || ruling.because
}

describe('an invoice at home', () => {
  it('can be had within 180 days of delivery', () => {
    expect(verdict({})).toBe(true)
    expect(verdict({ deliveredAt: daysAgo(180) })).toBe(true)
    expect(verdict({ deliveredAt: daysAgo(181) })).toBe('too_late')
    expect(verdict({ deliveredAt: null })).toBe('not_delivered')
  })

  it('to a company needs its tax number', () => {
    expect(verdict({}, company)).toBe(true)
    expect(verdict({}, { ...company, taxNumber: null })).toBe('needs_tax_number')
    expect(verdict({}, { ...company, kind: 'vat_special' })).toBe(true)
  })

  it('is reissued once, within 30 days', () => {
    expect(verdict({}, company, { at: daysAgo(30), times: 1 })).toBe(true)
    expect(verdict({}, company, { at: daysAgo(31), times: 1 })).toBe('reissued_before')
    expect(verdict({}, company, { at: daysAgo(2), times: 2 })).toBe('reissued_before')
  })

  it('is not made for bonded, unpaid or cancelled orders', () => {
    expect(verdict({ kind: 'bonded' })).toBe('bonded')
    expect(verdict({ status: 'unpaid' })).toBe('not_paid')
  })
})

describe('an invoice from a foreign shop', () => {
  it('can be had within 60 days of the order in the EU, and never in the US', () => {
    expect(verdict({ site: 'eu', placedAt: daysAgo(60) })).toBe(true)
    expect(verdict({ site: 'eu', placedAt: daysAgo(61) })).toBe('too_late')
    expect(verdict({ site: 'eu' }, { ...company, kind: 'vat_special' })).toBe('no_fapiao')
    expect(verdict({ site: 'us' })).toBe('receipt_only')
  })
})
