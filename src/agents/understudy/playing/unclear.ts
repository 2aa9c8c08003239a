import type { Agenda, Wish } from '../../../domain/agenda.ts'
import { groupOf } from '../../../domain/intent.ts'
import { isUnderstood } from '../../../domain/locale.ts'
import { lowConfidence, type EntityType, type Reading } from '../../../domain/reading.ts'
import { readAnswer } from '../../../understanding/answer.ts'
import { searchArticles, tellFound } from './articles.ts'
import { asksWhy, setsRight } from '../hearing/hear-message.ts'
import { asksWhatNow, isOrderMatter, matterOf, tellsMore } from './after-matter.ts'
import { wishAboutFault } from '../hearing/fault-wish.ts'
import { wishAboutOwnOrder } from './own-orders.ts'
import { phrases } from './phrases.ts'
import { orderSlot, type Heard } from '../hearing/listening.ts'
import { isQuestion, isRemark } from '../hearing/question.ts'
import type { Acting, Floor } from './run.ts'
import { wasDeclined } from './step-calls.ts'
import { runPlaybook } from './steps.ts'
import { goodsTalkedOf, isDoubtfulTalk, topicOf } from '../hearing/topic.ts'

/** Shorter words than these are no question to look up. */
const shortestQuestion = 5

/**
 * Whether words we could not place may be a question to the knowledge base: not small talk, not anger, not a bare number,
 * and no mere remark.
 */
function mayBeQuestion(text: string, { outOfScope, intents, entities }: Reading): boolean {
  const group = intents[0] ? groupOf(intents[0].name) : 'conversation'
  return (
    !isRemark(text) &&
    !outOfScope &&
    group !== 'conversation' &&
    group !== 'service' &&
    !entities.some(({ type }) => type === 'order_number')
  )
}

/** Longer words say themselves what they are about. */
const longestAside = 40
/** What belongs to people, and to no goods. */
const ofPeople: ReadonlySet<EntityType> = new Set(['address', 'phone', 'email', 'person'])

/** 「两个人用的」, "is it heavy": nothing to take as an answer, while goods are talked of. */
function goesOnAboutGoods(
  { message, reading }: NonNullable<Heard['unclear']>,
  agenda: Agenda,
): boolean {
  const [top] = reading.intents
  const isOther =
    top !== undefined &&
    groupOf(top.name) === 'conversation' &&
    top.name !== 'provide_info' &&
    !isDoubtfulTalk(reading)
  // "32 Station Road, Leeds" goes on about no kettle.
  if (reading.entities.some(({ type }) => ofPeople.has(type))) return false
  return (
    goodsTalkedOf(agenda.topic ?? {}) !== undefined &&
    message.text.length <= longestAside &&
    !isOther
  )
}

/**
 * "The carrier wants 40 dollars", while an order is spoken of: the goods in it are named, but their data sheet is not what is
 * asked for, unless the words read like a question before buying.
 */
function isBesideOrder({ intents: [top] }: Reading, { situation, playbooks }: Floor): boolean {
  const last = situation.agenda.wishes.at(-1)
  const ofOrder = orderSlot(playbooks.find(({ name }) => name === last?.playbook)) !== undefined
  return ofOrder && (top === undefined || groupOf(top.name) !== 'presales')
}

/** So sure must an article be where the words were read as no question to it. */
const sureOfArticle = 0.9

/**
 * How sure an article must be to answer words that we could not place; null where none is asked. What asks, and was read as a
 * mere fact or, not surely, as none of our business, is answered where an article all but names it.
 */
function leastSure(heard: NonNullable<Heard['unclear']>, floor: Floor): number | null {
  const { message, reading } = heard
  const { agenda } = floor.situation
  if (reading.intents.length === 0) return null
  if (isBesideOrder(reading, floor)) return isQuestion(message.text) ? sureOfArticle : null
  if (mayBeQuestion(message.text, reading) || goesOnAboutGoods(heard, agenda)) return 0
  const [top] = reading.intents
  const isMisread =
    top?.name === 'provide_info' ||
    (top?.name === 'out_of_scope' && isDoubtfulTalk(reading)) ||
    (top !== undefined && groupOf(top.name) === 'conversation' && top.probability < lowConfidence)
  return isMisread && isQuestion(message.text) ? sureOfArticle : null
}

/** What the knowledge base says to words we could not place; false when it says nothing. */
async function* lookUp(
  { message, reading }: NonNullable<Heard['unclear']>,
  floor: Floor,
  least: number,
): Acting<boolean> {
  const { situation } = floor
  const matter = matterOf(situation, floor)
  const topic =
    matter?.title ??
    topicOf(message, reading, undefined, situation.agenda.topic ?? {}) ??
    goodsTalkedOf(situation.agenda.topic ?? {})
  if (!topic && message.text.trim().length < shortestQuestion) return false
  const found = yield* searchArticles(
    topic ? `${topic} ${message.text}` : message.text,
    matter ? { categories: matter.categories } : {},
  )
  if (found === null || found === 'handed_over' || found.confidence < least) return false
  return yield* tellFound(found, situation.scope.locale)
}

