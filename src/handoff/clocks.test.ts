import { describe, expect, it } from 'vitest'
import type { EventBody, LoggedEvent } from '../domain/event.ts'
import { ConversationId, EffectId, MessageId, OperatorId } from '../domain/id.ts'
import type { Author } from '../domain/message.ts'
import { advanceClocks, foldClocks, measureRun, noClocks, type ClockName } from './clocks.ts'
import { DeskSettings, standardDesk } from './desk-settings.ts'
import { outlookOf } from './targets.ts'
import { alwaysOpen, WorkingHours } from './working-hours.ts'

const conversationId = ConversationId.make()
const operatorId = OperatorId.make()
const minuteMs = 60_000
const start = new Date('2026-11-20T08:00:00Z').getTime()
const minute = (n: number) => new Date(start + n * minuteMs)

/** A log written as a story: what happened, and at which minute. */
function log(...story: readonly (readonly [at: number, body: EventBody])[]): LoggedEvent[] {
  return story.map(([at, body], i) => ({ conversationId, number: i + 1, at: minute(at), body }))
}
const message = (author: Author, answers: MessageId[] = []): EventBody => ({
  kind: 'message',
  message: { id: MessageId.make(), author, text: '…', at: minute(0), answers },
})
const agentAnswers = message('agent', [MessageId.make()])
const desk = { kind: 'desk' as const, waitingSince: minute(0) }
const operator = { kind: 'operator' as const, operatorId }
const moved = (to: typeof desk | typeof operator | { kind: 'agent' }): EventBody => ({
  kind: 'holder_changed',
  from: { kind: 'agent' },
  to,
})
const handedOver: EventBody = {
  kind: 'handed_over',
  reason: 'customer_request',
  brief: {
    reason: 'customer_request',
    need: [],
    facts: [],
    tried: [],
    committed: [],
    openQuestion: null,
    promises: [],
    risks: [],
    sentiment: [],
    skill: 'general',
  },
}
const sold: EventBody = {
  kind: 'effect_settled',
  effectId: EffectId.make(),
  tool: 'place_order',
  ok: true,
  summary: '',
}

/** A whole service: asked, answered, handed over, taken, gone, taken by another, answered, closed. */
const story = log(
  [0, message('customer')],
  [1, agentAnswers],
  [10, message('customer')],
  [11, agentAnswers],
  [11, handedOver],
  [11, moved(desk)],
  [13, message('customer')],
  [14, message('agent')],
  [15, moved(operator)],
  [17, moved(desk)],
  [20, moved(operator)],
  [22, message('operator')],
  [30, message('customer')],
  [31, message('operator')],
  [35, sold],
  [40, moved({ kind: 'agent' })],
)

const minutesOf = (events: readonly LoggedEvent[], name: ClockName, at = 100, hours = alwaysOpen) =>
  foldClocks(events)
    .runs.filter((run) => run.name === name)
    .map((run) => measureRun(run, hours, minute(at)).ms / minuteMs)

describe('the clocks of a conversation', () => {
  it.each([
    ['assign', [4, 3]],
    ['first_any', [1]],
    ['first_human', [11]],
    // News of the wait (minute 14) answers nothing.
    ['next_reply', [1, 1, 9, 1]],
    ['handle', [2, 20]],
    // 29 minutes from the handoff, without those in which the next word was the customer's.
    ['resolve', [12]],
    ['convert', [35]],
  ] as const)('%s: %j minutes', (name, minutes) => {
    expect(minutesOf(story, name)).toEqual(minutes)
  })

  it('are the same numbers whether folded at once, event by event, or from the log as JSON', () => {
    let step = noClocks
    for (const event of story) {
      step = advanceClocks(step, event)
      expect(step).toEqual(foldClocks(story.slice(0, event.number)))
    }
    const copied = JSON.parse(JSON.stringify(story)) as (Omit<LoggedEvent, 'at'> & { at: string })[]
    const again = copied.map((event) => ({ ...event, at: new Date(event.at) }))
    expect(foldClocks(again)).toEqual(foldClocks(story))
  })

  it('name every pause and its reason', () => {
    const hours = WorkingHours.parse({
      timeZone: 'UTC',
      week: { fri: [{ from: '08:00', to: '08:30' }], mon: [{ from: '08:00', to: '18:00' }] },
    })
    const waiting = log([0, message('customer')], [5, handedOver], [5, moved(desk)])
    const [run] = foldClocks(waiting).runs.filter(({ name }) => name === 'assign')
    const measured = measureRun(run!, hours, new Date('2026-11-23T08:10:00Z'))
    expect(measured.ms).toBe(35 * minuteMs)
    expect(measured.pauses).toEqual([
      { from: minute(30), to: new Date('2026-11-23T08:00:00Z'), why: 'closed' },
    ])
    expect(measured.paused).toBe(false)
    expect(measureRun(run!, hours, minute(60)).paused).toBe(true)
  })

  it('stand still where the time of the log goes backwards, and never run below nothing', () => {
    const back = log([10, message('customer')], [5, agentAnswers], [20, message('customer')])
    expect(minutesOf(back, 'first_any')).toEqual([0])
    expect(minutesOf(back, 'next_reply', 15)).toEqual([0, 0])
    expect(minutesOf(back, 'next_reply', 25)).toEqual([0, 5])
  })
})

describe('the outlook of a clock', () => {
  const [run] = foldClocks(story.slice(0, 6)).runs.filter(({ name }) => name === 'assign')
  it('is fine, then at risk ahead of the breach, then breached', () => {
    const settings = DeskSettings.parse({ targets: { assignMinutes: 4, warnAt: 0.75 } })
    const state = (at: number) => outlookOf(run!, settings, minute(at))
    expect(state(12)).toMatchObject({ state: 'fine', dueAt: minute(15), changesAt: minute(14) })
    expect(state(14)).toMatchObject({ state: 'at_risk', dueAt: minute(15), changesAt: minute(15) })
    expect(state(15)).toMatchObject({ state: 'breached', changesAt: null })
  })
  it('is none while the next word is the customer’s, and for clocks without a target', () => {
    const answered = foldClocks(story.slice(0, 12)).runs
    expect(answered.find(({ name }) => name === 'resolve')?.stoppedAt).toBeNull()
    for (const one of answered) expect(outlookOf(one, standardDesk, minute(500))).toBeNull()
  })
})
