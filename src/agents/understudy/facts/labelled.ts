import type { FactSlot } from '../../../domain/playbook.ts'
import { spoken } from '../../../domain/plain-text.ts'
import { patternOf } from '../../playbooks/wordings.ts'

/** What stands between a label and its value. */
const between = String.raw`(?:\s*(?:[:：，,]|是|为|叫|\bis\b|\bof\b)+\s*|\s+)`
/** A name goes on to the end of its clause. */
const name = String.raw`([^，,。;；\n]{2,60})`
/** What says by its end that it is a firm's name needs nothing between: 「抬头上海远航贸易有限公司」. */
const firm = String.raw`(\p{Script=Han}[^，,。;；\s]{2,40}?(?:公司|集团|厂|商行|事务所|工作室|合作社|学校|大学|医院|银行))(?=[，,。;；\s]|$)`
/** A number of letters and digits, in groups or not; after it, nothing of its kind. */
const number = String.raw`([a-z\d](?:[a-z\d]|[ .-](?=[a-z\d])){4,28}[a-z\d])(?![a-z\d])`

/** A number that stands for itself: six digits or more of it, and of nothing else. */
const identifier =
  /(?<![\p{Script=Latin}\d])(?=(?:[a-z]*\d){6})[a-z\d]{8,24}(?![\p{Script=Latin}\d])/giu

const ready = new WeakMap<NonNullable<FactSlot['labels']>, RegExp>()

function patternFor(labels: NonNullable<FactSlot['labels']>, digits: boolean): RegExp {
  let pattern = ready.get(labels)
  if (!pattern) {
    const words = [...labels.zh, ...labels.en]
      .toSorted((one, other) => other.length - one.length)
      .map(patternOf)
      .join('|')
    // 「税号9151…」 needs nothing between; 「抬头开个人」 names no title.
    pattern = new RegExp(
      `(?:${words})(?:${digits ? `(?:${between})?${number}` : `${between}${name}|${firm}`})`,
      'diu',
    )
    ready.set(labels, pattern)
  }
  return pattern
}

/** What a text gives after one of the words that a slot is labelled by, wherever it stands; null when it gives nothing. */
export function labelledIn({ labels, digits = false }: FactSlot, text: string): string | null {
  if (!labels) return null
  // The plain form has the places of the text itself, where no sign of it is wider or narrower than another.
  const sought = spoken(text)
  const whole = sought.length === text.length
  const [, ...found] = patternFor(labels, digits).exec(sought)?.indices ?? []
  const [from, to] = found.find((place) => place !== undefined) ?? []
  if (from === undefined || to === undefined) return null
  const value = (whole ? text : sought).slice(from, to).trim()
  return digits && !/\d/.test(value) ? null : value
}

/** The one number of letters and digits in a text: a tax number or a case's; null when there is none, or several. */
export function identifierIn(text: string): string | null {
  const [first, ...others] = text.normalize('NFKC').match(identifier) ?? []
  return first !== undefined && others.length === 0 ? first : null
}
