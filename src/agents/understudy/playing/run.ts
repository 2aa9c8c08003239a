import { z } from 'zod'
import type { Topic, Wish } from '../../../domain/agenda.ts'
import { Citation } from '../../../domain/message.ts'
import type { Playbook, Step } from '../../../domain/playbook.ts'
import type { Outcome, Proposal } from '../../../domain/proposal.ts'
import type { Option } from '../../../domain/rule.ts'
import type { Situation } from '../../performer.ts'
import { saysInHands } from '../hearing/in-matter.ts'
import { phrases } from './phrases.ts'
import { dateFormat, fillTemplate, valueAt } from '../../playbooks/template.ts'
import type { Witness } from '../witness.ts'

const Citations = z.array(Citation)

/** What running one wish's playbook came to. `asked`: a question stands, so nobody else asks one in this turn. */
export type StepsEnd = 'ended' | 'asked' | 'handed_over'

/** What the wishes of one turn share. */
export interface Floor {
  situation: Situation
  playbooks: readonly Playbook[]
  timeZone: string
  /** Wishes whose consent was answered with neither yes nor no. */
  pressed: ReadonlySet<Wish>
  /** Wishes that were under way and are wished for anew. */
  again: ReadonlySet<Wish>
  /** All wishes of the conversation, oldest first. */
  wishes: Wish[]
  /** Wishes that were told something in this turn, be it not what was asked. */
  told: ReadonlySet<Wish>
  /** What is spoken of; who shows something changes it. */
  topic: Topic
  /** Wishes that were told something by us in this turn: what follows needs no "noted" before it. */
  answering: Set<Wish>
  /** Words that were looked up in the articles in this turn: one message is answered from them once. */
  answered: Set<string>
  /** A question was asked in this turn already. */
  questionAsked: boolean
  /** A person was offered in this turn: that question stands alone. */
  personOffered: boolean
  /** The order that this turn's last words were about. */
  spokenOf?: string
  /** Words that go before the next question. */
  lead?: string
  /** Words of ours that go before a question which returns to this wish. */
  returning: boolean
  witness?: Witness | undefined
}

/** One wish's playbook being run: where it stands and what is known by now. */
export interface Run {
  readonly wish: Wish
  readonly floor: Floor
  playbook: Playbook
  readonly known: Record<string, unknown>
}

export type Acting<T> = AsyncGenerator<Proposal, T, Outcome>

/** The same was asked for the same order before, and told. */
const isSameMatter = (other: Wish, wish: Wish): boolean =>
  other.playbook === wish.playbook &&
  other.status === 'done' &&
  other.facts['order'] !== undefined &&
  other.facts['order'] === wish.facts['order']

/** So many messages back, what the customer has in hands is what they speak of. */
const lately = 8

const hasInHands = ({ history, said }: Situation): boolean =>
  [...history.filter(({ author }) => author === 'customer').slice(-lately), ...said].some(
    ({ text }) => saysInHands(text),
  )

/** What is known before the first step: facts, who the customer is, what was done for this order, and the wish itself. */
export function startRun(wish: Wish, floor: Floor, playbook: Playbook): Run {
  const { customer, scope, effects } = floor.situation
  const known: Record<string, unknown> = {
    customer,
    locale: scope.locale,
    wish: {
      intent: wish.intent,
      words: wish.words,
      again: floor.again.has(wish),
      asked: wish.asked,
      guessed: wish.guessed === true,
      inHands: hasInHands(floor.situation),
      toldBefore: floor.wishes.some((other) => other !== wish && isSameMatter(other, wish)),
      about: wish.topic,
      whole: wish.topic ? `${wish.topic} ${wish.words}` : wish.words,
    },
    done: Object.fromEntries(
      effects
        .filter(
          ({ status, args }) => status === 'done' && args['orderNumber'] === wish.facts['order'],
        )
        .map(({ tool }) => [tool, true]),
    ),
    today: dateFormat('en-CA', { timeZone: floor.timeZone }).format(scope.now),
  }
  const run = { wish, floor, playbook, known }
  for (const [key, value] of Object.entries(wish.facts)) know(run, key, value)
  return run
}

