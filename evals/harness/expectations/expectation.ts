import { z } from 'zod'
import type { Judged } from '../finding.ts'
import type { Trace } from '../trace.ts'

/** A model that says whether a rubric holds of what was said. */
export interface Judge {
  ask(rubric: string, trace: Trace): Promise<{ verdict: 'yes' | 'no'; why: string }>
}

/** What an expectation may look at beside the trace. */
export interface Bench {
  /** The model judge, where one is configured and has shown that it agrees with people. */
  judge: Judge | null
}

/** A kind of expectation: what it takes, and how it judges. Its name is its key in the registry. */
export interface Kind<S extends z.ZodType = z.ZodType> {
  readonly takes: S
  readonly judge: (wanted: z.output<S>, trace: Trace, bench: Bench) => Judged | Promise<Judged>
}

/** Defines one kind; exists for the types. */
export const kind = <S extends z.ZodType>(
  takes: S,
  judge: (wanted: z.output<S>, trace: Trace, bench: Bench) => Judged | Promise<Judged>,
): Kind<S> => ({ takes, judge })

/** Held, or not with what was found instead. */
export const holds = (ok: boolean, found: string): Judged => (ok ? { ok } : { ok, found })

/** One string or several. */
export const Some = z.union([z.string().min(1), z.array(z.string().min(1)).min(1)])
export const several = (value: z.infer<typeof Some>): string[] =>
  typeof value === 'string' ? [value] : value

/** A list in a sentence; `nothing` when it is empty. */
export const listed = (values: readonly string[]): string => values.join(', ') || 'nothing'

/** Whether `found` has all that `wanted` has: objects field by field, everything else by equality. */
export function matchesPartly(wanted: unknown, found: unknown): boolean {
  if (wanted === null || typeof wanted !== 'object') return Object.is(wanted, found)
  if (found === null || typeof found !== 'object') return false
  if (Array.isArray(wanted)) {
    return (
      Array.isArray(found) &&
      found.length === wanted.length &&
      wanted.every((item, i) => matchesPartly(item, found[i]))
    )
  }
  return Object.entries(wanted).every(([key, value]) =>
    matchesPartly(value, (found as Record<string, unknown>)[key]),
  )
}
