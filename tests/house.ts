import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { AgentDeps } from '../src/agents/agent.ts'
import { createUnderstudy } from '../src/agents/understudy/understudy.ts'
import { loadPlaybooks } from '../src/agents/playbooks/playbooks.ts'
import type { Performer } from '../src/agents/performer.ts'
import { sampleShop } from '../src/connectors/sample-shop/shop.ts'
import { listSampleShop } from '../src/connectors/sample-shop/list.ts'
import { seedSampleShop } from '../src/connectors/sample-shop/seed.ts'
import type { DeskDeps } from '../src/conversation/at-desk.ts'
import { fileMessage, type InboxDeps } from '../src/conversation/inbox.ts'
import { newcomer } from '../src/cli/operator.ts'
import { hashToken, openConversation, type Opening } from '../src/conversation/open.ts'
import type { Ending } from '../src/conversation/reply.ts'
import type { LeadDeps } from '../src/conversation/write-lead.ts'
import { takeTurn, type TurnDeps } from '../src/conversation/turn.ts'
import { OperatorId, type ConsentId, type ConversationId } from '../src/domain/id.ts'
import type { Locale } from '../src/domain/locale.ts'
import type { Message } from '../src/domain/message.ts'
import type { OperatorProfile } from '../src/domain/operator.ts'
import { standardDesk } from '../src/handoff/desk-settings.ts'
import { createRouter } from '../src/handoff/routing.ts'
import { standardWeights } from '../src/leads/grade-weights.ts'
import { standardSettings } from '../src/handoff/settings.ts'
import { createLive } from '../src/platform/live.ts'
import { silentLog } from '../src/platform/log.ts'
import { createEmbeddedIndex } from '../src/retrieval/index/embedded.ts'
import { createKnowledge, loadArticles, type Knowledge } from '../src/retrieval/knowledge.ts'
import type { Db } from '../src/store/db.ts'
import { beginEffect, settleEffect } from '../src/store/effects.ts'
import { proofLedger } from '../src/store/proofs.ts'
import { messagesAfter } from '../src/store/messages.ts'
import { findOperatorByToken, insertOperator } from '../src/store/operators.ts'
import { loadBooks } from '../src/tools/presales-tools.ts'
import { shopTools } from '../src/tools/shop-tools.ts'
import { createToolbox, type Toolbox } from '../src/tools/toolbox.ts'
import { createReader } from '../src/understanding/reader.ts'
import type { Reader } from '../src/domain/reading.ts'
import { testReader } from './reader.ts'

const root = join(import.meta.dirname, '..')

/** One reader and one knowledge base for all tests of a process: neither is changed by use. */
const readerOnce = once((): Reader => createReader(testReader))
const knowledgeOnce = once(async (): Promise<Knowledge> => {
  const knowledge = createKnowledge({ index: createEmbeddedIndex(), clock: () => new Date() })
  await knowledge.importArticles(await loadArticles(join(root, 'knowledge/voyager-goods.jsonl')))
  return knowledge
})

function once<T>(make: () => T): () => T {
  let made: { value: T } | undefined
  return () => (made ??= { value: make() }).value
}

/** A moment that tests move. */
export interface TestClock {
  (): Date
  advance(ms: number): void
}

export function testClock(start = '2026-11-21T08:00:00Z'): TestClock {
  let now = new Date(start).getTime()
  return Object.assign(() => new Date(now), {
    advance: (ms: number) => {
      now += ms
    },
  })
}

/** The whole house in one process, on the sample shop, without HTTP: turns are taken when the test says so. */
export interface House {
  db: Db
  clock: TestClock
  inbox: InboxDeps
  turn: TurnDeps
  desk: DeskDeps
  toolbox: Toolbox
  /** Orders of the sample shop by customer id, newest first, with their proofs. */
  orders: Map<string, { number: string; phoneTail: string }[]>
}

