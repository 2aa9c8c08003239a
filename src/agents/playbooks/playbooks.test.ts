import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { noShop } from '../../../tests/no-shop.ts'
import { shopTools } from '../../tools/shop-tools.ts'
import type { Tool } from '../../tools/tool.ts'
import { claimsEffect } from '../model/claims.ts'
import { phrases } from '../understudy/playing/phrases.ts'
import { loadPlaybooks } from './playbooks.ts'

const shipped = join(import.meta.dirname, '../../../playbooks')
const tools = new Map(shopTools(noShop).map((tool): [string, Tool] => [tool.name, tool]))

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'baton-playbooks-'))
})
afterEach(() => rm(folder, { recursive: true }))

const good = `---
name: good
title: { zh: 好, en: good }
intents: [track_shipment]
verify: order
tools: [find_order]
facts:
  order:
    type: order
    ask: { zh: 哪个订单？, en: Which order? }
replies:
  none: { zh: 没有, en: none }
steps:
  - need: order
  - { read: find_order, as: found, otherwise: none }
---
Prose for the model.
`
/** The message that loading these files ends with. */
async function faultsOf(files: Record<string, string>): Promise<string> {
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text)
  const error: unknown = await loadPlaybooks(folder, tools).catch((it: unknown) => it)
  expect(error).toMatchObject({ name: 'BatonError', code: 'invalid' })
  return (error as Error).message
}
const changed = (from: string, to: string) => {
  expect(good).toContain(from)
  return { 'p.md': good.replace(from, to) }
}

describe('the loader', () => {
  it('reads every Markdown file but README.md, with its prose and a version of its words', async () => {
    await writeFile(join(folder, 'good.md'), good)
    await writeFile(join(folder, 'README.md'), 'Not a playbook.')
    await writeFile(join(folder, 'notes.txt'), 'Nor this.')
    const [playbook, ...others] = await loadPlaybooks(folder, tools)
    expect(others).toEqual([])
    expect(playbook).toMatchObject({ name: 'good', guidance: 'Prose for the model.' })
    await writeFile(join(folder, 'good.md'), good.replace('Prose', 'Words'))
    expect((await loadPlaybooks(folder, tools))[0]?.version).not.toBe(playbook?.version)
  })

  it('says so when the folder is not there, or holds no playbook', async () => {
    await expect(loadPlaybooks(join(folder, 'nowhere'), tools)).rejects.toMatchObject({
      code: 'not_found',
    })
    await expect(loadPlaybooks(folder, tools)).rejects.toThrow(/no playbook in/)
  })

  it.each<[string, Record<string, string>, RegExp]>([
    ['no front matter', { 'p.md': '# Hello\n' }, /p\.md:1: must begin with front matter/],
    ['YAML that is none', changed('title: {', 'title: {{'), /p\.md:4: \S+/],
    [
      'a reference that leads nowhere',
      changed('zh: 没有', 'zh: *没有*'),
      /p\.md:12: \*没有.* quotes/,
    ],
    ['a field twice', changed('verify: order', 'verify: order\nverify: none'), /p\.md:6: .*unique/],
    ['an unknown field', changed('verify:', 'verfy:'), /p\.md:5 verfy: is not a field here/],
    [
      'an unknown field of a step',
      changed('otherwise: none', 'otherwize: none'),
      /p\.md:15 steps\.1\.otherwize: is not a field here/,
    ],
    [
      'a field of the wrong kind',
      changed('[track_shipment]', 'track_shipment'),
      /p\.md:4 intents: .*array/,
    ],
    ['an unknown intent', changed('track_shipment', 'teleport'), /p\.md:4 intents\.0: /],
    [
      'a missing language',
      changed('{ zh: 没有, en: none }', '{ zh: 没有 }'),
      /p\.md:12 replies\.none\.en: /,
    ],
    ['an empty text', changed('en: none }', "en: '' }"), /p\.md:12 replies\.none\.en: /],
    [
      'a reply that is not there',
      changed('otherwise: none', 'otherwise: never'),
      /p\.md:15 steps\.1\.otherwise: there is no reply called never/,
    ],
    [
      'a fact that is not there',
      changed('need: order', 'need: colour'),
      /p\.md:14 steps\.0\.need: there is no fact called colour/,
    ],
    [
      'a tool that the playbook does not list',
      changed('read: find_order', 'read: track_shipment'),
      /p\.md:15 steps\.1\.read: track_shipment is not among the tools/,
    ],
    [
      'a consent for a tool that it does not list',
      changed('verify:', 'consent: [issue_coupon]\nverify:'),
      /p\.md:5 consent\.0: issue_coupon is not among/,
    ],
    [
      'a limit for a tool that it does not list',
      changed('verify:', 'limits: { issue_coupon: [] }\nverify:'),
      /p\.md:5 limits\.issue_coupon: issue_coupon is not among/,
    ],
    [
      'a tool that nobody has',
      changed('[find_order]', '[find_order, teleport]'),
      /p\.md:6 tools\.1: there is no tool called teleport/,
    ],
    [
      'a gift without a limit',
      changed('[find_order]', '[find_order, issue_coupon]'),
      /p\.md:2 limits: issue_coupon gives something away/,
    ],
    [
      'a playbook that goes nowhere',
      changed('- need: order', '- need: order\n  - go: away'),
      /p\.md:15 steps\.1\.go: there is no playbook called away/,
    ],
    [
      'a name taken twice',
      { 'a.md': good, 'b.md': good },
      /b\.md:2 name: good is the name of a\.md already/,
    ],
  ])('names file, line and field of %s', async (_, files, message) => {
    expect(await faultsOf(files)).toMatch(message)
  })

  it('names every fault of every file together', async () => {
    const message = await faultsOf({
      'a.md': good.replace('verify:', 'verfy:').replace('name: good', 'name: Bad Name'),
      'b.md': 'no front matter',
      'c.md': good,
    })
    expect(message).toMatch(/3 faults/)
    expect(message).toMatch(/a\.md:2 name: /)
    expect(message).toMatch(/a\.md:5 verfy: /)
    expect(message).toMatch(/b\.md:1: /)
  })
})

