/** Money in the currency's units from millionths; less than a cent by the digits that count. */
export const money = (micros: number, currency: string): string =>
  `${micros < 1e4 ? Number((micros / 1e6).toPrecision(2)) : (micros / 1e6).toFixed(2)} ${currency}`.trim()
