import { spawnSync } from 'node:child_process'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'

/** `baton eval handoff` as it is typed. */

const baton = (...args: string[]) =>
  spawnSync(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', 'src/cli.ts', 'eval', 'handoff', ...args],
    { encoding: 'utf8', timeout: 60_000 },
  )
const file = (...lines: unknown[]) => {
  const path = join(mkdtempSync(join(tmpdir(), 'handoff-')), 'dialogues.jsonl')
  writeFileSync(path, lines.map((line) => JSON.stringify(line)).join('\n'))
  return path
}

it('prints one JSON object and nothing else', () => {
  const path = file(
    {
      id: 'a',
      turns: [{ from: 'user', text: '转人工' }],
      handoff: true,
      reason: 'customer_request',
    },
    { id: 'b', turns: [{ from: 'user', text: 'hello' }], handoff: false },
  )
  const { status, stdout } = baton('--dialogues', path, '--json')
  expect(status).toBe(0)
  expect(JSON.parse(stdout)).toMatchObject({
    precision: 1,
    recall: 1,
    f1: 1,
    byReason: { customer_request: 1 },
  })
})

it.each([
  [[], /--dialogues is needed/],
  [['--dialogues', '/nowhere.jsonl'], /nowhere\.jsonl cannot be read/],
  [['--nonsense'], /--nonsense/],
])('says what is wrong with %j, with exit code 2', (args, words) => {
  const { status, stdout, stderr } = baton(...args)
  expect([status, stdout]).toEqual([2, ''])
  expect(stderr).toMatch(words)
})
