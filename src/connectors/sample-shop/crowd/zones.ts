import type { Site } from '../../../domain/shop.ts'
import type { Person } from './person.ts'

/** How a parcel gets to somebody: which shop they buy in, which way it goes, in hours, and what checkout promises. */
export interface Zone {
  site: Site
  way: 'domestic' | 'asia' | 'europe' | 'america'
  transitHours: number
  /** From payment to the promised day: the slower end of the published times, and a day to leave the warehouse. */
  promiseDays: number
}

const remoteCities = new Set(['Urumqi', 'Yili', 'Lhasa', 'Xining', 'Hohhot'])
const farAmerica = new Set(['Anchorage', 'Honolulu'])

/** Articles kb-zh-001 and 003 to 006: working days are made calendar days. */
export function zoneOf({ country, city }: Pick<Person, 'country' | 'city'>): Zone {
  const zone = (site: Site, way: Zone['way'], transitHours: number, promiseDays: number): Zone => ({
    site,
    way,
    transitHours,
    promiseDays,
  })
  switch (country) {
    case 'CN':
      return remoteCities.has(city.en)
        ? zone('cn', 'domestic', 150, 9)
        : zone('cn', 'domestic', 56, 4)
    case 'HK':
    case 'MO':
      return zone('cn', 'asia', 110, 8)
    case 'TW':
      return zone('cn', 'asia', 190, 14)
    case 'JP':
      return zone('cn', 'asia', 120, 9)
    case 'SG':
      return zone('cn', 'asia', 150, 10)
    case 'US':
      return farAmerica.has(city.en)
        ? zone('us', 'america', 290, 20)
        : zone('us', 'america', 150, 12)
    case 'CA':
      return zone('us', 'america', 220, 17)
    case 'GB':
      return zone('uk', 'europe', 150, 12)
    case 'DE':
    case 'PL':
    case 'CZ':
      return zone('eu', 'europe', 70, 6)
    case 'CH':
    case 'NO':
      return zone('eu', 'europe', 180, 13)
    default:
      return zone('eu', 'europe', 130, 10)
  }
}
