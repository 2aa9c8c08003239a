import { beforeAll, describe, expect, it } from 'vitest'
import { loadDialogues } from '../../src/handoff/dialogue.ts'
import { judgeDialogues, reportOn, type Judgement } from '../../src/handoff/evaluation.ts'
import { loadSettings } from '../../src/handoff/settings-file.ts'
import { readAnswer } from '../../src/understanding/answer.ts'
import { createReader } from '../../src/understanding/reader.ts'
import { testReader } from '../../tests/reader.ts'

/** The bars of the handoff issue, on our own dialogues. What a first look at new ones gave: docs/decisions/handoff.md. */

const files = [
  'dev',
  'held-out',
  ...['seventh', 'eighth', 'ninth', 'tenth', 'eleventh'].map((name) => `blind-${name}`),
  ...['twelfth', 'thirteenth', 'fourteenth', 'fifteenth', 'sixteenth'].map(
    (name) => `blind-${name}`,
  ),
  ...['nineteenth', 'twentieth', 'twenty-first'].map((name) => `blind-${name}`),
  'person-a',
  'person-b',
]
const judged = new Map<string, Judgement[]>()
beforeAll(async () => {
  const reader = createReader(testReader)
  const settings = await loadSettings('settings/handoff.json')
  for (const file of files) {
    const dialogues = await loadDialogues(`evals/handoff/${file}.jsonl`)
    judged.set(file, judgeDialogues(dialogues, { reader, readAnswer, settings }))
  }
}, 120_000)

describe.each(files)('on %s', (file) => {
  const here = () => judged.get(file) ?? []

  it('the baton passes when it should', () => {
    const { precision, recall } = reportOn(here())
    expect(precision).toBeGreaterThanOrEqual(0.9)
    expect(recall).toBeGreaterThanOrEqual(0.95)
  })
})

it('everyone who asks for a person gets one', () => {
  const asked = [...judged.values()]
    .flat()
    .filter(({ dialogue }) => dialogue.reason === 'customer_request')
  expect(asked.length).toBeGreaterThan(500)
  const missed = asked.filter(({ replayed }) => !replayed.handedOver)
  expect(missed.map(({ dialogue }) => dialogue.id)).toEqual([])
})

it('has both languages, and no dialogue twice', () => {
  const all = [...judged.values()].flat().map(({ dialogue }) => dialogue)
  const words = all.map(({ turns, context }) => JSON.stringify([turns, context]))
  expect(new Set(words).size).toBe(words.length)
  const chinese = all.filter(({ turns }) => /\p{Script=Han}/u.test(turns[0]?.text ?? ''))
  expect(chinese.length / all.length).toBeGreaterThan(0.45)
  expect(chinese.length / all.length).toBeLessThan(0.55)
})
