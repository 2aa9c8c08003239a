import { expect, it } from 'vitest'
import { onBothEngines } from '../../tests/engines.ts'
import { buildHouse, talk } from '../../tests/house.ts'
import { sweep } from './sweep.ts'

onBothEngines('the sweep', (open) => {
  it('asks again for a due turn whose job is lost, and leaves the others alone', async () => {
    const db = await open()
    const house = await buildHouse(db)
    const lost = await talk(house)
    const fine = await talk(house)
    await lost.write('你好')
    await fine.write('你好')
    await db.query('delete from jobs where subject = $1', [lost.id])
    const deps = { ...house.inbox, log: house.turn.log, graceMs: 5000, vanishMs: 300_000 }

    expect(await sweep(deps)).toBe(0)
    house.clock.advance(10_000)
    expect(await sweep(deps)).toBe(1)
    expect(await sweep(deps)).toBe(0)
    const jobs = await db.query('select subject from jobs order by subject')
    expect(jobs.map((row) => row['subject'])).toEqual([fine.id, lost.id].toSorted())
    await db.close()
  })

  it('asks again for a reply that waits to be delivered without a job', async () => {
    const db = await open()
    const house = await buildHouse(db)
    const customer = await talk(house)
    await customer.say('你好')
    await db.query(
      `update messages set delivery = 'waiting' where conversation_id = $1 and author = 'agent'`,
      [customer.id],
    )
    await db.query('delete from jobs')
    house.clock.advance(60_000)
    expect(
      await sweep({ ...house.inbox, log: house.turn.log, graceMs: 5000, vanishMs: 300_000 }),
    ).toBe(1)
    expect((await db.query('select kind from jobs'))[0]).toEqual({ kind: 'deliver-reply' })
    await db.close()
  })
})
