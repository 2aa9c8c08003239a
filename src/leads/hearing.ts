import type { LeadFact, LeadFactName } from '../domain/lead.ts'
import { formLines } from './form.ts'
import { withoutOthers } from './need-words.ts'
import type { Asked } from './question.ts'
import { afterCorrection, ownWords, type LeadTurn } from './said.ts'

/** How sure a fact is that was named, or that answers what was asked for. */
export const confidence = { stated: 0.85, answered: 0.95, refused: 0.9, guessed: 0.6 } as const

/** What stands before a message. */
export interface Setting {
  readonly asked: ReadonlySet<Asked>
  /** Our words before it. */
  readonly question: string
  /** The goods that they named. */
  readonly offered: readonly string[]
  readonly today: Date
}

/** One message while it is worked through. What is found in it is taken out of `rest`, so that nothing is read twice. */
export interface Hearing extends Setting {
  readonly turn: LeadTurn
  /** The customer's own words, in place. */
  readonly own: string
  /** What stands after a sign of correction, in place; null where nothing is corrected. */
  readonly corrected: string | null
  readonly form: ReturnType<typeof formLines>
  readonly lines: LeadFact[]
  rest: string
}

/** Begins to work through a message. */
export function openHearing(turn: LeadTurn, setting: Setting): Hearing {
  const own = withoutOthers(ownWords(turn.text))
  return {
    ...setting,
    turn,
    own,
    corrected: afterCorrection(own),
    form: formLines(own),
    lines: [],
    rest: own,
  }
}

/** Looks after the correction first, and in the whole where nothing stands there. */
export const latest = <T>(
  { corrected, own }: Hearing,
  find: (text: string) => T | null,
): T | null => (corrected === null ? null : find(corrected)) ?? find(own)

/** Takes spans out of what is left to read. */
export function takeOut(hearing: Hearing, spans: readonly { start: number; end: number }[]): void {
  for (const { start, end } of spans)
    hearing.rest = hearing.rest.slice(0, start) + ' '.repeat(end - start) + hearing.rest.slice(end)
}

/** Enters what the customer states. */
export function state(
  hearing: Hearing,
  name: LeadFactName,
  value: string,
  normalised = value,
): void {
  const sure = hearing.asked.has(name) ? confidence.answered : confidence.stated
  hearing.lines.push(lineOf(hearing, { name, kind: 'stated', value, normalised, confidence: sure }))
}

/** Enters that the customer takes a fact back, or will not give it. */
export function unsay(hearing: Hearing, name: LeadFactName, kind: 'retracted' | 'refused'): void {
  const value = hearing.own.trim().slice(0, 80)
  hearing.lines.push(
    lineOf(hearing, {
      name,
      kind,
      value,
      normalised: '',
      confidence: confidence.refused,
    }),
  )
}

export const lineOf = (
  { turn }: Hearing,
  line: Pick<LeadFact, 'name' | 'kind' | 'value' | 'normalised' | 'confidence'>,
): LeadFact => ({ ...line, saidBy: 'customer', messageId: turn.messageId, at: turn.at })
