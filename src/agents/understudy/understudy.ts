import type { Agenda, Wish } from '../../domain/agenda.ts'
import type { IntentName } from '../../domain/intent.ts'
import type { Playbook } from '../../domain/playbook.ts'
import { listen } from './hearing/listen.ts'
import { orderSlot, type Heard } from './hearing/listening.ts'
import type { Performer, Situation } from '../performer.ts'
import { explain } from './playing/explain.ts'
import { phrases, type Phrases } from './playing/phrases.ts'
import { leadsBack, startRun, type Acting, type Floor } from './playing/run.ts'
import { runPlaybook } from './playing/steps.ts'
import { unclear } from './playing/unclear.ts'
import { toldOnceMore } from './hearing/whether-done.ts'
import type { Witness } from './witness.ts'

export interface UnderstudyDeps {
  /** All playbooks of the business, for procedures that go on in another one. */
  playbooks: readonly Playbook[]
  timeZone: string
  /** Told of every step and reply that is played. */
  witness?: Witness
}

/** Plain answers first, then procedures: a question, where one is left, is the last thing said. */
const asksNothing = (playbook: Playbook | undefined) =>
  playbook !== undefined &&
  Object.keys(playbook.facts).length === 0 &&
  playbook.consent.length === 0

/** Whether a procedure is about an order or ends in something done: nobody is led back to a mere question of theirs. */
const isMatter = (playbook: Playbook | undefined) =>
  orderSlot(playbook) !== undefined || playbook?.steps.some((step) => 'write' in step) === true

/** "No thanks" turns something down; who hears it has not helped. */
const declines = /^(?:no|nope|nah)\b|^(?:不用|不需要|不必|不了)/i

/** What to say to small talk; a greeting in front of a wish needs no speech. */
function remarkFor(remark: IntentName, situation: Situation, alone: boolean): string | null {
  const words = phrases[situation.scope.locale]
  switch (remark) {
    case 'greeting':
      // Who says hello again is not introduced to us again.
      if (!alone) return null
      return situation.course.turns > 0 ? words.here : words.greeting(situation.customer.name)
    case 'thanks':
      if (!alone) return null
      return situation.said.some(({ text }) => declines.test(text.trim()))
        ? words.nothingPending
        : words.thanks
    case 'goodbye':
      return alone ? words.goodbye : null
    case 'bot_identity':
      return words.identity
    case 'chitchat':
      return alone ? words.chitchat : null
    default:
      return null
  }
}

/** What there is to say to words that are not about any matter. */
function* asidesOf(
  { holdsOn, wantsToSend, notYet, isDone, inHands, lacksReceipt }: Heard,
  words: Phrases,
  toldOf: (wish: Wish) => string,
): Iterable<string> {
  if (notYet) yield words.notYet
  if (isDone) yield `${words.isDone}${toldOf(isDone)}`
  if (holdsOn) yield words.takeYourTime
  if (wantsToSend) yield words.howToSend
  if (inHands) yield words.inHands
  if (lacksReceipt) yield words.noReceipt
}

/** Whether the wish is open again only because its consent was answered with neither yes nor no. */
const asksAnew = ({ messageId, playbook }: Wish, { said, consent }: Situation): boolean =>
  consent?.status === 'expired' &&
  consent.playbook === playbook &&
  !said.some(({ id }) => id === messageId)

/** Whether a wish is one of two in a message, ends in something done, and nothing more was said of it. */
const waitsItsTurn = (
  wish: Wish,
  playbook: Playbook | undefined,
  { said, history }: Situation,
  { told }: Heard,
): boolean => {
  const message = [...history, ...said].findLast(({ id }) => id === wish.messageId)
  const isPart = message !== undefined && message.text !== wish.words
  return isPart && playbook !== undefined && playbook.consent.length > 0 && !told.has(wish)
}

