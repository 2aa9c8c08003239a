import { afterAll, beforeAll, expect, it } from 'vitest'
import { freshPglite } from '../../tests/engines.ts'
import { buildHouse, leadDeps, operatorAt, talk, type House } from '../../tests/house.ts'
import { take } from '../conversation/desk.ts'
import { routeWaiting } from '../conversation/route.ts'
import { writeLead } from '../conversation/write-lead.ts'
import type { Baton } from '../wire.ts'
import { customer } from './customer.ts'

/** What somebody may ask for about themselves: all of it, and none of anybody else's. */

let house: House
beforeAll(async () => {
  house = await buildHouse(await freshPglite())
})
afterAll(() => house.db.close())

async function baton(...args: string[]): Promise<Record<string, unknown>> {
  let out = ''
  const io = { out: (text: string) => (out += text), err: () => {} }
  await customer({ db: house.db } as Baton, args, io)
  return JSON.parse(out) as Record<string, unknown>
}
const tellAll = async (login: string, phone: string) => {
  const visitor = await talk(house, { login })
  await visitor.say(`想批量采购40台咖啡机CM-15，12月10日前要，预算8万，电话${phone}`)
  await writeLead(leadDeps(house), visitor.id)
  await visitor.say('转人工')
  await routeWaiting(house.desk, visitor.id)
  return visitor
}
/** Every table with rows of conversations, and how many of them are this one's. */
async function rowsOf(conversationId: string): Promise<Record<string, number>> {
  const tables = await house.db.query(
    `select table_name from information_schema.columns
     where table_schema = current_schema() and column_name = 'conversation_id'`,
  )
  const counts: Record<string, number> = {}
  for (const { table_name: table } of tables) {
    const [row] = await house.db.query(
      `select count(*)::int as n from ${String(table)} where conversation_id = $1`,
      [conversationId],
    )
    counts[String(table)] = Number(row?.['n'])
  }
  return counts
}

it('is exported whole, turns too, and then erased without a trace, and others are left alone', async () => {
  const mine = await tellAll('sc_guoying', '13800138000')
  const theirs = await tellAll('sc_hughes', '13900139000')
  await take(house.desk, mine.id, await operatorAt(house, 'Mei'))
  const held = await rowsOf(mine.id)
  expect(held['turns']).toBeGreaterThan(0)
  expect(held['messages']).toBeGreaterThan(2)

  const { tables } = (await baton('export', 'sc_guoying')) as {
    tables: Record<string, unknown[]>
  }
  const given = Object.entries(tables).map(([table, rows]) => [table, rows.length] as const)
  expect(Object.fromEntries(given)).toEqual({ ...held, conversations: 1 })
  const words = JSON.stringify(tables)
  expect(words).toContain('13800138000')
  expect(words).not.toContain('13900139000')

  const before = await rowsOf(theirs.id)
  await expect(
    house.db.query('delete from events where conversation_id = $1', [mine.id]),
  ).rejects.toThrow(/append-only/)
  await expect(baton('erase', 'sc_guoying')).rejects.toMatchObject({ field: 'yes' })
  expect(await rowsOf(mine.id)).toEqual(held)
  expect(await baton('erase', 'sc_guoying', '--yes')).toEqual({ ...held, conversations: 1 })
  expect(Object.values(await rowsOf(mine.id)).every((count) => count === 0)).toBe(true)
  const ids = [mine.id, ...(tables['messages'] ?? []).map((row) => (row as { id: string }).id)]
  expect(
    await house.db.query('select key from jobs where subject = any($1::text[])', [ids]),
  ).toEqual([])
  expect(await rowsOf(theirs.id)).toEqual(before)
  await expect(
    house.db.query('delete from events where conversation_id = $1', [theirs.id]),
  ).rejects.toThrow(/append-only/)
  await expect(baton('export', 'sc_guoying')).rejects.toMatchObject({
    code: 'not_found',
    field: 'id',
  })
})

it('nothing goes while a write is under way', async () => {
  const visitor = await talk(house, { login: 'sc_lin' })
  await visitor.say('你好')
  await house.db.query(
    `insert into effects (id, conversation_id, turn_id, tool, args, idempotency_key, status, at)
     values ('eff_open', $1, 'trn_x', 'open_case', '{}', 'key-open', 'intended', $2)`,
    [visitor.id, house.clock()],
  )
  await expect(baton('erase', 'sc_lin', '--yes')).rejects.toMatchObject({ code: 'conflict' })
  expect((await rowsOf(visitor.id))['messages']).toBeGreaterThan(0)
})

it.each([[[]], [['export']], [['erase', 'a', 'b']], [['forget', 'a']], [['export', 'a', '--x']]])(
  '%j is no command',
  async (args) => {
    await expect(baton(...args)).rejects.toMatchObject({
      code: 'invalid',
      message: /baton customer export ID/,
    })
  },
)
