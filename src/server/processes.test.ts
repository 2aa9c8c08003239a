import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { freshPostgres } from '../../tests/engines.ts'
import { startServer, type TestServer } from '../../tests/server.ts'
import { listen, until, visit } from '../../tests/visitor.ts'

describe.skipIf(!inject('postgresUrl'))('a web and a worker process on one PostgreSQL', () => {
  let db: Awaited<ReturnType<typeof freshPostgres>>
  let web: TestServer
  let worker: TestServer
  beforeAll(async () => {
    db = await freshPostgres(2)
    const env = { DATABASE_URL: db.url }
    web = await startServer({ env, args: ['--only', 'web'] })
    worker = await startServer({ env, args: ['--only', 'worker'] })
  }, 120_000)
  afterAll(async () => {
    await Promise.all([web.stop(), worker.stop()])
    await db.close()
  })

  it('answer in the one what was said to the other, live', async () => {
    const visitor = await visit(web.url, { locale: 'zh' })
    const { heard, cut } = await listen(visitor)
    const said = [await visitor.say('你们几点开门?'), await visitor.say('转人工')]
    const messages = await visitor.answered()
    const last = messages.at(-1)
    await until('the last message', () => heard.some(({ data }) => data['id'] === last?.id))
    await until('the handoff', () => heard.some(({ event }) => event === 'receipt'))
    await cut()
    const shown = heard.filter(({ event }) => event === 'message').map(({ data }) => data['id'])
    expect(shown).toEqual(messages.map(({ id }) => id))
    const answers = messages.flatMap((message) => message.answers ?? [])
    expect(answers.toSorted()).toEqual(said.toSorted())
  })

  it('leave unanswered, and not lost, what is said while there is no worker', async () => {
    await worker.kill('SIGTERM')
    const visitor = await visit(web.url, { locale: 'zh' })
    await visitor.say('转人工')
    expect(await visitor.messages()).toHaveLength(1)
    worker = await startServer({ env: { DATABASE_URL: db.url }, args: ['--only', 'worker'] })
    const messages = await visitor.answered()
    expect(messages.length).toBeGreaterThan(1)
  }, 90_000)

  it('both serve commands beside them', async () => {
    const list = await web.run('kb', 'list', '--json')
    expect(list.code).toBe(0)
    expect(JSON.parse(list.out)).not.toHaveLength(0)
  }, 60_000)
})

describe('a database that does not answer', () => {
  it('is a sentence and exit code 1, never the embedded database instead', async () => {
    const url = 'postgresql://baton@127.0.0.1:1/nowhere'
    const started = startServer({ env: { DATABASE_URL: url } })
    await expect(started).rejects.toThrow(/ended with 1:[^]*PostgreSQL[^]*(DATABASE_URL|answer)/)
    await expect(started).rejects.not.toThrow(/\n\s+at |is ready/)
  }, 90_000)

  it.each([
    [{ DATABASE_URL: 'mysql://localhost/x' }, /DATABASE_URL/],
    [{ BATON_SHOP_SECRET: 'short' }, /BATON_SHOP_SECRET must have at least 32 characters/],
    [{ PORT: 'http' }, /PORT/],
  ] as [Record<string, string>, RegExp][])(
    '%j is a usage error',
    async (env, sentence) => {
      await expect(startServer({ env })).rejects.toThrow(sentence)
      await expect(startServer({ env })).rejects.toThrow(/ended with 2/)
    },
    90_000,
  )

  it('is needed for half a server', async () => {
    const started = startServer({ args: ['--only', 'web'] })
    await expect(started).rejects.toThrow(/ended with 2:[^]*--only needs DATABASE_URL/)
  }, 60_000)
})
