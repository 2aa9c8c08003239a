import { canonicalJson } from '../../../src/domain/consent.ts'
import type { ConversationRecord } from '../../../src/domain/conversation-record.ts'
import type { Trace } from '../trace.ts'
import type { Moment } from './moment.ts'

/** One turn as somebody took it. */
export interface Side {
  performer: string
  words: string
  calls: { tool: string; args: unknown; ok: boolean; refused: string | null }[]
  holder: 'agent' | 'desk' | 'operator'
  /** Why the baton passed. */
  reason: string | null
  /** Passages that are cited. */
  citations: string[]
}

export const sidesDiffer = ['words', 'calls', 'holder', 'citations'] as const
export type Difference = (typeof sidesDiffer)[number]

/** A turn as it stands in the record. */
export function recordedSide({ events }: ConversationRecord, { turn, reply }: Moment): Side {
  const end = events.findIndex(({ body }) => body.kind === 'turn_ended' && body.turnId === turn.id)
  const ending = events[end]?.body
  const passed = ending?.kind === 'turn_ended' && ending.outcome === 'handed_over'
  const why = passed
    ? events.slice(0, end).findLast(({ body }) => body.kind === 'handed_over')?.body
    : undefined
  const refused = events.flatMap(({ body }) =>
    body.kind === 'tool_refused' && body.turnId === turn.id
      ? [{ tool: body.tool, args: null, ok: false, refused: body.code }]
      : [],
  )
  const { performer } = reply ?? {}
  return {
    performer: performer ? nameOf(performer) : 'nobody',
    words: reply?.text ?? '',
    calls: [
      ...turn.calls.map(({ tool, args, result }) => ({ tool, args, ok: result.ok, refused: null })),
      ...refused,
    ],
    holder: passed ? 'desk' : 'agent',
    reason: why?.kind === 'handed_over' ? why.reason : null,
    citations: (reply?.citations ?? []).map(({ passageId }) => passageId),
  }
}

const nameOf = ({ kind, name }: { kind: string; name: string }): string =>
  kind === name ? name : `${kind} ${name}`

/** The same turn by the candidate; null when the baton had passed before it. */
export function replayedSide({ messages, calls, handoff }: Trace, turn: number): Side | null {
  if (handoff && handoff.turn < turn) return null
  const said = messages.filter((it) => it.turn === turn && it.author === 'agent')
  const passed = handoff?.turn === turn
  return {
    performer: said[0]?.performer ?? 'nobody',
    words: said.map(({ text }) => text).join('\n'),
    calls: calls
      .filter((it) => it.turn === turn)
      .map(({ tool, args, ok, refused }) => ({ tool, args, ok, refused })),
    holder: passed ? 'desk' : 'agent',
    reason: passed ? handoff.reason : null,
    citations: said.flatMap(({ citations }) => citations.map(({ passageId }) => passageId)),
  }
}

const plain = (value: unknown): string => canonicalJson(JSON.parse(JSON.stringify(value ?? null)))

/** In what two sides of a turn differ. */
export function differencesOf(recorded: Side, candidate: Side | null): Difference[] {
  if (!candidate) return [...sidesDiffer]
  const parts: Record<Difference, (side: Side) => string> = {
    words: ({ words }) => words,
    calls: ({ calls }) => plain(calls),
    holder: ({ holder, reason }) => `${holder} ${reason}`,
    citations: ({ citations }) => citations.join(),
  }
  return sidesDiffer.filter((name) => parts[name](recorded) !== parts[name](candidate))
}
