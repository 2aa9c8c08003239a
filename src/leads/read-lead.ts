import type { LeadFact, LeadFactName, LeadFacts, VerificationLevel } from '../domain/lead.ts'
import type { MessageId } from '../domain/id.ts'
import type { Entity } from '../domain/reading.ts'
import { findBudgets, formatBudget, usualCurrency } from './budget.ts'
import { answeredCompany, statedCompany } from './company.ts'
import { findContacts } from './contact.ts'
import { formLines } from './form.ts'
import { current, enter } from './ledger.ts'
import { answeredName, headName, statedName } from './name.ts'
import { hearNeed, sizeOf, withdraws, withoutOthers, type Need } from './need.ts'
import { findPlace, type PlaceFound } from './place.ts'
import { askedFor, refuses, type Asked } from './question.ts'
import { decidingRole } from './role.ts'
import { afterCorrection, clausesOf, ownWords, saysYes, type LeadTurn } from './said.ts'
import { findTimelines, formatTimeline, mainOf, type TimelineSpan } from './timeline.ts'
import { verify } from './verify.ts'

/** What is known when a lead is read. */
export interface LeadContext {
  /** The day to which dates are relative. */
  readonly today: Date
}

/** What a conversation says of a lead, read without a model. */
export interface LeadReading {
  /** Every line, oldest first; `current(ledger)` is what holds. */
  readonly ledger: readonly LeadFact[]
  readonly facts: LeadFacts
  readonly need: Need | null
  readonly level: VerificationLevel
  /** The messages on which the level stands. */
  readonly levelEvidence: readonly MessageId[]
  /** Whether the customer decides; null when nothing was said of it. */
  readonly decides: boolean | null
  /** The customer has taken the whole wish back. */
  readonly withdrawn: boolean
  /** We have said that we do not supply this. */
  readonly unserved: boolean
  /** The number of people, rooms or shops, where no goods are counted. */
  readonly size: number | null
}

interface State {
  ledger: LeadFact[]
  need: Need | null
  timeline: TimelineSpan | null
  place: PlaceFound | null
  decides: boolean | null
  roleFrom: MessageId | null
  needFrom: MessageId | null
  withdrawn: boolean
  unserved: boolean
  size: number | null
  /** All that the customer has said: clues to a phone's country. */
  heard: string
}

