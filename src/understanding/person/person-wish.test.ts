import { describe, expect, it } from 'vitest'
import { foldText } from '../fold.ts'
import { asksNobody, withPerson } from './person-wish.ts'
import { createSignReader } from '../signs/signs.ts'

/** Whether a person is asked for, after the intents, the families of words and the learned lines have each had their say. */

const signsIn = createSignReader()
const calm = { intents: [{ name: 'order_status' as const, probability: 0.6 }], outOfScope: false }
const unclear = { asked: -0.5, spokenOf: -0.5 }
const clear = { asked: 0.9, spokenOf: -2 }

const wishOf = (text: string, margins = unclear, read: Parameters<typeof withPerson>[0] = calm) => {
  const folded = foldText(text)
  return withPerson(read, folded, { margins, bySigns: signsIn(folded).has('human') }).intents
}

describe('families of words', () => {
  it.each([
    'could one of your colleagues take a look at this',
    '让能做主的人来跟我谈',
    'have someone in billing ring me',
  ])('tell a wish before anything else that was read: %s', (text) => {
    expect(wishOf(text).map(({ name }) => name)).toEqual(['human_request', 'order_status'])
  })

  it.each(['my manager told me to ask one of you lot for a receipt', '不用叫你们经理出来'])(
    'tell none where somebody is only spoken of: %s',
    (text) => {
      expect(wishOf(text)).toEqual(calm.intents)
    },
  )
})

describe('learned lines', () => {
  it('tell a wish that no family of words does', () => {
    expect(wishOf('anything', { asked: 0.2, spokenOf: -1 })[0]).toEqual({
      name: 'human_request',
      probability: 0.6,
    })
  })

  it('tell it despite words that people are spoken of in, if they are very sure', () => {
    const text = 'press 0 for a human'
    expect(wishOf(text, { asked: 0.3, spokenOf: -2 })).toEqual(calm.intents)
    expect(wishOf(text, clear)[0]?.name).toBe('human_request')
  })

  it('do not make a greeting a wish unless they are very sure', () => {
    const greeting = {
      intents: [{ name: 'greeting' as const, probability: 0.99 }],
      outOfScope: false,
    }
    expect(wishOf('hi 0', { asked: 0.3, spokenOf: -2 }, greeting)).toEqual(greeting.intents)
    expect(wishOf('anyone in?', clear, greeting)[0]?.name).toBe('human_request')
  })

  const guessedAt = (probability: number) => ({
    intents: [{ name: 'human_request' as const, probability }],
  })

  it('take back a guess, and plain words only where a person is spoken of', () => {
    expect(asksNobody(guessedAt(0.5), { asked: -1, spokenOf: -1 })).toBe(true)
    expect(asksNobody(guessedAt(0.97), { asked: -2.5, spokenOf: -1 })).toBe(false)
    expect(asksNobody(guessedAt(0.97), { asked: -2.5, spokenOf: 1 })).toBe(true)
  })
})
