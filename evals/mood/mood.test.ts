import { readFile } from 'node:fs/promises'
import { expect, it } from 'vitest'
import { z } from 'zod'
import { auroc } from '../../src/measure/separation.ts'
import { foldText } from '../../src/understanding/fold.ts'
import { createMoodReader, trainedMood } from '../../src/understanding/mood/mood.ts'
import { loadMoodTraining, Mood } from '../../src/understanding/mood/mood-training.ts'

const Row = z.object({ text: z.string(), mood: Mood })
const training = loadMoodTraining('training')
const readMood = createMoodReader(trainedMood(training, '.baton/cache'))
const hostile: readonly Mood[] = ['furious', 'annoyed', 'disapproving']

async function load(file: string) {
  const lines = (await readFile(new URL(file, import.meta.url), 'utf8')).trim().split('\n')
  return lines.map((line) => Row.parse(JSON.parse(line)))
}

// What it had when it was last measured (2026-11-28), rounded down; with the lexicon alone 0.53 and 0.55.
it.each([
  ['zh.jsonl', 300, 0.8],
  ['en.jsonl', 74, 0.82],
])('tells hostile messages from the others: %s', async (file, size, atLeast) => {
  const rows = await load(file)
  expect(rows).toHaveLength(size)
  const against = (angry: boolean) =>
    rows
      .filter(({ mood }) => hostile.includes(mood) === angry)
      .map(({ text }) => -readMood(text, foldText(text)))
  expect(auroc(against(true), against(false))).toBeGreaterThanOrEqual(atLeast)
})

it('is asked about no message that it learned from', async () => {
  const bare = (text: string) => foldText(text).replace(/[^\p{L}\p{N}]/gu, '')
  const learned = new Set(training.examples.map(({ text }) => bare(text)))
  const asked = [...(await load('zh.jsonl')), ...(await load('en.jsonl'))]
  expect(asked.filter(({ text }) => learned.has(bare(text)))).toEqual([])
})
