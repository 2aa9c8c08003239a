import { appendFileSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { BatonError } from '../../../src/domain/error.ts'
import { startFakeOpenAI, type FakeOpenAI } from '../../../tests/fakes/openai.ts'
import type { Plan } from '../../../tests/fakes/openai-plan.ts'
import { createModel } from '../../../src/agents/model/models.ts'
import { createCaller, newTrial, type CallerDeps, type RecordingMode } from './caller.ts'
import { askModel } from './chat.ts'
import { RunStopped } from '../run/stop.ts'
import { createRateLimit } from './limits.ts'
import { openRecordings } from './recordings.ts'

let folder: string
let fake: FakeOpenAI
let plans: Plan[]
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'baton-recordings-'))
  plans = []
  fake = await startFakeOpenAI(
    ({ messages }) => plans.shift() ?? { text: `answer ${messages.length}` },
  )
})
afterEach(async () => {
  rmSync(folder, { recursive: true, force: true })
  await fake.close()
})

const file = () => join(folder, 'fake-1.jsonl')

function caller(mode: RecordingMode, change: Partial<CallerDeps> = {}) {
  const recordings = openRecordings(file())
  const made = createCaller({
    mode,
    recordings,
    model: 'fake-1',
    baseUrl: mode === 'replay' ? 'http://recorded.invalid/v1' : fake.baseUrl,
    apiKey: fake.apiKey,
    prices: { currency: 'USD', models: { 'fake-1': { input: 2, output: 8 } } },
    budget: { tokens: null, micros: null },
    spent: { tokens: 0, micros: 0 },
    limit: createRateLimit({ requestsPerMinute: null, tokensPerMinute: null }),
    retries: 2,
    sleep: () => Promise.resolve(),
    ...change,
  })
  const ask = async (content: string, number = 1) => {
    const trial = newTrial(number, AbortSignal.timeout(5000))
    const text = await made.during(trial, () =>
      askModel({ ...made, model: 'fake-1' }, [{ role: 'user', content }], trial.signal),
    )
    return { text, usage: trial.usage }
  }
  return { ask, recordings, made }
}

it('records once and replays without a network, with what it used', async () => {
  plans = [{ text: '您好' }]
  const first = caller('record')
  const { usage } = await first.ask('你好')
  first.recordings.save()
  expect(fake.requests).toHaveLength(1)
  expect(usage.costMicros).toBe(usage.inputTokens * 2 + usage.outputTokens * 8)

  const replayed = await caller('replay').ask('你好')
  expect(replayed).toEqual({ text: '您好', usage })
  expect((await caller('record').ask('你好')).text).toBe('您好')
  expect(fake.requests).toHaveLength(1)
})

it('keeps every trial by itself, so that a cache hides no variance', async () => {
  plans = [{ text: 'one' }, { text: 'two' }]
  const { ask, recordings } = caller('record')
  expect([(await ask('hi', 1)).text, (await ask('hi', 2)).text]).toEqual(['one', 'two'])
  recordings.save()
  const replay = caller('replay')
  expect([(await replay.ask('hi', 2)).text, (await replay.ask('hi', 1)).text]).toEqual([
    'two',
    'one',
  ])
  await expect(replay.ask('hi', 3)).rejects.toThrow(/for trial 1, 2 but not for trial 3/)
})

it('names the nearest recording and its difference when one is missing', async () => {
  const { ask, recordings } = caller('record')
  await ask('Where is the parcel of Ms Lin, ordered on Monday?')
  await ask('Something else entirely')
  recordings.save()
  await expect(
    caller('replay').ask('Where is the parcel of Mr Wu, ordered on Monday?'),
  ).rejects.toThrow(
    /no recording for key \w{20}\. The nearest is \w{20}; it differs at body\.messages\[0\]\.content: recorded ".*Ms Lin.*", now ".*Mr Wu/,
  )
  await expect(createCallerWithout().ask('anything')).rejects.toThrow(/has no recording yet/)
})

function createCallerWithout() {
  return caller('replay', { recordings: openRecordings(join(folder, 'none.jsonl')) })
}

it('asks everything again on refresh, and replaces what it had', async () => {
  plans = [{ text: 'old' }, { text: 'new' }]
  const first = caller('record')
  await first.ask('hi')
  first.recordings.save()
  const second = caller('refresh')
  await second.ask('hi')
  second.recordings.save()
  expect((await caller('replay').ask('hi')).text).toBe('new')
  expect(openRecordings(file()).size).toBe(1)
})

