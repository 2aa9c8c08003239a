import { describe, expect, it } from 'vitest'
import { type ChatAction, type ChatState, emptyChat, reduce } from './state.ts'
import type { ChatMessage, ConsentId, LiveEvent, MessageId } from './wire.ts'

const at = '2026-11-21T08:00:00.000Z'
const messageId = (name: string) => `msg_${name}` as MessageId
const consentId = 'cst_1' as ConsentId

const message = (name: string, author: ChatMessage['author'], text = name): ChatMessage => ({
  id: messageId(name),
  author,
  text,
  at,
})
const heard = (event: LiveEvent, number: number | null = null): ChatAction => ({
  kind: 'heard',
  event,
  number,
})
const says = (said: ChatMessage, number: number | null = null) =>
  heard({ event: 'message', data: said }, number)
const token = (draftId: string, text: string) => heard({ event: 'token', data: { draftId, text } })
const sending = (clientMessageId: string, text: string): ChatAction => ({
  kind: 'sending',
  clientMessageId,
  text,
  at,
})

const after = (...actions: ChatAction[]): ChatState => actions.reduce(reduce, emptyChat)
const texts = ({ entries }: ChatState) =>
  entries.map((entry) => {
    if (entry.kind === 'message') return entry.message.text
    return entry.kind === 'outgoing' ? `(${entry.status}) ${entry.saying.text}` : 'receipt'
  })

describe('what the customer says', () => {
  it('stands in the conversation at once, and once, whichever of answer and event is first', () => {
    const filed: ChatAction = { kind: 'filed', clientMessageId: 'c1', id: messageId('a') }
    const event = says(message('a', 'customer', 'hello'), 2)
    expect(texts(after(sending('c1', 'hello')))).toEqual(['(sending) hello'])
    expect(texts(after(sending('c1', 'hello'), filed, event))).toEqual(['hello'])
    expect(texts(after(sending('c1', 'hello'), event, filed))).toEqual(['hello'])
  })

  it('keeps its row from sending to said, so that nothing jumps', () => {
    const said = after(sending('c1', 'hello'), says(message('a', 'customer', 'hello'), 2))
    expect(said.entries[0]?.key).toBe('c1')
  })

  it('is two messages when it is said twice in the same words', () => {
    const state = after(
      sending('c1', '?'),
      sending('c2', '?'),
      says(message('a', 'customer', '?'), 2),
      { kind: 'filed', clientMessageId: 'c1', id: messageId('a') },
      says(message('b', 'customer', '?'), 3),
      { kind: 'filed', clientMessageId: 'c2', id: messageId('b') },
    )
    expect(texts(state)).toEqual(['?', '?'])
  })

  it('tells what can be sent again from what never can', () => {
    const fail = (canRetry: boolean): ChatAction => ({
      kind: 'failed',
      clientMessageId: 'c1',
      canRetry,
    })
    expect(texts(after(sending('c1', 'hello'), fail(true)))).toEqual(['(failed) hello'])
    expect(texts(after(sending('c1', 'hello'), fail(false)))).toEqual(['(refused) hello'])
    const again = after(sending('c1', 'hello'), fail(true), sending('c1', 'hello'))
    expect(texts(again)).toEqual(['(sending) hello'])
  })

  it('goes into the next conversation when the earlier one has ended before it was filed', () => {
    const state = after(says(message('a', 'agent'), 1), sending('c1', 'hello'), { kind: 'ended' })
    expect(texts(state)).toEqual(['(sending) hello'])
    expect(state.notice).toBe('ended')
  })
})

describe('the order of the conversation', () => {
  it('is the order of the log, with what is on its way at the end', () => {
    const state = after(
      says(message('question', 'customer'), 2),
      sending('c1', 'more'),
      says(message('answer', 'agent'), 5),
    )
    expect(texts(state)).toEqual(['question', 'answer', '(sending) more'])
  })

  it('is the same when the log is read again after a time of polling', () => {
    const log: ChatAction[] = [
      says(message('question', 'customer'), 2),
      heard({ event: 'receipt', data: { reason: 'vip', understood: [], waitMinutes: 3 } }, 4),
      says(message('answer', 'operator'), 7),
    ]
    const polled = after(says(message('question', 'customer')), says(message('answer', 'operator')))
    expect(texts([...log, ...log].reduce(reduce, polled))).toEqual([
      'question',
      'receipt',
      'answer',
    ])
    expect(texts(after(...log))).toEqual(['question', 'receipt', 'answer'])
  })
})

describe('a draft', () => {
  it('grows by its tokens and gives way to the message', () => {
    const drafting = after(token('d', 'Your par'), token('d', 'cel'))
    expect(drafting.drafts).toEqual([{ id: 'd', text: 'Your parcel', broken: false }])
    const said = reduce(drafting, says(message('Your parcel is here.', 'agent'), 4))
    expect(said.drafts).toEqual([])
    expect(texts(said)).toEqual(['Your parcel is here.'])
  })

  it('is withdrawn by a reset, and the agent is seen to think again', () => {
    const state = after(
      token('d', 'Your coupon'),
      heard({ event: 'reset', data: { draftId: 'd' } }),
    )
    expect(state.drafts).toEqual([])
    expect(state.typing).toBe('agent')
  })

  it('is not withdrawn by what the customer says meanwhile', () => {
    const state = after(token('d', 'Your par'), says(message('hurry', 'customer'), 3))
    expect(state.drafts).toHaveLength(1)
  })

  it('is broken once words of it were missed', () => {
    const state = after(
      { kind: 'connection', connection: 'live' },
      token('d', 'Your '),
      { kind: 'connection', connection: 'offline' },
      { kind: 'connection', connection: 'live' },
      token('d', 'here.'),
    )
    expect(state.drafts).toEqual([{ id: 'd', text: 'Your here.', broken: true }])
  })
})

describe('a consent', () => {
  const asked = heard({
    event: 'consent',
    data: { id: consentId, messageId: messageId('question'), state: 'asked' },
  })
  const answered = (state: 'given' | 'denied' | 'expired') =>
    heard({ event: 'consent', data: { id: consentId, messageId: messageId('reply'), state } })

  it('stays with the message that asked, whatever answers it', () => {
    for (const state of ['given', 'denied', 'expired'] as const)
      expect(after(asked, answered(state)).consents).toEqual([
        { id: consentId, askedIn: messageId('question'), state },
      ])
  })

  it('is nothing when only its answer was heard', () => {
    expect(after(answered('given')).consents).toEqual([])
  })
})

describe('who holds the conversation', () => {
  it('is told by the server, and takes drafts and typing of the one before away', () => {
    const state = after(
      token('d', 'Your par'),
      heard({ event: 'typing', data: { author: 'agent' } }),
      heard({ event: 'holder', data: { kind: 'operator' } }, 6),
    )
    expect(state).toMatchObject({ holder: 'operator', drafts: [], typing: null })
  })

  it('is not disturbed by events that this page does not know', () => {
    const unknown = { event: 'confetti', data: {} } as unknown as LiveEvent
    expect(after(heard(unknown, 3))).toEqual(emptyChat)
  })
})
