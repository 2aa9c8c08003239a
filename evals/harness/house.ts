import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Performer } from '../../src/agents/performer.ts'
import { loadPlaybooks, type ReadBefore } from '../../src/agents/playbooks/playbooks.ts'
import { createUnderstudy } from '../../src/agents/understudy/understudy.ts'
import type { TurnDeps } from '../../src/conversation/turn.ts'
import type { Playbook } from '../../src/domain/playbook.ts'
import type { Reading } from '../../src/domain/reading.ts'
import { readConfig } from '../../src/platform/config.ts'
import { silentLog } from '../../src/platform/log.ts'
import { witnessOf } from './covered/witness.ts'
import { firstDayOf } from './first-day.ts'
import type { Toolbox } from '../../src/tools/toolbox.ts'
import { wire, type Baton } from '../../src/wire.ts'
import type { Setting } from './task.ts'
import { openTables } from './template.ts'
import { changesBetween, type Change } from './touched.ts'
import type { Played, TracedCall, TracedPassage } from './trace.ts'

/** A moment that a case moves: every run of a case happens at the same time. */
export interface EvalClock {
  (): Date
  advance(ms: number): void
  reset(): void
}

const beginning = Date.parse('2026-11-21T08:00:00Z')

function evalClock(): EvalClock {
  let now = beginning
  return Object.assign(() => new Date(now), {
    advance: (ms: number) => {
      now += ms
    },
    reset: () => {
      now = beginning
    },
  })
}

/** What was seen in the house since it was last made ready. */
export interface Seen {
  /** The turn that is being taken. */
  turn: number
  calls: TracedCall[]
  passages: Map<string, TracedPassage>
  playbooks: Set<string>
  played: Played
  readings: Map<string, Reading>
}

/** The whole product in this process, on the sample shop, in memory; turns are taken when a case says so. */
export interface House {
  readonly baton: Baton
  /** As it is now: `reload` makes it anew. */
  readonly turn: TurnDeps
  readonly clock: EvalClock
  readonly seen: Seen
  /** Everyone in the sample shop with their orders and proofs. */
  readonly shop: Awaited<ReturnType<Baton['listShop']>>
  /** As if nothing had ever happened: every table but the articles, and the shop filled again, as on a day. */
  reset(at?: Date): Promise<void>
  /** Reads the playbooks again, and tells what is another than before. @throws BatonError for those that do not fit */
  reload(): Promise<Change[]>
  close(): Promise<void>
}

const nothingSeen = (): Seen => ({
  turn: 0,
  calls: [],
  passages: new Map(),
  playbooks: new Set(),
  played: { steps: {}, replies: {} },
  readings: new Map(),
})

async function modelPerformer(
  { candidate, caller }: Setting,
  baton: Baton,
): Promise<Performer | null> {
  if (candidate.performer.kind === 'understudy') return null
  const [{ createModelPerformer }, { chatModel }] = await Promise.all([
    import('../../src/agents/model/model.ts'),
    import('./chat-model.ts'),
  ])
  const { config } = baton
  return createModelPerformer({
    model: chatModel(caller, candidate.performer.name, candidate.temperature),
    name: candidate.performer.name,
    tools: () => [...baton.turn.agent.toolbox.tools.values()],
    timeZone: config.timeZone,
    ...(candidate.prompt !== null && { rules: candidate.prompt }),
  })
}

/** The toolbox, with everything that goes through it written down. */
export function watched(toolbox: Toolbox, seen: () => Seen): Toolbox {
  return {
    ...toolbox,
    async call(tool, args, scope) {
      const outcome = await toolbox.call(tool, args, scope)
      const { turn, calls, passages, playbooks } = seen()
      for (const { name } of scope.playbooks) playbooks.add(name)
      if (outcome.kind === 'result') {
        const { ok, forModel, data } = outcome.result
        const call = { turn, tool, args: outcome.args, ok, refused: null, told: forModel }
        calls.push({ ...call, ...rulingIn(data) })
        for (const passage of passagesIn(data)) passages.set(passage.id, passage)
      }
      return outcome
    },
  }
}

/** Whether the shop allows it, where it was asked for a ruling. */
const rulingIn = (data: unknown): { allowed?: boolean } =>
  data instanceof Object && 'allowed' in data && typeof data.allowed === 'boolean'
    ? { allowed: data.allowed }
    : {}

