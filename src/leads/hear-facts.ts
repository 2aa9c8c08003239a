import type { Entity } from '../domain/reading.ts'
import { findBudgets, formatBudget, usualCurrency } from './budget.ts'
import { answeredCompany, statedCompany } from './company.ts'
import { findContacts } from './contact.ts'
import { latest, state, takeOut, type Hearing } from './hearing.ts'
import type { LeadState } from './lead-state.ts'
import { current } from './ledger.ts'
import {
  answeredName,
  answeredNickname,
  headName,
  listedChineseName,
  nameBeforeContact,
  nameByItself,
  statedName,
} from './name.ts'
import { withoutOthersPrices } from './others-price.ts'
import { findPlace } from './place.ts'
import { refuses } from './question.ts'
import { decidingRole } from './role.ts'
import { clausesOf, saysYes } from './said.ts'
import { findTimelines, formatTimeline, mainOf } from './timeline.ts'

/** An address beside an order number is a proof, not a way to be reached. */
const proof = /\bVG\d{6,}|订单|单号|\border\b (?:number|no|vg)/i

/** Every address in the message, the first one first. */
export function hearContact({ heard }: LeadState, hearing: Hearing): void {
  const contacts = findContacts(hearing.own, heard)
  takeOut(hearing, contacts)
  if (contacts.length === 0 || proof.test(hearing.own)) return
  const values = [...new Set(contacts.map(({ value }) => value))].join(', ')
  state(hearing, 'contact', values)
}

/** The main time; words do not supersede a day. */
export function hearTimeline(known: LeadState, hearing: Hearing): void {
  const { own, today } = hearing
  const time = latest(hearing, (text) => mainOf(findTimelines(text, today), text))
  const isDay = time !== null && time.to !== null
  if (time && (isDay || known.timeline === null || known.timeline.to === null)) {
    known.timeline = time
    state(hearing, 'timeline', time.words, formatTimeline(time))
  }
  takeOut(hearing, findTimelines(own, today))
}

/** A sum; a corrected one without a currency keeps the one before. */
export function hearBudget({ ledger }: LeadState, hearing: Hearing): void {
  const { own, rest, corrected, question } = hearing
  const asked = hearing.asked.has('budget')
  const before = current(ledger).budget?.normalised ?? ''
  const money = latest(hearing, (text) => {
    const found = findBudgets(withoutOthersPrices(withoutTaken(text, own, rest)), asked)
    const inMoney = found.filter(({ currency }) => currency !== null)
    const whole = found.some(({ each }) => each) ? found.find(({ each }) => !each) : undefined
    return whole ?? inMoney[0] ?? found[0] ?? null
  })
  if (money) {
    const kept = corrected === null ? null : (/^[A-Z]{3}/.exec(before)?.[0] ?? null)
    const currency = money.currency ?? kept ?? currencyNamed(own) ?? usualCurrency(own)
    state(
      hearing,
      'budget',
      own.slice(money.start, money.end).trim(),
      formatBudget({ ...money, currency }),
    )
  } else if (/^\d/.test(before)) {
    // 3000. – Pounds? – Yes. 3000. – Which currency? – Pounds.
    const currency = saysYes(own)
      ? currencyNamed(question)
      : /currency|货币|币种/i.test(question)
        ? currencyNamed(own)
        : null
    if (currency !== null) state(hearing, 'budget', `${currency} ${before}`)
  }
  takeOut(hearing, findBudgets(rest, asked))
}

/** A text without what was taken out of the whole. */
function withoutTaken(text: string, own: string, rest: string): string {
  let left = ''
  for (let i = 0; i < text.length; i++)
    left += rest[i] === ' ' && own[i] !== ' ' ? ' ' : (text[i] ?? '')
  return left
}

/** A currency that stands somewhere else in the words. */
function currencyNamed(text: string): string | null {
  if (/美金|美元|dollars?|\$|usd/i.test(text)) return 'USD'
  if (/欧元|euros?|€|\beur\b/i.test(text)) return 'EUR'
  if (/英镑|pounds|£|\bgbp\b/i.test(text)) return 'GBP'
  return null
}

