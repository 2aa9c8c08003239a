import type { FastifyInstance } from 'fastify'
import { readConfig } from '../src/platform/config.ts'
import { silentLog } from '../src/platform/log.ts'
import { buildApp } from '../src/server/app.ts'
import { operator } from '../src/cli/operator.ts'
import { wire, type Baton } from '../src/wire.ts'
import { temporaryFolder } from './house.ts'
import { testReader } from './reader.ts'
import { join } from 'node:path'

/** The HTTP face with its worker, in this process and on a real port: quicker than a process, and its rows can be counted. */
export interface Front {
  url: string
  baton: Baton
  app: FastifyInstance
  /** How many rows there are `from` here, e.g. `messages where author = 'customer'`. */
  count(from: string): Promise<number>
  /** Adds an operator and returns their token. */
  operatorToken(name?: string): Promise<string>
  stop(): Promise<void>
}

/** Puts it up on an embedded database of its own, or where `DATABASE_URL` says. */
export async function openFront(env: Record<string, string> = {}): Promise<Front> {
  const folder = temporaryFolder()
  const config = readConfig({
    BATON_DATA: join(folder.path, 'data'),
    BATON_CACHE: testReader.cacheFolder,
    BATON_RATE_PER_MINUTE: '1000000',
    BATON_SETTLE_MS: '50',
    ...env,
  })
  const baton = await wire({ config, log: silentLog })
  const { channels, shopSecret } = baton
  const app = await buildApp({
    ...baton.inbox,
    ...config,
    log: silentLog,
    desk: baton.desk,
    orders: baton.turn.orders,
    channels,
    shopSecret,
    ready: () => true,
  })
  const url = await app.listen({ host: '127.0.0.1', port: 0 })
  baton.startWorker()
  return {
    url,
    baton,
    app,
    async count(from) {
      const [row] = await baton.db.query(`select count(*)::int as n from ${from}`)
      return Number(row?.['n'])
    },
    async operatorToken(name = `operator ${Math.random()}`) {
      let token = ''
      await operator(baton, ['add', name], { out: (text) => (token += text), err: () => {} })
      return token.trim()
    },
    async stop() {
      await app.close()
      await baton.stop()
      folder.remove()
    },
  }
}
