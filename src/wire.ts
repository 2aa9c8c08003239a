import { randomBytes } from 'node:crypto'
import { hostname } from 'node:os'
import { dirname, join } from 'node:path'
import { loadPlaybooks } from './agents/playbooks/playbooks.ts'
import { createUnderstudy } from './agents/understudy/understudy.ts'
import type { Channel } from './channels/channel.ts'
import { webhookChannel } from './channels/webhook.ts'
import { listSampleShop } from './connectors/sample-shop/list.ts'
import type { McpTools } from './connectors/mcp/tools.ts'
import { resetSampleShop } from './connectors/sample-shop/reset.ts'
import { deliverReply } from './conversation/deliver.ts'
import { acknowledgeWait } from './conversation/acknowledge.ts'
import type { DeskDeps } from './conversation/at-desk.ts'
import type { InboxDeps } from './conversation/inbox.ts'
import { recallFromVanished } from './conversation/recall.ts'
import { sendOutgoing } from './conversation/send-outgoing.ts'
import { routeWaiting } from './conversation/route.ts'
import { sweep } from './conversation/sweep.ts'
import { tendPromise } from './conversation/tend-promise.ts'
import { takeTurn, type TurnDeps } from './conversation/turn.ts'
import { watchClocks } from './conversation/watch-clocks.ts'
import { writeLead, type LeadDeps } from './conversation/write-lead.ts'
import { BatonError } from './domain/error.ts'
import { ConversationId } from './domain/id.ts'
import type { Outlet } from './domain/outlet.ts'
import type { Queue } from './domain/queue.ts'
import { loadDeskSettings } from './handoff/desk-settings.ts'
import { createRouter } from './handoff/routing.ts'
import { loadSettings } from './handoff/settings-file.ts'
import { systemClock, type Clock } from './platform/clock.ts'
import type { Config } from './platform/config.ts'
import { keptSecret, makeFolder } from './platform/folder.ts'
import { createLive } from './platform/live.ts'
import type { Log } from './platform/log.ts'
import { createKnowledge, type Knowledge } from './retrieval/knowledge.ts'
import type { Db } from './store/db.ts'
import { settleEffect, beginEffect } from './store/effects.ts'
import { releaseAllLeases } from './store/jobs.ts'
import { migrate } from './store/migrate.ts'
import { proofLedger } from './store/proofs.ts'
import { loadBooks } from './tools/presales-tools.ts'
import { shopTools } from './tools/shop-tools.ts'
import { createToolbox } from './tools/toolbox.ts'
import { openCorrections } from './understanding/learning/corrections.ts'
import {
  createLearningReader,
  type LearningReader,
} from './understanding/learning/learning-reader.ts'
import { loadLeadWeights } from './wire/lead-weights.ts'
import { openDb, openIndex, openQueue } from './wire/engines.ts'
import { openOutlets } from './wire/outlets.ts'
import {
  fillKnowledge,
  modelBriefWriter,
  modelPerformer,
  openOutside,
  openShop,
} from './wire/systems.ts'

/** How long a model may take over its own time before the whole turn is given up. */
const turnSlackMs = 30_000
const sweepEveryMs = 5000

export interface Wiring {
  config: Config
  log: Log
  clock?: Clock
  /** An open database instead of the configured one: for evals, which want theirs in memory. Closed by `stop`. */
  database?: Db
  /** Stands between the tools and the knowledge base: for evals, which write down what is asked of it. */
  hearKnowledge?: (knowledge: Knowledge) => Knowledge
  /** Told of each step of setting up, with what it is called. */
  onStep?: (step: string) => void
}

/** The whole product, put together and not yet started. */
export interface Baton {
  readonly config: Config
  readonly db: Db
  readonly clock: Clock
  readonly log: Log
  readonly inbox: InboxDeps
  readonly turn: TurnDeps
  readonly desk: DeskDeps
  readonly leads: LeadDeps
  readonly knowledge: Knowledge
  readonly reader: LearningReader
  readonly channels: ReadonlyMap<string, Channel>
  readonly shopSecret: string
  /** Everyone in the sample shop, with their orders and proofs. */
  listShop(): ReturnType<typeof listSampleShop>
  /** Puts the sample shop back to its first state, dated from now; conversations are kept. */
  resetShop(): Promise<void>
  /** Begins to work: turns, deliveries, the sweep. */
  startWorker(): void
  /** Finishes or hands back the turns in flight, then lets everything go. */
  stop(): Promise<void>
}

/**
 * Puts Baton together: the one place that picks engines.
 * @throws BatonError for what is configured and cannot be: an engine that does not answer, a folder in use, faulty playbooks.
 */
