import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { freshPostgres } from '../../tests/engines.ts'
import { hasRedis, startRedis, type TestRedis } from '../../tests/redis.ts'
import { startServer, type TestServer } from '../../tests/server.ts'
import { listen, until, visit, visitorOf } from '../../tests/visitor.ts'

/** So short that a test can wait for the lease of a worker that was killed. */
const leaseMs = '1500'

describe.skipIf(!inject('postgresUrl') || !hasRedis)(
  'two web and two worker processes on one PostgreSQL and one Redis',
  () => {
    let db: Awaited<ReturnType<typeof freshPostgres>>
    let redis: TestRedis
    let env: Record<string, string>
    let webs: [TestServer, TestServer]
    let workers: [TestServer, TestServer]
    const start = (only: 'web' | 'worker') => startServer({ env, args: ['--only', only] })
    beforeAll(async () => {
      db = await freshPostgres(2)
      redis = await startRedis()
      env = { DATABASE_URL: db.url, REDIS_URL: redis.url, BATON_LEASE_MS: leaseMs }
      webs = [await start('web'), await start('web')]
      workers = [await start('worker'), await start('worker')]
    }, 240_000)
    afterAll(async () => {
      await Promise.all([...webs, ...workers].map((server) => server.stop()))
      await redis.stop()
      await db.close()
    }, 60_000)

    it('show on the one web, live, what was said on the other', async () => {
      const here = await visit(webs[0].url, { locale: 'zh' })
      const there = visitorOf(webs[1].url, here.id, here.token)
      const { heard, cut } = await listen(there)
      const said = [await here.say('你们几点开门?'), await there.say('转人工')]
      const messages = await here.answered()
      await until('the last message', () =>
        heard.some(({ data }) => data['id'] === messages.at(-1)?.id),
      )
      await until('the handoff', () => heard.some(({ event }) => event === 'receipt'))
      await cut()
      const shown = heard.filter(({ event }) => event === 'message').map(({ data }) => data['id'])
      expect(shown).toEqual(messages.map(({ id }) => id))
      const answers = messages.flatMap((message) => message.answers ?? [])
      expect(answers.toSorted()).toEqual(said.toSorted())
    }, 60_000)

    it('answer every message once and in order while Redis is wiped and killed and a worker is killed', async () => {
      const visitors = await Promise.all(
        Array.from({ length: 8 }, (_, n) => visit(webs[n % 2 === 0 ? 0 : 1].url, { locale: 'zh' })),
      )
      const said = new Map(visitors.map(({ id }) => [id, [] as string[]]))
      const everyoneSays = async (text: string) => {
        for (const visitor of visitors) said.get(visitor.id)?.push(await visitor.say(text))
      }
      await everyoneSays('你们几点开门?')
      await redis.wipe()
      await everyoneSays('可以开发票吗?')
      await workers[0].kill('SIGKILL')
      await redis.kill()
      await everyoneSays('运费怎么算?')
      await redis.restart()
      for (const visitor of visitors) {
        const messages = await visitor.answered()
        const ours = messages.filter(({ author }) => author === 'customer').map(({ id }) => id)
        expect(ours).toEqual(said.get(visitor.id))
        const answers = messages.flatMap((message) => message.answers ?? [])
        expect(answers).toEqual(ours)
      }
      await workers[0].stop()
      workers[0] = await start('worker')
    }, 120_000)

    it('are all well, says the doctor', async () => {
      const { code, out } = await webs[0].run('doctor')
      expect(out).toMatch(/✓ jobs +Bull on Redis \d/)
      expect(code).toBe(0)
    }, 60_000)
  },
)

describe.skipIf(!inject('postgresUrl'))('a Redis that does not answer', () => {
  it('is a sentence and exit code 1, never jobs in the database instead', async () => {
    const db = await freshPostgres(1)
    await db.close()
    const started = startServer({
      env: { DATABASE_URL: db.url, REDIS_URL: 'redis://u:hush@127.0.0.1:1' },
    })
    await expect(started).rejects.toThrow(
      /ended with 1:[^]*REDIS_URL names Redis at 127\.0\.0\.1:1, and it does not answer/,
    )
    await expect(started).rejects.not.toThrow(/hush|\n\s+at |is ready/)
  }, 90_000)
})
