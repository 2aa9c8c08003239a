import { state, unsay, type Hearing } from './hearing.ts'
import type { LeadState } from './lead-state.ts'
import { current } from './ledger.ts'
import { retracted } from './retraction.ts'
import { chooseNeed } from './need-choice.ts'
import type { Span, WishMessage } from './need-tokens.ts'
import { withdraws } from './need-words.ts'
import { findSize } from './quantity.ts'
import { goodsNamed, refuses } from './question.ts'
import { decidingRole } from './role.ts'
import type { LeadTurn } from './said.ts'

/** What is wanted: of what is left of all messages when every other fact is taken out. */
export function hearWish(
  known: LeadState,
  hearing: Hearing,
  names: readonly (string | null)[],
): void {
  const { own, form, turn } = hearing
  known.withdrawn ||= withdraws(own)
  known.size = findSize(own) ?? known.size
  known.wishes.push({ ...wishMessage(hearing, names), id: turn.messageId })
  const stated = form.get('need')
  // What we do not supply is not what is wanted next.
  const said = known.unserved ? known.wishes.slice(-1) : known.wishes
  const chosen = chooseNeed(said)
  const need =
    stated === undefined ? chosen : { phrase: stated, quantity: chosen?.quantity ?? null }
  if (
    need === null ||
    (need.phrase === known.need?.phrase && need.quantity === known.need.quantity)
  )
    return
  if (need.phrase !== known.need?.phrase) {
    known.needFrom = said[chosen?.message ?? -1]?.id ?? turn.messageId
    state(hearing, 'need', need.phrase)
  }
  if (known.unserved) known.wishes = said
  known.unserved = false
  known.need = { phrase: need.phrase, quantity: need.quantity }
}

/** A message as far as it may say what is wanted. */
function wishMessage(hearing: Hearing, names: readonly (string | null)[]): WishMessage {
  const { own, asked, question, offered, corrected, lines, turn } = hearing
  return {
    text: names.reduce<string>(
      (left, name) =>
        name !== null && name.length > 1 ? left.replace(name, ' '.repeat(name.length)) : left,
      withoutAddresses(hearing),
    ),
    own,
    goodsAt: goodsAndProducts(turn),
    asked,
    offered: [...new Set([...offered, goodsNamed(question) ?? ''])].filter((goods) => goods !== ''),
    corrects: corrected !== null,
    gives: lines.filter(({ kind }) => kind === 'stated').map(({ name }) => name),
  }
}

/** 4400 Elm St counts nothing. */
const withoutAddresses = ({ rest, turn }: Hearing): string =>
  turn.entities.reduce(
    (left, { type, start, end }) =>
      type === 'address' ? left.slice(0, start) + ' '.repeat(end - start) + left.slice(end) : left,
    rest,
  )

/** Where a message names goods, and products by their names. */
function goodsAndProducts({ goods = [], entities }: LeadTurn): Span[] {
  const products = entities
    .filter(({ type }) => type === 'product')
    .filter(({ start, end }) => goods.every((one) => one.end <= start || one.start >= end))
  return [...goods, ...products].toSorted((a, b) => a.start - b.start)
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
