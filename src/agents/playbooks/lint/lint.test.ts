import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { unaskedTools } from '../../../tools/unasked.ts'
import { loadTraining } from '../../../understanding/learning/training.ts'
import type { LintRule } from './lint-finding.ts'
import type { LabelledMessage } from './lint-matching.ts'
import { lintPlaybooks } from './lint.ts'

const tools = unaskedTools()
const project = join(import.meta.dirname, '../../../..')

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'baton-lint-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const good = `---
name: good
title: { zh: 好, en: good }
intents: [change_address]
verify: order
tools: [find_order, change_address, request_handoff]
consent: [change_address]
facts:
  order:
    type: order
    ask: { zh: 哪个订单？, en: Which order? }
  address: { type: address, ask: { zh: 新地址？, en: The new address? } }
replies:
  none: { zh: 没有, en: none }
steps:
  - need: order
  - { read: find_order, with: { orderNumber: $order }, as: found, otherwise: none }
  - need: address
  - { write: change_address, with: { orderNumber: $order, address: $address }, as: changed }
---
Prose for the model.
`

const few: LabelledMessage[] = [
  { intents: ['change_address'] },
  { intents: ['track_shipment'] },
  { intents: ['refund_status'] },
]

/** Rules and lines of what is found, without the intents that so few playbooks leave unserved. */
async function found(
  files: Record<string, string>,
  messages = few,
): Promise<[LintRule, string, number][]> {
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text)
  const { findings } = await lintPlaybooks(folder, tools, messages)
  for (const { what, wayOut } of findings) expect(what && wayOut).not.toBe('')
  return findings
    .filter(({ rule }) => rule !== 'intent_unserved')
    .map(({ rule, file, line }) => [rule, file, line])
}

const changed = (from: string, to: string): Record<string, string> => {
  expect(good).toContain(from)
  return { 'p.md': good.replace(from, to) }
}

describe('the lint', () => {
  it('finds nothing in a playbook that is as it should be', async () => {
    expect(await found({ 'p.md': good })).toEqual([])
  })

  it.each<[string, Record<string, string>, [LintRule, string, number]]>([
    [
      'whose intent nobody has',
      changed('[change_address]\nverify', '[demo_or_trial]\nverify'),
      ['never_matched', 'p.md', 4],
    ],
    [
      'whose condition is not known in time',
      changed('verify:', 'when: { weather: fine }\nverify:'),
      ['never_matched', 'p.md', 5],
    ],
    [
      'that takes nearly everything',
      changed('[change_address]\nverify', '[change_address, track_shipment]\nverify'),
      ['always_matched', 'p.md', 4],
    ],
    [
      'that another is chosen before',
      { 'p.md': good, 'q.md': good.replace('name: good', 'name: late') },
      ['shadowed', 'q.md', 4],
    ],
    [
      'that contradicts another',
      {
        'p.md': good,
        'q.md': good.replace('name: good', 'name: late').replace('verify: order', 'verify: login'),
      },
      ['contradicting', 'q.md', 4],
    ],
    [
      'with a write that nothing reaches',
      changed('change_address, request_handoff', 'change_address, urge_delivery, request_handoff'),
      ['tool_not_reached', 'p.md', 6],
    ],
    [
      'with a tool that nobody has',
      changed('change_address, request_handoff', 'change_address, teleport, request_handoff'),
      ['tool_not_reached', 'p.md', 6],
    ],
    [
      'without English',
      changed('{ zh: 没有, en: none }', '{ zh: 没有 }'),
      ['missing_language', 'p.md', 14],
    ],
    [
      'with Chinese for English',
      changed('en: none }', 'en: 没有 }'),
      ['missing_language', 'p.md', 14],
    ],
    [
      'with a write that asks nobody',
      changed('consent: [change_address]', 'consent: []'),
      ['consent_missing', 'p.md', 6],
    ],
    [
      'that gives sales a contact nobody was asked for',
      changed('change_address, request_handoff', 'change_address, capture_lead, request_handoff'),
      ['consent_missing', 'p.md', 6],
    ],
    [
      'that urges a carrier for an order that nobody proved',
      {
        'p.md': good
          .replace(
            'change_address, request_handoff',
            'change_address, urge_delivery, request_handoff',
          )
          .replace('verify: order', 'verify: none'),
      },
      ['consent_missing', 'p.md', 6],
    ],
    [
      'with a fact for nothing',
      changed('replies:', '  colour: { type: text, ask: { zh: 颜色？, en: Colour? } }\nreplies:'),
      ['fact_never_used', 'p.md', 13],
    ],
    [
      'with a fact that nobody asks for',
      changed('  - need: address\n', ''),
      ['fact_never_asked', 'p.md', 12],
    ],
    ['that does not load', changed('verify:', 'verfy:'), ['faulty', 'p.md', 5]],
  ])('names a playbook %s, with its line', async (_, files, wanted) => {
    expect(await found(files)).toContainEqual(wanted)
  })

  it('names intents that no playbook serves', async () => {
    writeFileSync(join(folder, 'p.md'), good)
    const { findings } = await lintPlaybooks(folder, tools, few)
    const unserved = findings.filter(({ rule }) => rule === 'intent_unserved')
    expect(unserved.map(({ what }) => what)).toContain('no playbook serves refund_status')
    expect(unserved.map(({ what }) => what)).not.toContain('no playbook serves change_address')
  })

  it('counts what a playbook costs a prompt', async () => {
    writeFileSync(join(folder, 'p.md'), good)
    const [cost] = (await lintPlaybooks(folder, tools, few)).costs
    writeFileSync(join(folder, 'p.md'), `${good}${'More prose. '.repeat(100)}`)
    const [longer] = (await lintPlaybooks(folder, tools, few)).costs
    expect(cost?.tokens.en).toBeGreaterThan(10)
    expect((longer?.tokens.en ?? 0) - (cost?.tokens.en ?? 0)).toBeGreaterThan(200)
  })

  it('says so when there is nothing to look at', async () => {
    await expect(lintPlaybooks(folder, tools, few)).rejects.toThrow(/no playbook in/)
    await expect(lintPlaybooks(join(folder, 'no'), tools, few)).rejects.toMatchObject({
      code: 'not_found',
    })
  })
})

it('finds nothing in the playbooks that come with Baton', async () => {
  const messages = loadTraining(join(project, 'training')).examples.map(({ labels }) => ({
    intents: labels,
  }))
  expect((await lintPlaybooks(join(project, 'playbooks'), tools, messages)).findings).toEqual([])
})
