import { describe, expect, it } from 'vitest'
import { createSecondOpinion } from './hidden.ts'
import { decodeModel, encodeModel } from './model-file.ts'
import { seededRandom } from './random.ts'
import { createRecogniser } from './recogniser.ts'
import type { Example } from './recogniser.ts'
import type { SparseRows } from './sparse-rows.ts'
import { plainVector } from './text-vector.ts'
import { createHidden } from './train-hidden.ts'
import { trainModel } from './train.ts'

/** Forty rows of three columns; the third is in every row and says nothing. */
const rows = 40
const data: SparseRows = {
  rows,
  columns: 3,
  starts: Int32Array.from({ length: rows + 1 }, (_, row) => row * 2),
  column: Int32Array.from({ length: rows * 2 }, (_, i) => (i % 2 === 1 ? 2 : (i / 2) % 2)),
  value: new Float32Array(rows * 2).fill(1),
}
const truths = Array.from({ length: rows }, (_, row) => [row % 2])
function train(columns: number, nets = 1) {
  const options = { nets, units: 8, columns, random: seededRandom(1) }
  const training = createHidden(data, truths, 2, options)
  training.learn(Int32Array.from(truths.keys()), 20)
  return training.layer()
}

function opinionOn(column: number, by = train(3)): Float64Array {
  const margins = new Float64Array(2)
  createSecondOpinion(by)(
    plainVector({ column: Int32Array.of(column), value: Float32Array.of(1), from: 0, to: 1 }),
    margins,
  )
  return margins
}

describe('the hidden layer', () => {
  it('speaks for the class that its column was seen with, and against the other', () => {
    const [of0 = 0, not0 = 0] = opinionOn(0)
    expect(of0).toBeGreaterThan(not0)
    const [not1 = 0, of1 = 0] = opinionOn(1)
    expect(of1).toBeGreaterThan(not1)
  })

  it('adds log-probabilities: never more than nothing', () => {
    expect(Math.max(...opinionOn(0))).toBeLessThanOrEqual(0)
  })

  it('leaves out the columns that it was not given', () => {
    const small = train(1)
    expect(opinionOn(1, small)).toEqual(opinionOn(2, small))
    expect(small.into).toHaveLength(8)
  })

  it('is the average of several nets', () => {
    const two = train(3, 2)
    expect(two.units).toBe(16)
    const [of0 = 0, not0 = 0] = opinionOn(0, two)
    expect(of0).toBeGreaterThan(not0)
  })

  it('learns the same from the same', () => {
    expect(train(3)).toEqual(train(3))
  })
})

it('is kept on disk with its model', () => {
  const examples = ['where is my box', 'track my box', 'my box please'].flatMap(
    (text): Example[] => [
      { text, labels: ['track'] },
      { text: text.replace('box', 'money'), labels: ['refund'] },
    ],
  )
  const model = trainModel(examples)
  const again = decodeModel(encodeModel(model))
  expect(again.hidden).toEqual(model.hidden)
  const [before, after] = [model, again].map((by) =>
    Array.from(createRecogniser(by).score('where is my money').probabilities),
  )
  expect(after).toEqual(before)
})
