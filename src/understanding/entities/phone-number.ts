import { parsePhoneNumberFromString } from 'libphonenumber-js/min'
import type { CountryCode, PhoneNumber } from 'libphonenumber-js/min'

/** Where a customer's number without a country code may be from, by the script of the message. */
const regions: Record<'chinese' | 'latin', readonly CountryCode[]> = {
  chinese: ['CN', 'HK', 'TW'],
  latin: 'US GB DE FR ES IT NL BE AT CH IE AU'.split(' ') as CountryCode[],
}

/** A number with its country code → E.164; null for one that no country could have given out. */
export function internationalNumber(written: string): string | null {
  const plain = written.replace(/\(0\)/, '').replace(/^00/, '+')
  const parsed = parsePhoneNumberFromString(plain)
  return parsed?.isPossible() ? parsed.number : null
}

/**
 * A number without a country code → E.164, where exactly one country has such a number, or exactly one writes it in
 * these groups; null where none does or several do.
 */
export function nationalNumber(written: string, text: string): string | null {
  const script = /\p{Script=Han}/u.test(text) ? 'chinese' : 'latin'
  const grouped = groupsOf(written)
  const found = regions[script]
    .map((region) => parsePhoneNumberFromString(written, region))
    .filter((parsed): parsed is PhoneNumber => parsed?.isValid() ?? false)
  const alike = found.filter((parsed) => groupsOf(parsed.formatNational()) === grouped)
  const [only, ...others] = alike.length > 0 ? alike : found
  return only !== undefined && others.length === 0 ? only.number : null
}

const groupsOf = (written: string): string => written.replace(/\D+/g, ' ').trim()
