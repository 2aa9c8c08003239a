import { expect, it } from 'vitest'
import type { Reading } from '../domain/reading.ts'
import { JudgedDialogue } from './dialogue.ts'
import { tune } from './tuning.ts'

/** A reader that finds in a text the probability of a wish for a person that it names. */
const reader = {
  read: (text: string): Reading => ({
    intents: [{ name: 'human_request', probability: Number(text) }],
    outOfScope: false,
    sentiment: 0,
    language: 'en',
    entities: [],
    risks: [],
  }),
}
const said = (probability: number, handoff: boolean) =>
  JudgedDialogue.parse({
    id: `${probability} ${handoff}`,
    turns: [{ from: 'customer', text: String(probability) }],
    handoff,
  })
const deps = { reader, readAnswer: () => 'other' as const }

it('moves a threshold to where it costs least', () => {
  const dialogues = [said(0.35, true), said(0.32, true), said(0.25, false), said(0.9, true)]
  const tuned = tune(dialogues, deps, { missed: 5, needless: 1 })
  expect(tuned).toMatchObject({ settings: { explicitRequest: 0.3 }, before: 10, after: 0 })
  expect(tuned.curves.explicitRequest).toContainEqual({
    value: 0.2,
    missed: 0,
    needless: 1,
    cost: 1,
  })
})

it('weighs a missed handoff against a needless one', () => {
  const dialogues = [said(0.35, true), said(0.36, false), said(0.37, false)]
  const at = (missed: number) =>
    tune(dialogues, deps, { missed, needless: 1 }).settings.explicitRequest
  expect([at(3), at(1)]).toEqual([0.3, undefined])
})

it('moves nothing for nothing', () => {
  expect(tune([said(0.9, true)], deps, { missed: 5, needless: 1 }).settings).toEqual({})
})
