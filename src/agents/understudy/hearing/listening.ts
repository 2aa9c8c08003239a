import type { Topic, Wish } from '../../../domain/agenda.ts'
import type { IntentName } from '../../../domain/intent.ts'
import type { Message } from '../../../domain/message.ts'
import type { Playbook } from '../../../domain/playbook.ts'
import type { Reading } from '../../../domain/reading.ts'
import type { Situation } from '../../performer.ts'
import type { Known } from '../../playbooks/template.ts'

/** What the understudy makes of the customer's messages before it does anything. */
export interface Heard {
  wishes: Wish[]
  /** What is spoken of now. */
  topic: Topic
  /** Small talk to answer, each kind once. */
  remarks: IntentName[]
  /** Wishes whose consent was answered with neither yes nor no. */
  pressed: Set<Wish>
  /** Wishes that were under way and are wished for anew: "can't it go faster?" */
  again: Set<Wish>
  /** Wishes whose consent is to be asked again after what was said besides. */
  resumed: Set<Wish>
  /** Wishes that were told facts, be they not what was asked. */
  told: Set<Wish>
  /** The wish that they ask whether it is done, and it waits for an answer of theirs; undefined when they ask of none. */
  notYet?: Wish
  /** The wish that they ask whether it is done, and it is. */
  isDone?: Wish
  /** A question about the rules of a wish that waits for a fact, and that wish. */
  askedBack?: { wish: Wish; question: string }
  /** The customer called off what was going on, or what had been done last. */
  calledOff: boolean
  /** The customer wants undone what they agreed to before. */
  takenBack: boolean
  /** The customer asks us to wait: our question stands. */
  holdsOn: boolean
  /** The customer asks how to send a picture here. */
  wantsToSend: boolean
  /** The customer has the goods, whatever the tracking says, and wants no more yet. */
  inHands: boolean
  /** The customer asks what the terms of our question say. */
  asksTerms: boolean
  /** The customer has no receipt, in the middle of a return or a repair. */
  lacksReceipt: boolean
  /** Goods that the customer named and said no more of. */
  announced?: string
  /** The last message that said nothing we could place, if that is all there was. */
  unclear: { message: Message; reading: Reading } | null
}

/** A message of the customer, as far as listening goes. */
export type Spoken = Pick<Message, 'id' | 'text'>

/** The agenda while a turn's messages are heard: changed in place, and handed back as `heard`. */
export interface Listening {
  readonly situation: Situation
  readonly playbooks: readonly Playbook[]
  readonly known: Known
  readonly wishes: Wish[]
  readonly heard: Heard
  /** What was spoken of before the message that is being heard. */
  topic: Topic
  playbookOf(wish: Wish): Playbook | undefined
  latest(test: (wish: Wish) => boolean): Wish | undefined
}

/** What the conditions of playbooks may look at. */
export function knownAbout({ customer, scope }: Situation): Known {
  return { customer, locale: scope.locale }
}

export function startListening(situation: Situation, playbooks: readonly Playbook[]): Listening {
  const wishes = structuredClone(situation.agenda.wishes)
  return {
    situation,
    playbooks,
    known: knownAbout(situation),
    wishes,
    topic: situation.agenda.topic ?? {},
    heard: {
      wishes,
      topic: {},
      remarks: [],
      pressed: new Set(),
      again: new Set(),
      resumed: new Set(),
      told: new Set(),
      calledOff: false,
      takenBack: false,
      holdsOn: false,
      wantsToSend: false,
      inHands: false,
      lacksReceipt: false,
      asksTerms: false,
      unclear: null,
    },
    playbookOf: (wish) => playbooks.find(({ name }) => name === wish.playbook),
    latest: (test) => wishes.findLast(test),
  }
}

/** How often a write was asked consent for in this conversation. */
export const timesAsked = (wishes: readonly Wish[], tool: string) =>
  wishes.reduce((sum, wish) => sum + (wish.timesAsked[tool] ?? 0), 0)

export const isActive = (wish: Wish) => wish.status !== 'done' && wish.status !== 'dropped'
export const isWaiting = (wish: Wish) =>
  wish.status === 'waiting_for_fact' || wish.status === 'waiting_for_consent'
/** The name of the slot in which a playbook keeps its order, where it has one. */
export const orderSlot = (playbook: Playbook | undefined) =>
  Object.entries(playbook?.facts ?? {}).find(([, slot]) => slot.type === 'order')?.[0]

const denied = /(?:不是|并非|\bnot|isn'?t|wasn'?t)\s*$/i

/** The order numbers that a message means: "not that one, this one" means the second. */
export function ordersMeant(text: string, reading: Reading): string[] {
  const named = reading.entities.filter(({ type }) => type === 'order_number')
  const meant = named.filter(({ start }) => !denied.test(text.slice(0, start)))
  return [...new Set((meant.length > 0 ? meant : named).map(({ value }) => value))]
}
