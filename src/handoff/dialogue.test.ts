import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { loadDialogues } from './dialogue.ts'

async function load(text: string) {
  const path = join(await mkdtemp(join(tmpdir(), 'dialogues-')), 'some.jsonl')
  await writeFile(path, text)
  return loadDialogues(path)
}
const turns = [{ from: 'user', text: 'hi' }]

it('takes the words that other data have for who speaks', async () => {
  const froms = ['user', 'customer', 'assistant', 'bot', 'agent', 'operator']
  const line = { id: 1, turns: froms.map((from) => ({ from, text: 'x' })), handoff: false }
  const [dialogue] = await load(`\ufeff${JSON.stringify(line)}\r\n\n`)
  expect(dialogue?.id).toBe('1')
  expect(dialogue?.turns.map(({ from }) => from)).toEqual([
    'customer',
    'customer',
    'agent',
    'agent',
    'agent',
    'operator',
  ])
})

it('counts failures of tools however they are given', async () => {
  const given = [2, { a: 1 }, ['a', 'a', { tool: 'b', why: 'timeout' }], 0]
  const lines = given.map((toolFailures) =>
    JSON.stringify({ id: 'x', turns, handoff: true, context: { toolFailures, online: true } }),
  )
  const loaded = await load(lines.join('\n'))
  expect(loaded.map(({ context }) => context?.toolFailures)).toEqual([
    { tool: 2 },
    { a: 1 },
    { a: 2, b: 1 },
    {},
  ])
})

it.each([
  ['{"id"', /some\.jsonl:1: is not JSON/],
  [JSON.stringify({ id: 'x', turns }), /some\.jsonl:1: handoff:/],
  [
    JSON.stringify({ id: 'x', turns: [{ from: 'nobody', text: 'a' }], handoff: true }),
    /turns\.0\.from:/,
  ],
  [JSON.stringify({ id: 'x', turns, handoff: true, reason: 'bored' }), /reason:/],
  [JSON.stringify({ id: 'x', turns, handoff: true, context: { vip: 'yes' } }), /context\.vip:/],
  ['\n', /holds no dialogues/],
])('names file, line and field of what is wrong: %s', async (text, words) => {
  await expect(load(text)).rejects.toThrow(words)
})

it('names a file that cannot be read', async () => {
  await expect(loadDialogues('/nowhere/at.jsonl')).rejects.toMatchObject({ code: 'not_found' })
})