const unservedWords =
  /(?:不(?:经营|卖|销售|提供|回收|生产|供应|做)|没有(?:这个|这项|回收|此类|这类)?(?:业务|服务|产品))|\b(?:we (?:don't|do not) (?:sell|offer|carry|stock|do|provide|make|supply)\b|i'm afraid we don't|not something we)\b/i
const confidence = { stated: 0.85, answered: 0.95, form: 0.97, guessed: 0.6 } as const

/**
 * Reads the lead out of a conversation: facts from the customer's own words and from their answers to our questions,
 * with who said it and where; corrections supersede. Pure: the same turns give the same reading.
 */
export function readLead(turns: readonly LeadTurn[], { today }: LeadContext): LeadReading {
  const state: State = {
    ledger: [],
    need: null,
    timeline: null,
    place: null,
    decides: null,
    roleFrom: null,
    needFrom: null,
    withdrawn: false,
    unserved: false,
    size: null,
    heard: '',
  }
  let asked: ReadonlySet<Asked> = new Set()
  let question = ''
  for (const turn of turns) {
    if (turn.from === 'customer') {
      hear(state, turn, { asked, question, today })
      question = ''
      asked = new Set([...asked].filter((name) => name === 'quantity' || name === 'role'))
    } else if (turn.from !== 'system') {
      asked = askedFor(turn.text)
      question = turn.text
      state.unserved ||= state.need !== null && unservedWords.test(turn.text)
    }
  }
  return settle(state)
}

interface Setting {
  readonly asked: ReadonlySet<Asked>
  /** Our words before this message. */
  readonly question: string
  readonly today: Date
}

function hear(state: State, turn: LeadTurn, { asked, question, today }: Setting): void {
  const own = withoutOthers(ownWords(turn.text))
  state.heard += `\n${own}`
  const line = (
    name: LeadFactName,
    kind: LeadFact['kind'],
    value: string,
    normalised: string,
    sure: number,
  ): LeadFact => ({
    name,
    kind,
    value,
    normalised,
    saidBy: 'customer',
    messageId: turn.messageId,
    at: turn.at,
    confidence: sure,
  })
  const lines: LeadFact[] = []
  const state_ = (name: LeadFactName, value: string, normalised = value) =>
    lines.push(
      line(
        name,
        'stated',
        value,
        normalised,
        asked.has(name) ? confidence.answered : confidence.stated,
      ),
    )
  const form = formLines(own)
  const corrected = afterCorrection(own)
  /** What stands after a correction counts first. */
  const latest = <T>(find: (text: string) => T | null): T | null =>
    (corrected === null ? null : find(corrected)) ?? find(own)
  let rest = own
  const blankOut = ({ start, end }: { start: number; end: number }) => {
    rest =
      rest.slice(0, start) +
      ' '.repeat(Math.max(3, end - start)).slice(0, end - start) +
      rest.slice(end)
  }

  const contacts = findContacts(own, state.heard)
  const proves = /\bVG\d{6,}|订单|单号|\border\b (?:number|no|vg)/i.test(own)
  const given = contacts.filter(({ value }) => !/noreply/.test(value))
  if (given.length > 0 && !proves) {
    const values = [...new Set(given.map(({ value }) => value))]
    state_('contact', values.join(', '), values.join(', '))
  }
  contacts.forEach(blankOut)

  const time = latest((text) => mainOf(findTimelines(text, today), text))
  if (time && (time.to !== null || state.timeline === null || state.timeline.to === null)) {
    state.timeline = time
    state_('timeline', time.words, formatTimeline(time))
  }
  findTimelines(own, today).forEach(blankOut)

  const money = latest(
    (text) =>
      findBudgets(blankTimes(text, own, rest), asked.has('budget')).toSorted(
        (a, b) => Number(b.currency !== null) - Number(a.currency !== null),
      )[0] ?? null,
  )
  if (money) {
    const before = current(state.ledger).budget
    const inherited =
      money.currency ??
      (corrected !== null ? (/^[A-Z]{3}/.exec(before?.normalised ?? '')?.[0] ?? null) : null)
    const currency = inherited ?? currencyNamed(own) ?? usualCurrency(own)
    const budget = { ...money, currency }
    state_('budget', own.slice(money.start, money.end).trim(), formatBudget(budget))
  }
  const known = current(state.ledger).budget
  const confirmed = saysYes(own) ? currencyNamed(question) : null
  // Pounds? – Yeah.
  if (!money && known && confirmed !== null && /^\d/.test(known.normalised))
    state_('budget', `${confirmed} ${known.normalised}`)
  findBudgets(rest, asked.has('budget')).forEach(blankOut)

  const places = turn.entities
    .filter(({ type }) => type === 'place')
    .map(({ start, end }) => turn.text.slice(start, end))
  const clauses = clausesOf(rest)
  const company =
    form.get('company') ??
    latest((text) => statedCompany(text, places)) ??
    (asked.has('company') && !refuses(own) ? answeredCompany(clausesOf(own), places) : null)
  if (company !== null) state_('company', company)

  const name =
    form.get('name') ??
    statedName(own) ??
    (asked.has('name') ? answeredName(clauses) : null) ??
    (asked.has('company') && company === null
      ? null
      : given.length > 0 || asked.has('contact')
        ? headName(clauses)
        : null) ??
    (decidingRole(own, false) && !asked.has('company')
      ? (headName(clauses) ?? answeredName(clauses.slice(1)))
      : null)
  if (name !== null && name !== company) state_('name', name)

  const place = latest((text) =>
    findPlace(text, {
      entities: inSight(turn.entities, text),
      asked: asked.has('location_or_channel'),
      clauses: clausesOf(text),
      company,
    }),
  )
  const placed = form.get('location_or_channel')
  if (placed !== undefined) state_('location_or_channel', placed)
  else if (
    place &&
    (state.place === null || place.strength >= state.place.strength || corrected !== null)
  ) {
    state.place = place
    state_('location_or_channel', place.value)
  }

  hearWish(state, { rest, own, corrected, asked, form, company, name, turn }, state_)
  const role = form.has('role')
    ? decidingRole(form.get('role') ?? '', true)
    : decidingRole(own, asked.has('role'))
  if (role !== null) {
    state.decides = role
    state.roleFrom = turn.messageId
  }
  if (refuses(own)) {
    for (const fact of asked)
      if (fact !== 'role' && fact !== 'quantity' && lines.every(({ name: said }) => said !== fact))
        lines.push(line(fact, 'refused', own.trim().slice(0, 80), '', 0.9))
  }
  state.ledger = enter(state.ledger, lines)
}

interface Heard {
  rest: string
  own: string
  corrected: string | null
  asked: ReadonlySet<Asked>
  form: ReturnType<typeof formLines>
  company: string | null
  name: string | null
  turn: LeadTurn
}

function hearWish(
  state: State,
  { rest, own, corrected, asked, form, company, name, turn }: Heard,
  say: (name: LeadFactName, value: string) => void,
): void {
  if (withdraws(own)) {
    state.withdrawn = true
  }
  state.size = sizeOf(own) ?? state.size
  let text = rest
  for (const taken of [company, name])
    if (taken && taken.length > 1)
      text = text.replace(taken, (all) => ' '.repeat(Math.max(3, all.length)).slice(0, all.length))
  const stated = form.get('need')
  const source = stated ?? (corrected === null ? text : keepAfter(text, corrected))
  const entities = stated === undefined ? turn.entities : []
  const context = {
    entities,
    asked: { need: asked.has('need') || stated !== undefined, quantity: asked.has('quantity') },
    before: state.need,
    corrects: corrected !== null,
  }
  const need = hearNeed(source, context) ?? (corrected === null ? null : hearNeed(text, context))
  if (!need || need === state.need) return
  state.need = need
  state.needFrom = turn.messageId
  if (need.concrete) say('need', stated ?? need.phrase)
}

/** The rest of a text from where its correction begins. */
const keepAfter = (rest: string, corrected: string): string => {
  const from = corrected.length - corrected.trimStart().length
  return ' '.repeat(from) + rest.slice(from)
}

/** A text that `latest` looks at, with the times blanked out that were blanked out in the whole. */
function blankTimes(text: string, own: string, rest: string): string {
  let seen = ''
  for (let i = 0; i < text.length; i++)
    seen += rest[i] === ' ' && own[i] !== ' ' ? ' ' : (text[i] ?? '')
  return seen
}

const inSight = (entities: readonly Entity[], text: string): Entity[] =>
  entities.filter(({ start, end }) => text.slice(start, end).trim() !== '')

function currencyNamed(text: string): string | null {
  if (/美金|美元|dollars?|\$|usd/i.test(text)) return 'USD'
  if (/欧元|euros?|€|\beur\b/i.test(text)) return 'EUR'
  if (/英镑|pounds|£|\bgbp\b/i.test(text)) return 'GBP'
  return null
}

function settle(state: State): LeadReading {
  const hasNeed = state.need?.concrete === true
  const ledger = hasNeed ? state.ledger : state.ledger.filter(({ name }) => name === 'need')
  const facts = current(ledger)
  const { level, evidence } = verify({
    facts,
    need: hasNeed ? state.need : null,
    needFrom: state.needFrom,
    size: state.size,
    decides: state.decides,
    roleFrom: state.roleFrom,
  })
  return {
    ledger,
    facts,
    need: hasNeed ? state.need : null,
    level,
    levelEvidence: evidence,
    decides: state.decides,
    withdrawn: state.withdrawn,
    unserved: state.unserved,
    size: state.size,
  }
}
