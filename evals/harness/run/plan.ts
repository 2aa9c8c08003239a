import { hashOf, type Case } from '../case.ts'
import type { Candidate } from '../candidate.ts'
import type { Suite } from '../suite.ts'

/** Which cases are meant. */
export interface Choice {
  /** A case must have all of these tags. */
  tags: readonly string[]
  /** A case's slices must have these values. */
  slices: Readonly<Record<string, string>>
  /** Text in the case's name; case does not matter. */
  name: string | null
}

export const everyCase: Choice = { tags: [], slices: {}, name: null }

/** One trial of one case by one candidate. */
export interface Job {
  readonly suite: Suite
  readonly case: Case
  readonly candidate: Candidate
  readonly trial: number
  readonly key: string
}

const meant = (it: Case, { tags, slices, name }: Choice): boolean =>
  tags.every((tag) => it.tags.includes(tag)) &&
  Object.entries(slices).every(([slice, value]) => it.slices[slice] === value) &&
  (name === null || it.name.toLowerCase().includes(name.toLowerCase()))

/** Everything that is to be done, case by case: what is interrupted has whole suites as far as it came. */
export function planJobs(
  suites: readonly Suite[],
  candidates: readonly Candidate[],
  trials: number,
  choice: Choice = everyCase,
): Job[] {
  return candidates.flatMap((candidate) =>
    suites.flatMap((suite) =>
      suite.cases
        .filter((it) => meant(it, choice))
        .flatMap((it) =>
          Array.from({ length: it.skip === null ? Math.max(trials, it.trials) : 1 }, (_, i) => ({
            suite,
            case: it,
            candidate,
            trial: i + 1,
            key: hashOf([suite.name, it.name, it.hash, candidate.fingerprint, i + 1]),
          })),
        ),
    ),
  )
}

export const planHash = (jobs: readonly Job[]): string => hashOf(jobs.map(({ key }) => key))