describe('the playbooks that come with Baton', () => {
  it('load', async () => {
    const names = (await loadPlaybooks(shipped, tools)).map(({ name }) => name)
    expect(names).toEqual(
      expect.arrayContaining([
        'compensation',
        'knowledge_question',
        'person_wanted',
        'stuck_parcel',
        'where_is_my_order',
      ]),
    )
  })

  it('have every text in Chinese and in English', async () => {
    for (const { name, title, facts, replies } of await loadPlaybooks(shipped, tools)) {
      for (const text of [
        title,
        ...Object.values(facts).map(({ ask }) => ask),
        ...Object.values(replies),
      ]) {
        // What only shows words of a business system is in both languages by itself.
        if (text.zh.replaceAll(/\{[\w.]+\}/g, '').trim() === '') continue
        expect(text.zh, name).toMatch(/\p{Script=Han}/u)
        expect(text.en, name).toMatch(/[A-Za-z]{2}/)
        expect(text.en, name).not.toMatch(/\p{Script=Han}/u)
      }
    }
  })

  it('guide the model in prose', async () => {
    for (const { guidance } of await loadPlaybooks(shipped, tools))
      expect(guidance.length).toBeGreaterThan(100)
  })

  it('ask for nothing in words that claim something done: such a question would be refused', async () => {
    const asks = (await loadPlaybooks(shipped, tools)).flatMap(({ facts, replies, steps }) => [
      ...Object.values(facts).flatMap(({ ask }) => [ask.zh, ask.en]),
      ...steps.flatMap((step) => {
        const offer = 'offer' in step ? replies[step.offer] : undefined
        return offer ? [offer.zh, offer.en] : []
      }),
    ])
    const ours = [phrases.zh, phrases.en].flatMap((words) => [
      words.clarify,
      words.outOfScope,
      words.dontKnow,
      words.proofLocked,
      words.noOrders,
      words.proofNeeded('VG26110001'),
      words.proofFailed('VG26110001'),
      words.whichOrder,
    ])
    expect([...asks, ...ours].filter(claimsEffect)).toEqual([])
  })
})
