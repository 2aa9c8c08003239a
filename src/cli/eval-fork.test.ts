import { cpSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { z } from 'zod'
import { freshPostgres } from '../../tests/engines.ts'
import { startFakeOpenAI, type FakeOpenAI } from '../../tests/fakes/openai.ts'
import { shopModel } from '../../tests/fakes/shop-model.ts'
import { startServer, type TestServer } from '../../tests/server.ts'
import { visit, visitorOf } from '../../tests/visitor.ts'

const Shop = z.object({
  customers: z.array(
    z.object({
      id: z.string(),
      orders: z.array(
        z.object({
          number: z.string(),
          status: z.string(),
          proof: z.object({ phoneTail: z.string() }),
        }),
      ),
    }),
  ),
})

const Side = z.object({
  performer: z.string(),
  words: z.string(),
  calls: z.array(z.object({ tool: z.string() })),
})
const Printed = z.object({
  candidate: z.string(),
  turns: z.array(
    z.object({
      number: z.int(),
      recorded: Side,
      candidate: Side.nullable(),
      differs: z.array(z.string()),
    }),
  ),
})

/** Two turns about a parcel that is stuck; the second is said to another process, where there is one. */
async function talkOver(server: TestServer, other: TestServer): Promise<string> {
  const { customers } = Shop.parse(JSON.parse((await server.run('shop', 'list', '--json')).out))
  const order = customers
    .find(({ id }) => id === 'sc_lin')
    ?.orders.find(({ status }) => status === 'shipped')
  const here = await visit(server.url, { locale: 'zh' })
  await here.say('订单卡在杭州三天了,都急死了')
  await here.answered()
  const there = visitorOf(other.url, here.id, here.token)
  await there.say(`${order?.number} 尾号${order?.proof.phoneTail}`)
  await there.answered()
  return here.id
}

describe('a conversation that a running server holds on a model, taken again through its control socket', () => {
  let fake: FakeOpenAI
  let server: TestServer
  let conversation: string
  let tail = ''

  beforeAll(async () => {
    fake = await startFakeOpenAI(
      (request) => {
        const plan = shopModel(request)
        return plan.text === undefined ? plan : { ...plan, text: `${plan.text}${tail}` }
      },
      { model: 'fake-1' },
    )
    server = await startServer({
      env: { OPENAI_API_KEY: fake.apiKey, OPENAI_BASE_URL: fake.baseUrl, BATON_MODEL: 'fake-1' },
    })
    conversation = await talkOver(server, server)
  }, 120_000)
  afterAll(async () => {
    await server.stop()
    await fake.close()
  })

  async function fork(...args: string[]) {
    const { code, out, err } = await server.run('eval', 'fork', conversation, '--json', ...args)
    return { code, err, turns: code === 2 ? [] : Printed.parse(JSON.parse(out)).turns }
  }

  it(
    'by the understudy: the model’s turn beside its own, while the server runs on',
    { timeout: 120_000 },
    async () => {
      const before = fake.requests.length
      const { turns } = await fork('--at', '2', '--unrecorded', 'run')
      expect(turns).toHaveLength(1)
      expect(turns[0]).toMatchObject({
        number: 2,
        recorded: { performer: 'model fake-1' },
        candidate: { performer: 'understudy' },
      })
      expect(turns[0]?.recorded.calls.map(({ tool }) => tool)).toContain('urge_delivery')
      expect(turns[0]?.candidate?.calls.map(({ tool }) => tool)).toContain('urge_delivery')
      expect(fake.requests).toHaveLength(before)
    },
  )

  it(
    'by the model: recorded once, replayed without asking, asked again with --refresh',
    { timeout: 240_000 },
    async () => {
      const model = ['--performer', 'model:fake-1', '--at', '2']
      const missing = await fork(...model)
      expect([missing.code, missing.turns]).toEqual([2, []])
      expect(missing.err).toMatch(/has no recording yet .*--record/)

      const before = fake.requests.length
      const recorded = await fork(...model, '--record')
      expect([recorded.code, recorded.err]).toEqual([0, ''])
      expect(recorded.turns.map(({ differs }) => differs)).toEqual([[]])
      const asked = fake.requests.length - before
      expect(asked).toBeGreaterThan(0)

      // Another mind by now; the recording still says what was said.
      tail = '（新）'
      const replayed = await fork(...model)
      expect(replayed.turns).toEqual(recorded.turns)
      expect(fake.requests).toHaveLength(before + asked)

      const refreshed = await fork(...model, '--refresh')
      expect(refreshed.turns[0]?.differs).toEqual(['words'])
      expect(refreshed.turns[0]?.candidate?.words).toContain('（新）')
      expect(fake.requests).toHaveLength(before + 2 * asked)
    },
  )
})

describe.skipIf(!inject('postgresUrl'))(
  'a conversation that two processes hold on one PostgreSQL',
  () => {
    let db: Awaited<ReturnType<typeof freshPostgres>>
    let servers: [TestServer, TestServer]
    let conversation: string
    /** Playbooks that say something else. */
    let candidate: string
    beforeAll(async () => {
      db = await freshPostgres(2)
      const env = { DATABASE_URL: db.url }
      servers = [await startServer({ env }), await startServer({ env })]
      conversation = await talkOver(...servers)
      candidate = join(servers[1].dataFolder, 'playbooks-v2')
      cpSync(join(import.meta.dirname, '../../playbooks'), candidate, { recursive: true })
      const file = join(candidate, 'stuck_parcel.md')
      const words = readFileSync(file, 'utf8')
      writeFileSync(file, words.replaceAll(/^(\s+zh: )(?=[^\s[])/gm, '$1【新】'))
    }, 240_000)
    afterAll(async () => {
      await Promise.all(servers.map((server) => server.stop()))
      await db.close()
    }, 60_000)

    it(
      'is the same word for word by the same performer, from the record of the other process',
      { timeout: 120_000 },
      async () => {
        for (const server of servers) {
          const { code, out, err } = await server.run('eval', 'fork', conversation, '--json')
          expect([code, err]).toEqual([0, ''])
          const { turns } = Printed.parse(JSON.parse(out))
          expect(turns.map(({ number, differs }) => [number, differs])).toEqual([
            [1, []],
            [2, []],
          ])
        }
      },
    )

    it(
      'shows what another playbook says from turn two on, and becomes a case by one command',
      { timeout: 240_000 },
      async () => {
        const [, server] = servers
        const fork = ['eval', 'fork', conversation, '--at', '2', '--playbooks', candidate]
        const promoted = await server.run(...fork, '--promote', 'held.suite.yaml', '--json')
        expect([promoted.code, promoted.err]).toEqual([0, ''])
        const { turns } = Printed.parse(JSON.parse(promoted.out))
        expect(turns.map(({ number, differs }) => [number, differs])).toEqual([[2, ['words']]])
        expect(turns[0]?.candidate?.words).toContain('【新】')
        expect(turns[0]?.recorded.words).not.toContain('【新】')

        // The case holds what the candidate did; what it says of state holds of the old playbooks too.
        const run = ['eval', 'run', 'held.suite.yaml', '--json']
        const held = await server.run(...run, '--playbooks', candidate)
        expect([held.code, held.err]).toEqual([0, ''])
        expect(held.out).toContain('"passed":1')
      },
    )
  },
)
