import { expect, inject, it } from 'vitest'
import { storm } from '../bench/crash-storm.ts'
import { freshPostgres } from './engines.ts'

/** A small storm; `npm run bench crash` is the great one. */

const small = { conversations: 40, kills: 1, longestPauseMs: 3000, progress: () => {} }
const nothingWrong = {
  lost: 0,
  doubled: 0,
  outOfOrder: 0,
  brokenLogs: 0,
  effects: { doubled: 0, lost: 0, unsettled: 0 },
}

it('answers every acknowledged message once and in order when the server is killed', async () => {
  const verdict = await storm({ ...small, seed: 1, databaseUrl: null })
  expect(verdict).toMatchObject(nothingWrong)
  expect(verdict.messages).toBeGreaterThanOrEqual(small.conversations)
  expect(verdict.repeats).toBeGreaterThan(0)
  expect(verdict.effects.done).toBeGreaterThan(0)
  expect(verdict.answered + verdict.withPeople).toBe(verdict.messages)
}, 120_000)

it.skipIf(!inject('postgresUrl'))(
  'and so on PostgreSQL',
  async () => {
    const db = await freshPostgres(1)
    await db.close()
    const verdict = await storm({ ...small, seed: 2, databaseUrl: db.url })
    expect(verdict).toMatchObject(nothingWrong)
    expect(verdict.answered + verdict.withPeople).toBe(verdict.messages)
  },
  120_000,
)
