import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { z } from 'zod'
import { evalRun } from '../../../src/cli/eval-run.ts'
import { startFakeOpenAI, type FakeOpenAI } from '../../../tests/fakes/openai.ts'
import { shopModel } from '../../../tests/fakes/shop-model.ts'
import { testReader } from '../../../tests/reader.ts'

/** A suite of whole conversations on a model, by the command that people type: recorded once, replayed without a network. */

const cases = 5
const names = ['Aya', 'Bo', 'Cem']

let folder: string
let fake: FakeOpenAI
let signature: () => string = () => ''

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'baton-recorded-'))
  fake = await startFakeOpenAI(
    (request) => {
      const plan = shopModel(request)
      return plan.text === undefined ? plan : { ...plan, text: `${plan.text}${signature()}` }
    },
    { model: 'fake-1' },
  )
  writeFileSync(
    join(folder, 'shop.suite.yaml'),
    `suite: shop
expect: [{ noStepIn: true }]
cases:
  - name: 卡住的包裹，同意以后发券
    must: true
    customerSays: ["订单卡在杭州三天了,都急死了", "{sc_lin.shipped} 尾号{sc_lin.tail}", "好的"]
    expect: [{ effects: [urge_delivery, issue_coupon] }, { matches: "VGC-[0-9A-F]{8}" }]
  - name: 不要券
    login: sc_lin
    customerSays: ["快递三天没动了，急死人，帮我催一下", "不用了"]
    expect: [{ effects: [urge_delivery] }, { heldBy: agent }]
  - name: a stranger is asked for number and proof
    customerSays: ["Where is my parcel?"]
    expect: [{ noEffect: true }, { says: order number }]
  - name: a question is answered from an article
    customerSays: ["How long do I have to return a coat?"]
    expect: [{ called: search_knowledge }, { supported: true }, { heldBy: agent }]
  - name: a person
    customerSays: ["Hello", "I want to talk to a human"]
    expect: [{ heldBy: desk }]
`,
  )
  writeFileSync(join(folder, 'rules.md'), 'You are brisk. Answer in one sentence.\n')
})
afterEach(() => {
  vi.unstubAllEnvs()
  vi.unstubAllGlobals()
  expect(fake.refused).toEqual([])
})
afterAll(async () => {
  await fake.close()
  rmSync(folder, { recursive: true, force: true })
})

const Printed = z.object({
  ok: z.boolean(),
  why: z.array(z.string()),
  summaries: z.array(z.object({ cases: z.int(), passed: z.object({ value: z.number() }) })),
  coverage: z
    .array(
      z.object({
        conversations: z.int(),
        playbooks: z.array(z.object({ playbook: z.string(), opened: z.int(), steps: z.unknown() })),
      }),
    )
    .default([]),
  failures: z.array(z.object({ case: z.string(), status: z.string(), why: z.string().nullable() })),
})

/** `baton eval run`, with a key and a way to the model only where `online`. */
async function run(online: boolean, ...args: string[]) {
  vi.stubEnv('BATON_DATA', join(folder, 'data'))
  vi.stubEnv('BATON_CACHE', testReader.cacheFolder)
  vi.stubEnv('OPENAI_API_KEY', online ? fake.apiKey : '')
  vi.stubEnv('OPENAI_BASE_URL', online ? fake.baseUrl : '')
  vi.stubEnv('BATON_MODEL', online ? 'fake-1' : '')
  vi.unstubAllGlobals()
  if (!online) {
    vi.stubGlobal('fetch', () => Promise.reject(new Error('the network is refused')))
  }
  const before = fake.requests.length
  let out = ''
  let err = ''
  const code = await evalRun(
    [
      join(folder, 'shop.suite.yaml'),
      '--performer=model:fake-1',
      `--recordings=${join(folder, 'recordings')}`,
      '--concurrency=1',
      '--json',
      ...args,
    ],
    { out: (text) => void (out += text), err: (text) => void (err += text) },
  )
  const { failures, ...rest } = Printed.parse(JSON.parse(out))
  return { code, err, failures, ...rest, asked: fake.requests.length - before }
}

