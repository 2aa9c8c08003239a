import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeEach, expect, it } from 'vitest'
import { intentNames } from '../../domain/intent.ts'
import { loadTraining, parseTrainingFile } from './training.ts'

const folder = mkdtempSync(join(tmpdir(), 'baton-training-'))
const intents = join(folder, 'intents')
beforeEach(() => mkdirSync(intents, { recursive: true }))
afterAll(() => rmSync(folder, { recursive: true }))

it('reads bare texts and texts with further intents, the own one first', () => {
  writeFileSync(
    join(intents, 'greeting.yaml'),
    'intent: greeting\nzh:\n  - 你好\nen:\n  - {text: "hi, thanks", also: [thanks]}\n',
  )
  expect(loadTraining(folder).examples).toEqual([
    { text: '你好', labels: ['greeting'], language: 'zh' },
    { text: 'hi, thanks', labels: ['greeting', 'thanks'], language: 'en' },
  ])
  expect(loadTraining(intents).hash).toBe(loadTraining(folder).hash)
})

it.each([
  [
    'a number without quotes',
    'intent: greeting\nen:\n  - hi\n  - 8842\n',
    /g\.yaml:4: en\.1: must be a text/,
  ],
  ['an unknown intent', 'intent: greetings\n', /g\.yaml:1: intent/],
  ['an unknown field', 'intent: greeting\nfr: [salut]\n', /g\.yaml:1/],
  ['broken YAML', 'intent: greeting\nen: [hi\n', /g\.yaml:3/],
])('names file, line and field of %s', (_, source, message) => {
  expect(() => parseTrainingFile('g.yaml', source)).toThrow(message)
})

it('says which folder it cannot read', () => {
  expect(() => loadTraining(join(folder, 'absent'))).toThrow(/absent cannot be read/)
})

it('finds examples of every intent of the taxonomy in the product itself', () => {
  const known = new Set<string>(loadTraining('training').examples.map(({ labels }) => labels[0]))
  expect(intentNames.filter((name) => !known.has(name))).toEqual([])
})
