import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { testReader } from '../../../tests/reader.ts'
import { candidatesOf } from '../candidate.ts'
import { openHouse, type House } from '../house.ts'
import { loadSuite } from '../load.ts'
import { createAliases } from '../recording/aliases.ts'
import type { Seen } from '../seen.ts'
import type { Setting } from '../task.ts'
import { talk } from '../tasks/talk.ts'
import { Talk } from '../tasks/talk-input.ts'
import type { Trace } from '../trace.ts'

/** What is said to come about as before does: every conversation is held in whole as well, on files that change. */

const root = join(import.meta.dirname, '../../..')
const caller = { during: <T>(_: unknown, work: () => T) => work() } as unknown as Setting['caller']
let folder: string
let house: House
let held: { input: Talk; seen: Seen; trace: string }[]
const playbook = (name: string) => join(folder, 'playbooks', `${name}.md`)
const articles = () => join(folder, 'articles.jsonl')

/** All of a trace but ids and codes, which are drawn anew. */
const plain = (trace: Trace): string => createAliases().hide(JSON.stringify(trace))

async function hold(input: Talk): Promise<(typeof held)[number]> {
  await house.reset()
  const { trace } = await talk(house, input, new AbortController().signal)
  return { input, seen: house.seen, trace: plain(trace) }
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'baton-again-'))
  cpSync(join(root, 'playbooks'), join(folder, 'playbooks'), { recursive: true })
  cpSync(join(root, 'knowledge/voyager-goods.jsonl'), articles())
  for (const name of ['advice.yaml', 'faults.yaml', 'lexicon.txt'])
    cpSync(join(root, 'knowledge', name), join(folder, name))
  const [candidate] = candidatesOf({
    playbooks: [join(folder, 'playbooks')],
    knowledge: [articles()],
  })
  if (!candidate) throw new Error('no candidate')
  const { cacheFolder } = testReader
  house = await openHouse({ candidate, caller, cacheFolder, concurrency: 1, remembers: true })
  const { cases } = await loadSuite(join(root, 'evals/conversations/conversations.suite.yaml'))
  held = []
  for (const { input } of cases.filter((_, i) => i % 3 === 0)) {
    held.push(await hold(Talk.parse(input)))
  }
}, 180_000)
afterAll(async () => {
  await house.close()
  rmSync(folder, { recursive: true, force: true })
})

const change = (file: string, from: string | RegExp, to: string): void => {
  const words = readFileSync(file, 'utf8')
  const changed = words.replace(from, to)
  if (changed === words) throw new Error(`${file} has no ${from}`)
  writeFileSync(file, changed)
}

/** Changes, and whether any of the conversations is to come about differently. */
const changes: [what: string, act: () => void, touches: boolean][] = [
  ['nothing', () => {}, false],
  ['a title', () => change(playbook('cancel_order'), 'title: { zh: ', 'title: { zh: 新'), false],
  ['words', () => change(playbook('where_is_my_order'), /正在路上/g, '还在路上'), true],
  [
    'what asks for a yes',
    () => change(playbook('cancel_order'), /^consent: \[.*\]$/m, 'consent: []'),
    true,
  ],
  [
    'an intent',
    () => change(playbook('where_is_my_order'), /^intents: \[.*\]$/m, 'intents: [out_of_scope]'),
    true,
  ],
  [
    'articles',
    () =>
      writeFileSync(
        articles(),
        readFileSync(articles(), 'utf8').split('\n').slice(0, 40).join('\n'),
      ),
    true,
  ],
]

it.each(changes)(
  'tells rightly what comes about as before when this has changed: %s',
  async (_, act, touches) => {
    act()
    await house.reload()
    let same = 0
    for (const [i, { input, seen, trace }] of held.entries()) {
      const played = await house.again(seen)
      const now = await hold(input)
      if (played) {
        same++
        const { played: _, ...rest } = JSON.parse(trace) as Trace
        const { played: after, ...others } = JSON.parse(now.trace) as Trace
        expect(others, JSON.stringify(input.customerSays)).toEqual(rest)
        expect(played).toEqual(after)
      }
      held[i] = now
    }
    expect(same).toBeGreaterThan(0)
    expect(same < held.length).toBe(touches)
  },
  120_000,
)
