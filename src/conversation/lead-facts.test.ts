import { afterAll, beforeAll, expect, it } from 'vitest'
import { freshPglite } from '../../tests/engines.ts'
import { buildHouse, talk, type House } from '../../tests/house.ts'
import type { Db } from '../store/db.ts'

/** What a lead says of itself is in the ledger when the turn has ended. */

let db: Db
let house: House
beforeAll(async () => {
  db = await freshPglite()
  house = await buildHouse(db, { model: null })
})
afterAll(() => db.close())

const ledgerOf = async (conversationId: string) =>
  (
    await db.query(
      `select f.name, f.value, m.text from facts f join messages m on m.id = f.message_id
        where f.conversation_id = $1 and f.name in ('name', 'company', 'contact', 'need', 'budget', 'timeline', 'location_or_channel')
        order by f.id`,
      [conversationId],
    )
  ).map(({ name, value, text }) => `${String(name)}: ${String(value)} < ${String(text)}`)

it('fills with the turns, each fact on its message, a correction after what it corrects', async () => {
  const chat = await talk(house, { locale: 'en' })
  await chat.say('Could I get a wholesale quote for 200 tents? I am Ann Lee from Lee Ltd')
  await chat.say('sorry, make that 300')
  expect(await ledgerOf(chat.id)).toEqual([
    expect.stringMatching(/^company: Lee Ltd < Could/),
    expect.stringMatching(/^name: Ann Lee < Could/),
    expect.stringMatching(/^need: wholesale quote for 200 tents < Could/),
    expect.stringMatching(/^need: wholesale quote for 300 tents < sorry/),
  ])
})

it('stays empty where no lead is', async () => {
  const chat = await talk(house, { locale: 'zh' })
  await chat.say('我的订单VG26111842到哪了，我叫王磊')
  expect(await ledgerOf(chat.id)).toEqual([])
})
