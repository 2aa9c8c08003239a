import type { Deed } from '../agents/agent.ts'
import type { EventBody } from '../domain/event.ts'
import type { EffectId, TurnId } from '../domain/id.ts'
import type { TurnEnd } from '../store/turn-end.ts'
import { beforeOf, type ClaimedTurn } from '../store/turns.ts'
import type { Judged } from './judge.ts'

/** Calls that were made or refused. A write has its own two events, from its rows. */
export function eventsOfDeeds(deeds: readonly Deed[], turnId: TurnId): EventBody[] {
  return deeds.flatMap((deed): EventBody[] => {
    if (deed.kind === 'refused')
      return [{ kind: 'tool_refused', turnId, tool: deed.tool, code: deed.refusal.code }]
    return deed.effect === 'writes'
      ? []
      : [{ kind: 'tool_called', turnId, tool: deed.tool, ok: deed.ok, summary: deed.summary }]
  })
}

/** Intent and outcome of the writes that this turn has made, and of those that a turn which was cut off had made before it. */
export function eventsOfEffects(
  { effects }: Judged,
  { effects: before, untold }: Pick<ClaimedTurn, 'effects' | 'untold'>,
): EventBody[] {
  const isTold = (id: EffectId) =>
    !untold.includes(id) && before.some((known) => known.id === id && known.status !== 'intended')
  return effects
    .filter(({ id, status }) => status !== 'intended' && !isTold(id))
    .flatMap(({ id: effectId, tool, args, status, result }): EventBody[] => [
      { kind: 'effect_intended', effectId, tool, args },
      {
        kind: 'effect_settled',
        effectId,
        tool,
        ok: status === 'done',
        summary: result?.forModel ?? '',
      },
    ])
}

/** What the turn found, and what it called with what came back. */
export const recordOf = (claimed: ClaimedTurn, { deeds }: Judged): TurnEnd['record'] => ({
  at: claimed.at,
  before: beforeOf(claimed),
  calls: deeds.flatMap((deed) =>
    deed.kind === 'called' ? [{ tool: deed.tool, args: deed.args, result: deed.result }] : [],
  ),
})
