import { z } from 'zod'
import { BatonError } from '../../../src/domain/error.ts'
import { repliesOf } from '../trace.ts'
import { supportOf } from './entailment.ts'
import { holds, kind, listed, several, Some } from './expectation.ts'
import { languageIn, lengthOf, sentencesOf, toneFaults } from './language.ts'

const folded = (text: string): string => text.normalize('NFKC').toLowerCase()
const shortened = (text: string): string => (text.length > 160 ? `${text.slice(0, 159)}…` : text)
const saidOf = (replies: readonly string[]): string => listed(replies.map(shortened))

const Pattern = z.string().transform((source, context) => {
  // `/…/flags`, or the pattern alone.
  const [, body = source, flags = 'iu'] = /^\/(.*)\/([a-z]*)$/s.exec(source) ?? []
  try {
    return new RegExp(body, flags)
  } catch (error) {
    context.addIssue(`is no pattern: ${error instanceof Error ? error.message : 'unreadable'}`)
    return z.NEVER
  }
})

function parsed(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^```(?:json)?\s*|\s*```$/g, '')) as unknown
  } catch {
    return undefined
  }
}

/** Expectations of words: what any reply must have, and what no reply may have. */
export const words = {
  /** One reply is exactly this, apart from spaces at its ends. */
  exact: kind(z.string(), (wanted, trace) => {
    const replies = repliesOf(trace)
    return holds(
      replies.some((reply) => reply.trim() === wanted.trim()),
      saidOf(replies),
    )
  }),

  /** Each of these stands in some reply; case and full width do not matter. */
  says: kind(Some, (wanted, trace) => {
    const replies = repliesOf(trace)
    const all = folded(replies.join('\n'))
    const missing = several(wanted).filter((text) => !all.includes(folded(text)))
    return holds(missing.length === 0, `without ${listed(missing)}: ${saidOf(replies)}`)
  }),

  /** One of these stands in some reply. */
  saysOneOf: kind(z.array(z.string().min(1)).min(2), (wanted, trace) => {
    const replies = repliesOf(trace)
    const all = folded(replies.join('\n'))
    return holds(
      wanted.some((text) => all.includes(folded(text))),
      saidOf(replies),
    )
  }),

  /** None of these stands in any reply. */
  neverSays: kind(Some, (unwanted, trace) => {
    const all = folded(repliesOf(trace).join('\n'))
    const found = several(unwanted).filter((text) => all.includes(folded(text)))
    return holds(found.length === 0, listed(found))
  }),

  /** Some reply matches a pattern. */
  matches: kind(Pattern, (pattern, trace) => {
    const replies = repliesOf(trace)
    return holds(
      replies.some((reply) => pattern.test(reply)),
      saidOf(replies),
    )
  }),

  /** No reply matches a pattern. */
  neverMatches: kind(Pattern, (pattern, trace) => {
    const found = repliesOf(trace).filter((reply) => pattern.test(reply))
    return holds(found.length === 0, saidOf(found))
  }),

  /** The last answer is JSON of this shape (JSON Schema); a code fence around it is forgiven. */
  schema: kind(z.record(z.string(), z.unknown()), (wanted, trace) => {
    const answer = parsed(repliesOf(trace).at(-1) ?? '')
    if (answer === undefined) return { ok: false, found: 'no JSON' }
    let schema: z.ZodType
    try {
      schema = z.fromJSONSchema(wanted)
    } catch (cause) {
      throw new BatonError('invalid', 'schema: this is no JSON Schema that can be read.', { cause })
    }
    const result = schema.safeParse(answer)
    return result.success
      ? { ok: true }
      : { ok: false, found: z.prettifyError(result.error).replaceAll('\n', ' ') }
  }),

  /** Every reply is in this language. */
  language: kind(z.enum(['zh', 'en']), (wanted, trace) => {
    const others = repliesOf(trace).filter((reply) => {
      const found = languageIn(reply)
      return found !== null && found !== wanted
    })
    return holds(others.length === 0, saidOf(others))
  }),

  /** Replies are no longer than this, each. */
  length: kind(
    z.strictObject({
      characters: z.int().positive().optional(),
      sentences: z.int().positive().optional(),
    }),
    ({ characters = Infinity, sentences = Infinity }, trace) => {
      const long = repliesOf(trace).filter(
        (reply) => lengthOf(reply) > characters || sentencesOf(reply).length > sentences,
      )
      return holds(
        long.length === 0,
        listed(long.map((it) => `${lengthOf(it)} characters, ${sentencesOf(it).length} sentences`)),
      )
    },
  ),

  /** No reply shouts, blames or brushes off. A word list, and honest about it: it finds the crude cases only. */
  tone: kind(z.literal('courteous'), (_, trace) => {
    const faults = repliesOf(trace).flatMap(toneFaults)
    return holds(faults.length === 0, listed(faults))
  }),

  /** Every statement of a reply that cites stands in what it cites, in a tool's result or in the customer's words. */
  supported: kind(z.literal(true), (_, trace) => {
    const unsupported = supportOf(trace).filter(({ supported }) => !supported)
    return holds(unsupported.length === 0, listed(unsupported.map(({ sentence }) => sentence)))
  }),

  /** A model's opinion, by a rubric. Counts only where the judge has shown its agreement with people. */
  judged: kind(z.string().min(10), async (rubric, trace, { judge }) => {
    if (!judge) {
      throw new BatonError(
        'invalid',
        'judged: no model judge is configured; name a calibrated one with --judge, or take this expectation away.',
      )
    }
    const { verdict, why } = await judge.ask(rubric, trace)
    return holds(verdict === 'yes', why)
  }),
}
