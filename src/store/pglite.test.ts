import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { freshPglite } from '../../tests/engines.ts'
import type { Db } from './db.ts'

/** What the statements that PGlite has prepared owe to those that are parsed anew every time. */
describe('PGlite with prepared statements', () => {
  let db: Db
  beforeAll(async () => {
    db = await freshPglite()
    await db.script(
      'create table notes (id integer primary key, body jsonb, at timestamptz, tags text[])',
    )
  })
  afterAll(() => db.close())

  const add = (id: number) =>
    db.query('insert into notes values ($1, $2::jsonb, $3, $4) returning *', [
      id,
      JSON.stringify({ it: "isn't" }),
      new Date(0),
      ['a', 'b, "c"'],
    ])

  it('gives values back as they went in, every time', async () => {
    for (const id of [1, 2, 3]) {
      const row = { id, body: { it: "isn't" }, at: new Date(0), tags: ['a', 'b, "c"'] }
      expect(await add(id)).toEqual([row])
    }
    expect(await db.query('select $1::text as nothing', [null])).toEqual([{ nothing: null }])
  })

  it('goes on after a statement that failed, with the same statement', async () => {
    await expect(add(1)).rejects.toMatchObject({ code: '23505' })
    await expect(db.query('select nothing')).rejects.toThrow(/nothing/)
    expect(await add(4)).toHaveLength(1)
  })

  it('takes back a transaction that failed, and lets nobody use it afterwards', async () => {
    let late: Promise<unknown> = Promise.resolve()
    const failed = db.transaction(async (tx) => {
      await tx.query('delete from notes')
      late = failed.catch(() => tx.query('select 1'))
      await tx.query('insert into notes values (9), (9)')
    })
    await expect(failed).rejects.toMatchObject({ code: '23505' })
    await expect(late).rejects.toThrow('over')
    expect(await db.query('select count(*)::int as n from notes')).toEqual([{ n: 4 }])
  })

  it('knows a table that a script has changed', async () => {
    const all = 'select * from notes where id = $1'
    expect(await db.query(all, [1])).toMatchObject([{ id: 1 }])
    await db.script('alter table notes drop column body, alter column id type text')
    expect(await db.query(all, ['1'])).toEqual([
      { id: '1', at: new Date(0), tags: ['a', 'b, "c"'] },
    ])
  })

  it('serves more statements than it keeps', async () => {
    for (let n = 0; n < 600; n++) expect(await db.query(`select ${n} as n`)).toEqual([{ n }])
    for (let n = 0; n < 1100; n++) expect(await db.query('select 1 as n')).toEqual([{ n: 1 }])
  })
})
