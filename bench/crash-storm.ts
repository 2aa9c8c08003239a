import { spawnSync } from 'node:child_process'
import { chmodSync, mkdtempSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { seedSampleShop } from '../src/connectors/sample-shop/seed.ts'
import { silentLog } from '../src/platform/log.ts'
import { makeFolder } from '../src/platform/folder.ts'
import { signLogin } from '../src/server/login.ts'
import type { Db } from '../src/store/db.ts'
import { migrate } from '../src/store/migrate.ts'
import { openPglite } from '../src/store/pglite.ts'
import { openPostgres } from '../src/store/postgres.ts'
import { startServer, type TestServer } from '../tests/server.ts'
import { seeded } from './bench.ts'
import { createCustomer, type Acknowledged, type CrashCustomer } from './crash-customer.ts'
import { judge, type Verdict } from './crash-judge.ts'
import { doubles, talks } from './turn-talks.ts'

export interface Storm {
  conversations: number
  kills: number
  /** The longest pause between two messages of one customer; most pauses are shorter. */
  longestPauseMs: number
  seed: number
  /** PostgreSQL to run on; the embedded database where it is null. */
  databaseUrl: string | null
  progress(words: string): void
}

export interface Stormed extends Verdict {
  messages: number
  /** Messages sent again with the same client id after they were acknowledged. */
  repeats: number
  /** Requests made again because the server died over them or was not there. */
  cutOff: number
}

const shopSecret = 'a secret of the sample shop, for the crash bench only'
/** After the last kill the customers go on this long, and then everything must come to rest in this time. */
const [afterwardsMs, quietMs] = [2000, 60_000]

const freePort = () =>
  new Promise<number>((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })

const openDb = (databaseUrl: string | null, folder: string): Promise<Db> =>
  databaseUrl
    ? openPostgres(databaseUrl, { log: silentLog, connections: 2 })
    : openPglite({ folder: join(folder, 'data/pg') })

/** A data folder and a database with a double of a sample customer for each conversation that needs one. */
async function prepare(storm: Storm): Promise<{ folder: string; logins: (string | null)[] }> {
  const folder = mkdtempSync(join(tmpdir(), 'baton-crash-'))
  makeFolder(join(folder, 'data'))
  const db = await openDb(storm.databaseUrl, folder)
  await migrate(db)
  await db.transaction((tx) => seedSampleShop(tx, new Date()))
  const logins: (string | null)[] = []
  for (let i = 0; i < storm.conversations; i++) logins.push(talks[i % talks.length]?.as ?? null)
  for (const of of new Set(logins)) {
    if (of === null) continue
    const ids = await doubles(db, of, logins.filter((login) => login === of).length)
    for (const [i, login] of logins.entries()) if (login === of) logins[i] = ids.shift() ?? null
  }
  await db.close()
  chmodSync(folder, 0o700)
  // The server runs as nobody, as in the tests.
  if (process.getuid?.() === 0) spawnSync('chown', ['-R', '65534:65534', folder])
  return { folder, logins }
}

/** Kills the server without warning, again and again, and starts it anew on the same data. */
async function killAgainAndAgain(
  first: TestServer,
  restart: () => Promise<TestServer>,
  { kills, progress }: Storm,
  random: () => number,
): Promise<TestServer> {
  let server = first
  for (let kill = 1; kill <= kills; kill++) {
    await sleep(200 + random() * 2300)
    await server.kill('SIGKILL')
    server = await restart()
    progress(`killed and started again, ${kill} of ${kills}`)
  }
  return server
}

/**
 * Customers write to the real server over HTTP while it is killed at random moments; then all of it is judged from
 * the database. Everything stays on this machine, and every wait has an end.
 */
export async function storm(it: Storm): Promise<Stormed> {
  const { folder, logins } = await prepare(it)
  const port = await freePort()
  const env = {
    BATON_SHOP_SECRET: shopSecret,
    BATON_SETTLE_MS: '100',
    BATON_LEASE_MS: '3000',
    LOG_LEVEL: 'error',
    ...(it.databaseUrl ? { DATABASE_URL: it.databaseUrl } : {}),
  }
  const start = () => startServer({ dataFolder: folder, port, env })
  let server = await start()
  try {
    const over = new AbortController()
    const customers = logins.map((shopCustomerId, i) => {
      const talk = talks[i % talks.length]
      const exp = Math.floor(Date.now() / 1000) + 3600
      return createCustomer({
        url: server.url,
        says: talk?.says ?? [],
        locale: talk?.locale ?? 'en',
        login: shopCustomerId ? signLogin({ sub: shopCustomerId, exp }, shopSecret) : null,
        random: seeded(it.seed + i),
        longestPauseMs: it.longestPauseMs,
      })
    })
    const writing = Promise.all(customers.map((customer) => customer.write(over.signal)))
    // A customer who fails while the server is being killed must fail the storm, not the process.
    writing.catch(() => {})
    server = await killAgainAndAgain(server, start, it, seeded(it.seed))
    await sleep(afterwardsMs)
    over.abort()
    const acknowledged: Acknowledged[] = (await writing).flat()
    it.progress(`${acknowledged.length} messages acknowledged; waiting for quiet`)
    const deadline = Date.now() + quietMs
    const restless = new Set(customers)
    while (restless.size > 0 && Date.now() < deadline) {
      for (const customer of restless) if (await customer.isAnswered()) restless.delete(customer)
      if (restless.size > 0) await sleep(250)
    }
    await server.kill('SIGTERM')
    // A server that was killed last must not look better than one that was stopped: the rows decide.
    const db = await openDb(it.databaseUrl, folder)
    try {
      const verdict = await judge(db, acknowledged)
      const total = (of: (customer: CrashCustomer) => number) =>
        customers.reduce((sum, customer) => sum + of(customer), 0)
      return {
        messages: acknowledged.length,
        repeats: total((customer) => customer.repeats()),
        cutOff: total((customer) => customer.cutOff()),
        ...verdict,
      }
    } finally {
      await db.close()
    }
  } finally {
    await server.stop()
  }
}
