import type { Queryable } from '../../store/db.ts'
import type { OrderRow } from './rows.ts'

interface Holder {
  id: string
  birthday: string
  level: string
}

interface VoucherRow {
  code: string
  customerId: string
  kind: 'birthday' | 'newcomer' | 'student' | 'complaint'
  amount: number
  currency: string
  least: number | null
  expiresAt: Date
}

const dayMs = 86_400_000
/** In China there is no summer time. */
const chinaMs = 8 * 3_600_000
const birthdayMinor: Record<string, number> = { voyager: 2000, navigator: 6000 }

/** The last moment of this month in China. */
function endOfMonth(now: Date): Date {
  const there = new Date(now.getTime() + chinaMs)
  return new Date(Date.UTC(there.getUTCFullYear(), there.getUTCMonth() + 1, 1) - 1 - chinaMs)
}

/** Vouchers given by hand. */
const given: Omit<VoucherRow, 'code' | 'expiresAt'>[] = [
  { customerId: 'sc_zhouna', kind: 'student', amount: 6000, currency: 'CNY', least: 50_000 },
  { customerId: 'sc_wu', kind: 'complaint', amount: 2000, currency: 'CNY', least: null },
  { customerId: 'sc_huangqiang', kind: 'complaint', amount: 2000, currency: 'CNY', least: null },
  { customerId: 'sc_schmidt', kind: 'complaint', amount: 500, currency: 'EUR', least: null },
  { customerId: 'sc_tom', kind: 'complaint', amount: 500, currency: 'GBP', least: null },
]

/** Who has which voucher, by kb-zh-068 (birthdays of this month), kb-zh-070 (new customers) and by hand. */
export function sampleVouchers(
  holders: readonly Holder[],
  orders: readonly OrderRow[],
  now: Date,
): VoucherRow[] {
  const month = new Date(now.getTime() + chinaMs).toISOString().slice(5, 7)
  const birthdays = holders.flatMap(({ id, birthday, level }) => {
    const amount = birthday.startsWith(month) ? birthdayMinor[level] : undefined
    return amount === undefined
      ? []
      : [
          {
            customerId: id,
            kind: 'birthday' as const,
            amount,
            currency: 'CNY',
            least: null,
            expiresAt: endOfMonth(now),
          },
        ]
  })
  const newcomers = holders.flatMap(({ id, level }) => {
    const own = orders.filter(({ customerId }) => customerId === id)
    const first = Math.min(...own.map(({ placedAt }) => placedAt.getTime()))
    const expiresAt = new Date(first + 30 * dayMs)
    const here = own.every(({ site }) => site === 'cn')
    return own.length > 0 && level === 'explorer' && here && expiresAt > now
      ? [
          {
            customerId: id,
            kind: 'newcomer' as const,
            amount: 3000,
            currency: 'CNY',
            least: 19_900,
            expiresAt,
          },
        ]
      : []
  })
  const byHand = given.map((voucher) => ({
    ...voucher,
    expiresAt: new Date(now.getTime() + 40 * dayMs),
  }))
  return [...birthdays, ...newcomers, ...byHand].map((voucher, index) => ({
    code: `VGP-${String(48_210 + index * 173)}`,
    ...voucher,
  }))
}

/** Fills the empty table of vouchers. */
export async function seedVouchers(tx: Queryable, vouchers: readonly VoucherRow[]): Promise<void> {
  await tx.query(
    `insert into shop_vouchers (code, customer_id, kind, amount_minor, currency, least_minor, expires_at)
     select code, "customerId", kind, amount, currency, least, "expiresAt"
       from jsonb_to_recordset($1::jsonb) as v (code text, "customerId" text, kind text, amount integer,
            currency text, least integer, "expiresAt" timestamptz)`,
    [JSON.stringify(vouchers)],
  )
}
