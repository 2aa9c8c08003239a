import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileMessage } from '../src/conversation/inbox.ts'
import type { ConversationId } from '../src/domain/id.ts'
import { readConfig } from '../src/platform/config.ts'
import { silentLog } from '../src/platform/log.ts'
import { wire, type Baton } from '../src/wire.ts'
import { startCluster, type Cluster } from '../tests/cluster.ts'
import { quantile, rounded, seeded, type BenchOptions, type BenchResult } from './bench.ts'
import { sharesOf } from './floors.ts'
import { serverCpuMs } from './server-cpu.ts'
import { listenTo, type Heard } from './turn-statements.ts'
import { doubles, open, talks, type Talk } from './turn-talks.ts'

/**
 * Whole durable turns by the understudy: a message is filed, its turn taken, its reply committed. The product as
 * `wire` puts it together, without HTTP; the load generator is in the same process. Bursts do not settle
 * (`settleMs` 0), for a customer here writes one message and waits.
 */

const seed = 20261121
const patienceMs = 120_000

interface Planned {
  id: ConversationId
  talk: Talk
}
interface Stage {
  baton: Baton
  /** The database server's process; null where it is this one. */
  serverPid: number | null
  hear: () => Heard
  mix: readonly Talk[]
}
interface Timing {
  /** From the call that files the message to the committed reply. */
  ms: number
  /** Of these, from the claimed turn to the committed reply. */
  turnMs: number
}

let messages = 0

/** Signs that nobody sees, other ones for every message: the ten talks repeat, and what was read before is remembered. */
const unlikeAnyOther = (): string =>
  (messages++)
    .toString(4)
    .replaceAll(/\d/g, (digit) => String.fromCodePoint(0x200b + Number(digit)))

/** Says one thing and resolves when the reply to it is committed. */
function say(
  { inbox }: Baton,
  id: ConversationId,
  text: string,
  filedBefore = performance.now(),
): Promise<Timing> {
  return new Promise((resolve, reject) => {
    let claimedAt = filedBefore
    let logged = 0
    const patience = setTimeout(
      () => end(() => reject(new Error(`${id} has had no answer to: ${text}`))),
      patienceMs,
    )
    const end = (settle: () => void) => {
      clearTimeout(patience)
      stopListening()
      settle()
    }
    const stopListening = inbox.live.subscribe(id, (signal) => {
      const now = performance.now()
      if (signal.kind === 'typing') claimedAt = now
      // The filed message is logged first, its answer second.
      if (signal.kind === 'logged' && ++logged === 2)
        end(() => resolve({ ms: now - filedBefore, turnMs: now - claimedAt }))
    })
    fileMessage(inbox, id, {
      text: `${text}${unlikeAnyOther()}`,
      clientMessageId: null,
      attachments: [],
      pressedConsent: null,
    }).catch((error: unknown) => end(() => reject(error)))
  })
}

/** Plays every talk once, alone; a talk ends where it was handed to a person, for then nobody answers here. */
async function rehearse(baton: Baton): Promise<Talk[]> {
  const played: Talk[] = []
  for (const talk of talks) {
    const [as] = talk.as ? await doublesOf(baton, talk.as, 1) : []
    const id = await open(baton, talk, as ?? null)
    const says: string[] = []
    for (const text of talk.says) {
      says.push(text)
      await say(baton, id, text)
      const [row] = await baton.db.query(
        `select holder ->> 'kind' as kind from conversations where id = $1`,
        [id],
      )
      if (row?.['kind'] !== 'agent') break
    }
    played.push({ ...talk, says })
  }
  return played
}

const taken = new WeakMap<Baton, Map<string, string[]>>()

/** Doubles that no conversation has used yet. */
async function doublesOf(baton: Baton, of: string, count: number): Promise<string[]> {
  const kept = taken.get(baton) ?? new Map<string, string[]>()
  taken.set(baton, kept)
  const ids = kept.get(of) ?? (await doubles(baton.db, of, 2000))
  kept.set(of, ids)
  if (ids.length < count) throw new Error(`no double of ${of} is left`)
  return ids.splice(0, count)
}

/** Opens this many conversations, each with a talk drawn under the seed. */
async function plan(baton: Baton, mix: readonly Talk[], count: number): Promise<Planned[]> {
  const random = seeded(seed + count)
  const planned: Planned[] = []
  for (let i = 0; i < count; i++) {
    const talk = mix[Math.floor(random() * mix.length)]
    if (!talk) continue
    const [as] = talk.as ? await doublesOf(baton, talk.as, 1) : []
    planned.push({ id: await open(baton, talk, as ?? null), talk })
  }
  return planned
}

/** Plays conversations, this many at once, each writing on as soon as it is answered. */
async function playAll(
  { baton, serverPid }: Pick<Stage, 'baton' | 'serverPid'>,
  planned: readonly Planned[],
  atOnce: number,
) {
  const waiting = [...planned]
  const timings: Timing[] = []
  const next = async (): Promise<void> => {
    for (let one = waiting.shift(); one; one = waiting.shift()) {
      for (const text of one.talk.says) timings.push(await say(baton, one.id, text))
    }
  }
  const cpuBefore = process.cpuUsage()
  const serverBefore = serverCpuMs(serverPid)
  const startedAt = performance.now()
  await Promise.all(Array.from({ length: atOnce }, next))
  const seconds = (performance.now() - startedAt) / 1000
  const { user, system } = process.cpuUsage(cpuBefore)
  const serverAfter = serverCpuMs(serverPid)
  return {
    timings,
    seconds,
    cpuMs: (user + system) / 1000,
    serverMs: serverAfter === null || serverBefore === null ? null : serverAfter - serverBefore,
  }
}

