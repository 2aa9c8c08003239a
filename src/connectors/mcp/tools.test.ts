import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { OutsideTool } from '../../domain/outside-tool.ts'
import { silentLog } from '../../platform/log.ts'
import { McpSettings, readMcpSettings } from './settings.ts'
import { connectMcp, type McpTools } from './tools.ts'

/** The connector against a real MCP server in a process of its own. */

const script = join(import.meta.dirname, '../../../tests/fakes/mcp-server.ts')
let folder: string
let mcp: McpTools
const settings = (change: Record<string, unknown> = {}) =>
  McpSettings.parse({
    servers: {
      notes: {
        command: process.execPath,
        args: ['--disable-warning=ExperimentalWarning', script, join(folder, 'notes')],
        timeoutMs: 5000,
        tools: { find_note: { effect: 'reads' } },
        ...change,
      },
    },
  })

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'baton-mcp-'))
  mcp = await connectMcp(settings({ timeoutMs: 1500 }), silentLog)
}, 30_000)
afterAll(async () => {
  await mcp.close()
  await rm(folder, { recursive: true })
})

const tool = (name: string): OutsideTool => mcp.tools.find((it) => it.name === `notes__${name}`)!

describe("an MCP server's tools", () => {
  it('are taken as writes, unless they are declared to read', () => {
    expect(mcp.tools.map(({ name, effect }) => `${name} ${effect}`)).toEqual([
      'notes__find_note reads',
      'notes__add_note writes',
      'notes__fails writes',
      'notes__stalls writes',
      'notes__dies writes',
    ])
  })

  it('answer, and are told the key of a write', async () => {
    expect(await tool('find_note').call({ words: 'tents' }, '')).toMatchObject({
      ok: true,
      text: expect.stringContaining('1 note about tents'),
    })
    await tool('add_note').call({ text: 'call back' }, 'key-1')
    expect(JSON.parse(await readFile(join(folder, 'notes'), 'utf8'))).toEqual({
      note: 'call back',
      key: 'key-1',
    })
  })

  it('say no in their own words', async () => {
    expect(await tool('fails').call({}, '')).toEqual({ ok: false, text: 'no such shelf' })
  })

  it('that stall are given up, and a server that died is started again', async () => {
    await expect(tool('stalls').call({}, '')).rejects.toMatchObject({ code: 'upstream_failed' })
    await expect(tool('dies').call({}, '')).rejects.toMatchObject({ code: 'upstream_failed' })
    expect((await tool('find_note').call({ words: 'again' }, '')).ok).toBe(true)
  })
})

describe('the settings', () => {
  it('name a tool that is not there', async () => {
    await expect(
      connectMcp(settings({ tools: { find_nothing: {} } }), silentLog),
    ).rejects.toMatchObject({ code: 'invalid', message: expect.stringContaining('find_nothing') })
  })

  it('name a server that does not answer', async () => {
    const gone = McpSettings.parse({ servers: { gone: { command: '/no/such/program' } } })
    await expect(connectMcp(gone, silentLog)).rejects.toMatchObject({
      code: 'engine_unreachable',
      message: expect.stringMatching(/gone .*\/no\/such\/program/),
    })
  })

  it.each([
    ['not json', /is not JSON/],
    ['{"servers":{"Bad Name":{"command":"x"}}}', /short lower-case name/],
    ['{"servers":{"a":{"comand":"x"}}}', /servers/],
  ])('with faults are refused: %s', async (text, words) => {
    const file = join(folder, 'mcp.json')
    await writeFile(file, text)
    await expect(readMcpSettings(file)).rejects.toMatchObject({
      code: 'invalid',
      message: expect.stringMatching(words),
    })
  })
})
