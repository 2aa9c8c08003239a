import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { readConfig } from '../../../src/platform/config.ts'
import { startFakeOpenAI } from '../../../tests/fakes/openai.ts'
import type { Plan } from '../../../tests/fakes/openai-plan.ts'
import type { ChatRequest } from '../../../tests/fakes/openai-request.ts'
import { hashOf } from '../../harness/case.ts'
import { runSession, type Session } from '../../harness/session.ts'
import { differences } from './differences.ts'
import { replayGold } from './gold.ts'
import { loadRetail, retailFolder, type RetailData } from './load.ts'
import { checkReference } from './reference.ts'
import { retailSuite } from './suite.ts'
import type { RetailStore } from './store.ts'
import { toolModes } from './tools/tool.ts'

/** The benchmark's data is not part of the repository. */
const datasets = readConfig().datasetsFolder
const there = retailFolder(datasets) !== null

const folder = mkdtempSync(join(tmpdir(), 'baton-tau2-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** Hashes of the records that a reference changes, as the published semantics give them in Python 3. */
const endStates = JSON.parse(
  readFileSync(join(import.meta.dirname, 'end-states.json'), 'utf8'),
) as Record<string, Record<string, string>>

const changedIn = <T>(before: Record<string, T>, after: Record<string, T>) =>
  Object.fromEntries(
    Object.entries(after).filter(([id, it]) => differences(before[id], it).length > 0),
  )

const changes = (before: RetailStore, after: RetailStore) => ({
  users: changedIn(before.users, after.users),
  orders: changedIn(before.orders, after.orders),
})

const textOf = (content: unknown): string =>
  typeof content === 'string'
    ? content
    : Array.isArray(content)
      ? content.map((part: { text: string }) => part.text).join('')
      : ''

/** A user that names its task, agrees once, and stops when the agent says that all is done. */
function playUser({ messages }: ChatRequest, data: RetailData): Plan {
  const scenario = textOf(messages[0]?.content)
  const task = data.tasks.find(({ user_scenario: { instructions } }) =>
    scenario.includes(instructions.reason_for_call),
  )
  const last = textOf(messages.at(-1)?.content)
  if (/Hi! How can I help/.test(last)) return { text: `I write about task ${task?.id}.` }
  return { text: '###STOP###' }
}

/** An agent that makes the reference's calls one by one, and then says what is to be told. */
function playGold({ messages }: ChatRequest, data: RetailData): Plan {
  const words = messages.map(({ content }) => textOf(content)).join('\n')
  const id = /I write about task (\d+)\./.exec(words)?.[1]
  const criteria = data.tasks.find((task) => task.id === id)?.evaluation_criteria
  const done = messages.filter(({ role }) => role === 'tool').length
  const next = criteria?.actions[done]
  if (next) return { calls: [{ name: next.name, args: next.arguments }] }
  return { text: `Here is what you wanted to know: ${criteria?.communicate_info?.join(', ')}` }
}

async function runWith(
  data: RetailData,
  agent: (request: ChatRequest, data: RetailData) => Plan,
  change: { trials?: number; name?: string; mode?: 'record' | 'replay' } = {},
): Promise<Session> {
  const fake = await startFakeOpenAI((request) =>
    textOf(request.messages[0]?.content).includes('<scenario>')
      ? playUser(request, data)
      : agent(request, data),
  )
  try {
    return await runSession({
      suites: [retailSuite(data, { mode: 'compat', userModel: null, judged: false })],
      matrix: { performers: ['model:fake-1'] },
      trials: change.trials ?? 1,
      ...(change.name !== undefined && {
        choice: { tags: [], slices: {}, name: change.name },
      }),
      mode: change.mode ?? 'live',
      access: { baseUrl: fake.baseUrl, apiKey: fake.apiKey },
      concurrency: 4,
      requestsPerMinute: null,
      tokensPerMinute: null,
      budget: { tokens: null, micros: null },
      pricesFile: join(folder, 'none.yaml'),
      retries: 0,
      resume: false,
      runsFolder: mkdtempSync(join(folder, 'runs-')),
      recordingsFolder: join(folder, 'recordings'),
      cacheFolder: folder,
      judge: null,
      signal: new AbortController().signal,
      baseline: null,
      onPlan: () => {},
      onStep: () => {},
      onResult: () => {},
    })
  } finally {
    await fake.close()
  }
}

it('says where the data should be when it is missing', () => {
  expect(() => loadRetail(folder)).toThrow(/BATON_DATASETS.*tau2\/retail/)
})

describe.skipIf(!there)('τ²-bench retail over its 74 training tasks', () => {
  const data = there ? loadRetail(datasets) : (null as never)

  it.each(toolModes)('leaves in %s what the published semantics leave', (mode) => {
    const left = data.tasks.map((task) => [
      task.id,
      hashOf(changes(data.store, replayGold(data.store, task, mode).store)),
    ])
    expect(Object.fromEntries(left)).toEqual(endStates[mode])
  })

  it('differs between the modes where several items of a pending order are changed', () => {
    const parted = data.tasks.filter(
      ({ id }) => endStates['compat']?.[id] !== endStates['fixed']?.[id],
    )
    expect(parted.map(({ id }) => id)).toEqual(['20', '21', '37'])
  })

  it.each(toolModes)(
    'comes to the same through the toolbox in %s; nothing earns little',
    async (mode) => {
      const { equal, tasks, refused, floor, floorDatabase } = await checkReference(data, mode)
      expect([equal, tasks]).toEqual([74, 74])
      expect(refused.map(({ task }) => task)).toEqual(['105'])
      expect([floor.length, floorDatabase.length]).toEqual([5, 7])
    },
  )

  it('is passed wholly by a model that plays the reference', async () => {
    const { results, summaries } = await runWith(data, playGold)
    expect(results.filter(({ status }) => status !== 'passed').map((it) => it.findings)).toEqual([])
    expect(summaries[0]).toMatchObject({
      cases: 74,
      passed: { value: 1 },
      metrics: { database: 1, communicated: 1 },
    })
  })

  it('is passed to the floor by a model that does nothing, and each failure is the agent’s', async () => {
    const { results, summaries } = await runWith(data, () => ({ text: 'I cannot help with that.' }))
    const { floor } = await checkReference(data, 'compat')
    expect(results.filter(({ status }) => status === 'passed').map((it) => it.case)).toEqual(
      floor.map((id) => `task ${id}`),
    )
    const [summary] = summaries
    expect(summary?.blamed).toEqual([{ on: 'agent', count: 74 - floor.length }])
    expect(summary?.metrics.database).toBeCloseTo(7 / 74)
  })

  it('keeps every answer of both sides per trial, and replays them without the network', async () => {
    const change = { trials: 3, name: 'task 20' }
    const recorded = await runWith(data, playGold, { ...change, mode: 'record' })
    const replayed = await runWith(
      data,
      () => {
        throw new Error('asked over the network')
      },
      { ...change, mode: 'replay' },
    )
    for (const { summaries } of [recorded, replayed]) {
      expect(summaries[0]).toMatchObject({ cases: 1, trials: 3, passPower: [{}, {}, { value: 1 }] })
    }
  })

  it('tells a model that breaks down from a server that does', async () => {
    const { results: broken } = await runWith(data, () => ({ text: '' }), { name: 'task 20' })
    expect(broken[0]).toMatchObject({ status: 'failed', blame: { on: 'agent' } })
    const { results: down } = await runWith(
      data,
      () => ({ fault: { kind: 'status', status: 500 } }),
      { name: 'task 20' },
    )
    expect(down[0]).toMatchObject({
      status: 'error',
      why: expect.stringMatching(/500|model failed/),
    })
  })
})
