import { describe, expect, it } from 'vitest'
import type { Reading } from '../../../domain/reading.ts'
import { onlyQuantity, quantityIn } from './quantities.ts'

const reading: Reading = {
  intents: [],
  outOfScope: false,
  sentiment: 0,
  language: 'und',
  entities: [],
  risks: [],
  tones: [],
}

describe('how many pieces', () => {
  it.each([
    ['一台不够，帮我加到三台', '3'],
    ['外胎那单改成两条', '2'],
    ['再多要一台，改成两台', '2'],
    ['make it two instead of one', '2'],
    ['we need 20 more by January', '20'],
    ['扫地机能不能再加三台', '3'],
    ['price for 20?', '20'],
    ['50 pcs please', '50'],
  ])('are said in "%s": %s', (text, pieces) => {
    expect(quantityIn(text, reading)).toBe(pieces)
  })

  it.each(['often more', '再加点东西', 'make it quick', 'add it to my order', '只要快'])(
    'are not said in "%s"',
    (text) => {
      expect(quantityIn(text, reading)).toBeUndefined()
    },
  )

  it('are the one number, to our question', () => {
    expect(onlyQuantity('about 100', reading)).toBe('100')
    expect(onlyQuantity('I need 500 more bags', reading)).toBe('500')
    expect(onlyQuantity('500 bags or 600', reading)).toBeNull()
  })
})
