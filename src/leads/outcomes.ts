import { z } from 'zod'
import { BatonError } from '../domain/error.ts'
import type { Outcome } from './fit-grade.ts'

const Factor = z.number().min(0).max(1)
const at = z.iso
  .datetime({ offset: true })
  .or(z.iso.date())
  .transform((text) => new Date(text))

/** One line of a file of outcomes: a lead with its factors, or only which lead of ours it is and what became of it. */
const Line = z.union([
  z.object({ at, urgency: Factor, value: Factor, fit: Factor, converted: z.boolean() }),
  z.object({ conversationId: z.string().min(1), converted: z.boolean() }),
])

/** A lead of ours with its factors, as it is kept. */
export interface KeptOutcome extends Outcome {
  readonly conversationId: string
}

/**
 * Reads outcomes from JSONL. A line that names only a conversation takes the rest from `kept`: a business's CRM knows who
 * bought, and we know how they were graded. @throws BatonError `invalid`, naming line and field.
 */
export function parseOutcomes(text: string, kept: readonly KeptOutcome[]): Outcome[] {
  const known = new Map(kept.map((outcome) => [outcome.conversationId, outcome]))
  const outcomes = text.split('\n').flatMap((line, i) => {
    if (line.trim() === '') return []
    const fail = (why: string): never => {
      throw new BatonError('invalid', `Line ${i + 1} of the outcomes: ${why}`, {
        field: `line ${i + 1}`,
      })
    }
    const parsed = Line.safeParse(jsonOf(line) ?? fail('not JSON.'))
    if (!parsed.success)
      return fail(
        'it needs {at, urgency, value, fit, converted} with factors from 0 to 1 and at as an ISO date, or {conversationId, converted}.',
      )
    if (!('conversationId' in parsed.data)) return [parsed.data]
    const ours = known.get(parsed.data.conversationId)
    return ours
      ? [{ ...ours, converted: parsed.data.converted }]
      : fail(`${parsed.data.conversationId} is no lead of ours with a grade.`)
  })
  if (outcomes.length === 0) throw new BatonError('invalid', 'The file has no outcomes.')
  return outcomes
}

function jsonOf(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return undefined
  }
}
