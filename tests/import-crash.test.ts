import { writeFileSync } from 'node:fs'
import { createConnection } from 'node:net'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as after } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { z } from 'zod'
import { startServer, type TestServer } from './server.ts'

const articles = 1500
const Listed = z.array(z.object({ id: z.string(), updated: z.string() }))

/** Writes a whole knowledge base in which every article says of which edition it is. */
function writeEdition(folder: string, edition: number): string {
  const path = join(folder, `edition-${edition}.jsonl`)
  const line = (i: number) =>
    JSON.stringify({
      id: `rule-${i}`,
      title: `Rule ${i} for umbrella U-${1000 + i}`,
      body: `Umbrella U-${1000 + i} may be brought back for ${edition} weeks.`,
      updated: `2026-01-0${edition}`,
    })
  const kites = {
    id: 'kites',
    title: 'Repair of kites',
    body: `A kite is repaired free of charge for ${edition} weeks.`,
    updated: `2026-01-0${edition}`,
  }
  const lines = [JSON.stringify(kites), ...Array.from({ length: articles }, (_, i) => line(i))]
  writeFileSync(path, lines.join('\n'))
  return path
}

/** The edition that a server has: of its articles as kept, which must all be of one, and of its answer. */
async function editionOf(server: TestServer): Promise<number> {
  const listed = Listed.parse(JSON.parse((await server.run('kb', 'list', '--json')).out))
  expect(listed).toHaveLength(articles + 1)
  const editions = new Set(listed.map(({ updated }) => Number(updated.at(-1))))
  expect(editions.size).toBe(1)
  const [edition = 0] = editions
  const found = await server.run('kb', 'search', 'how long is a kite repaired free of charge')
  expect(found.out).toContain(`for ${edition} weeks`)
  return edition
}

/** Has the server import a file, by the socket that `baton kb import` speaks to; ends when the file is read, before it is kept. */
async function startImport(server: TestServer, path: string): Promise<void> {
  const socket = createConnection(join(server.dataFolder, 'data', 'control.sock'))
  socket.on('error', () => {})
  socket.write(`${JSON.stringify({ args: ['kb', 'import', path], cwd: '/', isWatched: true })}\n`)
  for await (const line of createInterface({ input: socket })) if (line.includes('1/1')) return
}

it('an import that is killed leaves the old knowledge base or the new one, never a mixture', async () => {
  let server = await startServer()
  const { dataFolder } = server
  try {
    const first = await server.run('kb', 'import', writeEdition(dataFolder, 1))
    expect(first.code).toBe(0)
    let had = 1
    const outcomes: string[] = []
    // When everything is read and nothing is kept yet, and while it is being kept and indexed.
    for (const [i, delayMs] of [0, 400].entries()) {
      const edition = i + 2
      await startImport(server, writeEdition(dataFolder, edition))
      await after(delayMs)
      await server.kill('SIGKILL')
      server = await startServer({ dataFolder })
      const has = await editionOf(server)
      expect([had, edition]).toContain(has)
      outcomes.push(has === had ? 'old' : 'new')
      had = has
    }
    expect(outcomes[0]).toBe('old')
    expect((await server.run('kb', 'import', writeEdition(dataFolder, 9))).code).toBe(0)
    expect(await editionOf(server)).toBe(9)
  } finally {
    await server.stop()
  }
}, 600_000)
