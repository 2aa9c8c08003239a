import { afterAll, beforeAll } from 'vitest'
import { freshPglite } from './engines.ts'
import { buildHouse, type House } from './house.ts'

/** One house, in a fresh embedded database, for all tests of a file; it stands once they begin. */
export function houseOfFile(): House {
  const house = {} as House
  beforeAll(async () => void Object.assign(house, await buildHouse(await freshPglite())))
  afterAll(() => house.db.close())
  return house
}