it('takes requests for the same that differ in ids and codes alone', async () => {
  plans = [{ text: 'Your code is VGC-0A1B2C3D.' }]
  const first = caller('record')
  await first.ask('cnv_01kan0q8g3v7d6s5a4f3g2h1jk has VGC-0A1B2C3D')
  first.recordings.save()
  expect(readFileSync(file(), 'utf8')).not.toContain('0A1B2C3D')
  const { text } = await caller('replay').ask('cnv_01kan0q8g3v7d6s5a4f3g2h1zz has VGC-FFFFFFFF')
  expect(text).toBe('Your code is VGC-FFFFFFFF.')
})

it('keeps an answer at once, and reads what a killed run left', async () => {
  await caller('record').ask('paid for')
  appendFileSync(`${file()}.unsaved`, '{"key":"half a li')
  expect((await caller('replay').ask('paid for')).text).toBe('answer 1')
})

it('writes on after what a killed run left', async () => {
  await caller('record').ask('paid for')
  appendFileSync(`${file()}.unsaved`, '{"key":"half a li')
  // Killed again, before anything was saved.
  await caller('record').ask('and this')
  const { ask } = caller('replay')
  expect((await ask('paid for')).text).toBe('answer 1')
  expect((await ask('and this')).text).toBe('answer 1')
})

it('stops at a full disk: whole answers stay, in the file beside', async () => {
  let room = 1
  const full = Object.assign(new Error('no space left on device'), { code: 'ENOSPC' })
  const recordings = openRecordings(file(), (name, text) => {
    appendFileSync(name, room > 0 ? text : String(text).slice(0, 9))
    if (room-- <= 0) throw full
  })
  const { ask } = caller('record', { recordings })
  await ask('paid for')
  await expect(ask('no room')).rejects.toThrow(
    /The disk is full: .*fake-1\.jsonl\.unsaved has 1 new answer and takes no more.*--resume/,
  )
  // Nor for the whole file.
  symlinkSync('/dev/full', `${file()}.new`)
  expect(() => recordings.save()).toThrow(/The disk is full/)
  room = 1
  await ask('room again')
  const later = caller('replay')
  expect(later.recordings.size).toBe(2)
  expect((await later.ask('paid for')).text).toBe('answer 1')
})

it('tries again after 429 and 503, and keeps no failure', async () => {
  plans = [
    { fault: { kind: 'status', status: 429, retryAfter: '1' } },
    { fault: { kind: 'status', status: 503 } },
    { text: 'at last' },
    ...Array.from({ length: 3 }, (): Plan => ({ fault: { kind: 'status', status: 500 } })),
  ]
  const { ask, recordings } = caller('record')
  expect((await ask('hi')).text).toBe('at last')
  await expect(ask('ho')).rejects.toThrow(/answered with 500/)
  expect(recordings.size).toBe(1)
})

describe('a model that does not answer', () => {
  /** Asks as a house does, which goes on without it. */
  async function faultsOf(made: ReturnType<typeof createCaller>): Promise<BatonError[]> {
    const trial = newTrial(1, AbortSignal.timeout(5000))
    const messages = [{ role: 'user' as const, content: 'hi' }]
    await made
      .during(trial, () => askModel({ ...made, model: 'fake-1' }, messages, trial.signal))
      .catch(() => {})
    return trial.faults
  }

  it('makes its case an error where it fails or cannot be reached, so that nobody else is judged for it', async () => {
    plans = Array.from({ length: 3 }, (): Plan => ({ fault: { kind: 'status', status: 500 } }))
    const [failed] = await faultsOf(caller('live').made)
    expect(failed?.message).toMatch(/^fake-1 answered with 500, asked 3 times: /)
    expect(failed).not.toBeInstanceOf(RunStopped)
    const [unreached] = await faultsOf(caller('live', { baseUrl: 'http://127.0.0.1:9/v1' }).made)
    expect(unreached?.message).toMatch(
      /^fake-1 could not be reached at http:\/\/127\.0\.0\.1:9\/v1 \(.+\), asked 3 times\.$/,
    )
  })

  it.each([
    [401, 'OPENAI_API_KEY'],
    [404, 'BATON_MODEL or OPENAI_BASE_URL'],
  ])('stops the run at %s, which every request would get', async (status, wrong) => {
    plans = [{ fault: { kind: 'status', status } }]
    const [fault] = await faultsOf(caller('live').made)
    expect(fault).toBeInstanceOf(RunStopped)
    expect(fault?.message).toContain(`Mend ${wrong};`)
  })
})

it('stops at the budget of tokens, and of money', async () => {
  const tokens = caller('live', { budget: { tokens: 10, micros: null } })
  await tokens.ask('long enough to use some tokens up')
  await expect(tokens.ask('hi')).rejects.toThrow(/budget is used up: \d+ of 10 tokens/)
  const money = caller('live', { budget: { tokens: null, micros: 20 } })
  await money.ask('long enough to use some tokens up')
  await expect(money.ask('hi')).rejects.toThrow(/budget is used up: 0\.0\d+ USD of 0\.00002 USD/)
})

