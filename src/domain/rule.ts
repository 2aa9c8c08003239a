import { z } from 'zod'

/** The same words in both languages, as a business system says them. */
export const Words = z.object({ zh: z.string(), en: z.string() })
export type Words = z.infer<typeof Words>

/**
 * The business's rules say no: a code for playbooks to branch on, the reason in words for the customer, what can be
 * done instead, and the article that says so.
 */
export const RuledOut = z.object({
  allowed: z.literal(false),
  because: z.string().regex(/^[a-z][a-z0-9_]*$/),
  reason: Words,
  instead: Words.nullable(),
  /** Ids of the articles the rule stands in, by language. */
  source: Words.nullable(),
})
export type RuledOut = z.infer<typeof RuledOut>

/** What the rules say to a wish: the terms on which it may be done, or why not and what instead. */
export type Ruling<Terms> = (Terms & { allowed: true }) | RuledOut

/** The schema of a ruling whose terms have this shape. */
export function rulingOf<Shape extends z.core.$ZodLooseShape>(terms: Shape) {
  return z.discriminatedUnion('allowed', [
    z.object({ allowed: z.literal(true), ...terms }),
    RuledOut,
  ])
}

/** Something to choose from: the value code works with, and what people are shown. */
export const Option = z.object({ value: z.string(), label: Words })
export type Option = z.infer<typeof Option>
