/** Rough worth of one unit of a currency in yuan: good enough to tell a thousand from a hundred thousand. */
const yuan: Readonly<Record<string, number>> = {
  CNY: 1,
  HKD: 0.92,
  USD: 7.2,
  EUR: 7.8,
  GBP: 9.1,
  JPY: 0.048,
  CHF: 8.2,
  SGD: 5.4,
  AUD: 4.7,
  CAD: 5.2,
  INR: 0.086,
  AED: 1.96,
  MYR: 1.6,
  PLN: 1.8,
  SEK: 0.68,
  NOK: 0.67,
  DKK: 1.05,
  KRW: 0.0053,
  TWD: 0.22,
  THB: 0.2,
}

/** A sum of money in yuan, roughly; a currency that is not listed counts as dollars. */
export const inYuan = (amount: number, currency: string | null): number =>
  amount * (yuan[currency ?? 'USD'] ?? yuan.USD ?? 1)
