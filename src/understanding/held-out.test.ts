import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { parse } from 'yaml'
import { z } from 'zod'
import { IntentName } from '../domain/intent.ts'
import { microF1 } from '../measure/classification.ts'
import { testReader } from '../../tests/reader.ts'
import { createReader } from './reader.ts'
import { loadTraining } from './learning/training.ts'

const file = join(import.meta.dirname, 'held-out/intents.yaml')
const cases = z
  .array(z.tuple([z.array(IntentName).min(1)], z.string()))
  .parse(parse(readFileSync(file, 'utf8')))
  .flatMap(([truths, ...texts]) => texts.map((text) => ({ truths, text })))

it('reads the intents of messages that nobody trained it on', () => {
  const reader = createReader(testReader)
  const decisions = cases.map(({ truths, text }) => ({
    truths,
    guesses: reader.read(text).intents.map(({ name }) => name),
  }))
  const first = decisions.filter(({ truths, guesses }) => guesses[0] === truths[0]).length
  // Written by the author of the concepts, hence easier than `evals/reading` (docs/decisions/understanding.md).
  expect(first / cases.length).toBeGreaterThan(0.85)
  expect(microF1(decisions).f1).toBeGreaterThan(0.85)
}, 180_000)

it('has no message of the training files among them', () => {
  const trained = new Set(loadTraining('training').examples.map(({ text }) => text.toLowerCase()))
  const shared = cases.filter(({ text }) => trained.has(text.toLowerCase()))
  expect(shared.map(({ text }) => text)).toEqual([])
})