/** The last few wishes, among which a late yes looks for its question. */
const lately = 3

/** A consent that was asked, never answered, and let rest: to a late yes it is asked again, and never taken as given. */
function restedConsent({ wishes }: Heard, { playbooks, situation }: Floor): Wish | undefined {
  const isDone = (tool: string) =>
    situation.effects.some((effect) => effect.tool === tool && effect.status === 'done')
  const rested = (wish: Wish, tool: string) => (wish.timesAsked[tool] ?? 0) > 0 && !isDone(tool)
  return wishes
    .slice(-lately)
    .findLast(
      (wish) =>
        wish.status === 'done' &&
        !wasDeclined(wish) &&
        playbooks
          .find(({ name }) => name === wish.playbook)
          ?.consent.some((tool) => rested(wish, tool)),
    )
}

const playbookOf = (wish: Wish, { playbooks }: Floor) =>
  playbooks.find(({ name }) => name === wish.playbook)

async function* takeUp(wish: Wish, floor: Floor): Acting<'handed_over' | 'done'> {
  wish.status = 'open'
  return (yield* runPlaybook(wish, floor)) === 'handed_over' ? 'handed_over' : 'done'
}

/** Nothing could be placed: return to what we have just asked, look into the knowledge base, or ask once what is meant. */
export async function* unclear(
  heard: Heard,
  waiting: Wish | undefined,
  floor: Floor,
): Acting<'handed_over' | 'done'> {
  const { situation } = floor
  const words = phrases[situation.scope.locale]
  const reading = heard.unclear?.reading
  const sure = reading?.intents.filter(({ probability }) => probability >= lowConfidence) ?? []
  const names = sure.map(({ name }) => name)
  const rested = names.includes('affirm') ? restedConsent(heard, floor) : undefined
  if (rested) {
    rested.timesAsked = {}
    return yield* takeUp(rested, floor)
  }
  if (waiting) {
    if (heard.unclear && asksWhy.test(heard.unclear.message.text)) floor.lead = words.whyAsked
    return yield* takeUp(waiting, floor)
  }
  const told = heard.unclear?.message.text ?? ''
  const isDenied = names.includes('deny') && readAnswer(told) === 'other'
  // 「不是，是L」, told that nothing can be changed: of that, too, it is told.
  const last = heard.wishes.at(-1)
  const ofOrder = last?.status === 'done' && orderSlot(playbookOf(last, floor)) !== undefined
  if (isDenied && last && ofOrder && setsRight.test(told.trim())) {
    last.words = told
    last.said = []
    return yield* takeUp(last, floor)
  }
  // 「我没拒收啊」, told that the parcel was refused: a record against a word is for a person to settle.
  if (isDenied && situation.course.lastReply === 'answered' && heard.wishes.length > 0) {
    yield { kind: 'offer_person', text: words.notAsRecorded }
    return 'done'
  }
  if (names.includes('affirm') || names.includes('deny')) {
    yield { kind: 'say', text: names.includes('affirm') ? words.nothingPending : words.whatElse }
    return 'done'
  }
  const matter = last?.status === 'done' && isOrderMatter(last, floor) ? last : undefined
  if (last && ofOrder && asksWhatNow.test(told.trim())) {
    last.said = []
    return yield* takeUp(last, floor)
  }
  const fault =
    heard.unclear &&
    (yield* wishAboutFault(heard.unclear, goodsTalkedOf(situation.agenda.topic ?? {}), floor))
  if (fault) {
    heard.wishes.push(fault)
    return yield* takeUp(fault, floor)
  }
  // 「吊牌剪了」, while a colleague is offered: told for the colleague.
  if (matter && tellsMore(heard.unclear, situation)) {
    yield { kind: 'offer_person', text: words.notedForColleague }
    return 'done'
  }
  const ownOrder = heard.unclear && (yield* wishAboutOwnOrder(heard.unclear, floor))
  if (ownOrder) {
    heard.wishes.push(ownOrder)
    return yield* takeUp(ownOrder, floor)
  }
  const least = heard.unclear && leastSure(heard.unclear, floor)
  if (heard.unclear && typeof least === 'number' && (yield* lookUp(heard.unclear, floor, least))) {
    return 'done'
  }
  if (matter && situation.course.offered) {
    yield { kind: 'admit_gap', question: told, text: words.dontKnow }
    return 'done'
  }
  const saysSomething = /[\p{L}\p{N}]/u.test(told)
  const isForeign = reading !== undefined && !isUnderstood(reading.language)
  const text = isForeign
    ? words.otherLanguage
    : reading?.outOfScope && saysSomething
      ? words.outOfScope
      : words.clarify
  const outcome = yield { kind: 'clarify', text }
  return outcome.kind === 'handed_over' ? 'handed_over' : 'done'
}
