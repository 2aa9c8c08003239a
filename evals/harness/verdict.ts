import type { Session } from './session.ts'

/** When a run is to end with code 1. */
export const failOns = ['regression', 'shortfall', 'failure', 'never'] as const
export type FailOn = (typeof failOns)[number]

/**
 * Why a run fell short, in words; empty when it did not. A run that was stopped, and a case that could not be judged,
 * always count: an unknown is no pass.
 */
export function whyFellShort(
  { stopped, results, summaries, comparison }: Session,
  failOn: FailOn,
): string[] {
  const errors = results.filter(({ status }) => status === 'error').length
  const why = [
    ...(stopped ? [stopped.message] : []),
    ...(errors > 0 && failOn !== 'never'
      ? [`${errors} ${errors === 1 ? 'result' : 'results'} could not be judged`]
      : []),
  ]
  if (failOn === 'regression' && comparison?.regression) {
    why.push(`a regression against ${comparison.before}`)
  }
  if (failOn === 'shortfall' && summaries.some(({ shortfalls }) => shortfalls.length > 0)) {
    why.push('a suite fell short of what it asks')
  }
  const failed = results.filter(({ status }) => status === 'failed').length
  if (failOn === 'failure' && failed > 0)
    why.push(`${failed} ${failed === 1 ? 'result' : 'results'} failed`)
  return why
}