/** A fact as later steps see it: a quantity is a number. */
export function know({ playbook, known }: Run, fact: string, value: string): void {
  known[fact] = playbook.facts[fact]?.type === 'quantity' ? Number(value) : value
}

export const reading = ({ floor: { situation, timeZone } }: Run) => ({
  locale: situation.scope.locale,
  timeZone,
  now: situation.scope.now,
})

/** Tells the witness, where there is one, that a reply of the playbook was said. */
export function spoke({ playbook, floor: { witness, situation } }: Run, key: string): void {
  witness?.reply(playbook.name, key, situation.scope.locale)
}

/** What goes before words about another order than the last ones, where they do not name it themselves. */
function turnsTo({ wish, playbook, floor }: Run, text: string): string {
  const order = wish.facts['order']
  const before = floor.spokenOf
  if (order === undefined) return ''
  floor.spokenOf = order
  const { locale } = floor.situation.scope
  return before === undefined || before === order || text.includes(order)
    ? ''
    : phrases[locale].asFor(playbook.title[locale], order)
}

/** Says a reply of the playbook, unless it was said for this wish before; `cite` is where its citations are. */
export async function* say(run: Run, key: string | undefined, cite?: string): Acting<void> {
  const { wish, playbook, known } = run
  const template = key && playbook.replies[key]?.[run.floor.situation.scope.locale]
  if (!key || !template || wish.said.includes(key)) return
  const citations = cite ? (Citations.safeParse(valueAt(known, cite)).data ?? []) : []
  const text = fillTemplate(template, known, reading(run))
  const outcome = yield { kind: 'say', text: `${turnsTo(run, text)}${text}`, citations }
  if (outcome.kind === 'done') spoke(run, key)
  run.floor.answering.add(wish)
  wish.said.push(key)
}

/**
 * Asks for a fact, with the options there are; one question a turn. A question put again says so, and who told us
 * something else meanwhile, or a part of it (`gained`), has not failed to answer. What was `refused` is not said to be noted; who
 * is `unhelped` by it has not got what they wanted, though they answered.
 */
export async function* ask(
  run: Run,
  fact: string,
  text: string,
  {
    options = [],
    gained = false,
    refused = false,
    unhelped = false,
  }: {
    options?: readonly Option[] | undefined
    gained?: boolean | undefined
    refused?: boolean | undefined
    unhelped?: boolean | undefined
  } = {},
): Acting<StepsEnd> {
  const { wish, floor, playbook } = run
  const { locale } = floor.situation.scope
  wish.status = 'waiting_for_fact'
  if (floor.questionAsked) return 'ended'
  floor.questionAsked = true
  wish.asked = fact
  wish.stands = true
  if (options.length > 0) wish.options = [...options]
  else delete wish.options
  const before = wish.timesAsked[fact] ?? 0
  const told = floor.told.has(wish)
  // Who was answered something else meanwhile has not been failed by our coming back to this.
  const counts = before === 0 || unhelped || !(told || gained || floor.returning)
  wish.timesAsked[fact] = before + (counts ? 1 : 0)
  wish.unmetTurns = Math.max(wish.unmetTurns, wish.timesAsked[fact] - 1)
  const words = phrases[locale]
  const isNoted = told && !refused && !floor.answering.has(wish)
  const repeated = isNoted ? words.noted : options.length > 0 ? words.pickOne : ''
  const apart = turnsTo(run, text)
  const lead =
    floor.lead ??
    (floor.returning ? words.backTo(playbook.title[locale]) : before > 0 ? repeated : apart)
  const list = options.map(({ label }, i) => `\n${i + 1}. ${label[locale]}`).join('')
  const outcome = yield { kind: 'ask', fact, text: `${lead}${text}${list}` }
  return outcome.kind === 'handed_over' ? 'handed_over' : 'asked'
}

/** The customer was led back to a wish once; after that it waits in silence until they come back to it. */
const returned = '(returned)'

/** Whether to lead the customer back to a wish that something else interrupted; says yes once. */
export function leadsBack(wish: Wish): boolean {
  if (wish.said.includes(returned)) return false
  wish.said.push(returned)
  return true
}

/** Whether the customer has just agreed to this very write. */
export const isConsented = ({ floor: { situation } }: Run, step: Step): boolean =>
  'write' in step && situation.consent?.status === 'given' && situation.consent.tool === step.write
