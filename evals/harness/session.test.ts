import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { testReader } from '../../tests/reader.ts'
import { startFakeOpenAI, type FakeOpenAI } from '../../tests/fakes/openai.ts'
import { shopModel } from '../../tests/fakes/shop-model.ts'
import { measureCoverage } from './covered/coverage.ts'
import { runSession, type SessionOptions } from './session.ts'
import { whyFellShort } from './verdict.ts'

/** Whole conversations over the whole product, by a model that is recorded once and replayed without a network. */

let folder: string
let fake: FakeOpenAI
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'baton-session-'))
  fake = await startFakeOpenAI(shopModel, { model: 'fake-1' })
  writeFileSync(
    join(folder, 'parcel.suite.yaml'),
    `suite: parcel
expect: [{ noStepIn: true }]
cases:
  - name: 卡住的包裹
    must: true
    customerSays: ["订单卡在杭州三天了,都急死了", "{sc_lin.shipped} 尾号{sc_lin.tail}", "好的"]
    expect: [{ effects: [urge_delivery, issue_coupon] }, { matches: "VGC-[0-9A-F]{8}" }]
`,
  )
})
afterAll(async () => {
  await fake.close()
  rmSync(folder, { recursive: true, force: true })
})

const run = (change: Partial<SessionOptions>) =>
  runSession({
    suites: ['parcel'],
    suitesFolder: folder,
    matrix: { performers: ['model:fake-1'] },
    trials: 1,
    mode: 'replay',
    access: null,
    concurrency: 1,
    requestsPerMinute: null,
    tokensPerMinute: null,
    budget: { tokens: null, micros: null },
    pricesFile: join(import.meta.dirname, '../prices.yaml'),
    retries: 0,
    resume: false,
    runsFolder: join(folder, 'runs'),
    recordingsFolder: join(folder, 'recordings'),
    cacheFolder: testReader.cacheFolder,
    judge: null,
    signal: new AbortController().signal,
    baseline: null,
    onPlan: () => {},
    onStep: () => {},
    onResult: () => {},
    ...change,
  })

it(
  'records a conversation and replays it, codes and all, without a request',
  { timeout: 240_000 },
  async () => {
    const access = { baseUrl: fake.baseUrl, apiKey: fake.apiKey }
    const recorded = await run({ mode: 'record', access })
    expect(whyFellShort(recorded, 'shortfall')).toEqual([])
    const asked = fake.requests.length
    expect(asked).toBeGreaterThan(3)

    const replayed = await run({})
    expect(whyFellShort(replayed, 'shortfall')).toEqual([])
    expect(fake.requests).toHaveLength(asked)
    expect(replayed.results[0]?.usage).toEqual(recorded.results[0]?.usage)
    // The coupon is another one each time; the recording has its place, and not its code.
    const codeIn = (session: typeof recorded) =>
      /VGC-[0-9A-F]{8}/.exec(JSON.stringify(session.results[0]?.trace?.messages))?.[0]
    expect(codeIn(replayed)).not.toBe(codeIn(recorded))
    const kept = readFileSync(join(folder, 'recordings/parcel/fake-1.jsonl'), 'utf8')
    expect(kept).not.toMatch(/VGC-[0-9A-F]{8}/)

    // What is not recorded is an error that says what differs: the understudy must not pass for the model.
    const suiteFile = join(folder, 'parcel.suite.yaml')
    writeFileSync(suiteFile, readFileSync(suiteFile, 'utf8').replace('"好的"', '"不用了"'))
    const missed = await run({})
    expect(missed.results[0]).toMatchObject({ status: 'error' })
    expect(missed.results[0]?.why).toMatch(
      /no recording for key \w+\. The nearest is \w+; it differs at body\.messages/,
    )
    expect(whyFellShort(missed, 'shortfall')).not.toEqual([])

    // A budget that is used up stops the run; what was done is kept.
    const stopped = await run({ mode: 'refresh', access, budget: { tokens: 100, micros: null } })
    expect(stopped.stopped?.message).toMatch(/budget is used up: \d+ of 100 tokens/)

    // Sums in one currency are not added up in another.
    const pricesFile = join(folder, 'prices.yaml')
    writeFileSync(pricesFile, 'currency: EUR\nmodels: {}\n')
    await expect(run({ resume: true, pricesFile })).rejects.toThrow(
      /was reckoned in USD, and .*prices\.yaml has EUR: name the prices it had with --prices/,
    )
  },
)

it(
  'tells which steps and replies the understudy has played in a conversation',
  { timeout: 120_000 },
  async () => {
    writeFileSync(
      join(folder, 'urged.suite.yaml'),
      `suite: urged
cases:
  - name: 催
    login: sc_lin
    customerSays: ["快递三天没动了，帮我催一下", "不用了"]
    expect: [{ effects: [urge_delivery] }]
`,
    )
    const session = await run({ suites: ['urged'], matrix: {} })
    const [coverage] = measureCoverage(session)
    const urged = coverage?.playbooks.find(({ playbook }) => playbook === 'stuck_parcel')
    expect(urged).toMatchObject({ opened: 1 })
    expect(urged?.steps?.missing).toContain('4 say delivered')
    expect(urged?.steps?.missing).not.toContain('7 write urge_delivery')
    expect(urged?.replies?.missing).toEqual(
      expect.arrayContaining(['coupon_declined en', 'delivered zh', 'coupon_issued zh']),
    )
    expect(urged?.replies?.missing).not.toContain('coupon_declined zh')
    const cancelled = coverage?.playbooks.find(({ playbook }) => playbook === 'cancel_order')
    expect(cancelled).toMatchObject({ opened: 0, steps: { played: 0 }, replies: { played: 0 } })
  },
)
