import { afterEach, expect, it } from 'vitest'
import { startFakeOpenAI } from '../../tests/fakes/openai.ts'
import { startServer, type TestServer } from '../../tests/server.ts'
import { listen, until, visit, visitorOf, type Visitor } from '../../tests/visitor.ts'

/** SIGTERM: what is at work is finished or handed back, and whoever starts next goes on. */

const closing: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).toReversed()) await close()
})

/** Starts again on the folder of a server that has stopped. */
async function startAgain(
  { dataFolder }: TestServer,
  env: Record<string, string> = {},
): Promise<TestServer> {
  const server = await startServer({ dataFolder, env })
  closing.push(() => server.stop())
  return server
}

/** Every message of these customers was answered by exactly one reply, and a reply answers in the order of what was said. */
async function expectAnsweredOnce(visitors: Visitor[]): Promise<void> {
  for (const visitor of visitors) {
    const messages = await visitor.answered()
    const said = messages.filter(({ author }) => author === 'customer').map(({ id }) => id)
    const answers = messages.flatMap((message) => message.answers ?? [])
    // A turn may say several things, and each names what it answers: what counts is that no second turn did.
    const turns = new Set(
      messages.filter((it) => it.answers).map((it) => (it.answers ?? []).join()),
    )
    expect([...turns].flatMap((turn) => turn.split(','))).toEqual(said)
    expect(new Set(answers)).toEqual(new Set(said))
  }
}

it('loses nothing when turns of thirty customers are in flight', async () => {
  const first = await startServer({ env: { BATON_SETTLE_MS: '50' } })
  const visitors = await Promise.all(
    Array.from({ length: 30 }, () => visit(first.url, { locale: 'zh' })),
  )
  await Promise.all(visitors.map((visitor) => visitor.say('你们几点开门?')))
  await Promise.all(visitors.slice(0, 10).map((visitor) => visitor.say('订单卡在杭州三天了')))
  await first.kill('SIGTERM')
  await expect(fetch(`${first.url}/healthz`)).rejects.toThrow()
  const second = await startAgain(first)
  await expectAnsweredOnce(visitors.map(({ id, token }) => visitorOf(second.url, id, token)))
}, 150_000)

it('hands back a turn whose model does not answer, and ends in time', async () => {
  const fake = await startFakeOpenAI(() => ({ fault: { kind: 'stall_before_headers' } }))
  closing.push(() => fake.close())
  const env = {
    OPENAI_BASE_URL: fake.baseUrl,
    OPENAI_API_KEY: fake.apiKey,
    BATON_MODEL: 'fake-1',
    BATON_SHUTDOWN_MS: '2000',
  }
  const first = await startServer({ env })
  const visitor = await visit(first.url, { locale: 'zh' })
  const { heard, cut } = await listen(visitor)
  await visitor.say('你们几点开门?')
  await until('the model to be asked', () => fake.requests.length > 0)
  await first.kill('SIGTERM')
  await cut()
  expect(heard.filter(({ event }) => event === 'message')).toHaveLength(1)
  const second = await startAgain(first)
  await expectAnsweredOnce([visitorOf(second.url, visitor.id, visitor.token)])
}, 150_000)

it('says no more than needed: no error in the log of a quiet stop', async () => {
  const server = await startServer()
  const visitor = await visit(server.url)
  const { cut } = await listen(visitor)
  await visitor.say('hello')
  await visitor.answered()
  await server.kill('SIGTERM')
  await cut()
  expect(server.words()).not.toMatch(/"level":(50|60)|Error|deprecat/i)
  closing.push(() => server.stop())
}, 90_000)
