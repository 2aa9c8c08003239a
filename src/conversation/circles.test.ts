import { afterEach, expect, it } from 'vitest'
import { freshPglite } from '../../tests/engines.ts'
import { buildHouse, talk, type House } from '../../tests/house.ts'
import type { Performer } from '../agents/performer.ts'

/** Our own last words over again, to something else that was said: we go round in circles. */

let house: House
afterEach(() => house.db.close())

const same = 'Please look at the page of your order; the button for that is at the bottom.'
const parrot = (words: (turn: number) => string): (() => Performer) => {
  let turn = 0
  return () => ({
    name: { kind: 'model', name: 'parrot' },
    async *perform(situation) {
      yield { kind: 'say', text: words(turn++) }
      return situation.agenda
    },
  })
}
const lines = [
  'which filter papers does the coffee machine CM-15 take',
  'does the box have a handle',
  'is the cable of it long enough for an island',
]
const play = async (words: (turn: number) => string) => {
  house = await buildHouse(await freshPglite(), { model: parrot(words) })
  const customer = await talk(house, { locale: 'en' })
  const said = []
  for (const line of lines) said.push(await customer.say(line))
  return said
}

it('offers a person when the same answer comes to another question', async () => {
  const said = await play(() => same)
  expect(said[0]).toBe(same)
  expect(said[1]).toMatch(/pass you to a colleague/)
})

it('and offers none when every question has an answer of its own', async () => {
  const own = [same, 'The box has no handle of its own.', 'The cable of it is one metre long.']
  expect(await play((turn) => own[turn] ?? same)).toEqual(own)
})
