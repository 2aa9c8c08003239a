import { type ChildProcess, spawn } from 'node:child_process'
import { chmodSync, chownSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { testReader } from './reader.ts'

const root = join(import.meta.dirname, '..')
/** Servers are started as a user who is not root, as they should be in life. */
const nobody = { uid: 65_534, gid: 65_534 }

export interface TestServer {
  url: string
  pid: number
  dataFolder: string
  /** The token of the embedded run's demo operator. */
  operatorToken(): Promise<string>
  /** What it wrote to standard error so far. */
  words(): string
  /** Runs a `baton` command beside it. */
  run(...args: string[]): Promise<{ code: number; out: string; err: string }>
  kill(signal?: NodeJS.Signals): Promise<void>
  /** SIGTERM, wait, and remove the data folder. */
  stop(): Promise<void>
}

export interface ServerOptions {
  /** A data folder to start on, e.g. of a server that was killed; a new one otherwise. */
  dataFolder?: string
  port?: number
  env?: Record<string, string>
  args?: string[]
}

/** Starts the real server (`baton serve`) in a process of its own and waits until it is ready. */
export async function startServer({
  dataFolder,
  port = 0,
  env = {},
  args = [],
}: ServerOptions = {}): Promise<TestServer> {
  const folder = dataFolder ?? mkdtempSync(join(tmpdir(), 'baton-server-'))
  const isRoot = process.getuid?.() === 0
  mkdirSync(testReader.cacheFolder, { recursive: true })
  chmodSync(testReader.cacheFolder, 0o1777)
  if (isRoot && !dataFolder) chownSync(folder, nobody.uid, nobody.gid)
  if (!dataFolder) chmodSync(folder, 0o700)
  const environment = {
    PATH: process.env['PATH'] ?? '',
    HOME: folder,
    LOG_LEVEL: 'warn',
    HOST: '127.0.0.1',
    PORT: String(port),
    BATON_DATA: join(folder, 'data'),
    BATON_CACHE: testReader.cacheFolder,
    BATON_RATE_PER_MINUTE: '1000000',
    ...env,
  }
  const asUser = isRoot ? nobody : {}
  const child: ChildProcess = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', join(root, 'src/cli.ts'), 'serve', ...args],
    {
      cwd: folder,
      env: environment,
      stdio: ['ignore', 'ignore', 'pipe'],
      ...asUser,
    },
  )
  let words = ''
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const url = await new Promise<string>((resolve, reject) => {
    if (!child.stderr) throw new Error('no standard error')
    createInterface({ input: child.stderr }).on('line', (line) => {
      words += `${line}\n`
      const ready = /is ready on (\S+)/.exec(line)?.[1]
      if (ready) resolve(ready)
      if (line.includes('worker is running')) resolve('')
    })
    child.once('exit', (code) => reject(new Error(`the server ended with ${code}:\n${words}`)))
  })
  const run: TestServer['run'] = (...command) =>
    new Promise((resolve) => {
      const tool = spawn(
        process.execPath,
        ['--disable-warning=ExperimentalWarning', join(root, 'src/cli.ts'), ...command],
        {
          cwd: folder,
          env: environment,
          ...asUser,
        },
      )
      let out = ''
      let err = ''
      tool.stdout.on('data', (chunk) => (out += String(chunk)))
      tool.stderr.on('data', (chunk) => (err += String(chunk)))
      tool.once('close', (code) => resolve({ code: code ?? -1, out, err }))
    })
  const kill = async (signal: NodeJS.Signals = 'SIGKILL') => {
    child.kill(signal)
    await gone
  }
  return {
    url: url.replace('localhost', '127.0.0.1'),
    pid: child.pid ?? 0,
    dataFolder: folder,
    words: () => words,
    run,
    kill,
    async operatorToken() {
      const added = await run('operator', 'add', `operator-${Date.now()}`)
      return added.out.trim()
    },
    async stop() {
      if (child.exitCode === null && child.signalCode === null) await kill('SIGTERM')
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
