import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { Redis } from 'ioredis'
import { probeRedis } from '../src/jobs/redis.ts'

const binary = ['/usr/bin', '/usr/local/bin', '/opt/homebrew/bin']
  .map((folder) => join(folder, 'redis-server'))
  .find((path) => existsSync(path))

/** Whether there is a Redis to start. */
export const hasRedis = binary !== undefined

/** A private Redis that keeps nothing on disk. */
export interface TestRedis {
  url: string
  /** Forgets everything. */
  wipe(): Promise<void>
  /** How many jobs it holds, whatever their state. */
  jobs(): Promise<number>
  /** SIGKILL. */
  kill(): Promise<void>
  /** Starts it again, empty, at the same address. */
  restart(): Promise<void>
  stop(): Promise<void>
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const { port } = probe.address() as AddressInfo
  probe.close()
  await once(probe, 'close')
  return port
}

/** Starts a Redis on a free port and waits until it answers. */
export async function startRedis(): Promise<TestRedis> {
  if (!binary) throw new Error('Redis is not installed')
  const server = binary
  const folder = mkdtempSync(join(tmpdir(), 'baton-redis-'))
  const port = await freePort()
  const url = `redis://127.0.0.1:${port}`
  const settings = [
    '--bind',
    '127.0.0.1',
    '--port',
    String(port),
    '--save',
    '',
    '--appendonly',
    'no',
  ]
  const launch = () => spawn(server, settings, { cwd: folder, stdio: 'ignore' })

  async function answers(): Promise<void> {
    for (let tries = 0; ; tries++) {
      try {
        await probeRedis(url)
        return
      } catch (error) {
        if (tries > 100) throw error
        await sleep(50)
      }
    }
  }
  async function asked<T>(question: (redis: Redis) => Promise<T>): Promise<T> {
    const redis = new Redis(url)
    try {
      return await question(redis)
    } finally {
      redis.disconnect()
    }
  }

  let child = launch()
  const kill = async () => {
    const gone = once(child, 'exit')
    child.kill('SIGKILL')
    await gone
  }
  await answers()
  return {
    url,
    wipe: () => asked(async (redis) => void (await redis.flushall())),
    jobs: () => asked(async (redis) => (await redis.keys('{baton}:jobs:take-turn *')).length),
    kill,
    async restart() {
      child = launch()
      await answers()
    },
    async stop() {
      await kill()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