export async function buildHouse(
  db: Db,
  {
    model = null,
    wrap = (deps) => deps,
  }: {
    model?: ((toolbox: Toolbox) => Performer) | null
    wrap?: (deps: AgentDeps) => AgentDeps
  } = {},
): Promise<House> {
  const clock = testClock()
  await db.transaction((tx) => seedSampleShop(tx, clock()))
  const systems = sampleShop(db, clock)
  const toolbox = createToolbox({
    tools: shopTools({
      ...systems,
      ...(await loadBooks(join(root, 'knowledge'))),
      knowledge: await knowledgeOnce(),
    }),
    ledger: {
      begin: (effect) => beginEffect(db, effect),
      settle: (id, status, result, at) => settleEffect(db, id, status, result, at),
    },
    proofs: ({ conversationId, now }) => proofLedger(db, conversationId, now),
    clock,
    log: silentLog,
  })
  const playbooks = await loadPlaybooks(join(root, 'playbooks'), toolbox.tools)
  const timeZone = 'Asia/Shanghai'
  const live = createLive()
  const queue = { nudge: () => {} }
  const agent = wrap({
    toolbox,
    playbooks,
    log: silentLog,
    model: model?.(toolbox) ?? null,
    understudy: createUnderstudy({ playbooks, timeZone }),
  })
  const turn: TurnDeps = {
    db,
    clock,
    log: silentLog,
    live,
    queue,
    reader: readerOnce(),
    orders: systems.orders,
    accounts: systems.accounts,
    playbooks,
    agent,
    handoff: standardSettings,
    desk: standardDesk,
    timeZone,
    owner: 'test',
    leaseMs: 15_000,
    turnMs: 20_000,
  }
  const shop = await listSampleShop(db, clock())
  return {
    db,
    clock,
    turn,
    desk: {
      db,
      clock,
      live,
      queue,
      handoff: standardSettings,
      desk: standardDesk,
      router: createRouter(1),
      notices: [],
      timeZone,
    },
    toolbox,
    inbox: { db, clock, queue, live, settleMs: 300 },
    orders: new Map(
      shop.map((customer) => [
        customer.id,
        customer.orders.map(({ number, proof }) => ({ number, phoneTail: proof.phoneTail })),
      ]),
    ),
  }
}

/** What writing briefs needs, without a model. */
export const leadDeps = (house: House): LeadDeps => ({
  ...house.desk,
  log: silentLog,
  reader: house.turn.reader,
  orders: house.turn.orders,
  knowledge: { ask: () => Promise.resolve({ answer: null, hits: [] }) },
  leadTargets: ['crm'],
  leadWeights: standardWeights,
  briefWriter: null,
})

/** Somebody at the desk, seen now. */
export async function operatorAt(
  { db, clock }: Pick<House, 'db' | 'clock'>,
  name: string,
  profile: Partial<OperatorProfile> = {},
): Promise<OperatorId> {
  const id = OperatorId.make(clock().getTime())
  await insertOperator(db, {
    id,
    name,
    tokenHash: hashToken(name),
    ...newcomer,
    ...profile,
    at: clock(),
  })
  await findOperatorByToken(db, hashToken(name), clock(), clock())
  return id
}

/** One customer in one conversation. */
export interface Talk {
  id: ConversationId
  /** Files a message and takes no turn. */
  write(text: string, pressedConsent?: ConsentId): Promise<void>
  /** Takes the turn that is due. */
  turn(): Promise<Ending>
  /** Says something, takes the turn, and returns what the agent answered. */
  say(text: string, pressedConsent?: ConsentId): Promise<string>
  messages(): Promise<Message[]>
  /** Writes that were done in this conversation, by tool. */
  effects(): Promise<string[]>
  /** The questions that nothing in the library answered, as they are kept. */
  gaps(): Promise<string[]>
  row(): Promise<Record<string, unknown>>
}

export async function talk(
  house: House,
  opening: { locale?: Locale; login?: string } = {},
): Promise<Talk> {
  const login: Opening['login'] = opening.login
    ? { shopCustomerId: opening.login, name: null, email: null, phone: null }
    : null
  const { id } = await openConversation(house, {
    channel: 'web',
    address: null,
    locale: opening.locale ?? 'zh',
    login,
    claims: {},
  })
  const it: Talk = {
    id,
    async write(text, pressedConsent) {
      house.clock.advance(1000)
      await fileMessage(house.inbox, id, {
        text,
        clientMessageId: null,
        attachments: [],
        pressedConsent: pressedConsent ?? null,
      })
    },
    turn: () => takeTurn(house.turn, id, new AbortController().signal),
    async say(text, pressedConsent) {
      await it.write(text, pressedConsent)
      house.clock.advance(1000)
      await it.turn()
      const last = (await it.messages()).at(-1)
      return last?.author === 'agent' ? last.text : ''
    },
    messages: () => messagesAfter(house.db, id, null),
    async effects() {
      const rows = await house.db.query(
        `select tool from effects where conversation_id = $1 and status = 'done' order by at`,
        [id],
      )
      return rows.map((row) => String(row['tool']))
    },
    async gaps() {
      const rows = await house.db.query(
        'select question from gaps where conversation_id = $1 order by at',
        [id],
      )
      return rows.map((row) => String(row['question']))
    },
    async row() {
      const [row] = await house.db.query('select * from conversations where id = $1', [id])
      return row ?? {}
    },
  }
  return it
}

/** A folder that is removed when the test is over. */
export function temporaryFolder(): { path: string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), 'baton-test-'))
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) }
}
