import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { freshPglite } from '../../tests/engines.ts'
import { buildHouse, leadDeps, talk, type House } from '../../tests/house.ts'
import { writeLead } from '../conversation/write-lead.ts'
import { productOf } from '../leads/grade.ts'
import { standardWeights } from '../leads/grade-weights.ts'
import { seeded } from '../measure/random.ts'
import { loadLeadWeights } from '../wire/lead-weights.ts'
import type { Baton } from '../wire.ts'
import { inWords } from './command.ts'
import { leads, leadsFromFolder } from './leads.ts'

let house: House
const folder = mkdtempSync(join(tmpdir(), 'baton-leads-'))
beforeAll(async () => {
  house = await buildHouse(await freshPglite())
})
afterAll(async () => {
  await house.db.close()
  rmSync(folder, { recursive: true })
})

async function baton(...args: string[]) {
  let out = ''
  let err = ''
  const io = { out: (text: string) => (out += text), err: (text: string) => (err += text) }
  const on = { db: house.db, clock: house.clock, leads: leadDeps(house) } as unknown as Baton
  const code = await leads(on, args, io).catch((error: unknown) => inWords(error, io))
  return { code, out, err }
}

/** Leads of which a formula says who buys, the same in each run: `count` of them, one an hour. */
function outcomesFile(
  name: string,
  count: number,
  chance: (u: number, v: number) => number,
): string {
  const file = join(folder, name)
  const random = seeded(7)
  const lines = Array.from({ length: count }, (_, i) => {
    const [urgency = 0, value = 0, fit = 0] = [0, 0, 0].map(() => 0.05 + 0.95 * random())
    const converted = random() < chance(urgency, value)
    const at = new Date(1_790_000_000_000 + i * 3_600_000).toISOString()
    return JSON.stringify({ at, urgency, value, fit, converted })
  })
  writeFileSync(file, lines.join('\n'))
  return file
}

it('learns from a file how much each factor counts, shows how well it tells, and writes weights that Baton starts with', async () => {
  const file = outcomesFile('value.jsonl', 900, (u, v) => v ** 3 * u ** 0.3)
  const weights = join(folder, 'weights.json')
  const { code, out, err } = await baton('learn', '--outcomes', file, '--write', weights)
  expect(code).toBe(0)
  expect(out).toMatch(
    /900 outcomes, \d+ converted; learned from the earlier 630, tested on the later 270/,
  )
  expect(out).toMatch(
    /AUROC 0\.\d+ \(the weights in use: 0\.\d+; better in \d+ % of resamples\), calibration error 0\.0\d+/,
  )
  expect(out.split('\n').filter((line) => /^ +54 +\d/.test(line))).toHaveLength(5)
  expect(err).toContain(`BATON_LEAD_WEIGHTS=${weights}`)

  const learned = await loadLeadWeights(weights)
  expect(learned.exponents.value).toBeGreaterThan(2 * learned.exponents.urgency)
  expect(learned).toMatchObject({ version: 2, learned: { trainedOn: 630, testedOn: 270 } })
  // As many leads are hot as before: there are as many minutes to answer them.
  const graded = readFileSync(file, 'utf8')
    .split('\n')
    .map((line) => JSON.parse(line) as never)
  const hot = (of: typeof learned) =>
    graded.filter((one) => productOf(one, of) >= of.grades.hot).length
  expect(hot(learned)).toBe(hot(standardWeights))
})

it('writes nothing when what it learned tells no better on later leads', async () => {
  const file = outcomesFile('product.jsonl', 300, () => 0.5)
  const weights = join(folder, 'none.json')
  const { code, err } = await baton('learn', '--outcomes', file, '--write', weights)
  expect(code).toBe(1)
  expect(err).toContain('nothing is written')
  expect(() => readFileSync(weights)).toThrow()
})

it('keeps what became of our own leads: none before its time, and bought where the customer has ordered since', async () => {
  const told = async (login: string) => {
    const customer = await talk(house, { login })
    await customer.say('想批量采购40台咖啡机CM-15，12月10日前要，预算8万，电话13800138000')
    await writeLead(leadDeps(house), customer.id)
    return customer.id
  }
  const [bought, waits] = [await told('sc_lin'), await told('sc_guoying')]
  await house.db.query(
    `insert into events (conversation_id, number, at, kind, body)
     select $1, 900, $2, 'effect_settled', '{"kind":"effect_settled","tool":"place_order","ok":true}'`,
    [bought, house.clock()],
  )
  const { out: young } = await baton('outcomes')
  expect(young).toBe('')
  const { out } = await baton('outcomes', '--days', '0')
  house.clock.advance(15 * 86_400_000)
  const { out: old } = await baton('outcomes')
  const rows = old
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>)
  expect(rows).toMatchObject([
    { conversationId: bought, converted: true, urgency: expect.any(Number) },
    { conversationId: waits, converted: false, value: expect.any(Number) },
  ])
  expect(out.split('\n').length).toBeLessThanOrEqual(3)

  // A CRM names the leads and what became of them; the factors are ours.
  const file = join(folder, 'crm.jsonl')
  writeFileSync(file, JSON.stringify({ conversationId: waits, converted: true }))
  const { code, err } = await baton('learn', '--outcomes', file)
  expect(code).toBe(2)
  expect(err).toMatch(/At least 60 outcomes are needed.*there are 1/)
})

it.each<[string, string, RegExp]>([
  ['no JSON', '{"at":', /Line 1 of the outcomes: not JSON/],
  [
    'a factor out of range',
    '\n{"at":"2026-01-01","urgency":2,"value":1,"fit":1,"converted":true}',
    /Line 2 .*factors from 0 to 1/,
  ],
  [
    'a lead that is not ours',
    '{"conversationId":"cnv_x","converted":true}',
    /cnv_x is no lead of ours/,
  ],
  ['nothing', '\n', /no outcomes/],
])('says what is wrong with a file: %s', async (_, text, words) => {
  const file = join(folder, 'bad.jsonl')
  writeFileSync(file, text)
  expect(await baton('learn', '--outcomes', file)).toMatchObject({
    code: 2,
    out: '',
    err: expect.stringMatching(words),
  })
})

it.each<[string[], RegExp]>([
  [[], /leads outcomes/],
  [['fly'], /leads outcomes/],
  [['learn', '--days', 'x'], /--days must be a whole number/],
  [['learn', '--outcomes', '/no/such/file'], /\/no\/such\/file cannot be read/],
])('says what is typed wrongly: %j', async (args, words) => {
  expect(await baton(...args)).toMatchObject({ code: 2, err: expect.stringMatching(words) })
})

it('means files from the folder of whoever calls', () => {
  expect(leadsFromFolder(['learn', '--outcomes', 'a.jsonl', '--write=w.json'], '/home/me')).toEqual(
    ['learn', '--outcomes', '/home/me/a.jsonl', '--write=/home/me/w.json'],
  )
})