async function* perform(
  situation: Situation,
  { playbooks, timeZone, witness }: UnderstudyDeps,
): Acting<Agenda> {
  const heard = listen(situation, playbooks)
  const standing = heard.wishes.findLast(
    (wish) => wish.status === 'waiting_for_fact' && wish.stands !== false,
  )
  for (const wish of heard.wishes) if (wish.asked !== null) wish.stands = false
  const agenda: Agenda = { wishes: heard.wishes, topic: heard.topic }
  const floor: Floor = {
    situation,
    playbooks,
    timeZone,
    pressed: heard.pressed,
    again: heard.again,
    wishes: heard.wishes,
    told: heard.told,
    topic: heard.topic,
    answering: new Set(),
    answered: new Set(),
    questionAsked: false,
    personOffered: false,
    returning: false,
    witness,
  }
  const words = phrases[situation.scope.locale]
  const open = heard.wishes.filter(({ status }) => status === 'open')
  const dropped = heard.wishes.some(
    (wish, i) => wish.status === 'dropped' && situation.agenda.wishes[i]?.status !== 'dropped',
  )
  let said = false

  // Who comes back while a question of ours stands is asked it again, not greeted as a stranger.
  const isAwaited = heard.wishes.some(({ status }) => status === 'waiting_for_fact')
  for (const remark of heard.remarks) {
    if (remark === 'greeting' && isAwaited) continue
    const text = remarkFor(remark, situation, open.length === 0 && !said)
    if (!text) continue
    yield { kind: 'say', text }
    said = true
  }
  if ((dropped || heard.calledOff) && open.length === 0) {
    yield { kind: 'say', text: `${words.leftAsItIs}${words.whatElse}` }
    said = true
  }

  const toldOf = (wish: Wish) => {
    const playbook = playbooks.find(({ name }) => name === wish.playbook)
    return playbook ? toldOnceMore(startRun(wish, floor, playbook)) : ''
  }
  for (const text of asidesOf(heard, words, toldOf)) {
    yield { kind: 'say', text }
    said = true
  }
  if (heard.announced !== undefined && open.length === 0) {
    yield { kind: 'ask', fact: 'what', text: words.whatOf(heard.announced) }
    said = true
  }
  if (heard.takenBack && open.length === 0) {
    const offered = yield { kind: 'offer_person', text: words.cannotUndo }
    if (offered.kind === 'handed_over') return agenda
    said = true
  }

  if (heard.askedBack) {
    if ((yield* explain(heard.askedBack, floor)) === 'handed_over') return agenda
    said = true
  }

  const playbookOf = (wish: Wish) => playbooks.find(({ name }) => name === wish.playbook)
  // What was just said is answered before an older question of ours is put again.
  const isOlder = (wish: Wish) =>
    heard.resumed.has(wish) ||
    asksAnew(wish, situation) ||
    (situation.agenda.wishes[heard.wishes.indexOf(wish)]?.status === 'open' &&
      ![heard.told, heard.again, heard.pressed].some((touched) => touched.has(wish)))
  const rank = (wish: Wish) => (asksNothing(playbookOf(wish)) ? 0 : 1) + (isOlder(wish) ? 2 : 0)
  const inOrder = open.toSorted((a, b) => rank(a) - rank(b))
  const held: Wish[] = []
  for (const wish of inOrder) {
    // Settled by what was done for another.
    if (wish.status !== 'open') continue
    // One thing after the other: nothing is said of the second matter below a question of the first.
    if (floor.questionAsked && waitsItsTurn(wish, playbookOf(wish), situation, heard)) {
      held.push(wish)
      continue
    }
    if ((yield* runPlaybook(wish, floor)) === 'handed_over') return agenda
    said = true
  }

  const ids = new Set(situation.said.map(({ id }) => id))
  const [next] = held.filter(({ messageId }) => ids.has(messageId))
  const title = next && playbookOf(next)?.title[situation.scope.locale]
  if (title) yield { kind: 'say', text: words.afterThis(title) }

  const interrupted = heard.wishes.findLast(
    (wish) => wish.status === 'waiting_for_fact' && !open.includes(wish),
  )
  if (
    interrupted &&
    isMatter(playbookOf(interrupted)) &&
    said &&
    !floor.questionAsked &&
    !floor.personOffered &&
    open.length > 0 &&
    leadsBack(interrupted)
  ) {
    interrupted.status = 'open'
    floor.returning = true
    if ((yield* runPlaybook(interrupted, floor)) === 'handed_over') return agenda
  }
  if (!said) yield* unclear(heard, standing, floor)
  return agenda
}

/**
 * The performer that needs no model: the same playbooks, through the same proposals. It takes over in the middle
 * of a turn when a model fails, since it starts from what is written down and repeats nothing that is done.
 */
export function createUnderstudy(deps: UnderstudyDeps): Performer {
  return {
    name: { kind: 'understudy', name: 'understudy' },
    perform: (situation) => perform(situation, deps),
  }
}
