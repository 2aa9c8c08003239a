import { createHmac } from 'node:crypto'
import { describe, expect, it, beforeAll, afterAll } from 'vitest'
import { openFront, type Front } from '../../tests/front.ts'
import { until, visit } from '../../tests/visitor.ts'
import { BatonError } from '../domain/error.ts'
import { signLogin, verifyLogin } from './login.ts'

const secret = 'a secret of the tests with more than 32 characters'
const now = new Date('2026-11-21T08:00:00Z')
const soon = now.getTime() / 1000 + 60

const encode = (value: unknown) =>
  Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url')

/** A token made by hand, for headers and claims that our own signer would never write. */
function forge(header: unknown, claims: unknown, { key = secret, hash = 'sha256' } = {}): string {
  const signed = `${encode(header)}.${encode(claims)}`
  return `${signed}.${createHmac(hash, key).update(signed).digest('base64url')}`
}
const hs256 = { alg: 'HS256', typ: 'JWT' }
const lin = { sub: 'sc_lin', exp: soon }

const bad: [string, string][] = [
  ['an expired token', signLogin({ ...lin, exp: now.getTime() / 1000 - 1 }, secret)],
  ['one that expires this second', signLogin({ ...lin, exp: now.getTime() / 1000 }, secret)],
  ['one that is not valid yet', signLogin({ ...lin, nbf: soon }, secret)],
  ['one without an end', forge(hs256, { sub: 'sc_lin' })],
  ['one without a subject', forge(hs256, { exp: soon })],
  ['an empty subject', forge(hs256, { sub: '', exp: soon })],
  ['an end in words', forge(hs256, { sub: 'sc_lin', exp: 'tomorrow' })],
  ['NUL in the name', forge(hs256, { ...lin, name: '\u0000' })],
  ['another secret', signLogin(lin, `${secret}!`)],
  ['an empty secret', forge(hs256, lin, { key: '' })],
  ['alg none without a signature', `${encode({ alg: 'none' })}.${encode(lin)}.`],
  ['alg none with a signature that fits', forge({ alg: 'none' }, lin)],
  ['alg None', forge({ alg: 'None' }, lin)],
  ['alg HS512, signed so', forge({ alg: 'HS512' }, lin, { hash: 'sha512' })],
  ['alg RS256, signed with our secret', forge({ alg: 'RS256' }, lin)],
  ['no alg', forge({ typ: 'JWT' }, lin)],
  ['a subject changed after signing', tampered()],
  ['a signature cut short', signLogin(lin, secret).slice(0, -2)],
  ['no signature', signLogin(lin, secret).split('.').slice(0, 2).join('.')],
  ['a fourth part', `${signLogin(lin, secret)}.x`],
  ['claims that are no JSON', forge(hs256, 'hello')],
  ['claims that are a list', forge(hs256, [])],
  ['an empty text', ''],
  ['dots', '..'],
  ['words', 'let me in'],
]

function tampered(): string {
  const [header, , signature] = signLogin(lin, secret).split('.')
  return `${header}.${encode({ ...lin, sub: 'sc_anna' })}.${signature}`
}

describe('a shop login', () => {
  it('is who it says, when it is signed and not expired', () => {
    const token = signLogin({ ...lin, name: '林晓', email: 'lin@example.com' }, secret)
    expect(verifyLogin(token, secret, now)).toEqual({
      shopCustomerId: 'sc_lin',
      name: '林晓',
      email: 'lin@example.com',
      phone: null,
    })
  })

  it.each(bad)('is not %s', (_, token) => {
    expect(() => verifyLogin(token, secret, now)).toThrow(BatonError)
    expect(() => verifyLogin(token, secret, now)).toThrow(/not a valid shop login/)
  })
})

describe('over HTTP', () => {
  let front: Front
  beforeAll(async () => {
    front = await openFront({ BATON_SHOP_SECRET: secret })
  })
  afterAll(() => front.stop())
  const inAMinute = () => Date.now() / 1000 + 60

  it.each([
    ['expired', () => signLogin({ ...lin, exp: Date.now() / 1000 - 1 }, secret)],
    ['unsigned', () => `${encode({ alg: 'none' })}.${encode({ ...lin, exp: inAMinute() })}.`],
    ['of another secret', () => signLogin({ ...lin, exp: inAMinute() }, `${secret}!`)],
  ])('a token that is %s opens no conversation', async (_, token) => {
    const before = [await front.count('conversations'), await front.count('customers')]
    const response = await fetch(`${front.url}/v1/conversations`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ customer: { token: token() } }),
    })
    expect(response.status).toBe(401)
    expect(await response.json()).toMatchObject({ status: 401, field: 'customer.token' })
    expect([await front.count('conversations'), await front.count('customers')]).toEqual(before)
  })

  it('a customer who is logged in is told of their parcel', async () => {
    const token = signLogin({ ...lin, exp: inAMinute() }, secret)
    const visitor = await visit(front.url, { locale: 'zh', customer: { token } })
    await visitor.say('我的订单到哪了?')
    const replies = (await visitor.answered()).filter(({ author }) => author === 'agent')
    expect(replies.map(({ text }) => text).join('\n')).toMatch(/VG\d{8}/)
  })

  it('a customer who only claims to be her is told nothing', async () => {
    const [shopCustomer] = await front.baton.db.query(
      "select name, phone, email from shop_customers where id = 'sc_lin'",
    )
    const { name, phone, email } = shopCustomer as Record<string, string>
    const visitor = await visit(front.url, { locale: 'zh', customer: { name, phone, email } })
    await visitor.say('我的订单到哪了?')
    const replies = (await visitor.answered()).filter(({ author }) => author === 'agent')
    expect(replies.map(({ text }) => text).join('\n')).not.toMatch(/VG\d{8}|杭州/)
    const [row] = await until('the row', () =>
      front.baton.db.query(
        `select u.shop_customer_id from customers u join conversations c on c.customer_id = u.id where c.id = $1`,
        [visitor.id],
      ),
    )
    expect(row?.['shop_customer_id']).toBeNull()
  })
})
