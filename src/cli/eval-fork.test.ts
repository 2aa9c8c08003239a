import { afterAll, beforeAll, expect, it } from 'vitest'
import { z } from 'zod'
import { startFakeOpenAI, type FakeOpenAI } from '../../tests/fakes/openai.ts'
import { shopModel } from '../../tests/fakes/shop-model.ts'
import { startServer, type TestServer } from '../../tests/server.ts'
import { visit } from '../../tests/visitor.ts'

/** A conversation that a running server holds on a model, taken again through its control socket. */

let fake: FakeOpenAI
let server: TestServer
let conversation: string
let tail = ''

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
  const { customers } = Shop.parse(JSON.parse((await server.run('shop', 'list', '--json')).out))
  const order = customers
    .find(({ id }) => id === 'sc_lin')
    ?.orders.find(({ status }) => status === 'shipped')
  const visitor = await visit(server.url, { locale: 'zh' })
  conversation = visitor.id
  await visitor.say('订单卡在杭州三天了,都急死了')
  await visitor.answered()
  await visitor.say(`${order?.number} 尾号${order?.proof.phoneTail}`)
  await visitor.answered()
}, 120_000)
afterAll(async () => {
  await server.stop()
  await fake.close()
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
