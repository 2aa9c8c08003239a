import { hashArguments } from '../../../src/domain/consent.ts'
import type { ConversationRecord } from '../../../src/domain/conversation-record.ts'
import type { Reader } from '../../../src/domain/reading.ts'

/** Fields whose texts are about a person, wherever they stand in a tool's arguments and results. */
const personalField =
  /^(?:recipient|contact|phone|mobile|email|address|street|company|birthday|(?:customer|visitor|recipient|contact)_?name|(?:customer|visitor|contact)_?(?:phone|email))$/i

const reachField = /^(?:phone|mobile|email|address|recipient|contact)/i

const hanNames = ['李明', '王芳', '张伟', '刘洋', '陈静', '杨帆']
const latinNames = ['Alex Doe', 'Sam Roe', 'Kim Poe', 'Max Moe', 'Jo Lowe', 'Pat Coe']

const isHan = (text: string): boolean => /\p{Script=Han}/u.test(text)

/** Other digits in the last places, everything else as it stands: the same shape is read as the same kind of thing. */
function otherDigits(text: string, places: number, value: number): string {
  const digits = [...text.matchAll(/\d/g)].map(({ index }) => index).slice(-places)
  const fresh = String(value).padStart(digits.length, '0').slice(-digits.length)
  const characters = text.split('')
  digits.forEach((at, i) => (characters[at] = fresh[i] ?? '0'))
  return characters.join('')
}

const emailPattern = /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g
/** Six digits or more, be there letters before them: a number that may name somebody or something of theirs. */
const numberPattern = /(?<![\w§])[A-Z]{0,4}-?\d[\d -]{4,}\d(?!\w)/g

/** A day, whole or cut where its time begins: it names nobody, and is reckoned with. */
const datePattern = /^(?:19|20)\d\d-\d\d/

/**
 * Replaces what may name a person by something of the same shape, the same value everywhere by the same mask: names, phones,
 * e-mail addresses, addresses, order, tracking and case numbers. What is no field, no pattern and read as no entity is not
 * seen: a masked record is to be looked at before it is shared.
 */
export function createMask(reader: Pick<Reader, 'read'>): {
  /** Learns what is personal in a record. */
  learn(record: ConversationRecord): void
  mask<T>(data: T): T
} {
  const masks = new Map<string, string>()
  const phones = new Map<string, number>()
  const count = { email: 0, name: 0, address: 0, number: 0 }

  function phone(text: string): void {
    const tail = text.replaceAll(/\D/g, '').slice(-4)
    const known = phones.get(tail) ?? phones.size + 1
    phones.set(tail, known)
    masks.set(text, otherDigits(text, 7, 5_550_000 + known))
    masks.set(tail, String(known).padStart(4, '0'))
  }
  function add(kind: string, text: string): void {
    if (text.trim().length < 2 || masks.has(text)) return
    if (kind === 'phone' || kind === 'phone_tail' || kind === 'mobile') phone(text)
    else if (kind === 'email') masks.set(text, `customer${++count.email}@example.com`)
    else if (/name|person|recipient|contact|company/.test(kind)) {
      const names = isHan(text) ? hanNames : latinNames
      masks.set(text, names[count.name++ % names.length] ?? 'Alex Doe')
    } else if (kind === 'address' || kind === 'street') {
      masks.set(
        text,
        isHan(text) ? `示例路${++count.address}号` : `${++count.address} Example Street`,
      )
    } else masks.set(text, otherDigits(text, 6, ++count.number))
  }

  function learnFields(value: unknown, field = ''): void {
    if (typeof value === 'string') {
      for (const [found] of value.matchAll(emailPattern)) add('email', found)
      if (personalField.test(field)) add(field.toLowerCase(), value)
      else
        for (const [found] of value.matchAll(numberPattern))
          if (!datePattern.test(found)) add('number', found)
    } else if (Array.isArray(value)) for (const item of value) learnFields(item, field)
    else if (value instanceof Object && !(value instanceof Date)) {
      const fields = Object.entries(value)
      // A product has a name too; a person's stands beside how they are reached.
      const ofPerson = fields.some(([name]) => reachField.test(name))
      for (const [name, item] of fields) {
        if (name === 'name' && ofPerson && typeof item === 'string') add('name', item)
        else learnFields(item, name)
      }
    }
  }

  const personal = new Set(
    'order_number tracking_number case_number phone phone_tail email person id_card bank_card passport plate'.split(
      ' ',
    ),
  )

  return {
    learn(record) {
      const { name, phone: number, email } = record.customer
      for (const [kind, value] of Object.entries({ phone: number, email, name }))
        if (value) add(kind, value)
      for (const { author, text } of record.messages) {
        if (author !== 'customer') continue
        for (const { type, value, start, end } of reader.read(text).entities) {
          if (!personal.has(type)) continue
          // A phone before its tail: one mask serves both.
          add(type, text.slice(start, end))
          add(type, value)
        }
      }
      for (const { orderNumber, kind, value } of record.plainProofs) {
        add('number', orderNumber)
        add(kind, value)
      }
      for (const { calls, before } of record.turns)
        learnFields([calls, before.agenda, before.provenOrders])
      learnFields(record.effects.map(({ args, result }) => [args, result]))
    },
    mask: (data) =>
      replaced(
        data,
        [...masks].toSorted(([a], [b]) => b.length - a.length),
      ),
  }
}

