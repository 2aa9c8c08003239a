import { createHmac, timingSafeEqual } from 'node:crypto'
import { z } from 'zod'
import { BatonError } from '../domain/error.ts'
import { Text } from '../domain/text.ts'

const Header = z.object({ alg: z.literal('HS256') })
const Claims = z.object({
  sub: Text.min(1).max(200),
  exp: z.number(),
  nbf: z.number().optional(),
  name: Text.max(200).optional(),
  phone: Text.max(40).optional(),
  email: Text.max(200).optional(),
})

export interface Login {
  shopCustomerId: string
  name: string | null
  email: string | null
  phone: string | null
}

const decode = (part: string): unknown =>
  JSON.parse(Buffer.from(part, 'base64url').toString('utf8'))
const sign = (signed: string, secret: string) =>
  createHmac('sha256', secret).update(signed).digest()

/**
 * Verifies a shop login: a JWT (RFC 7519) signed with HS256 and the shop's secret.
 * @throws BatonError `unauthorized`; never says which part was wrong.
 */
export function verifyLogin(token: string, secret: string, now: Date): Login {
  const no = (cause?: unknown) =>
    new BatonError(
      'unauthorized',
      'customer.token is not a valid shop login: it must be an unexpired HS256 JWT signed with BATON_SHOP_SECRET.',
      {
        cause,
        field: 'customer.token',
      },
    )
  const [header, payload, signature, ...rest] = token.split('.')
  if (!header || !payload || !signature || rest.length > 0) throw no()
  const given = Buffer.from(signature, 'base64url')
  const expected = sign(`${header}.${payload}`, secret)
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) throw no()
  try {
    Header.parse(decode(header))
    const claims = Claims.parse(decode(payload))
    const seconds = now.getTime() / 1000
    if (claims.exp <= seconds || (claims.nbf ?? 0) > seconds) throw no()
    return {
      shopCustomerId: claims.sub,
      name: claims.name ?? null,
      email: claims.email ?? null,
      phone: claims.phone ?? null,
    }
  } catch (cause) {
    throw cause instanceof BatonError ? cause : no(cause)
  }
}

/** A login token for a sample shop customer, for demonstrations and tests. */
export function signLogin(claims: z.input<typeof Claims>, secret: string): string {
  const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
  const signed = `${encode({ alg: 'HS256', typ: 'JWT' })}.${encode(claims)}`
  return `${signed}.${sign(signed, secret).toString('base64url')}`
}
