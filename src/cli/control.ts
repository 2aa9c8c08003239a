import { chmodSync, rmSync } from 'node:fs'
import { createConnection, createServer, type Server } from 'node:net'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { z } from 'zod'
import type { Baton } from '../wire.ts'
import { exit, type Io } from './command.ts'

/** The socket in the data folder, by which commands reach the process that has the folder. */
const socketPath = (dataFolder: string) =>
  process.platform === 'win32'
    ? `\\\\.\\pipe\\baton-${Buffer.from(dataFolder).toString('hex').slice(-40)}`
    : join(dataFolder, 'control.sock')

const Request = z.object({
  args: z.array(z.string()).max(100),
  cwd: z.string(),
  isWatched: z.boolean(),
})
const Line = z.union([
  z.object({ out: z.string() }),
  z.object({ err: z.string() }),
  z.object({ code: z.int() }),
])

/** Runs a command line in this process; failures are already words and an exit code. */
export type RunHere = (baton: Baton, args: string[], cwd: string, io: Io) => Promise<number>

/** Serves commands to other processes of the same user: one JSON request a connection, JSON lines back. */
export function serveControl(baton: Baton, run: RunHere): Promise<Server> {
  const path = socketPath(baton.config.dataFolder)
  // We hold the folder's lock: a socket left here belongs to a process that is gone.
  rmSync(path, { force: true })
  const server = createServer((connection) => {
    const send = (line: z.infer<typeof Line>) =>
      connection.writable && connection.write(`${JSON.stringify(line)}\n`)
    connection.on('error', () => connection.destroy())
    createInterface({ input: connection }).once('line', (text) => {
      const parsed = Request.safeParse(parseJson(text))
      const io: Io = {
        out: (words) => send({ out: words }),
        err: (words) => send({ err: words }),
        isWatched: parsed.data?.isWatched ?? false,
      }
      const done = parsed.success
        ? run(baton, parsed.data.args, parsed.data.cwd, io)
        : Promise.resolve(exit.usage)
      void done
        .catch((error: unknown) => {
          baton.log.error({ err: error, command: parsed.data?.args[0] }, 'a command failed')
          io.err('The command failed in the running server; its log says why.\n')
          return exit.fellShort
        })
        .then((code) => send({ code }))
        .finally(() => connection.end())
    })
  })
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(path, () => {
      if (process.platform !== 'win32') chmodSync(path, 0o600)
      resolve(server)
    })
  })
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** Has the process that holds the folder run a command line; null when it does not answer. */
export function runThere(dataFolder: string, args: string[], io: Io): Promise<number | null> {
  return new Promise((resolve) => {
    const connection = createConnection(socketPath(dataFolder))
    let code: number | null = null
    connection.on('error', () => resolve(null))
    connection.on('connect', () =>
      connection.write(
        `${JSON.stringify({ args, cwd: process.cwd(), isWatched: io.isWatched ?? false })}\n`,
      ),
    )
    createInterface({ input: connection })
      .on('line', (text) => {
        const line = Line.parse(JSON.parse(text))
        if ('out' in line) io.out(line.out)
        else if ('err' in line) io.err(line.err)
        else code = line.code
      })
      // The connection's own failure is told here once more.
      .on('error', () => resolve(null))
      .on('close', () => resolve(code))
  })
}
