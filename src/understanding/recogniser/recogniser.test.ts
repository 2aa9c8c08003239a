import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { blocks } from './feature-bag.ts'
import { foldText } from '../fold.ts'
import { cachedModel, decodeModel, encodeModel } from './model-file.ts'
import { createRecogniser } from './recogniser.ts'
import { trainModel } from './train.ts'
import type { Example } from './recogniser.ts'

const say = (label: string, ...texts: string[]): Example[] =>
  texts.map((text) => ({ text, labels: [label] }))
const examples = [
  ...say(
    'track',
    'where is my parcel',
    'track my parcel please',
    'parcel location',
    '我的包裹在哪',
    '查一下包裹到哪了',
  ),
  ...say(
    'refund',
    'i want a refund',
    'refund my money',
    'give me my money back',
    '我要退款',
    '把钱退给我',
  ),
  ...say(
    'hours',
    'when do you open',
    'opening hours of the store',
    'are you open today',
    '几点开门',
    '店里几点关门',
  ),
]
const model = trainModel(examples)
const read = (text: string, by = model) =>
  by.labels[createRecogniser(by).score(foldText(text)).best]

describe('the recogniser', () => {
  it('reads what is like its examples, in either language, typos and all', () => {
    expect(read('Where is the PARCEL?')).toBe('track')
    expect(read('i wnat my refundd')).toBe('refund')
    expect(read('请问几点开门呀')).toBe('hours')
  })

  it('gives probabilities that sum to one', () => {
    const { probabilities } = createRecogniser(model).score('where is my refund')
    expect(probabilities.reduce((sum, p) => sum + p, 0)).toBeCloseTo(1)
  })

  it('sees that a text of words it has never met belongs less', () => {
    const recogniser = createRecogniser(model)
    const known = recogniser.score('where is my parcel').belonging
    expect(recogniser.score('who painted the sistine chapel').belonging).toBeLessThan(known)
  })

  it('learns the same from the same examples', () => {
    expect(encodeModel(trainModel(examples)).equals(encodeModel(model))).toBe(true)
  })

  it('learns from descriptions too', () => {
    const described = trainModel(examples, {
      describe: (label) => (label === 'hours' ? 'timetable' : label),
    })
    expect(read('timetable', described)).toBe('hours')
  })

  it('lets pairs of words count only where examples are many', () => {
    const normsOf = (count: number) => {
      const texts = Array.from({ length: count }, (_, i) => examples[i % examples.length]!)
      const hidden = { nets: 1, units: 2, passes: 1, cells: 1000 }
      return trainModel(texts, { heldOut: 0, planePasses: 1, hidden }).vocabulary.norms
    }
    expect(normsOf(999)[blocks.pairs]).toBe(0)
    expect(normsOf(1000)[blocks.pairs]).toBeGreaterThan(0)
  })

  it('reads nothing, and trains on nothing, without a fault', () => {
    expect(read('')).toBeTypeOf('string')
    expect(trainModel([]).labels).toEqual([])
  })
})

describe('a model on disk', () => {
  const folder = mkdtempSync(join(tmpdir(), 'baton-model-'))
  afterAll(() => rmSync(folder, { recursive: true }))

  it('reads as it did before', () => {
    const restored = decodeModel(encodeModel(model))
    expect(restored).toEqual(model)
  })

  it('is trained once, and again when the file is damaged', () => {
    let trainings = 0
    const train = () => {
      trainings++
      return model
    }
    cachedModel(folder, 'm', train)
    expect(cachedModel(folder, 'm', train).labels).toEqual(model.labels)
    expect(trainings).toBe(1)
    writeFileSync(join(folder, 'm.model'), 'nonsense')
    cachedModel(folder, 'm', train)
    expect(trainings).toBe(2)
  })
})