function passagesIn(data: unknown): TracedPassage[] {
  if (!(data instanceof Object) || !('passages' in data) || !Array.isArray(data.passages)) return []
  return (data.passages as TracedPassage[]).map(({ id, articleId, heading, text }) => ({
    id,
    articleId,
    heading,
    text,
    confidence: null,
  }))
}

/** Builds a house for one candidate. @throws BatonError for playbooks or settings that do not fit. */
export async function openHouse(setting: Setting): Promise<House> {
  const { candidate, cacheFolder, mcpFile } = setting
  const folder = mkdtempSync(join(tmpdir(), 'baton-eval-'))
  const clock = evalClock()
  const config = readConfig(
    {
      BATON_DATA: folder,
      BATON_CACHE: cacheFolder,
      BATON_PLAYBOOKS: candidate.playbooksFolder,
      BATON_TRAINING: candidate.trainingFolder,
      BATON_KNOWLEDGE: candidate.knowledgeFile,
      BATON_SHOP_SECRET: 'evals sign nobody in by a token at all',
      LOG_LEVEL: 'silent',
      ...(mcpFile !== undefined && { BATON_MCP: mcpFile }),
    },
    {},
  )
  const baton = await wire({
    config,
    log: silentLog,
    clock,
    database: await openTables(cacheFolder),
  })
  const firstDay = firstDayOf(baton.db)
  const readBefore: ReadBefore = new Map()
  let seen = nothingSeen()
  const { agent, reader } = baton.turn
  const understudyOf = (playbooks: readonly Playbook[]): Performer =>
    createUnderstudy({
      playbooks,
      timeZone: config.timeZone,
      witness: witnessOf(() => seen.played),
    })
  let turn: TurnDeps = {
    ...baton.turn,
    handoff: candidate.settings,
    reader: {
      version: reader.version,
      read(text, context) {
        const reading = reader.read(text, context)
        seen.readings.set(text, reading)
        return reading
      },
    },
    agent: {
      ...agent,
      understudy: understudyOf(baton.turn.playbooks),
      toolbox: watched(agent.toolbox, () => seen),
      model: await modelPerformer(setting, baton),
    },
  }
  return {
    baton,
    get turn() {
      return turn
    },
    clock,
    get seen() {
      return seen
    },
    shop: await baton.listShop(),
    async reset(at) {
      clock.reset()
      if (at) clock.advance(at.getTime() - clock().getTime())
      seen = nothingSeen()
      await firstDay.returnTo(clock())
    },
    async reload() {
      const playbooks = await loadPlaybooks(
        candidate.playbooksFolder,
        agent.toolbox.tools,
        readBefore,
      )
      const changes = changesBetween(turn.playbooks, playbooks)
      const understudy = understudyOf(playbooks)
      turn = { ...turn, playbooks, agent: { ...turn.agent, playbooks, understudy } }
      return changes
    },
    async close() {
      await baton.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** Houses of one candidate: each serves one case at a time, and at most `most` are built. */
export interface HousePool {
  with<T>(use: (house: House) => Promise<T>, signal: AbortSignal): Promise<T>
  readonly first: House
  close(): Promise<void>
}

export async function openPool(setting: Setting): Promise<HousePool> {
  // Without a model a turn is all computing, and a second house would only wait for the same core.
  const most =
    setting.candidate.performer.kind === 'understudy' ? 1 : Math.min(4, setting.concurrency)
  const first = await openHouse(setting)
  const all = new Set([first])
  const free = [first]
  const waiting: ((house: House) => void)[] = []
  let built = 1

  async function take(): Promise<House> {
    const house = free.pop()
    if (house) return house
    if (built < most) {
      built++
      const made = await openHouse(setting)
      all.add(made)
      return made
    }
    return new Promise((resolve) => waiting.push(resolve))
  }
  function giveBack(house: House): void {
    const next = waiting.shift()
    if (next) next(house)
    else free.push(house)
  }

  return {
    first,
    async with(use, signal) {
      const house = await take()
      try {
        await house.reset()
        const result = await use(house)
        giveBack(house)
        return result
      } catch (error) {
        if (signal.aborted) {
          // A turn of it may go on for a while: nobody else is to live with that.
          all.delete(house)
          void house.close().catch(() => {})
          const fresh = await openHouse(setting)
          all.add(fresh)
          giveBack(fresh)
        } else giveBack(house)
        throw error
      }
    },
    async close() {
      await Promise.all([...all].map((house) => house.close()))
    },
  }
}
