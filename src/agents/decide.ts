import type { Course } from '../domain/agenda.ts'
import type { Effect } from '../domain/effect.ts'
import type { HandoffReason } from '../domain/handoff.ts'
import type { Citation } from '../domain/message.ts'
import type { Proposal, Refusal } from '../domain/proposal.ts'
import type { Scope } from '../domain/scope.ts'
import { authorise } from '../tools/authorise.ts'
import type { Toolbox } from '../tools/toolbox.ts'
import { claimsBeyond } from './model/claims.ts'

/** What becomes of a proposal. */
export type Decision =
  | { do: 'say'; text: string; citations: Citation[] }
  | { do: 'ask'; fact: string; text: string }
  | { do: 'clarify'; text: string }
  | { do: 'call'; tool: string; args: Record<string, unknown> }
  | {
      do: 'ask_consent'
      tool: string
      args: Record<string, unknown>
      playbook: string
      question: string
    }
  | { do: 'hand_over'; reason: HandoffReason }
  | { do: 'admit_gap'; question: string; text: string }
  | { do: 'offer_person'; text: string }
  | { do: 'mark' }
  | { do: 'refuse'; refusal: Refusal }
  | { do: 'nothing' }

/** What the decision rests on, all of it made by code. */
export interface Bench {
  readonly scope: Scope
  readonly toolbox: Pick<Toolbox, 'parse'>
  readonly course: Course
  /** Writes of this conversation, this turn's among them. */
  readonly effects: readonly Effect[]
  /** Calls that this turn has made so far. */
  readonly calls: number
  /** Whether this turn has asked for a consent already: one at a time. */
  readonly consentAsked: boolean
}

export const mostCallsPerTurn = 16
/** One clarifying question, and then a person. */
const mostClarificationsInRow = 1

const refuse = (code: Refusal['code'], forModel: string): Decision => ({
  do: 'refuse',
  refusal: { code, forModel },
})

function decideCall(tool: string, rawArgs: unknown, bench: Bench): Decision {
  if (bench.calls >= mostCallsPerTurn) {
    return refuse('too_many_calls', 'No more calls in this turn. Answer with what you know.')
  }
  const parsed = bench.toolbox.parse(tool, rawArgs)
  if (!parsed.ok) return { do: 'refuse', refusal: parsed.refusal }
  const verdict = authorise(parsed.tool, parsed.args, bench.scope)
  if (verdict.allowed) {
    if (parsed.tool.effect !== 'hands_over') return { do: 'call', tool, args: parsed.args }
    return { do: 'hand_over', reason: (parsed.args as { reason: HandoffReason }).reason }
  }
  if (
    verdict.refusal.code !== 'consent_missing' ||
    parsed.tool.effect !== 'writes' ||
    !verdict.playbook
  ) {
    return { do: 'refuse', refusal: verdict.refusal }
  }
  if (bench.consentAsked)
    return refuse(
      'consent_missing',
      'The customer is being asked about something else; one thing at a time.',
    )
  return {
    do: 'ask_consent',
    tool,
    args: parsed.args,
    playbook: verdict.playbook.name,
    question: parsed.tool.consentQuestion(parsed.args, bench.scope.locale),
  }
}

/** The words may be said, unless they say that something was done and no write of this conversation can stand behind that. */
function unlessUnbacked(said: Decision & { text: string }, { effects }: Bench): Decision {
  const done = effects.flatMap(({ tool, status }) => (status === 'done' ? [tool] : []))
  if (!claimsBeyond(said.text, done)) return said
  return refuse(
    'unbacked_claim',
    'That says something was done which no tool has done. Say only what tool results confirm.',
  )
}

function decideSay(text: string, citations: Citation[], bench: Bench): Decision {
  const words = text.trim()
  if (words === '') return { do: 'nothing' }
  return unlessUnbacked({ do: 'say', text: words, citations }, bench)
}

/**
 * The one judge of proposals, whoever performs: pure, and the same for the model and the understudy. A call passes
 * only if the toolbox's own rule (`authorise`) allows it; a write without its consent becomes a question that code
 * words; words that claim an effect, be they a statement or a question, pass only when an effect stands behind them.
 */
export function decide(proposal: Proposal, bench: Bench): Decision {
  switch (proposal.kind) {
    case 'say':
      return decideSay(proposal.text, proposal.citations ?? [], bench)
    case 'ask':
      return unlessUnbacked({ do: 'ask', fact: proposal.fact, text: proposal.text }, bench)
    case 'clarify':
      if (bench.course.clarificationsInRow >= mostClarificationsInRow)
        return { do: 'hand_over', reason: 'low_confidence' }
      return unlessUnbacked({ do: 'clarify', text: proposal.text }, bench)
    case 'call':
    case 'ask_consent':
      return decideCall(proposal.tool, proposal.args, bench)
    case 'hand_over':
      return { do: 'hand_over', reason: proposal.reason }
    case 'admit_gap': {
      const { question, text } = proposal
      return unlessUnbacked({ do: 'admit_gap', question, text }, bench)
    }
    case 'offer_person':
      return unlessUnbacked({ do: 'offer_person', text: proposal.text }, bench)
    case 'mark':
      return { do: 'mark' }
    default:
      return proposal satisfies never
  }
}
