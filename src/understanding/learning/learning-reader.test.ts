import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { openCorrections } from './corrections.ts'
import { createLearningReader } from './learning-reader.ts'
import type { LearningReader } from './learning-reader.ts'

const at = new Date('2026-11-21T10:00:00Z')
const files = {
  greeting: ['hello', 'hi there', 'good morning', 'hey you'],
  track_shipment: ['where is my parcel', 'track my box', 'parcel location please', 'my box, where'],
  refund_request: ['money back please', 'i want a refund', 'refund my order', 'give me my money'],
}
let folder: string
let reader: LearningReader
const open = (): LearningReader =>
  createLearningReader(
    { trainingFolder: join(folder, 'training'), cacheFolder: join(folder, 'cache') },
    openCorrections(join(folder, 'corrections.jsonl')),
  )
const intents = (text: string) => reader.read(text).intents.map(({ name }) => name)

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'baton-learning-'))
  mkdirSync(join(folder, 'training'))
  for (const [intent, texts] of Object.entries(files)) {
    const lines = texts.map((text) => `  - ${text}`).join('\n')
    writeFileSync(join(folder, 'training', `${intent}.yaml`), `intent: ${intent}\nen:\n${lines}\n`)
  }
  reader = open()
})
afterEach(async () => {
  await reader.close()
  rmSync(folder, { recursive: true })
})

it('reads a corrected text, and one nearly like it, as it was taught, at once', async () => {
  const version = reader.version
  const learned = await reader.learn(
    { kind: 'is', text: 'the thing from the ship, hand it over', intent: 'refund_request' },
    at,
  )
  expect(learned).toMatchObject({ version: 1, checked: 12, changed: [] })
  expect(learned.ms).toBeLessThan(2000)
  expect(intents('The thing from the ship, hand it over!!')).toEqual(['refund_request'])
  expect(intents('where is my parcel')[0]).toBe('track_shipment')
  expect(reader.version).not.toBe(version)
})

it('says which known messages a lesson turned, and that they were right before', async () => {
  const { changed } = await reader.learn(
    { kind: 'is', text: 'where is my parcel', intent: 'greeting' },
    at,
  )
  expect(changed).toEqual([
    {
      text: 'where is my parcel',
      before: 'track_shipment',
      after: 'greeting',
      right: 'track_shipment',
    },
  ])
})

it('learns what a text is not', async () => {
  await reader.learn({ kind: 'not', text: 'track my box', intent: 'track_shipment' }, at)
  expect(intents('track my box')).not.toContain('track_shipment')
  expect(intents('where is my parcel')[0]).toBe('track_shipment')
})

it('takes a lesson back', async () => {
  const [before] = intents('where is my parcel')
  await reader.learn({ kind: 'is', text: 'where is my parcel', intent: 'greeting' }, at)
  await reader.undo(undefined, at)
  expect(intents('where is my parcel')[0]).toBe(before)
})

it('trains again on a thread of its own, while it goes on reading, and knows new files then', async () => {
  writeFileSync(
    join(folder, 'training/goodbye.yaml'),
    'intent: goodbye\nen:\n  - farewell\n  - so long\n  - farewell friend\n  - bye\n',
  )
  await reader.learn({ kind: 'is', text: 'toodle pip old chap', intent: 'goodbye' }, at)
  const training = reader.retrain()
  expect(intents('where is my parcel')[0]).toBe('track_shipment')
  await training
  expect(intents('farewell')[0]).toBe('goodbye')
})

it('remembers after a restart', async () => {
  await reader.learn({ kind: 'is', text: 'ahoy matey shiver', intent: 'refund_request' }, at)
  reader = open()
  expect(intents('ahoy matey shiver')).toEqual(['refund_request'])
})
