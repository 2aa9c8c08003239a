import { describe, expect, it } from 'vitest'
import { answerBy, ruleAccountChange, rulePrivacyRequest, type AccountHolder } from './account.ts'

const holder: AccountHolder = {
  site: 'cn',
  name: '林晓',
  phone: '+8613800138842',
  email: 'lin.xiao@mail.example',
  address: '',
  birthday: '11-30',
  birthdayChangedThisYear: false,
  marketing: true,
  openOrders: 0,
}
const friday = new Date('2026-11-20T08:00:00Z')

describe('a change to the account', () => {
  it.each([
    [{ field: 'phone', value: '139 1102 6675' }, true],
    [{ field: 'phone', value: '12345' }, 'invalid_phone'],
    [{ field: 'phone', value: '13800138842' }, 'already_so'],
    [{ field: 'email', value: 'new@mail.example' }, true],
    [{ field: 'email', value: 'LIN.XIAO@mail.example' }, 'already_so'],
    [{ field: 'email', value: 'not an address' }, 'invalid_email'],
    [{ field: 'default_address', value: '杭州市滨江区江南大道88号' }, true],
    [{ field: 'default_address', value: '12 Harbour Street, Leeds' }, true],
    [{ field: 'default_address', value: '杭州' }, 'needs_street'],
    [{ field: 'default_address', value: 'London' }, 'needs_street'],
    [{ field: 'birthday', value: '05-03' }, true],
    [{ field: 'birthday', value: '11-30' }, 'already_so'],
    [{ field: 'marketing', value: 'off' }, true],
    [{ field: 'marketing', value: 'on' }, 'already_so'],
  ] as const)('%o is ruled %s', (change, expected) => {
    const ruling = ruleAccountChange(holder, change)
    expect(ruling.allowed || ruling.because).toBe(expected)
  })
})

describe('a birthday', () => {
  it('is changed once a year', () => {
    const change = { field: 'birthday', value: '05-03' } as const
    const ruling = ruleAccountChange({ ...holder, birthdayChangedThisYear: true }, change)
    expect(ruling).toMatchObject({ allowed: false, because: 'changed_this_year' })
  })
})

describe('a request about personal data', () => {
  it('is answered by the rules of the place', () => {
    expect(rulePrivacyRequest(holder, 'export')).toMatchObject({
      allowed: true,
      note: { zh: expect.stringContaining('3 个工作日') },
    })
    expect(rulePrivacyRequest({ ...holder, site: 'uk' }, 'export')).toMatchObject({
      note: { en: expect.stringContaining('1 month') },
    })
    expect(answerBy(holder, 'export', friday).toISOString()).toBe('2026-11-25T10:00:00.000Z')
    expect(answerBy({ site: 'eu' }, 'erase', friday).toISOString()).toBe('2026-12-20T08:00:00.000Z')
  })

  it('to close an account with open orders is refused, with the way on', () => {
    const ruling = rulePrivacyRequest({ ...holder, openOrders: 2 }, 'close_account')
    expect(ruling).toMatchObject({ allowed: false, because: 'open_orders' })
    expect(!ruling.allowed && ruling.reason.zh).toContain('2 笔')
    expect(!ruling.allowed && ruling.instead?.en).toMatch(/ask again/)
    expect(rulePrivacyRequest(holder, 'close_account').allowed).toBe(true)
  })
})
