import { existsSync, cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { ConversationRecord } from '../../../src/domain/conversation-record.ts'
import { ConversationId } from '../../../src/domain/id.ts'
import { readConversationRecord } from '../../../src/store/conversation-record.ts'
import { candidatesOf, type Matrix } from '../candidate.ts'
import { openHouse, type House } from '../house.ts'
import { loadSuite } from '../load.ts'
import { noModel } from '../recording/no-model.ts'
import { planJobs } from '../run/plan.ts'
import { runJob } from '../run/run.ts'
import { talk } from '../tasks/talk.ts'
import { Talk } from '../tasks/talk-input.ts'
import { forkConversation, type Fork } from './fork.ts'
import { createMask, maskedRecord } from './mask.ts'
import { promote } from './promote.ts'
import { sideBySide } from './side-by-side.ts'

const { signal } = new AbortController()

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'baton-fork-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const project = join(import.meta.dirname, '../../..')

async function houseOf(matrix: Matrix, mcpFile?: string): Promise<House> {
  const [candidate] = candidatesOf(matrix)
  if (!candidate) throw new Error('no candidate')
  const cacheFolder = join(tmpdir(), 'baton-test-cache')
  return openHouse({ candidate, caller: noModel, cacheFolder, concurrency: 1, mcpFile })
}

let house: House
beforeAll(async () => void (house = await houseOf({})))
afterAll(() => house.close())

/** Holds a conversation and takes it out of the database, as `baton conversations export` prints it. */
async function held(input: Partial<Talk>): Promise<ConversationRecord> {
  await house.reset()
  await talk(house, Talk.parse(input), signal)
  const [row] = await house.baton.db.query('select id from conversations')
  const record = await readConversationRecord(house.baton.db, ConversationId.parse(row?.['id']))
  return ConversationRecord.parse(JSON.parse(JSON.stringify(record)))
}

const forked = (
  record: ConversationRecord,
  at: number,
  change: { by?: House; onUnrecorded?: 'refuse' | 'run' } = {},
): Promise<Fork> =>
  forkConversation(change.by ?? house, {
    record,
    at,
    candidate: 'understudy',
    searchesAnew: false,
    signal,
    onUnrecorded: change.onUnrecorded ?? 'refuse',
  })

const stuckParcel = {
  customerSays: [
    '订单卡在杭州三天了,都急死了',
    '{sc_lin.order} 尾号{sc_lin.tail}',
    '好的',
    '退货政策是什么？',
    '转人工',
  ],
}

/** The playbooks with the coupon's way of asking taken out: the candidate gives no coupon. */
async function withoutCoupon(folder: string): Promise<House> {
  cpSync(join(project, 'playbooks'), join(folder, 'playbooks'), { recursive: true })
  const file = join(folder, 'playbooks/stuck_parcel.md')
  const source = readFileSync(file, 'utf8')
  const changed = source.replace(/^ {2}- write: issue_coupon\n(?: {4}.*\n)*/m, '')
  expect(changed).not.toBe(source)
  writeFileSync(file, changed)
  return houseOf({ playbooks: [join(folder, 'playbooks')] })
}

/** Another candidate, whose house is built once: it takes long. */
let other: House
const otherFolder = mkdtempSync(join(tmpdir(), 'baton-fork-'))
beforeAll(async () => void (other = await withoutCoupon(otherFolder)))
afterAll(async () => {
  await other.close()
  rmSync(otherFolder, { recursive: true })
})

describe('a fork', () => {
  it('knows the tools of MCP servers, and never runs one', async () => {
    const record = await held(stuckParcel)
    cpSync(join(project, 'playbooks'), join(folder, 'playbooks'), { recursive: true })
    const file = join(folder, 'playbooks/stuck_parcel.md')
    const noting = readFileSync(file, 'utf8')
      .replace('tools: [find_order', 'tools: [notes__add_note, find_order')
      .replace(
        '  - need: order\n',
        '  - need: order\n  - { write: notes__add_note, with: { text: stuck }, as: noted }\n',
      )
    writeFileSync(file, noting)
    const notes = join(folder, 'notes.jsonl')
    const mcpFile = join(folder, 'mcp.json')
    const args = [join(project, 'tests/fakes/mcp-server.ts'), notes]
    writeFileSync(
      mcpFile,
      JSON.stringify({ servers: { notes: { command: process.execPath, args } } }),
    )
    const by = await houseOf({ playbooks: [join(folder, 'playbooks')] }, mcpFile)
    const { unrecorded } = await forked(record, 2, { by, onUnrecorded: 'run' })
    await by.close()
    expect(unrecorded).toContainEqual(
      expect.objectContaining({ tool: 'notes__add_note', became: 'refused' }),
    )
    expect(existsSync(notes)).toBe(false)
  })

  it('by the same performer is the same from every turn on: agenda, proofs, consent and effects are restored', async () => {
    const record = await held(stuckParcel)
    expect(record.turns).toHaveLength(5)
    for (const at of [1, 2, 3, 4, 5]) {
      const { turns, unrecorded, trace } = await forked(record, at)
      expect(turns.map(({ number, differs }) => [number, differs])).toEqual(
        record.turns.slice(at - 1).map((_, i) => [at + i, []]),
      )
      expect(unrecorded).toEqual([])
      expect(trace.effects.map(({ tool }) => tool)).toEqual(['urge_delivery', 'issue_coupon'])
      expect(trace).toMatchObject({ holder: 'desk', provenOrders: ['VG26111042'] })
    }
  })

  it('asks nothing of the business systems: it holds when the shop has forgotten the order', async () => {
    const seen = await forked(await held(stuckParcel), 1)
    const mask = createMask(house.turn.reader)
    mask.learn(seen.record)
    // Masked, it speaks of an order that nobody has.
    const record = maskedRecord(seen.record, (data) => mask.mask(data))
    const { turns, unrecorded, trace } = await forked(record, 1)
    expect(unrecorded).toEqual([])
    expect(turns.flatMap(({ differs }) => differs)).toEqual([])
    expect(turns[2]?.candidate?.words).toContain('VGC-')
    expect(trace.provenOrders).not.toEqual(['VG26111042'])
    expect(trace.effects).toHaveLength(2)
  })

  it('by other playbooks shows what differs: words, calls, holder, citations', async () => {
    const record = await held(stuckParcel)
    const fork = await forked(record, 2, { by: other })
    const [second] = fork.turns
    expect(second?.differs).toContain('words')
    expect(second?.recorded.words).toContain('¥29.95')
    expect(fork.trace.effects.map(({ tool }) => tool)).toEqual(['urge_delivery'])
    const shown = sideBySide(fork, 120)
    expect(shown).toMatch(/RECORDED, understudy +│ CANDIDATE, understudy/)
    expect(shown).toMatch(/turn 2: other words/)
  })

  it('names a call that was not recorded, and refuses it or runs it on the sample shop', async () => {
    const record = await held({ login: 'sc_lin', customerSays: ['我的快递到哪了'] })
    for (const turn of record.turns)
      turn.calls = turn.calls.filter(({ tool }) => tool !== 'track_shipment')
    const refused = await forked(record, 1)
    expect(refused.unrecorded).toContainEqual({
      turn: 1,
      tool: 'track_shipment',
      args: { orderNumber: 'VG26111042' },
      became: 'refused',
    })
    expect(refused.turns[0]?.differs).toContain('words')
    expect(sideBySide(refused, 100)).toMatch(
      /Not in the record:\n.*track_shipment.*refused\n.*--unrecorded run/,
    )
    const ran = await forked(record, 1, { onUnrecorded: 'run' })
    expect(ran.unrecorded[0]).toMatchObject({ tool: 'track_shipment', became: 'run' })
    expect(ran.turns[0]?.candidate?.words).toBe(ran.turns[0]?.recorded.words)
  })

  it('ends where a person spoke, and says where to go on', async () => {
    const record = await held({ customerSays: ['你好', '退货政策是什么？'] })
    const [, second] = record.turns
    const reply = record.messages.find(({ turnId }) => turnId === second?.id)
    const person = { ...record.messages[1]!, author: 'operator' as const, turnId: null }
    record.messages.splice(2, 0, { ...person, id: 'msg_operator' as typeof person.id, position: 3 })
    for (const message of record.messages.slice(3)) message.position += 1
    expect(reply).toBeDefined()
    const { turns, endsBecause } = await forked(record, 1)
    expect(turns).toHaveLength(1)
    expect(endsBecause).toMatch(/Before turn 2 a person spoke.*--at 2/)
  })

  it('names the turns there are when there is no such turn', async () => {
    const record = await held({ customerSays: ['你好'] })
    await expect(forked(record, 7)).rejects.toThrow(/has no turn 7: it has turns 1 to 1/)
    await expect(forked({ ...record, turns: [] }, 1)).rejects.toThrow(/no turn on record/)
  })
})

/** Runs the one case of a suite. */
async function ran(
  file: string,
  by: House,
  matrix: Matrix = {},
): Promise<{ status: string; why: unknown }> {
  const suite = await loadSuite(file)
  const [job] = planJobs([suite], candidatesOf(matrix), 1)
  if (!job) throw new Error('no job')
  const stage = {
    perform: async (input: unknown) => {
      await by.reset()
      return talk(by, Talk.parse(input), signal)
    },
    close: () => Promise.resolve(),
  }
  const result = await runJob(job, stage, { callerFor: () => noModel, judge: null, signal })
  return { status: result.status, why: result.why ?? result.findings.filter(({ ok }) => !ok) }
}

describe('a fork that is promoted', () => {
  const promotion = (fork: Fork, shop: House['shop']) => ({
    fork,
    shop,
    suiteFile: join(folder, 'held.suite.yaml'),
    name: 'a parcel',
    wanted: 'candidate' as const,
    reader: house.turn.reader,
  })

  it('is a case with placeholders where the shop is the sample shop: it holds, and fails by other playbooks', async () => {
    const fork = await forked(await held(stuckParcel), 1)
    const { place, record } = await promote(promotion(fork, house.shop))
    expect([place, record]).toEqual([expect.stringMatching(/held\.suite\.yaml:4$/), null])
    const source = readFileSync(join(folder, 'held.suite.yaml'), 'utf8')
    expect(source).toContain('{sc_lin.order} 尾号{sc_lin.tail}')
    expect(source).not.toContain('VG26111042')
    expect(await ran(join(folder, 'held.suite.yaml'), house)).toEqual({ status: 'passed', why: [] })
    expect((await ran(join(folder, 'held.suite.yaml'), other)).status).toBe('failed')
  })

  it('goes on from its masked record where the shop is another', async () => {
    const fork = await forked(await held(stuckParcel), 2)
    const { record } = await promote(promotion(fork, []))
    const kept = readFileSync(join(folder, record!.slice(record!.indexOf('records'))), 'utf8')
    const suite = readFileSync(join(folder, 'held.suite.yaml'), 'utf8')
    const lin = house.shop.find(({ id }) => id === 'sc_lin')?.orders[0]
    for (const personal of [
      lin!.number,
      lin!.proof.phone,
      lin!.proof.email,
      ...lin!.trackingNumbers,
    ]) {
      expect(`${kept}${suite}`).not.toContain(personal)
    }
    expect(suite).not.toContain(lin!.proof.phoneTail)
    expect(await ran(join(folder, 'held.suite.yaml'), house)).toEqual({ status: 'passed', why: [] })
  })

  it('stands after the last case of a suite that is there, and leaves everything else as it is', async () => {
    const fork = await forked(await held({ customerSays: ['你好'] }), 1)
    const before =
      'suite: held\ncases:\n  # the first\n  - name: one\n    customerSays: [hi] # a word\n    expect: [{ heldBy: agent }]\n# the end\n'
    writeFileSync(join(folder, 'held.suite.yaml'), before)
    await promote(promotion(fork, house.shop))
    const after = readFileSync(join(folder, 'held.suite.yaml'), 'utf8')
    const [added] = after.split('# the end').slice(0, 1)
    expect(added).toContain(before.slice(0, before.indexOf('# the end')))
    expect(
      (await loadSuite(join(folder, 'held.suite.yaml'))).cases.map(({ name }) => name),
    ).toEqual(['one', 'a parcel'])
    await expect(promote(promotion(fork, house.shop))).rejects.toThrow(
      /"a parcel" is there already/,
    )
    expect(readFileSync(join(folder, 'held.suite.yaml'), 'utf8')).toBe(after)
  })
})
