import { z } from 'zod'
import type { ConversationId } from '../../src/domain/id.ts'
import type { Performer } from '../../src/domain/message.ts'
import { eventsAfter } from '../../src/store/events.ts'
import { messagesAfter } from '../../src/store/messages.ts'
import { rowsAs, type Queryable } from '../../src/store/db.ts'
import type { House } from './house.ts'
import { Trace } from './trace.ts'

const State = z.object({
  holder: z.object({ kind: z.enum(['agent', 'desk', 'operator']) }),
  provenOrders: z.array(z.string()),
  followUp: z.boolean(),
  playbooks: z.array(z.string()),
  effects: Trace.shape.effects.unwrap(),
  consents: Trace.shape.consents.unwrap(),
  facts: Trace.shape.facts.unwrap(),
  promises: Trace.shape.promises.unwrap(),
  gaps: z.array(z.string()),
})

/** What stands in the tables about one conversation, in one statement. */
async function stateOf(db: Queryable, id: ConversationId): Promise<z.infer<typeof State>> {
  const [state] = await rowsAs(
    db,
    State,
    `select holder, proven_orders as "provenOrders", follow_up as "followUp",
            coalesce((select jsonb_agg(distinct w ->> 'playbook') from jsonb_array_elements(agenda -> 'wishes') w), '[]') as playbooks,
            coalesce((select jsonb_agg(jsonb_build_object('tool', tool, 'args', args, 'status', status) order by at, id) from effects where conversation_id = $1), '[]') as effects,
            coalesce((select jsonb_agg(jsonb_build_object('tool', tool, 'status', status) order by asked_at, id) from consents where conversation_id = $1), '[]') as consents,
            coalesce((select jsonb_agg(jsonb_build_object('name', name, 'value', value, 'saidBy', said_by) order by id) from facts where conversation_id = $1), '[]') as facts,
            coalesce((select jsonb_agg(jsonb_build_object('what', what, 'owner', owner) order by at, id) from promises where conversation_id = $1), '[]') as promises,
            coalesce((select jsonb_agg(question order by id) from gaps where conversation_id = $1), '[]') as gaps
       from conversations where id = $1`,
    [id],
  )
  if (!state) throw new Error(`no conversation ${id}`)
  return state
}

const nameOf = ({ kind, name }: Performer): string => (kind === name ? name : `${kind} ${name}`)

/** Everything a conversation has left behind by now. `turnOf` says in which turn the n-th message came. */
export async function traceConversation(
  { baton, seen, turn }: House,
  id: ConversationId,
  turnOf: (message: number) => number,
): Promise<Trace> {
  const state = await stateOf(baton.db, id)
  const messages = await messagesAfter(baton.db, id, null)
  const events = await eventsAfter(baton.db, id, 0)
  const turnByEnd = new Map<string, number>()
  for (const { body } of events) {
    if (body.kind === 'turn_ended') turnByEnd.set(body.turnId, turnByEnd.size + 1)
  }
  let turnsEnded = 0
  let handoff: Trace['handoff'] = null
  const refusals: Trace['calls'] = []
  for (const { body } of events) {
    if (body.kind === 'turn_ended') turnsEnded++
    if (body.kind === 'handed_over') handoff = { reason: body.reason, turn: turnsEnded + 1 }
    if (body.kind === 'tool_refused') {
      const at = turnByEnd.get(body.turnId) ?? turnsEnded + 1
      refusals.push({
        turn: at,
        tool: body.tool,
        args: null,
        ok: false,
        refused: body.code,
        told: '',
      })
    }
  }
  const asksModel = turn.agent.model !== null
  return {
    turns: seen.turn,
    messages: messages.map(({ author, text, performer, citations }, i) => ({
      author,
      text,
      turn: turnOf(i),
      performer: performer ? nameOf(performer) : null,
      citations: citations ?? [],
    })),
    holder: state.holder.kind,
    handoff,
    effects: state.effects,
    calls: [...seen.calls, ...refusals].toSorted((a, b) => a.turn - b.turn),
    consents: state.consents,
    facts: state.facts,
    provenOrders: state.provenOrders,
    gaps: state.gaps,
    promises: state.promises,
    followUp: state.followUp,
    lead: null,
    playbooks: [...new Set([...seen.playbooks, ...state.playbooks])],
    played: structuredClone(seen.played),
    readings: messages.flatMap(({ author, text }) => {
      const reading = author === 'customer' ? seen.readings.get(text) : undefined
      return reading ? [reading] : []
    }),
    passages: [...seen.passages.values()],
    answer: null,
    // A turn that ended by a rule before anybody performed bears the understudy's name too.
    stepIns: asksModel
      ? messages.filter(
          ({ performer }, i) => performer?.kind === 'understudy' && turnOf(i) !== handoff?.turn,
        ).length
      : 0,
    checks: [],
    simulation: null,
  }
}
