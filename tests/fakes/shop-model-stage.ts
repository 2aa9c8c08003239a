import { z } from 'zod'
import type { Performer, Situation } from '../../src/agents/performer.ts'
import type { ToolForModel } from '../../src/agents/model/tools.ts'
import { Course, type Agenda } from '../../src/domain/agenda.ts'
import { ConversationId, MessageId, TurnId } from '../../src/domain/id.ts'
import type { Author, Message } from '../../src/domain/message.ts'
import type { Playbook } from '../../src/domain/playbook.ts'
import type { Outcome, Proposal } from '../../src/domain/proposal.ts'
import type { Scope } from '../../src/domain/scope.ts'

/** Where a performer is tried alone: situations by a few words, tools that do nothing, and a driver that plays outcomes. */

export const now = new Date('2026-11-21T02:00:00Z')

export const message = (author: Author, text: string): Message => ({
  id: MessageId.make(),
  author,
  text,
  at: now,
})

export const stuckParcel: Playbook = {
  name: 'stuck_parcel',
  title: { zh: '包裹不动了', en: 'A parcel that is stuck' },
  intents: ['urge_delivery'],
  covers: [],
  when: {},
  facts: { order: { type: 'order', ask: { zh: '请问订单号？', en: 'Which order is it?' } } },
  verify: 'order',
  tools: [
    'find_order',
    'track_shipment',
    'urge_delivery',
    'quote_coupon',
    'issue_coupon',
    'search_knowledge',
    'request_handoff',
  ],
  consent: ['issue_coupon'],
  settles: [],
  explainedIn: [],
  limits: { issue_coupon: [{ minor: 5000, currency: 'CNY' }] },
  handoff: { skill: 'logistics' },
  replies: {},
  steps: [{ need: 'order' }, { mark: 'follow_up' }],
  guidance: 'Find the order, look at the tracking, urge the carrier.',
  version: 'v1',
}

const orderNumber = z.string().describe('As printed, e.g. VG26111842')
const reason = z.enum(['late_delivery', 'broken_promise', 'goodwill'])
const amount = z.object({ minor: z.int(), currency: z.string() })

const tool = (
  name: string,
  shape: z.ZodRawShape,
  effect: NonNullable<ToolForModel['effect']> = 'reads',
): ToolForModel => ({ name, description: `Does ${name}.`, input: z.object(shape), effect })

/** The shop's tools as a model is told of them; what they do is up to the driver. */
export const shopTools: readonly ToolForModel[] = [
  tool('find_order', { orderNumber: orderNumber.optional() }),
  tool('track_shipment', { orderNumber }),
  tool('urge_delivery', { orderNumber }, 'writes'),
  tool('quote_coupon', { orderNumber, reason }),
  tool('issue_coupon', { orderNumber, amount, reason }, 'writes'),
  tool('search_knowledge', { query: z.string() }),
  tool('request_handoff', { reason: z.string() }, 'hands_over'),
  tool('delete_everything', {}, 'writes'),
]

type Setting = Omit<Partial<Situation>, 'scope' | 'said'> & {
  scope?: Partial<Scope>
  said?: readonly string[]
}

/** A situation in which the customer says something about a stuck parcel; `setting` changes what it names. */
export function situation({
  scope,
  said = ['My parcel is stuck.'],
  ...rest
}: Setting = {}): Situation {
  const messages = said.map((text) => message('customer', text))
  return {
    scope: {
      conversationId: ConversationId.make(),
      turnId: TurnId.make(),
      fence: 1,
      basis: messages[0]?.id ?? MessageId.make(),
      identity: { shopCustomerId: 'shop-1', provenOrders: [] },
      statedTails: [],
      playbooks: [stuckParcel],
      consents: [],
      locale: 'en',
      now,
      ...scope,
    },
    history: [],
    said: messages,
    readings: [],
    agenda: { wishes: [] },
    course: Course.parse({}),
    effects: [],
    consent: null,
    customer: { name: null, loggedIn: true },
    returnedWith: null,
    ...rest,
  }
}

export interface Played {
  proposals: Proposal[]
  agenda: Agenda | null
  error: unknown
  /** Everything streamed, with `⟲` where it was withdrawn. */
  stream: string[]
}

export const called = (forModel: string, data?: unknown, ok = true): Outcome => ({
  kind: 'called',
  result: { ok, forModel, data },
})

/** Drives a performer through one turn; `answer` says what becomes of each proposal. Never throws. */
export async function play(
  performer: Performer,
  in_: Situation,
  answer: (proposal: Proposal) => Outcome | Promise<Outcome> = ({ kind }) =>
    kind === 'call' ? called('fine') : { kind: 'done' },
  signal: AbortSignal = new AbortController().signal,
  onToken: () => void = () => {},
): Promise<Played> {
  const played: Played = { proposals: [], agenda: null, error: null, stream: [] }
  const draft = {
    token: (text: string) => {
      played.stream.push(text)
      onToken()
    },
    reset: () => void played.stream.push('⟲'),
  }
  try {
    const turn = performer.perform(in_, draft, signal)
    let next = await turn.next()
    while (!next.done) {
      played.proposals.push(next.value)
      next = await turn.next(await answer(next.value))
    }
    played.agenda = next.value
  } catch (error) {
    played.error = error
  }
  return played
}

/** What was said, in order. */
export const said = ({ proposals }: Played): string[] =>
  proposals.flatMap((it) => (it.kind === 'say' ? [it.text] : []))

/** The tools that were called, in order. */
export const calls = ({ proposals }: Played): string[] =>
  proposals.flatMap((it) => (it.kind === 'call' ? [it.tool] : []))