export async function wire({
  config,
  log,
  clock = systemClock,
  database,
  hearKnowledge = (knowledge) => knowledge,
  onStep = () => {},
}: Wiring): Promise<Baton> {
  const handoff = await loadSettings(config.handoffFile)
  const deskSettings = await loadDeskSettings(config.deskFile)
  const leadWeights = await loadLeadWeights(config.leadWeightsFile)
  makeFolder(config.dataFolder)
  onStep(config.databaseUrl ? 'connecting to PostgreSQL' : 'opening the embedded database')
  const { db, unlock } = database ? { db: database, unlock: () => {} } : await openDb(config, log)
  let queue: Queue | undefined
  try {
    const applied = await migrate(db)
    if (applied.length > 0) onStep(`applied ${applied.join(', ')}`)
    if (db.engine === 'pglite') await releaseAllLeases(db)
    const shop = await openShop(config, { db, clock, log, onStep })

    onStep('indexing the knowledge base')
    const knowledge = createKnowledge({ index: await openIndex(config, clock), clock })
    await fillKnowledge(knowledge, db, config, clock)
    onStep('training the reader')
    const reader = createLearningReader(
      { trainingFolder: config.trainingFolder, cacheFolder: config.cacheFolder },
      openCorrections(join(config.dataFolder, 'corrections.jsonl')),
    )

    const outside = await openOutside(config, log)
    const toolbox = createToolbox({
      tools: shopTools(
        {
          ...shop,
          ...(await loadBooks(dirname(config.knowledgeFile))),
          knowledge: hearKnowledge(knowledge),
        },
        outside.tools,
      ),
      ledger: {
        begin: (effect) => beginEffect(db, effect),
        settle: (id, status, result, at) => settleEffect(db, id, status, result, at),
      },
      proofs: ({ conversationId, now }) => proofLedger(db, conversationId, now),
      clock,
      log,
    })
    const playbooks = await loadPlaybooks(config.playbooksFolder, toolbox.tools)
    const channels = new Map<string, Channel>()
    if (config.webhook) channels.set('webhook', webhookChannel({ ...config.webhook, clock }))

    const live = createLive()
    if (config.redisUrl) onStep('connecting to Redis')
    queue = await openQueue(config, {
      db,
      clock,
      log,
      concurrency: config.concurrency,
      leaseMs: config.leaseMs,
    })
    const inbox: InboxDeps = { db, clock, queue, live, settleMs: config.settleMs }
    const { notices, leadTargets, outlets } = await openOutlets(config, { crm: shop.crm, clock })
    const desk: DeskDeps = {
      db,
      clock,
      live,
      queue,
      handoff,
      desk: deskSettings,
      router: createRouter(Math.trunc(Math.random() * 2 ** 31)),
      timeZone: config.timeZone,
      notices,
    }
    const turn: TurnDeps = {
      db,
      clock,
      log,
      live,
      queue,
      reader,
      orders: shop.orders,
      accounts: shop.accounts,
      playbooks,
      agent: {
        toolbox,
        playbooks,
        log,
        understudy: createUnderstudy({ playbooks, timeZone: config.timeZone }),
        model: await modelPerformer(config, toolbox.tools, clock, handoff),
      },
      handoff,
      desk: deskSettings,
      timeZone: config.timeZone,
      owner: `${hostname()} ${process.pid} ${randomBytes(4).toString('hex')}`,
      leaseMs: config.leaseMs,
      turnMs: (config.model ? (config.model.timeoutMs ?? handoff.modelMs) : 0) + turnSlackMs,
    }
    return assemble({
      config,
      db,
      clock,
      log,
      inbox,
      turn,
      desk,
      leads: {
        ...desk,
        log,
        reader,
        orders: shop.orders,
        knowledge,
        leadTargets,
        leadWeights,
        briefWriter: await modelBriefWriter(config),
      },
      knowledge,
      reader,
      channels,
      queue,
      outlets,
      outside,
      unlock,
    })
  } catch (error) {
    await queue?.stop(0)
    await db.close()
    unlock()
    throw error
  }
}

type Parts = Omit<Baton, 'startWorker' | 'stop' | 'shopSecret' | 'listShop' | 'resetShop'> & {
  queue: Queue
  outlets: ReadonlyMap<string, Outlet>
  outside: McpTools
  unlock: () => void
}

function assemble({ queue, outlets, outside, unlock, ...parts }: Parts): Baton {
  const { config, db, clock, log, turn, channels, desk } = parts
  const shutdown = new AbortController()
  let sweeping: NodeJS.Timeout | undefined

  return {
    ...parts,
    listShop: () => listSampleShop(db, clock()),
    resetShop: async () => {
      if (config.shop)
        throw new BatonError(
          'conflict',
          'A shop of your own is configured; there is no sample shop.',
        )
      await db.transaction((tx) => resetSampleShop(tx, clock()))
    },
    shopSecret: config.shopSecret ?? keptSecret(config.dataFolder, 'shop-secret'),
    startWorker() {
      queue.start({
        'take-turn': async (subject) =>
          void (await takeTurn(turn, ConversationId.parse(subject), shutdown.signal)),
        'deliver-reply': (subject, attempt) =>
          deliverReply({ db, clock, log, channels }, subject, attempt),
        'route-desk': (subject) => routeWaiting(desk, subject),
        'acknowledge-wait': (subject) => acknowledgeWait(desk, subject),
        'recall-operator': (subject) => recallFromVanished(desk, subject),
        'tend-promise': (subject) => tendPromise(desk, subject),
        'watch-clocks': (subject) => watchClocks(desk, subject),
        'send-outgoing': (subject) => sendOutgoing({ db, clock, log, queue, outlets }, subject),
        'write-lead-brief': (subject) => writeLead(parts.leads, subject),
      })
      const look = () =>
        sweep({
          db,
          clock,
          log,
          queue,
          graceMs: config.leaseMs,
          vanishMs: desk.desk.vanishMinutes * 60_000,
        }).catch((error: unknown) => log.error({ err: error }, 'the sweep failed'))
      void look()
      sweeping = setInterval(() => void look(), sweepEveryMs)
    },
    async stop() {
      clearInterval(sweeping)
      // Turns get half of the time to finish; then they are handed back.
      const grace = setTimeout(
        () => shutdown.abort(new BatonError('unavailable', 'shutting down')),
        config.shutdownMs / 2,
      )
      await queue.stop(config.shutdownMs)
      await parts.reader.close()
      clearTimeout(grace)
      await outside.close()
      await db.close()
      unlock()
    },
  }
}
