import { describe, expect, it } from 'vitest'
import { playbookOf, readingOf } from '../../../../tests/playbook.ts'
import { Agenda, Course, type Wish } from '../../../domain/agenda.ts'
import type { Consent } from '../../../domain/consent.ts'
import { ConsentId, ConversationId, MessageId, TurnId } from '../../../domain/id.ts'
import type { Reading } from '../../../domain/reading.ts'
import { listen } from './listen.ts'
import type { Situation } from '../../performer.ts'

const order = { type: 'order' as const, ask: { zh: '哪个订单？', en: 'Which order?' } }
const track = playbookOf('track', { intents: ['track_shipment'], facts: { order } })
const pay = playbookOf('pay', {
  intents: ['compensation_claim'],
  facts: { order },
  tools: ['issue_coupon'],
  consent: ['issue_coupon'],
})
const question = playbookOf('question', { intents: ['return_policy'] })
const playbooks = [track, pay, question]
const [one, two] = ['VG26110001', 'VG26110002']
const now = new Date('2026-11-21T08:00:00Z')

const wish = (playbook: string, change: Partial<Wish> = {}): Wish => ({
  playbook,
  intent: 'track_shipment',
  words: 'where is it',
  messageId: MessageId.make(),
  status: 'open',
  facts: {},
  asked: null,
  timesAsked: {},
  said: [],
  unmetTurns: 0,
  ...change,
})

/** What is heard in messages with these readings, with these wishes on the agenda. */
function hear(
  readings: readonly Reading[],
  { wishes = [] as Wish[], consent = null as Consent['status'] | null } = {},
) {
  const said = readings.map(() => ({
    id: MessageId.make(),
    author: 'customer' as const,
    text: 'words',
    at: now,
  }))
  const situation: Situation = {
    scope: {
      conversationId: ConversationId.make(),
      turnId: TurnId.make(),
      fence: 1,
      basis: MessageId.make(),
      identity: { shopCustomerId: null, provenOrders: [] },
      statedTails: [],
      playbooks,
      consents: [],
      locale: 'en',
      now,
    },
    history: [],
    said,
    readings,
    agenda: Agenda.parse({ wishes }),
    course: Course.parse({}),
    effects: [],
    consent: consent && {
      id: ConsentId.make(),
      playbook: 'pay',
      tool: 'issue_coupon',
      args: {},
      argsHash: '',
      askedIn: MessageId.make(),
      status: consent,
      answeredBy: said[0]?.id ?? null,
    },
    customer: { name: null, loggedIn: false },
    returnedWith: null,
  }
  return listen(situation, playbooks)
}
const outline = ({ wishes }: ReturnType<typeof hear>) =>
  wishes.map(({ playbook, status, facts }) => [playbook, status, facts['order']])

describe('a wish', () => {
  it('is opened by its intent, with the order that was named', () => {
    expect(outline(hear([readingOf(['track_shipment'], { order_number: one })]))).toEqual([
      ['track', 'open', one],
    ])
  })

  it('stands beside another one', () => {
    expect(outline(hear([readingOf(['return_policy', 'track_shipment'])]))).toEqual([
      ['question', 'open', undefined],
      ['track', 'open', undefined],
    ])
  })

  it('that is on the agenda is not opened twice', () => {
    const wishes = [wish('track', { status: 'waiting_for_fact' })]
    expect(outline(hear([readingOf(['track_shipment'])], { wishes }))).toEqual([
      ['track', 'open', undefined],
    ])
  })

  it('goes on with the order that was spoken of', () => {
    const wishes = [wish('track', { status: 'done', facts: { order: one } })]
    expect(outline(hear([readingOf(['compensation_claim'])], { wishes }))).toEqual([
      ['track', 'done', one],
      ['pay', 'open', one],
    ])
  })
})

describe('a fact', () => {
  it('goes to the wish that waits for it', () => {
    const wishes = [wish('track', { status: 'waiting_for_fact' })]
    const heard = hear([readingOf(['provide_info'], { order_number: one })], { wishes })
    expect(outline(heard)).toEqual([['track', 'open', one]])
    expect(heard.unclear).toBeNull()
  })

  it('that corrects an earlier one supersedes it, and what was said of that one is unsaid', () => {
    const wishes = [wish('track', { status: 'done', facts: { order: one }, said: ['delivered'] })]
    const { wishes: heard } = hear([readingOf(['provide_info'], { order_number: two })], { wishes })
    expect(heard).toMatchObject([{ status: 'open', facts: { order: two }, said: [] }])
  })

  it('that proves an order sets a waiting wish going', () => {
    const wishes = [wish('track', { status: 'waiting_for_fact', facts: { order: one } })]
    expect(
      outline(hear([readingOf(['provide_info'], { phone_tail: '1111' })], { wishes })),
    ).toEqual([['track', 'open', one]])
  })
})

describe('an answer to a consent', () => {
  const wishes = [wish('pay', { status: 'waiting_for_consent', facts: { order: one } })]

  it.each(['given', 'denied'] as const)('%s sets its wish going', (consent) => {
    const heard = hear([readingOf(['affirm'])], { wishes, consent })
    expect(outline(heard)).toEqual([['pay', 'open', one]])
    expect(heard.pressed.size).toBe(0)
  })

  it('that is neither yes nor no, but a complaint, is remembered as pressing', () => {
    const heard = hear([readingOf(['deny'])], { wishes, consent: 'expired' })
    expect([...heard.pressed]).toEqual(heard.wishes)
  })

  it('that is nothing but anger wants to hear where the matter stands', () => {
    const cross = { ...readingOf(['chitchat']), sentiment: -0.5 }
    const heard = hear([cross], { wishes, consent: 'expired' })
    expect([...heard.again]).toEqual(heard.wishes)
    expect(heard.pressed.size).toBe(0)
  })

  it('that says nothing of it is asked for again, and the second time left', () => {
    const asked = (times: number) =>
      hear([readingOf(['chitchat'])], {
        wishes: wishes.map((it) => ({ ...it, timesAsked: { issue_coupon: times } })),
        consent: 'expired',
      })
    expect(asked(1).pressed.size).toBe(0)
    expect(asked(1).wishes).toMatchObject([{ status: 'open' }])
    expect(asked(2).wishes).toMatchObject([{ status: 'done' }])
  })

  it('in the form of the same wish again is pressing too', () => {
    const heard = hear([readingOf(['compensation_claim'])], { wishes, consent: 'expired' })
    expect([...heard.pressed]).toEqual(heard.wishes)
    expect(outline(heard)).toEqual([['pay', 'open', one]])
  })
})

describe('besides wishes', () => {
  it('small talk is heard, each kind once', () => {
    const heard = hear([readingOf(['greeting', 'thanks']), readingOf(['thanks'])])
    expect(heard.remarks).toEqual(['greeting', 'thanks'])
  })

  it('a no drops what waits for a fact', () => {
    const wishes = [wish('track', { status: 'waiting_for_fact' })]
    expect(outline(hear([readingOf(['deny'])], { wishes }))).toEqual([
      ['track', 'dropped', undefined],
    ])
  })

  it('what could not be placed is kept as unclear, unless something else was clear', () => {
    const odd = readingOf(['out_of_scope'])
    expect(hear([odd]).unclear).toMatchObject({ reading: odd })
    expect(hear([odd, readingOf(['track_shipment'])]).unclear).toBeNull()
  })

  it('the agenda that came in stays as it was', () => {
    const wishes = [wish('track', { status: 'waiting_for_fact' })]
    const before = structuredClone(wishes)
    hear([readingOf(['deny'])], { wishes })
    expect(wishes).toEqual(before)
  })
})
