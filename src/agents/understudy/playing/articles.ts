import { z } from 'zod'
import type { Locale } from '../../../domain/locale.ts'
import { Citation } from '../../../domain/message.ts'
import { splitClauses } from '../../../understanding/clauses.ts'
import { phrases } from './phrases.ts'
import type { Acting } from './run.ts'

/** What `search_knowledge` found to say, for the customer. */
const ExtractiveAnswer = z.object({
  text: z.string(),
  citations: z.array(Citation),
  confidence: z.number(),
  sourceLanguage: z.enum(['zh', 'en']),
})
export type Answer = z.infer<typeof ExtractiveAnswer>
const Answered = z.object({ answer: ExtractiveAnswer })

const longestQuestion = 2000

/** What the articles say to a question; null when they say nothing. `within` narrows what may answer. */
export async function* searchArticles(
  question: string,
  within: Record<string, unknown> = {},
): Acting<Answer | 'handed_over' | null> {
  const outcome = yield {
    kind: 'call',
    tool: 'search_knowledge',
    args: { query: question.slice(0, longestQuestion), ...within },
  }
  if (outcome.kind === 'handed_over') return 'handed_over'
  if (outcome.kind !== 'called' || !outcome.result.ok) return null
  return Answered.safeParse(outcome.result.data).data?.answer ?? null
}

/** What the articles say to one of the questions of a message that asks several; the surest, null when they say nothing. */
export async function* searchInParts(
  words: string,
  within: Record<string, unknown>,
): Acting<Answer | 'handed_over' | null> {
  let best: Answer | null = null
  for (const part of splitClauses(words)) {
    const found = yield* searchArticles(part, within)
    if (found === 'handed_over') return found
    if (found && found.confidence > (best?.confidence ?? 0)) best = found
  }
  return best
}

/** Says what was found, naming its language where that is not the customer's; false when it may not be said. */
export async function* tellFound(
  { text, citations, sourceLanguage }: Answer,
  locale: Locale,
): Acting<boolean> {
  const foreign =
    sourceLanguage === locale ? '' : `${phrases[locale].foreignSource(sourceLanguage)}\n`
  const said = yield { kind: 'say', text: `${foreign}${text}`, citations }
  return said.kind !== 'refused'
}
