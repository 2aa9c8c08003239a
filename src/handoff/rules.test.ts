import { describe, expect, it } from 'vitest'
import { Agenda, Course, type Wish } from '../domain/agenda.ts'
import { MessageId } from '../domain/id.ts'
import type { Reading, RiskTag } from '../domain/reading.ts'
import { advanceCourse, assessAfter, assessBefore, hearCourse, type TurnSigns } from './rules.ts'
import { HandoffSettings, standardSettings } from './settings.ts'

/** Every number of the design, §5, by its default; and that each of them is a setting. */

const reading = (change: Partial<Reading> = {}): Reading => ({
  intents: [{ name: 'track_shipment', probability: 0.9 }],
  outOfScope: false,
  sentiment: 0,
  language: 'en',
  entities: [],
  risks: [],
  ...change,
})
const course = (change: Partial<Course> = {}): Course => ({ ...Course.parse({}), ...change })
const nothing: TurnSigns = {
  progress: false,
  withoutEvidence: false,
  clarified: false,
  reply: 'answered',
  failedTools: [],
  workedTools: [],
  offers: false,
  declinedOffer: false,
}
const wish = (unmetTurns: number, status: Wish['status'] = 'open'): Wish => ({
  playbook: 'stuck_parcel',
  intent: 'urge_delivery',
  words: 'where is it',
  messageId: MessageId.make(),
  status,
  facts: {},
  asked: null,
  timesAsked: {},
  said: [],
  unmetTurns,
})

const before = (
  readings: Reading[],
  { acceptedOffer = false, from = course(), settings = standardSettings, vip = false } = {},
) =>
  assessBefore(
    {
      course: hearCourse(from, readings, settings),
      readings,
      acceptedOffer,
      insists: false,
      vip,
    },
    settings,
  )
const after = (
  change: Partial<Course>,
  { wishes = [] as Wish[], settings = standardSettings } = {},
) => assessAfter({ course: course(change), agenda: Agenda.parse({ wishes }) }, settings)

const goOn = { kind: 'go_on' }
const offer = { kind: 'offer' }
const handOver = (reason: string) => ({ kind: 'hand_over', reason })

describe('at once, before anyone answers,', () => {
  it('an explicit wish for a person is granted', () => {
    const intents: Reading['intents'] = [
      { name: 'track_shipment', probability: 0.8 },
      { name: 'human_request', probability: 0.6 },
    ]
    expect(before([reading(), reading({ intents })])).toEqual(handOver('customer_request'))
  })

  it('an offer that was accepted is kept', () => {
    expect(before([reading()], { acceptedOffer: true })).toEqual(handOver('customer_request'))
  })

  it.each<RiskTag>(['legal', 'media', 'regulator', 'chargeback', 'safety', 'self_harm', 'fraud'])(
    'a sign of %s brings a person, whatever else is wanted',
    (risk) => {
      const intents: Reading['intents'] = [{ name: 'human_request', probability: 1 }]
      expect(before([reading({ risks: [risk], intents })])).toEqual(
        handOver('legal_or_safety_risk'),
      )
    },
  )

  it('an ordinary question goes on', () => {
    expect(before([reading({ sentiment: -0.5 })])).toEqual(goOn)
  })
})

describe('strong negatives', () => {
  it('begin at −0.6', () => {
    const inRow = (sentiment: number) =>
      hearCourse(course(), [reading({ sentiment })], standardSettings).strongNegativesInRow
    expect([inRow(-0.59), inRow(-0.6), inRow(-1)]).toEqual([0, 1, 1])
  })

  it('once: a person is offered', () => {
    expect(before([reading({ sentiment: -0.9 })])).toEqual(goOn)
    expect(after({ strongNegativesInRow: 1 })).toEqual(offer)
  })

  it('twice in a row: a person comes at once, be it in one turn or in two', () => {
    const angry = reading({ sentiment: -0.7 })
    expect(before([angry, angry])).toEqual(handOver('negative_sentiment'))
    const from = course({ strongNegativesInRow: 1 })
    expect(before([angry], { from })).toEqual(handOver('negative_sentiment'))
  })

  it('once, while the same need is not met again: a person comes at once', () => {
    const furious = reading({ sentiment: -0.9 })
    const from = course({ unmetTurns: 2 })
    expect(before([furious], { from })).toEqual(handOver('negative_sentiment'))
    expect(before([furious], { from: course({ unmetTurns: 1 }) })).toEqual(goOn)
    expect(before([reading({ sentiment: -0.4 })], { from })).toEqual(goOn)
  })

  it('are in a row only when nothing friendlier stands between', () => {
    const readings = [-0.9, -0.1, -0.9].map((sentiment) => reading({ sentiment }))
    expect(before(readings)).toEqual(goOn)
  })
})

describe('the same need, unmet', () => {
  it.each([
    [1, goOn],
    [2, offer],
    [3, handOver('repeated_failure')],
  ])('%i times', (times, verdict) => {
    expect(after({}, { wishes: [wish(times)] })).toEqual(verdict)
  })

  it('is forgotten when it is met or dropped', () => {
    expect(after({}, { wishes: [wish(5, 'done'), wish(5, 'dropped')] })).toEqual(goOn)
  })
})