const Line = z.object({ key: z.string(), trial: z.int(), answer: z.unknown() })
const kept = () =>
  readFileSync(join(folder, 'recordings/shop/fake-1.jsonl'), 'utf8')
    .trimEnd()
    .split('\n')
    .flatMap((line) => Line.safeParse(JSON.parse(line)).data ?? [])

describe('a suite on a recorded model', { timeout: 240_000 }, () => {
  let asked: number

  it('plays whole conversations through their tools and writes down every answer of every trial', async () => {
    // Each answer is signed by another, as a model's answers vary.
    let said = 0
    signature = () => ` — ${names[said++ % names.length]}`
    const recorded = await run(true, '--record', '--trials', '2')
    expect([recorded.failures, recorded.why, recorded.code]).toEqual([[], [], 0])
    expect(recorded.summaries).toMatchObject([{ cases, passed: { value: 1 } }])
    asked = recorded.asked
    expect(kept()).toHaveLength(asked)
    const inTrial = (trial: number) => kept().filter((line) => line.trial === trial)
    expect(inTrial(1)).toHaveLength(inTrial(2).length)
    // The same request, asked twice: two recordings, which say different things.
    const twice = inTrial(1).filter(({ key, answer }) =>
      inTrial(2).some(
        (other) => other.key === key && JSON.stringify(other.answer) !== JSON.stringify(answer),
      ),
    )
    expect(twice.length).toBeGreaterThan(0)
  })

  it('replays them all without key or network', async () => {
    const replayed = await run(false, '--replay', '--trials', '2', '--coverage')
    expect([replayed.failures, replayed.code, replayed.asked]).toEqual([[], 0, 0])
    expect(replayed.summaries).toMatchObject([{ cases, passed: { value: 1 } }])
    // A model follows no steps: of its run only the playbooks are known.
    const [coverage] = replayed.coverage
    expect(coverage?.conversations).toBe(2 * cases)
    const parcel = coverage?.playbooks.find(({ playbook }) => playbook === 'stuck_parcel')
    expect(parcel?.opened).toBeGreaterThanOrEqual(4)
    expect(parcel?.steps).toBeNull()
  })

  it('misses under another prompt: an error that names the nearest recording and where they part', async () => {
    const missed = await run(false, '--prompt', join(folder, 'rules.md'), '--case', 'stranger')
    expect([missed.code, missed.asked]).toEqual([1, 0])
    expect(missed.failures).toMatchObject([{ status: 'error' }])
    const [, nearest, difference] =
      /The nearest is (\w+); it differs at (.+)/.exec(missed.failures[0]?.why ?? '') ?? []
    expect(kept().map(({ key }) => key)).toContain(nearest)
    expect(difference).toMatch(/^body\.messages\[0\].*You are brisk/s)
  })

  it('has k recordings for k trials: one more trial is one more question', async () => {
    const before = kept().length
    const missed = await run(false, '--trials', '3', '--case', 'stranger')
    expect(missed.failures.map(({ why }) => why)).toEqual([
      expect.stringMatching(/for trial 1, 2 but not for trial 3: .*--record --trials 3/),
    ])
    const more = await run(true, '--record', '--trials', '3', '--case', 'stranger')
    expect([more.code, more.failures]).toEqual([0, []])
    expect(more.asked).toBeGreaterThan(0)
    expect(more.asked).toBeLessThan(asked)
    expect(kept()).toHaveLength(before + more.asked)
  })

  it('asks again with --refresh, and replays what was said then', async () => {
    const before = kept()
    signature = () => ' — Zoe'
    const refreshed = await run(true, '--refresh', '--case', 'stranger')
    expect([refreshed.code, refreshed.failures]).toEqual([0, []])
    expect(refreshed.asked).toBeGreaterThan(0)
    expect(kept()).toHaveLength(before.length)
    const changed = kept().filter((line) => JSON.stringify(line).includes('Zoe'))
    expect(changed.map(({ trial }) => trial)).toEqual(changed.map(() => 1))
    expect(changed.length).toBeGreaterThan(0)
    expect(await run(false, '--case', 'stranger')).toMatchObject({ code: 0, asked: 0 })
  })
})
