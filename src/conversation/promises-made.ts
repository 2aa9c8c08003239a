import { checkTime, promisesOfEffects, windowOf } from '../handoff/promise-times.ts'
import type { NewPromise } from '../store/promises.ts'
import type { ReplyDeps, ReplyDraft } from './draft.ts'

/** What the customer is promised with the writes of this turn. */
export function promisesMade(
  { clock, desk }: Pick<ReplyDeps, 'clock' | 'desk'>,
  { claimed, gathered, judged }: Pick<ReplyDraft, 'claimed' | 'gathered' | 'judged'>,
): NewPromise[] {
  const isOld = new Set(
    claimed.effects.filter(({ status }) => status !== 'intended').map(({ id }) => id),
  )
  const fresh = judged.effects.filter(({ id }) => !isOld.has(id))
  const windowUntil = windowOf(desk, claimed.conversation.channel, gathered.said.at(-1)?.at ?? null)
  return promisesOfEffects(fresh, clock()).map((promise) => ({
    ...promise,
    windowUntil,
    checkAt: checkTime({ ...promise, windowUntil, warnedAt: null }, desk),
  }))
}