describe('answers without evidence', () => {
  it.each([
    [1, goOn],
    [2, offer],
    [3, handOver('low_confidence')],
  ])('%i in a row', (times, verdict) => {
    let now = course()
    for (let i = 0; i < times; i++)
      now = advanceCourse(now, { ...nothing, withoutEvidence: true, progress: true })
    expect(after(now)).toEqual(verdict)
  })

  it('are forgotten after an answer that has some', () => {
    const now = advanceCourse(course({ answersWithoutEvidence: 2 }), { ...nothing, progress: true })
    expect(now.answersWithoutEvidence).toBe(0)
  })
})

describe('turns without progress', () => {
  const idle = (turns: number) => {
    let now = course()
    for (let i = 0; i < turns; i++) now = advanceCourse(now, nothing)
    return now
  }

  it('five go on, six hand over', () => {
    expect(after(idle(5))).toEqual(goOn)
    expect(after(idle(6))).toEqual(handOver('repeated_failure'))
  })

  it('begin again with any progress', () => {
    expect(advanceCourse(idle(5), { ...nothing, progress: true }).turnsWithoutProgress).toBe(0)
  })
})

describe('a failing tool', () => {
  const failing = (...tools: string[]) => {
    let now = course()
    for (const tool of tools) now = advanceCourse(now, { ...nothing, failedTools: [tool] })
    return after(now)
  }

  it('once goes on, the same one twice hands over', () => {
    expect(failing('track_shipment')).toEqual(goOn)
    expect(failing('track_shipment', 'track_shipment')).toEqual(handOver('tool_failure'))
  })

  it('is not the same as another one', () => {
    expect(failing('track_shipment', 'find_order')).toEqual(goOn)
  })

  it('is forgiven when it works again', () => {
    const failed = advanceCourse(course(), { ...nothing, failedTools: ['track_shipment'] })
    const worked = advanceCourse(failed, { ...nothing, workedTools: ['track_shipment'] })
    expect(worked.toolFailures).toEqual({})
  })
})

describe('an offer that was declined', () => {
  /** Verdicts of the turns after it, with a reason to offer in each of them. */
  const later = (turns: number) => {
    let now = advanceCourse(course({ turns: 4, offered: true }), {
      ...nothing,
      progress: true,
      declinedOffer: true,
    })
    return Array.from({ length: turns }, () => {
      const verdict = after({ ...now, strongNegativesInRow: 1 }).kind
      now = advanceCourse(now, { ...nothing, progress: true })
      return verdict
    })
  }

  it('is not repeated for three turns, its own among them', () => {
    expect(later(4)).toEqual(['go_on', 'go_on', 'go_on', 'offer'])
  })

  it('does not keep a person away who is needed', () => {
    const declined = { turns: 5, offersDeclined: 4 }
    expect(after({ ...declined, answersWithoutEvidence: 3 })).toEqual(handOver('low_confidence'))
  })
})

describe('the course of a conversation', () => {
  it('counts turns, and clarifying questions in a row', () => {
    const asked = advanceCourse(course(), { ...nothing, clarified: true })
    expect(asked).toMatchObject({ turns: 1, clarificationsInRow: 1 })
    expect(advanceCourse(asked, nothing)).toMatchObject({ turns: 2, clarificationsInRow: 0 })
  })

  it('remembers the mood of the last fifty messages', () => {
    const readings = Array.from({ length: 60 }, (_, i) => reading({ sentiment: i / 100 }))
    const { sentiment } = hearCourse(course(), readings, standardSettings)
    expect([sentiment.length, sentiment[0], sentiment.at(-1)]).toEqual([50, 0.1, 0.59])
  })
})

it('takes every number from the settings', () => {
  const settings = HandoffSettings.parse({
    unmetOffer: 4,
    unmetHandOver: 5,
    noEvidenceOffer: 4,
    noEvidenceHandOver: 5,
    strongNegative: -0.9,
    strongNegativesInRow: 3,
    turnsWithoutProgress: 9,
    toolFailuresInRow: 4,
  })
  const angry = [-0.95, -0.95, -0.8].map((sentiment) => reading({ sentiment }))
  expect(before(angry, { settings })).toEqual(goOn)
  const patient = { answersWithoutEvidence: 3, turnsWithoutProgress: 8, toolFailures: { a: 3 } }
  expect(after(patient, { wishes: [wish(3)], settings })).toEqual(goOn)
  expect(after({}, { wishes: [wish(4)], settings })).toEqual(offer)
  expect(after({ turnsWithoutProgress: 9 }, { settings })).toEqual(handOver('repeated_failure'))
})

describe('a VIP', () => {
  const late = (sentiment: number) =>
    reading({ intents: [{ name: 'urge_delivery', probability: 0.9 }], sentiment })
  const vip = { vip: true }

  it('who only asks where a parcel is, however late, gets an answer first', () => {
    expect(before([late(-0.1)], vip)).toEqual(goOn)
    expect(before([reading()], vip)).toEqual(goOn)
  })

  it('who is put out by it, or whose goods came broken, gets a person', () => {
    expect(before([late(-0.25)], vip)).toEqual(handOver('vip'))
    const broken = reading({ intents: [{ name: 'wrong_or_damaged', probability: 0.8 }] })
    expect(before([broken], vip)).toEqual(handOver('vip'))
  })

  it('gets one too where the answer did not help', () => {
    expect(before([late(-0.1)], { ...vip, from: course({ unmetTurns: 2 }) })).toEqual(
      handOver('vip'),
    )
  })
})
