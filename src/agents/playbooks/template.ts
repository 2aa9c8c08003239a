import type { Condition } from '../../domain/playbook.ts'
import type { Locale } from '../../domain/locale.ts'
import { formatMoney, Money } from '../../domain/money.ts'

/** What is known at a step: facts by name, results by the name a step gave them. */
export type Known = Readonly<Record<string, unknown>>

/** The value at a dotted path, e.g. `track.last.place`; undefined where the path leads nowhere. */
export function valueAt(known: Known, path: string): unknown {
  let value: unknown = known
  for (const part of path.split('.')) {
    if (value === null || typeof value !== 'object' || !Object.hasOwn(value, part)) return undefined
    value = (value as Record<string, unknown>)[part]
  }
  return value
}

/** Whether every path of a condition passes its test. */
export function holds(condition: Condition | undefined, known: Known): boolean {
  return Object.entries(condition ?? {}).every(([path, test]) => {
    const value = valueAt(known, path)
    if (test === null || typeof test !== 'object') return value === test
    if ('not' in test) return value !== test.not
    if ('in' in test) return test.in.some((one) => one === value)
    if ('atLeast' in test) return typeof value === 'number' && value >= test.atLeast
    if ('atMost' in test) return typeof value === 'number' && value <= test.atMost
    return (value !== undefined && value !== null) === test.known
  })
}

export interface Reading {
  locale: Locale
  timeZone: string
  now: Date
}

const dayMs = 86_400_000
/** Further away than this, the day matters and the minute does not. */
const dateOnlyAfterMs = 20 * dayMs

const formats = new Map<string, Intl.DateTimeFormat>()

/** The format for these options, made once: making one takes a hundred times as long as using it. */
export function dateFormat(
  tag: string,
  options: Intl.DateTimeFormatOptions & { timeZone: string },
): Intl.DateTimeFormat {
  const key = `${tag} ${JSON.stringify(options)}`
  let format = formats.get(key)
  if (!format) formats.set(key, (format = new Intl.DateTimeFormat(tag, options)))
  return format
}

/** A moment as people read it: `11月18日 14:20`, `18 Nov, 14:20`; far away without the time and with the year. */
export function showDate(date: Date, { locale, timeZone, now }: Reading): string {
  const far = Math.abs(date.getTime() - now.getTime()) > dateOnlyAfterMs
  const tag = locale === 'zh' ? 'zh-CN' : 'en-GB'
  const day = {
    timeZone,
    month: locale === 'zh' ? 'long' : 'short',
    day: 'numeric',
  } as const
  return dateFormat(
    tag,
    far
      ? { ...day, year: 'numeric' }
      : { ...day, hour: '2-digit', minute: '2-digit', hour12: false },
  ).format(date)
}

function show(value: unknown, reading: Reading): string {
  if (value === undefined || value === null) return ''
  if (value instanceof Date) return showDate(value, reading)
  if (typeof value === 'string') {
    const moment = /^\d{4}-\d\d-\d\dT\d\d:\d\d/.test(value) ? new Date(value) : null
    // What only looks like a moment is shown as it is: a reply never fails on a value.
    return moment && !Number.isNaN(moment.getTime()) ? showDate(moment, reading) : value
  }
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  if (Array.isArray(value))
    return value.map((one) => show(one, reading)).join(reading.locale === 'zh' ? '、' : ', ')
  const money = Money.safeParse(value)
  if (money.success) return formatMoney(money.data, reading.locale)
  if (typeof value === 'object' && Object.hasOwn(value, reading.locale)) {
    return show((value as Record<string, unknown>)[reading.locale], reading)
  }
  return ''
}

/** Fills `{path}` in a reply template with what is known, as people of that locale read it. */
export function fillTemplate(template: string, known: Known, reading: Reading): string {
  return template.replaceAll(/\{([\w.]+)\}/g, (_, path: string) =>
    show(valueAt(known, path), reading),
  )
}

/** A literal stays; `$path` becomes what is known there. */
export function resolve(value: string | number | boolean, known: Known): unknown {
  return typeof value === 'string' && value.startsWith('$') ? valueAt(known, value.slice(1)) : value
}

/** Step arguments, each resolved. */
export function fillArguments(
  args: Record<string, string | number | boolean> | undefined,
  known: Known,
): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(args ?? {}).map(([name, value]) => [name, resolve(value, known)]),
  )
}
