import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { createModelPerformer } from '../src/agents/model/model.ts'
import { createModel } from '../src/agents/model/models.ts'
import { systemPrompt } from '../src/agents/model/prompt.ts'
import {
  called,
  play,
  said,
  shopTools,
  situation,
  stuckParcel,
} from '../tests/fakes/shop-model-stage.ts'
import { apiKey, inMemory, model, scenarios } from './loop-endpoint.ts'

/**
 * What one turn costs besides the model: our loop (prompt, streaming gate, limits, proposals) against the AI SDK's, with
 * the same prompt, tools and endpoint, interleaved in batches in one process, in random order under a seed.
 * Prints JSON: milliseconds per turn, and ours as a share of theirs. `--short` runs a tenth.
 */

const seed = 20261121
const peerFolder = new URL('./peers/loop/', import.meta.url)

type Turn = (scenario: string) => Promise<string>
interface Peer {
  streamed(instructions: string, text: string): Promise<string>
  whole(instructions: string, text: string): Promise<string>
}

const result =
  'BC202611180001, stuck; last scan 72 hours ago. 2026-11-18T06:20:00Z Hangzhou hub: arrived'
const offered = shopTools.filter(({ name }) => stuckParcel.tools.includes(name))

/** One turn by each contender: the customer says the scenario's name, the model calls tools accordingly and answers. */
async function contenders(endpoint: {
  baseUrl: string
  fetch?: typeof fetch
}): Promise<Record<string, Turn>> {
  const ours = createModelPerformer({
    model: createModel({ ...endpoint, apiKey, model }),
    name: model,
    tools: () => shopTools,
  })
  const { createPeer } = (await import(String(new URL('ai-sdk.mjs', peerFolder)))) as {
    createPeer: (settings: object) => Peer
  }
  const run = () => Promise.resolve(result)
  const tools = offered.map((tool) => ({ ...tool, run }))
  const peer = createPeer({ ...endpoint, apiKey, model, tools })
  const instructions = systemPrompt(situation())
  return {
    baton: async (scenario) => {
      const played = await play(ours, situation({ said: [scenario] }), ({ kind }) =>
        kind === 'call' ? called(result) : { kind: 'done' },
      )
      if (played.error) throw played.error
      return said(played).join('')
    },
    'ai-sdk streamText': (scenario) => peer.streamed(instructions, scenario),
    'ai-sdk generateText': (scenario) => peer.whole(instructions, scenario),
  }
}

interface Samples {
  wall: number[]
  cpu: number[]
}

/** Runs every contender in every scenario, `rounds` batches each, and gives milliseconds per turn. */
async function measure(turns: Record<string, Turn>, rounds: number, batch: number) {
  const samples = new Map<string, Samples>()
  const runs = scenarios.flatMap((scenario) => Object.keys(turns).map((who) => ({ scenario, who })))
  const random = seeded(seed)
  for (let round = -2; round < rounds; round++) {
    for (const { scenario, who } of shuffled(runs, random)) {
      const turn = turns[who]
      if (!turn) continue
      const { wall, cpu } = await batchOf(turn, scenario, batch)
      if (round < 0) continue // warming up
      const key = `${scenario} / ${who}`
      const mine = samples.get(key) ?? { wall: [], cpu: [] }
      samples.set(key, mine)
      mine.wall.push(...wall)
      mine.cpu.push(cpu)
    }
  }
  return samples
}

async function batchOf(turn: Turn, scenario: string, size: number) {
  const wall: number[] = []
  const before = process.cpuUsage()
  for (let i = 0; i < size; i++) {
    const start = performance.now()
    const text = await turn(scenario)
    wall.push(performance.now() - start)
    if (!text.includes('Hangzhou')) throw new Error(`no answer: ${text}`)
  }
  const { user, system } = process.cpuUsage(before)
  return { wall, cpu: (user + system) / 1000 / size }
}

function report(samples: Map<string, Samples>) {
  const rows = [...samples].map(([key, { wall, cpu }]) => {
    const [scenario = '', contender = ''] = key.split(' / ')
    return {
      scenario,
      contender,
      wallMs: round(quantile(wall, 0.5)),
      wallP95Ms: round(quantile(wall, 0.95)),
      cpuMs: round(quantile(cpu, 0.5)),
    }
  })
  const ratios = scenarios.map((scenario) => {
    const of = (contender: string) =>
      rows.find((row) => row.scenario === scenario && row.contender === contender)
    const share = (contender: string, field: 'wallMs' | 'cpuMs') =>
      round((of('baton')?.[field] ?? Number.NaN) / (of(contender)?.[field] ?? Number.NaN))
    const [stream, whole] = ['ai-sdk streamText', 'ai-sdk generateText']
    return {
      scenario,
      wallOfStreamText: share(stream ?? '', 'wallMs'),
      cpuOfStreamText: share(stream ?? '', 'cpuMs'),
      wallOfGenerateText: share(whole ?? '', 'wallMs'),
    }
  })
  return { ratios, rows: rows.toSorted((a, b) => a.scenario.localeCompare(b.scenario)) }
}

const round = (value: number) => Math.round(value * 1000) / 1000
const quantile = (values: readonly number[], q: number) =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length * q)] ?? Number.NaN

/** Random numbers in [0, 1) that a seed repeats (mulberry32, Tommy Ettinger, public domain). */
function seeded(state: number): () => number {
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
}
const shuffled = <T>(items: readonly T[], random: () => number): T[] =>
  items
    .map((item) => ({ item, at: random() }))
    .toSorted((a, b) => a.at - b.at)
    .map(({ item }) => item)

/** The fake endpoint in a process of its own, so that its work is not counted as anybody's. */
async function overLoopback<T>(work: (baseUrl: string) => Promise<T>): Promise<T> {
  const child = spawn(process.execPath, [new URL('loop-endpoint.ts', import.meta.url).pathname], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  try {
    const [line] = (await once(child.stdout, 'data')) as [Buffer]
    return await work(line.toString().trim())
  } finally {
    child.kill()
  }
}

/** The whole bench. Fails when the peer is not installed. */
export async function benchLoop(short: boolean) {
  if (!existsSync(new URL('node_modules/ai', peerFolder))) {
    throw new Error('the peer is missing: run npm ci in bench/peers/loop')
  }
  const peers = JSON.parse(readFileSync(new URL('package.json', peerFolder), 'utf8')) as {
    dependencies: Record<string, string>
  }
  const [rounds, batch] = short ? [4, 20] : [40, 20]
  const memory = await measure(
    await contenders({ baseUrl: 'http://in.memory/v1', fetch: inMemory }),
    rounds,
    batch,
  )
  const loopback = await overLoopback(async (baseUrl) =>
    measure(await contenders({ baseUrl }), rounds, batch),
  )
  return {
    bench: 'loop',
    workload:
      'one customer message, seven tools offered, 0, 1 or 2 tool calls, an answer in 43 pieces',
    seed,
    turns: rounds * batch,
    node: process.version,
    cpu: `${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}`,
    peers: peers.dependencies,
    inMemory: report(memory),
    loopback: report(loopback),
  }
}

if (import.meta.main) {
  const short = process.argv.includes('--short')
  console.log(JSON.stringify(await benchLoop(short), null, 2))
}
