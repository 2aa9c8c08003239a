import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import { BatonError } from '../domain/error.ts'
import { MessageId } from '../domain/id.ts'
import { LeadGrade, leadFactNames, type LeadFactName } from '../domain/lead.ts'
import type { Entity } from '../domain/reading.ts'
import type { LeadTurn } from './said.ts'
import { sameFact } from './same-fact.ts'

const speakers = {
  customer: 'customer',
  user: 'customer',
  agent: 'agent',
  assistant: 'agent',
  bot: 'agent',
  operator: 'operator',
  system: 'system',
} as const
const Speaker = z
  .enum(Object.keys(speakers) as [keyof typeof speakers, ...(keyof typeof speakers)[]])
  .transform((name) => speakers[name])

const Plain = z.union([z.string(), z.number().transform(String)])
/** A sum or a stretch of days in parts: `{min, max, currency}`, `{from, to}`. */
const Parts = z.record(z.string(), Plain.nullish())

/** A label as one text: sums in parts become `EUR 4000-5000`, days `2026-12-01/2026-12-31`, lists are joined. */
const Label = z
  .union([Plain, z.array(Plain).transform((list) => list.join(', ')), Parts.transform(inOneText)])
  .nullish()
  .transform((text) => text?.trim() || null)

function inOneText(parts: z.infer<typeof Parts>): string {
  const said = (...names: string[]): string[] =>
    names.map((name) => parts[name] ?? '').filter((part) => part !== '')
  const range = [...said('min', 'from').slice(0, 1), ...said('max', 'to').slice(0, 1)]
  const [amount] = said('amount', 'value')
  const [currency] = said('currency')
  if (currency !== undefined) return `${currency} ${amount ?? range.join('-')}`
  return range.length > 0 ? range.join('/') : said(...Object.keys(parts)).join(' ')
}

/** A dialogue with what a careful person reads in it; null facts were not given. */
export const LabelledLead = z.object({
  id: z.union([z.string(), z.number().transform(String)]),
  turns: z.array(z.object({ from: Speaker, text: z.string() })).min(1),
  /** The day to which dates in it are relative. */
  today: z
    .string()
    .refine((text) => !Number.isNaN(Date.parse(text)), 'must be an ISO date such as 2026-11-21')
    .transform((text) => new Date(text))
    .optional(),
  facts: z.object({
    name: Label,
    company: Label,
    contact: Label,
    need: Label,
    budget: Label,
    timeline: Label,
    location_or_channel: Label,
  }),
  verification_level: z.int().min(0).max(3),
  grade: LeadGrade,
})
export type LabelledLead = z.infer<typeof LabelledLead>

/** Reads labelled dialogues from a JSONL file. Throws `invalid`, naming line and field, and `not_found`. */
export async function loadLabelledLeads(path: string): Promise<LabelledLead[]> {
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw new BatonError('not_found', `The dialogues file ${path} cannot be read.`, { cause })
  })
  const leads = text.split('\n').flatMap((line, i) => {
    if (!line.trim()) return []
    try {
      return [LabelledLead.parse(JSON.parse(line))]
    } catch (cause) {
      const why = cause instanceof z.ZodError ? faults(cause) : 'not JSON'
      throw new BatonError('invalid', `${path}, line ${i + 1}: ${why}`, { cause })
    }
  })
  if (leads.length === 0)
    throw new BatonError('invalid', `${path} has no dialogues: one JSON object a line is needed.`)
  return leads
}

const faults = (error: z.ZodError): string =>
  error.issues
    .map(({ path, message }) => `field ${path.join('.') || '(the whole line)'}: ${message}`)
    .join('; ')

/** What was read in one dialogue; facts in their normal form. */
export interface LeadGuess {
  readonly facts: Readonly<Partial<Record<LeadFactName, string>>>
  readonly level: number
  readonly grade: LeadGrade
}

interface Score {
  precision: number
  recall: number
  f1: number
}

/** How well leads are read. All numbers are shares, 0–1. */
export interface LeadReport {
  facts: Score & { byFact: Record<LeadFactName, Score> }
  level: { accuracy: number }
  grade: { accuracy: number }
}

/**
 * Compares what was read with the labels. A fact that is right is a hit; a wrong value is both one too many and one
 * missed; precision, recall and F1 are over all facts together.
 */
export function measureLeads(
  leads: readonly LabelledLead[],
  guess: (lead: LabelledLead) => LeadGuess,
): LeadReport {
  const counts = new Map(leadFactNames.map((name) => [name, { said: 0, held: 0, right: 0 }]))
  let levels = 0
  let grades = 0
  for (const lead of leads) {
    const { facts, level, grade } = guess(lead)
    if (level === lead.verification_level) levels += 1
    if (grade === lead.grade) grades += 1
    for (const [name, count] of counts) {
      const [said, held] = [facts[name], lead.facts[name]]
      if (said !== undefined) count.said += 1
      if (held !== null) count.held += 1
      if (said !== undefined && held !== null && sameFact(name, said, held, dayOf(lead)))
        count.right += 1
    }
  }
  const all = { said: 0, held: 0, right: 0 }
  for (const { said, held, right } of counts.values()) {
    all.said += said
    all.held += held
    all.right += right
  }
  const byFact = Object.fromEntries(
    [...counts].map(([name, count]) => [name, scoreOf(count)]),
  ) as Record<LeadFactName, Score>
  return {
    facts: { ...scoreOf(all), byFact },
    level: { accuracy: levels / leads.length },
    grade: { accuracy: grades / leads.length },
  }
}

/** The day of a dialogue; today where it names none. */
export const dayOf = ({ today }: LabelledLead): Date => today ?? new Date()

/** Nothing said and nothing to say is perfect. */
function scoreOf({ said, held, right }: { said: number; held: number; right: number }): Score {
  return {
    precision: said === 0 ? Number(held === 0) : right / said,
    recall: held === 0 ? Number(said === 0) : right / held,
    f1: said + held === 0 ? 1 : (2 * right) / (said + held),
  }
}

/** What finds the entities and the goods in a message. */
export interface Finders {
  readEntities(text: string, today: Date): Entity[]
  goodsIn(text: string): NonNullable<LeadTurn['goods']>
}

/** A labelled dialogue as `readLead` takes it. */
export const turnsOf = (
  turns: LabelledLead['turns'],
  today: Date,
  { readEntities, goodsIn }: Finders,
): LeadTurn[] =>
  turns.map(({ from, text }) => ({
    messageId: MessageId.make(),
    from,
    text,
    at: today,
    entities: from === 'customer' ? readEntities(text, today) : [],
    goods: goodsIn(text),
  }))
