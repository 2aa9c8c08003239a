import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Performer } from '../../src/agents/performer.ts'
import { loadPlaybooks, type ReadBefore } from '../../src/agents/playbooks/playbooks.ts'
import type { Ending } from '../../src/conversation/reply.ts'
import { createUnderstudy } from '../../src/agents/understudy/understudy.ts'
import { takeTurn, type TurnDeps } from '../../src/conversation/turn.ts'
import { ConversationId } from '../../src/domain/id.ts'
import type { Playbook } from '../../src/domain/playbook.ts'
import { readConfig } from '../../src/platform/config.ts'
import { silentLog } from '../../src/platform/log.ts'
import { loadArticles } from '../../src/retrieval/knowledge.ts'
import { listened, saysTheSame } from './again/asked.ts'
import { playFrom, recordOnto, type Tape } from './again/tape.ts'
import { witnessOf } from './covered/witness.ts'
import { evalClock, type EvalClock } from './eval-clock.ts'
import { firstDayOf } from './first-day.ts'
import { wire, type Baton } from '../../src/wire.ts'
import { readOnce } from './read-once.ts'
import { listening, nothingSeen, watched, type Seen } from './seen.ts'
import type { Setting } from './task.ts'
import type { Played } from './trace.ts'
import { openTables } from './template.ts'
import { changesBetween, type Change } from './watch/touched.ts'

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
  /** Takes the turn that is due in a conversation, by this house or what stands in its place. */
  takeTurn(by: TurnDeps, id: ConversationId, signal: AbortSignal): Promise<Ending>
  /**
   * Whether everything that was seen would come about in the same way by what is in force now, gone through without the database; then
   * what of playbooks was played, else null. Null, too, where nothing was remembered.
   */
  again(seen: Seen): Promise<Played | null>
  /** Reads the playbooks and the articles again, and tells what of the playbooks is another than before. @throws BatonError for those that do not fit */
  reload(): Promise<Change[]>
  close(): Promise<void>
}

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

/** Builds a house for one candidate. @throws BatonError for playbooks or settings that do not fit. */
export async function openHouse(setting: Setting): Promise<House> {
  const { candidate, cacheFolder, mcpFile, remembers = false } = setting
  const folder = mkdtempSync(join(tmpdir(), 'baton-eval-'))
  const clock = evalClock()
  let seen = nothingSeen()
  /** Counts the changes of the articles. */
  let edition = 0
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
    ...(remembers && {
      hearKnowledge: (knowledge) =>
        listened(knowledge, { clock, edition: () => edition }, (it) => void seen.asked.push(it)),
    }),
  })
  const firstDay = firstDayOf(baton.db)
  const readBefore: ReadBefore = new Map()
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
    reader: listening(readOnce(reader), () => seen),
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
      if (at) clock.set(at)
      seen = nothingSeen()
      await firstDay.returnTo(clock())
    },
    async takeTurn(by, id, signal) {
      if (!remembers) return takeTurn(by, id, signal)
      const tape: Tape = { conversation: id, at: clock(), heard: [] }
      seen.tapes.push(tape)
      seen.by = by
      return takeTurn(recordOnto(tape, by), id, signal)
    },
    async again(before) {
      const { asked, tapes } = before
      seen = nothingSeen()
      if (tapes.length === 0) return null
      const now = { edition, setClock: (at: Date) => clock.set(at) }
      if (!(await saysTheSame(baton.knowledge, asked, now))) return null
      if (before.by === turn) return before.played
      for (const tape of tapes) {
        const { deps, isTheSame } = playFrom(tape, turn)
        const never = new AbortController().signal
        await takeTurn(deps, ConversationId.parse(tape.conversation), never).catch(() => {})
        if (!isTheSame()) return null
      }
      before.by = turn
      before.played = seen.played
      return seen.played
    },
    async reload() {
      const articles = await loadArticles(candidate.knowledgeFile)
      const { added, changed, removed } = await baton.knowledge.importArticles(articles)
      if (added + changed + removed > 0) edition++
      const playbooks = await loadPlaybooks(
        candidate.playbooksFolder,
        agent.toolbox.tools,
        readBefore,
      )
      const changes = changesBetween(turn.playbooks, playbooks)
      // The same as before is the same object: what was taken by it need not be gone through.
      if (changes.length === 0) return changes
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
