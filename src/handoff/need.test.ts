import { describe, expect, it } from 'vitest'
import { Course } from '../domain/agenda.ts'
import type { Reading } from '../domain/reading.ts'
import { hearNeed } from './need.ts'
import { standardSettings } from './settings.ts'

/** What a message says of the need on the table, once we have replied to it. */

const reading = (change: Partial<Reading> = {}): Reading => ({
  intents: [{ name: 'provide_info', probability: 0.6 }],
  outOfScope: false,
  sentiment: 0,
  language: 'en',
  entities: [],
  risks: [],
  ...change,
})

const asked = Course.parse({
  need: { words: ['my lamp flickers'], intents: ['troubleshooting'], facts: [] },
  unmetTurns: 1,
  lastReply: 'answered',
})

const heard = (text: string, change: Partial<Reading> = {}) =>
  hearNeed(asked, [{ text, reading: reading(change) }], standardSettings)

describe('after an answer', () => {
  it('words read as "that has not helped" are the need unmet once more, whatever the words', () => {
    const glad = { sentiment: 0.7, tones: ['unhelped'] satisfies Reading['tones'] }
    expect(heard('Did!! E4', glad).unmetTurns).toBe(2)
  })

  it('the same words gladly said, and not read so, leave nothing to want', () => {
    expect(heard('Did!! E4', { sentiment: 0.7 })).toMatchObject({ need: null, unmetTurns: 0 })
  })

  it('who says that it works now has had help, however it was read', () => {
    expect(heard('it works now', { tones: ['unhelped'] }).need).toBeNull()
  })

  it('what was not asked for yet cannot have failed', () => {
    const fresh = hearNeed(
      Course.parse({}),
      [{ text: 'still dark', reading: reading({ tones: ['unhelped'] }) }],
      standardSettings,
    )
    expect(fresh.unmetTurns).toBe(1)
  })
})

describe('after a question of ours', () => {
  const guessed = Course.parse({
    need: { words: ['need the size 9 instead of 8'], intents: ['modify_order'], facts: [] },
    unmetTurns: 1,
    lastReply: 'asked',
  })
  const unmet = (text: string) =>
    hearNeed(guessed, [{ text, reading: reading() }], standardSettings).unmetTurns

  it('who turns it down and says again what was wanted is not met', () => {
    expect(unmet('no, change the size')).toBe(2)
  })

  it('who answers it is no further from being met', () => {
    expect(unmet('no, the green one')).toBe(1)
    expect(unmet('yes, the size')).toBe(1)
  })
})