/** The customer's own firm. */
export function hearCompany(hearing: Hearing): string | null {
  const { own, form, asked, turn } = hearing
  const places = turn.entities
    .filter(({ type }) => type === 'place')
    .map(({ start, end }) => turn.text.slice(start, end))
  // all robot vacs: what is wanted, in small letters.
  const withoutGoods = (name: string | null) =>
    name !== null && /^\p{Ll}/u.test(name) && (turn.goods ?? []).length > 0 ? null : name
  const answered = () =>
    asked.has('company') && !refuses(own)
      ? withoutGoods(answeredCompany(clausesOf(own), places))
      : null
  const company =
    form.get('company') ??
    (asked.has('company') ? firmBeforePerson(hearing) : null) ??
    latest(hearing, (text) => statedCompany(text, places)) ??
    answered()
  if (company !== null) state(hearing, 'company', company)
  return company
}

const firstOf = (question: string, word: RegExp): number => {
  const at = question.search(word)
  return at < 0 ? Infinity : at
}

/** Which company, and who is the contact? – Lumière Events, Chloe Dubois: in the order in which we asked. */
function firmBeforePerson({ own, question }: Hearing): string | null {
  const [firm, person] = clausesOf(own).map(({ text }) => text)
  const isAskedFirst =
    firstOf(question, /\b(?:company|firm|business|organi[sz]ation)\b/i) <
    firstOf(question, /\byour (?:full )?name\b|\bwho am i\b/i)
  const isNamed = (text = ''): boolean =>
    /^\p{Lu}[\p{L}'’&]+(?: (?:& )?\p{Lu}[\p{L}'’]+){1,3}$/u.test(text)
  return isAskedFirst && firm !== undefined && isNamed(firm) && isNamed(person) ? firm : null
}

/** The customer's name: stated, answered, or at the head of what goes on with an address or a role. */
export function hearName(hearing: Hearing, company: string | null): string | null {
  const { own, rest, form, asked, lines, turn } = hearing
  const clauses = clausesOf(rest)
  const givesContact = lines.some(({ name }) => name === 'contact') || asked.has('contact')
  const atHead = () => {
    if (company !== null && clauses[1]?.text === company) return headName(clauses)
    if (company !== null && clauses[0]?.text === company) return headName(clauses.slice(1))
    if (givesContact && !(asked.has('company') && company === null)) {
      const head = headName(clauses)
      if (head !== null) return head
    }
    if (!decidingRole(own, false) || asked.has('company')) return null
    const name = headName(clauses) ?? answeredName(clauses.slice(1))
    // Nobody asked: a word in small letters is none.
    return name !== null && /^\p{Ll}/u.test(name) ? null : name
  }
  const beside = () => {
    if (!givesContact && !asked.has('name')) return null
    // A firm, a place or goods may begin like a family name.
    const others = [
      company ?? '',
      ...turn.entities
        .filter(({ type }) => type !== 'person')
        .map(({ start, end }) => turn.text.slice(start, end)),
      ...(turn.goods ?? []).map(({ start, end }) => turn.text.slice(start, end)),
    ].filter((other) => other !== '')
    const isOther = (one: string) =>
      others.some((other) => other.includes(one) || one.includes(other))
    return nameByItself(rest, isOther) ?? nameBeforeContact(own)
  }
  const name =
    form.get('name') ??
    statedName(own) ??
    (asked.has('name') ? answeredName(clauses.filter(({ text }) => text !== company)) : null) ??
    (asked.has('name') && lines.some(({ name: given }) => given === 'contact')
      ? answeredNickname(clauses)
      : null) ??
    listedChineseName(own) ??
    atHead() ??
    beside()
  if (name === null || name === company) return null
  state(hearing, 'name', name)
  return name
}

/** Where it goes; what is named less plainly does not supersede, unless it corrects. */
export function hearPlace(known: LeadState, hearing: Hearing, company: string | null): void {
  const { form, asked, corrected, turn } = hearing
  const placed = form.get('location_or_channel')
  if (placed !== undefined) {
    state(hearing, 'location_or_channel', placed)
    return
  }
  // A place inside a firm's name is none.
  const outside = (text: string): string =>
    company === null ? text : text.replace(company, ' '.repeat(company.length))
  const place = latest(hearing, (said) => {
    const text = outside(said)
    return findPlace(text, {
      entities: inSight(turn.entities, text),
      asked: asked.has('location_or_channel'),
      clauses: clausesOf(text),
      company,
    })
  })
  const isGoods = (turn.goods ?? []).some(
    ({ start, end }) => turn.text.slice(start, end) === place?.value,
  )
  if (
    !place ||
    isGoods ||
    (known.place && place.strength < known.place.strength && corrected === null)
  )
    return
  known.place = place
  state(hearing, 'location_or_channel', place.value)
}

const inSight = (entities: readonly Entity[], text: string): Entity[] =>
  entities.filter(({ start, end }) => text.slice(start, end).trim() !== '')
