import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { hashToken } from '../conversation/open.ts'
import { BatonError } from '../domain/error.ts'
import { OperatorId } from '../domain/id.ts'
import { readConfig, type Config } from '../platform/config.ts'
import { createLog } from '../platform/log.ts'
import { buildApp } from '../server/app.ts'
import { watchLog } from '../server/feed.ts'
import { findOperatorByName, insertOperator } from '../store/operators.ts'
import { wire, type Baton } from '../wire.ts'
import { newcomer } from './operator.ts'
import { serveControl, type RunHere } from './control.ts'

export const serveHelp = `baton serve [--only web|worker] [--port N]

Runs the product: the web and the worker, or one of them (with DATABASE_URL, any number of each).
`

const otherProcessesMs = 300

/** The operator of the embedded run: made at first start; the token lies in the data folder, mode 0600. */
async function ensureDemoOperator({ db, clock, config }: Baton): Promise<string | null> {
  const path = join(config.dataFolder, 'operator-token')
  if (db.engine !== 'pglite') return null
  if (!(await findOperatorByName(db, 'demo'))) {
    const token = existsSync(path)
      ? readFileSync(path, 'utf8')
      : randomBytes(24).toString('base64url')
    writeFileSync(path, token, { mode: 0o600 })
    const at = clock()
    await insertOperator(db, {
      id: OperatorId.make(at.getTime()),
      name: 'demo',
      tokenHash: hashToken(token),
      ...newcomer,
      at,
    })
  }
  return path
}

function report(
  config: Config,
  url: string | null,
  operatorTokenAt: string | null,
  startedAt: number,
): string {
  const engine = config.databaseUrl ? 'PostgreSQL' : `the embedded database in ${config.dataFolder}`
  const jobs = config.redisUrl ? 'Bull on Redis' : 'the job table'
  const performer = config.model
    ? `the model ${config.model.name}, with the understudy behind it`
    : 'the understudy (no model configured)'
  const lines = [
    url ? `Baton is ready on ${url}` : 'Baton’s worker is running',
    `  truth: ${engine}; jobs: ${jobs}; performer: ${performer}; ready in ${((performance.now() - startedAt) / 1000).toFixed(1)} s`,
  ]
  if (operatorTokenAt) lines.push(`  operator token: ${operatorTokenAt}`)
  return `${lines.join('\n')}\n`
}

/** `baton serve`: runs until it is told to stop, then finishes or hands back the turns in flight. */
export async function serve(args: string[], runHere: RunHere): Promise<number> {
  const startedAt = performance.now()
  const { values } = parseArgs({
    args,
    options: { only: { type: 'string' }, port: { type: 'string' } },
  })
  if (values.only !== undefined && values.only !== 'web' && values.only !== 'worker') {
    throw new BatonError('invalid', `--only must be web or worker.\n\n${serveHelp}`)
  }
  const config = readConfig(values.port === undefined ? {} : { PORT: values.port })
  if (values.only && !config.databaseUrl) {
    throw new BatonError(
      'invalid',
      '--only needs DATABASE_URL: the embedded database has one process.',
    )
  }
  const log = createLog(config.logLevel)
  const baton = await wire({
    config,
    log,
    onStep: (step) => process.stderr.write(`baton: ${step}\n`),
  })

  let ready = true
  const web = values.only !== 'worker'
  const app = web
    ? await buildApp({
        ...baton.inbox,
        ...config,
        log,
        desk: baton.desk,
        orders: baton.turn.orders,
        channels: baton.channels,
        shopSecret: baton.shopSecret,
        ready: () => ready,
      })
    : null
  const url = app ? await listen(app, config) : null
  const stopWatching =
    web && config.databaseUrl ? watchLog({ ...baton.inbox, log }, otherProcessesMs) : () => {}
  if (values.only !== 'web') baton.startWorker()
  const control = config.databaseUrl ? null : await serveControl(baton, runHere)
  process.stderr.write(report(config, url, await ensureDemoOperator(baton), startedAt))

  await new Promise<void>((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => resolve())
  })
  ready = false
  log.info('stopping')
  stopWatching()
  control?.close()
  await app?.close()
  await baton.stop()
  return 0
}

async function listen(
  app: Awaited<ReturnType<typeof buildApp>>,
  { host, port }: Config,
): Promise<string> {
  try {
    await app.listen({ host, port })
  } catch (cause) {
    const code = (cause as NodeJS.ErrnoException).code
    if (code !== 'EADDRINUSE' && code !== 'EACCES') throw cause
    const why = code === 'EADDRINUSE' ? 'is in use' : 'may not be opened'
    throw new BatonError(
      'conflict',
      `Port ${port} ${why}. Set PORT to another, e.g. PORT=3001 npm start.`,
      { cause },
    )
  }
  const address = app.server.address()
  return `http://localhost:${typeof address === 'object' && address ? address.port : port}`
}