/** Every message of these conversations must have been answered once: a bench of lost turns would measure nothing. */
async function mustBeAnswered({ db }: Baton, planned: readonly Planned[]): Promise<void> {
  const [row] = await db.query(
    `select count(*) filter (where answers = 1)::int as once, count(*)::int as all from (
       select (select count(*) from messages r where r.conversation_id = m.conversation_id and m.id = any(r.answers)) as answers
         from messages m where m.author = 'customer' and m.conversation_id = any($1::text[])) counted`,
    [planned.map(({ id }) => id)],
  )
  const said = planned.reduce((sum, { talk }) => sum + talk.says.length, 0)
  if (row?.['once'] !== said || row['all'] !== said)
    throw new Error(`of ${said} messages, ${String(row?.['once'])} were answered exactly once`)
}

function statementsOf({ statements, commits, shopStatements, byKind }: Heard, turns: number) {
  const per = (count: number) => rounded(count / turns, 2)
  return {
    statementsPerTurn: per(statements),
    commitsPerTurn: per(commits),
    shopStatementsPerTurn: per(shopStatements),
    statementMsPerTurn: rounded(
      [...byKind.values()].reduce((sum, { ms }) => sum + ms, 0) / turns,
      2,
    ),
    byKind: Object.fromEntries(
      [...byKind]
        .toSorted((a, b) => b[1].ms - a[1].ms)
        .map(([kind, { count, ms }]) => [
          kind,
          { perTurn: per(count), meanMs: rounded(ms / count, 2) },
        ]),
    ),
  }
}

/** One engine and one number of conversations at once: throughput first, then the floors under the profiler. */
async function measure(
  stage: Stage,
  { atOnce, conversations }: { atOnce: number; conversations: number },
) {
  const { baton, hear, mix } = stage
  const planned = await plan(baton, mix, conversations)
  hear()
  const { timings, seconds, cpuMs, serverMs } = await playAll(stage, planned, atOnce)
  const heard = hear()
  await mustBeAnswered(baton, planned)

  const sampled = await plan(baton, mix, Math.ceil(conversations / 3))
  const cpuShareByFloor = await sharesOf(async () => void (await playAll(stage, sampled, atOnce)))
  const ms = timings.map((timing) => timing.ms)
  const turnMs = timings.map((timing) => timing.turnMs)
  return {
    atOnce,
    turns: timings.length,
    turnsPerSecond: rounded(timings.length / seconds, 1),
    cpuMsPerTurn: {
      baton: rounded(cpuMs / timings.length, 2),
      postgres: serverMs === null ? null : rounded(serverMs / timings.length, 2),
    },
    /** From filing to committed reply. */
    latencyMs: { p50: rounded(quantile(ms, 0.5), 1), p99: rounded(quantile(ms, 0.99), 1) },
    /** From the claimed turn to the committed reply. */
    claimedMs: { p50: rounded(quantile(turnMs, 0.5), 1), p99: rounded(quantile(turnMs, 0.99), 1) },
    database: statementsOf(heard, timings.length),
    cpuShareByFloor,
  }
}

/** The product on one engine, from an empty database. */
async function onEngine(cluster: Cluster | null, { short, progress }: BenchOptions) {
  const engine = cluster ? 'PostgreSQL' : 'PGlite'
  const folder = mkdtempSync(join(tmpdir(), 'baton-bench-'))
  const baton = await wire({
    config: readConfig({
      BATON_DATA: folder,
      BATON_CACHE: join(tmpdir(), 'baton-bench-cache'),
      BATON_SETTLE_MS: '0',
      DATABASE_URL: cluster?.url ?? '',
    }),
    log: silentLog,
  })
  try {
    const hear = listenTo(baton.db)
    baton.startWorker()
    const stage = { baton, serverPid: cluster?.pid ?? null, hear, mix: await rehearse(baton) }
    await playAll(stage, await plan(baton, stage.mix, 300), 50)
    const runs = short
      ? [{ atOnce: 50, conversations: 300 }]
      : [
          { atOnce: 200, conversations: 1200 },
          { atOnce: 1000, conversations: 2000 },
        ]
    const measured = []
    for (const run of runs) {
      const result = await measure(stage, run)
      progress(`${engine}, ${run.atOnce} at once: ${result.turnsPerSecond} turns/s`)
      measured.push(result)
    }
    const [row] = await baton.db.query('show server_version')
    return { engine, version: String(row?.['server_version']), runs: measured }
  } finally {
    await baton.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

export async function bench(options: BenchOptions): Promise<BenchResult> {
  const engines = []
  const cluster = await startCluster({ fsync: true })
  if (!cluster) options.progress('PostgreSQL is not installed: its half is left out')
  try {
    if (cluster) engines.push(await onEngine(cluster, options))
    engines.push(await onEngine(null, options))
  } finally {
    await cluster?.stop()
  }
  return {
    workload:
      'customers in a mix of ten talks (stuck parcel with urge and coupon, where is my order, questions, greetings), each writing on when answered; settleMs 0, filing and load generator in the same process, PostgreSQL on the same machine with fsync on',
    seed,
    engines,
  }
}