const notText = new Set([
  'id',
  'messageId',
  'turnId',
  'effectId',
  'consentId',
  'askedIn',
  'argsHash',
  'idempotencyKey',
  'at',
  'openedAt',
  'askedAt',
  'answers',
  'answeredBy',
  'passageId',
  'articleId',
  'version',
])

function replaced<T>(data: T, masks: readonly (readonly [string, string])[]): T {
  if (typeof data === 'string') return once(data, masks) as T
  if (data instanceof Date) return data
  if (Array.isArray(data)) return data.map((item) => replaced(item as unknown, masks)) as T
  if (data === null || typeof data !== 'object') return data
  return Object.fromEntries(
    Object.entries(data).map(([key, value]) => [
      key,
      notText.has(key) ? (value as unknown) : replaced(value as unknown, masks),
    ]),
  ) as T
}

/** A record without what may name a person; a consent is bound to its masked arguments. */
export function maskedRecord(
  record: ConversationRecord,
  mask: <T>(data: T) => T,
): ConversationRecord {
  const masked = mask({ ...record, customer: { ...record.customer, shopCustomerId: null } })
  const bound = <C extends { tool: string; args: Record<string, unknown> }>(consent: C): C => ({
    ...consent,
    argsHash: hashArguments(consent.tool, consent.args),
  })
  return {
    ...masked,
    customer: {
      ...masked.customer,
      shopCustomerId: record.customer.shopCustomerId === null ? null : 'customer-1',
    },
    turns: masked.turns.map((turn) => ({
      ...turn,
      before: { ...turn.before, consent: turn.before.consent && bound(turn.before.consent) },
    })),
    consents: masked.consents.map(bound),
    // A hash of four digits tells them to whoever tries all.
    proofs: [],
  }
}

/** Every place is masked once, the longest first; a number only where it stands for itself. */
function once(text: string, masks: readonly (readonly [string, string])[]): string {
  const spans: { start: number; end: number; mask: string }[] = []
  for (const [value, mask] of masks) {
    for (let at = text.indexOf(value); at >= 0; at = text.indexOf(value, at + value.length)) {
      const end = at + value.length
      const inNumber =
        /\d/.test(value) && (/\d/.test(text[at - 1] ?? '') || /\d/.test(text[end] ?? ''))
      const inWord = /^[A-Za-z]/.test(value) && /[A-Za-z]/.test(text[at - 1] ?? '')
      if (inNumber || inWord || spans.some((it) => at < it.end && it.start < end)) continue
      spans.push({ start: at, end, mask })
    }
  }
  return spans
    .toSorted((a, b) => b.start - a.start)
    .reduce((rest, { start, end, mask }) => rest.slice(0, start) + mask + rest.slice(end), text)
}