it('replays a stream with tool calls through the chat model of the product', async () => {
  plans = [
    { text: '我查一下', calls: [{ name: 'find_order', args: { orderNumber: 'VG26111042' } }] },
  ]
  const heard = async (mode: RecordingMode) => {
    const { made, recordings } = caller(mode)
    const model = createModel({ ...made, model: 'fake-1', retries: 0 })
    const chunks = await made.during(newTrial(1, AbortSignal.timeout(5000)), async () => {
      let text = ''
      let args = ''
      for await (const chunk of await model.stream('你好')) {
        text += chunk.text
        args += (chunk.tool_call_chunks ?? []).map((call) => call.args ?? '').join('')
      }
      return { text, args }
    })
    recordings.save()
    return chunks
  }
  const recorded = await heard('record')
  expect(recorded).toEqual({ text: '我查一下', args: '{"orderNumber":"VG26111042"}' })
  expect(await heard('replay')).toEqual(recorded)
})

describe('a rate limit', () => {
  /** Time that passes only where somebody waits. */
  function waiting() {
    let now = 0
    return {
      now: () => now,
      sleep: (ms: number) => {
        now += ms
        return Promise.resolve()
      },
    }
  }
  const { signal } = new AbortController()

  it('lets so many through in any minute, in the order in which they came', async () => {
    const time = waiting()
    const waits: string[] = []
    const limit = createRateLimit(
      { requestsPerMinute: 2, tokensPerMinute: null },
      { ...time, onWait: (ms, why) => waits.push(`${Math.round(ms / 1000)} s: ${why}`) },
    )
    const minutes: number[] = []
    for (let i = 0; i < 5; i++) {
      await limit.enter(signal)
      minutes.push(Math.floor(time.now() / 60_000))
    }
    expect(minutes).toEqual([0, 0, 1, 1, 2])
    expect(waits).toEqual(['61 s: 2 requests per minute', '61 s: 2 requests per minute'])
  })

  it('goes by a guess of the tokens until they are known, and lets through what no minute could hold', async () => {
    const time = waiting()
    const limit = createRateLimit({ requestsPerMinute: null, tokensPerMinute: 100 }, time)
    const first = await limit.enter(signal, 60)
    const second = await limit.enter(signal, 30)
    expect(time.now()).toBe(0)
    first.used(90)
    second.used(10)
    await limit.enter(signal, 20)
    expect(Math.floor(time.now() / 60_000)).toBe(1)
    await limit.enter(signal, 500)
    expect(Math.floor(time.now() / 60_000)).toBe(2)
  })

  /** An endpoint that lets so many requests through in any minute, counted as they arrive, and tells others when to come. */
  function strictServer(perMinute: number, now: () => number) {
    const arrived: number[] = []
    let refused = 0
    const answer = (): Plan => {
      const recent = arrived.filter((at) => at > now() - 60_000)
      const [oldest] = recent.slice(-perMinute)
      if (recent.length < perMinute || oldest === undefined) {
        arrived.push(now())
        return { text: `let in ${arrived.length}` }
      }
      refused += 1
      const retryAfter = String(Math.ceil((oldest + 60_000 - now()) / 1000))
      return { fault: { kind: 'status', status: 429, retryAfter } }
    }
    return { answer, letIn: () => arrived.length, refused: () => refused }
  }

  /** Twelve questions to a strict server, with a limit of our own or without. */
  async function asked(ours: number | null) {
    const time = waiting()
    const server = strictServer(5, time.now)
    const strict = await startFakeOpenAI(server.answer)
    const limit = createRateLimit({ requestsPerMinute: ours, tokensPerMinute: null }, time)
    const { ask } = caller('live', { limit, baseUrl: strict.baseUrl, sleep: time.sleep })
    try {
      for (let i = 0; i < 12; i++) await ask(`question ${i}`)
    } finally {
      await strict.close()
    }
    const minutes = Math.floor(time.now() / 60_000)
    return { letIn: server.letIn(), refused: server.refused(), minutes }
  }

  it('is kept as a strict server counts it, and never refused', async () => {
    expect(await asked(5)).toEqual({ letIn: 12, refused: 0, minutes: 2 })
  })

  it('closes when a server says 429, for as long as it asks', async () => {
    // The sixth and the eleventh are told to come later, once each.
    expect(await asked(null)).toEqual({ letIn: 12, refused: 2, minutes: 2 })
  })
})
