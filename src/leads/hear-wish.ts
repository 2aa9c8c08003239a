import { confidence, lineOf, state, unsay, type Hearing } from './hearing.ts'
import type { LeadState } from './lead-state.ts'
import { current } from './ledger.ts'
import { retracted } from './retraction.ts'
import { hearNeed } from './hear-need.ts'
import type { Need } from './need.ts'
import { coreOf, goodsWithin } from './need-goods.ts'
import { toThePoint } from './need-phrase.ts'
import { sharpened } from './need-sharp.ts'
import { nothing, service, withdraws } from './need-words.ts'
import { findSize } from './quantity.ts'
import { goodsNamed, refuses } from './question.ts'
import { decidingRole } from './role.ts'
import { clausesOf, type LeadTurn } from './said.ts'

/** What is wanted: of what is left of the message when every other fact is taken out. */
export function hearWish(
  known: LeadState,
  hearing: Hearing,
  names: readonly (string | null)[],
): void {
  const { own, corrected, form, asked, question, turn } = hearing
  known.withdrawn ||= withdraws(own)
  known.size = findSize(own) ?? known.size
  const text = names.reduce<string>(
    (left, name) =>
      name !== null && name.length > 1 ? left.replace(name, ' '.repeat(name.length)) : left,
    withoutAddresses(hearing),
  )
  const stated = form.get('need')
  const context = {
    entities: stated === undefined ? turn.entities : [],
    asked: { need: asked.has('need') || stated !== undefined, quantity: asked.has('quantity') },
    // What we do not supply is not what is wanted next.
    before: known.unserved ? null : known.need,
    goods: goodsNamed(question),
    goodsAt: stated === undefined ? goodsAndProducts(turn) : [],
    spoken: known.spoken,
    corrects: corrected !== null,
  }
  const after = corrected === null ? null : hearNeed(keepAfter(text, corrected), context)
  const heard =
    stated === undefined ? (after ?? hearNeed(text, context)) : hearNeed(stated, context)
  known.goods = new Set([...known.goods, ...namesOfGoods(own, context.goodsAt)])
  const need =
    stated === undefined
      ? sharpened(known.unserved ? null : known.need, heard, {
          ...context,
          text: corrected === null ? text : keepAfter(text, corrected),
          known: known.goods,
          asksForMore: asksForMore.test(question),
        })
      : heard
  if (need?.concrete !== true && known.opening === null) known.opening = openingOf(text, hearing)
  const spoken = lastGoods(hearing)
  if (spoken !== null) known.spoken = spoken
  if (!need || need === known.need) return
  known.need = need
  known.unserved = false
  known.needFrom = turn.messageId
  if (need.concrete) state(hearing, 'need', stated ?? need.phrase)
}

/** 4400 Elm St counts nothing. */
const withoutAddresses = ({ rest, turn }: Hearing): string =>
  turn.entities.reduce(
    (left, { type, start, end }) =>
      type === 'address' ? left.slice(0, start) + ' '.repeat(end - start) + left.slice(end) : left,
    rest,
  )

/** Where a message names goods, and products by their names. */
function goodsAndProducts({ goods = [], entities }: LeadTurn): { start: number; end: number }[] {
  const products = entities
    .filter(({ type }) => type === 'product')
    .filter(({ start, end }) => goods.every((one) => one.end <= start || one.start >= end))
  return [...goods, ...products].toSorted((a, b) => a.start - b.start)
}

const asksForMore = /还需要|还要|其他|另外|第二|\b(?:second|anything else|what else|other|next)\b/i

const namesOfGoods = (text: string, goods: readonly { start: number; end: number }[]): string[] =>
  goods.map(({ start, end }) => text.slice(start, end).trim().toLowerCase()).filter(Boolean)

/** The goods that a message names last, with what describes them. */
function lastGoods({ own, turn }: Hearing): string | null {
  const goods = goodsAndProducts(turn)
  const clause = clausesOf(own).findLast((one) => goodsWithin(one, goods).length > 0)
  return clause === undefined ? null : coreOf(clause, goods, null, 0)
}

/** The longest clause of a message, as a wish that it may turn out to be; null where it is none for sure. */
function openingOf(text: string, hearing: Hearing): LeadState['opening'] {
  const clauses = clausesOf(text).filter(
    ({ text: clause }) => !nothing.test(clause) && !greeting.test(clause),
  )
  if (service.test(hearing.own) || clauses.length === 0) return null
  const goods = hearing.turn.goods ?? []
  const named = clauses.find((clause) => goodsWithin(clause, goods).length > 0)
  const [longest] = clauses.toSorted((a, b) => b.text.length - a.text.length)
  const phrase = (named && coreOf(named, goods, null, 0)) ?? toThePoint(longest?.text ?? '')
  if (phrase.length < 3) return null
  const need: Need = { phrase, quantity: null, quantityWords: null, concrete: true, weight: 1 }
  return {
    need,
    namesGoods: named !== undefined,
    line: lineOf(hearing, {
      name: 'need',
      kind: 'stated',
      value: phrase,
      normalised: phrase,
      confidence: confidence.guessed,
    }),
  }
}

const greeting =
  /^(?:你好|您好|在吗|在么|哈喽|老板|hi|hello|hey|hiya|good (?:morning|day|evening|afternoon))[,，!！. ]*$/i

/** The rest of a text from where its correction begins. */
const keepAfter = (rest: string, corrected: string): string => {
  const from = corrected.length - corrected.trimStart().length
  return ' '.repeat(from) + rest.slice(from)
}

/** Whether the customer decides, as they say it last. */
export function hearRole(known: LeadState, { form, own, asked, turn }: Hearing): void {
  const role = form.has('role')
    ? decidingRole(form.get('role') ?? '', true)
    : decidingRole(own, asked.has('role'))
  if (role === null) return
  known.decides = role
  known.roleFrom = turn.messageId
}

/** What was given and is taken back; another value in the same message supersedes it instead. */
export function hearRetractions(known: LeadState, hearing: Hearing): void {
  const facts = current(known.ledger)
  for (const name of retracted(hearing.own)) {
    const isGiven = hearing.lines.some((line) => line.name === name)
    if (!facts[name] || isGiven) continue
    unsay(hearing, name, 'retracted')
    // What comes next is not weighed against what was taken back.
    if (name === 'timeline') known.timeline = null
    if (name === 'location_or_channel') known.place = null
  }
}

/** What was asked for and will not be given. */
export function hearRefusals(hearing: Hearing): void {
  if (!refuses(hearing.own)) return
  for (const fact of hearing.asked) {
    const isGiven = hearing.lines.some(({ name }) => name === fact)
    if (fact !== 'role' && fact !== 'quantity' && !isGiven) unsay(hearing, fact, 'refused')
  }
}
