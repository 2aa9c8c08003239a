import type { Deed } from '../agents/agent.ts'
import type { EventBody } from '../domain/event.ts'
import type { TurnId } from '../domain/id.ts'
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

/** Intent and outcome of the writes that this turn has made. */
export function eventsOfEffects({ effects }: Judged, before: ClaimedTurn['effects']): EventBody[] {
  return effects
    .filter(({ status }) => status !== 'intended')
    .filter(({ id }) => !before.some((known) => known.id === id && known.status !== 'intended'))
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
