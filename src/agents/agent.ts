import type { Agenda } from '../domain/agenda.ts'
import type { Effect, ToolResult } from '../domain/effect.ts'
import { BatonError } from '../domain/error.ts'
import type { HandoffReason } from '../domain/handoff.ts'
import { DraftId } from '../domain/id.ts'
import type { Citation, Message, Performer as PerformerName } from '../domain/message.ts'
import type { Playbook } from '../domain/playbook.ts'
import type { Outcome, Proposal, Refusal } from '../domain/proposal.ts'
import type { Log } from '../platform/log.ts'
import type { Toolbox } from '../tools/toolbox.ts'
import { decide, type Decision } from './decide.ts'
import { listen } from './understudy/hearing/listen.ts'
import type { DraftSink, Performer, Situation } from './performer.ts'

/** Something the turn did or tried, for the log and the brief. */
export type Deed =
  | {
      kind: 'called'
      tool: string
      effect: 'reads' | 'writes' | 'hands_over'
      ok: boolean
      /** The code the tool gave its failure. */
      why: string | null
      summary: string
      args: Record<string, unknown>
      result: ToolResult
    }
  | { kind: 'refused'; tool: string; refusal: Refusal }

/** What a performance came to. Nothing of it is said or saved yet. */
export interface Performance {
  performer: PerformerName
  /** What the reply says, in order. */
  parts: string[]
  citations: Citation[]
  question: 'none' | 'fact' | 'clarification' | 'consent'
  consent: { playbook: string; tool: string; args: Record<string, unknown> } | null
  handOver: HandoffReason | null
  gaps: string[]
  /** A person was offered. */
  offers: boolean
  followUp: boolean
  deeds: Deed[]
  effects: Effect[]
  agenda: Agenda
}

/** Tokens of a draft as the web shows them; `reset` withdraws what was shown. */
export interface LiveDraft {
  token(draftId: string, text: string): void
  reset(draftId: string): void
}

export interface AgentDeps {
  toolbox: Toolbox
  playbooks: readonly Playbook[]
  understudy: Performer
  /** The model, where one is configured; it fails at once while its breaker is open. */
  model: Performer | null
  log: Log
}

export interface TurnControls {
  draft: LiveDraft
  signal: AbortSignal
  /** Customer messages that came since the last look. */
  news: () => Promise<readonly Message[]>
}

const summaryLength = 200

/** The code a tool gives its failure, e.g. `not_found`, where it gives one. */
function whyFailed(data: unknown): string | null {
  return data !== null && typeof data === 'object' && 'failed' in data ? String(data.failed) : null
}

/** One performer's turn: carries out what `decide` allows of its proposals, until it ends. */
async function play(
  performer: Performer,
  situation: Situation,
  { toolbox }: Pick<AgentDeps, 'toolbox'>,
  { draft, signal, news }: TurnControls,
  known: { effects: Effect[]; deeds: Deed[] },
): Promise<Performance> {
  const result: Performance = {
    performer: performer.name,
    parts: [],
    citations: [],
    question: 'none',
    consent: null,
    handOver: null,
    gaps: [],
    offers: false,
    followUp: false,
    deeds: known.deeds,
    effects: known.effects,
    agenda: situation.agenda,
  }
  let calls = 0
  // Two wishes that come to the same are told it once.
  const tell = (text: string) => {
    if (!result.parts.includes(text)) result.parts.push(text)
  }

  async function carryOut(decision: Decision): Promise<Outcome> {
    switch (decision.do) {
      case 'say':
        tell(decision.text)
        result.citations.push(...decision.citations)
        return { kind: 'done' }
      case 'ask':
        tell(decision.text)
        result.question = 'fact'
        return { kind: 'done' }
      case 'clarify':
        tell(decision.text)
        result.question = 'clarification'
        return { kind: 'done' }
      case 'admit_gap':
        tell(decision.text)
        result.gaps.push(decision.question)
        return { kind: 'done' }
      case 'offer_person':
        tell(decision.text)
        result.offers = true
        return { kind: 'done' }
      case 'mark':
        result.followUp = true
        return { kind: 'done' }
      case 'ask_consent':
        result.consent = { playbook: decision.playbook, tool: decision.tool, args: decision.args }
        tell(decision.question)
        result.question = 'consent'
        return { kind: 'consent_asked' }
      case 'hand_over':
        result.handOver = decision.reason
        return { kind: 'handed_over' }
      case 'call':
        return runCall(decision.tool, decision.args)
      case 'refuse':
        return { kind: 'refused', refusal: decision.refusal }
      case 'nothing':
        return { kind: 'done' }
      default:
        return decision satisfies never
    }
  }

  async function runCall(name: string, args: Record<string, unknown>): Promise<Outcome> {
    calls += 1
    const done = await toolbox.call(name, args, situation.scope)
    if (done.kind === 'refused') {
      known.deeds.push({ kind: 'refused', tool: name, refusal: done.refusal })
      return { kind: 'refused', refusal: done.refusal }
    }
    const effect = toolbox.tools.get(name)?.effect ?? 'reads'
    known.deeds.push({
      kind: 'called',
      tool: name,
      effect,
      ok: done.result.ok,
      why: whyFailed(done.result.data),
      summary: done.result.forModel.slice(0, summaryLength),
      args: done.args,
      result: done.result,
    })
    if (done.effectId) {
      const settled: Effect = {
        id: done.effectId,
        turnId: situation.scope.turnId,
        tool: name,
        args: done.args,
        idempotencyKey: '',
        consentId: null,
        status: done.result.ok ? 'done' : 'failed',
        result: done.result,
        at: situation.scope.now,
      }
      // A turn that was cut off may have left the intent; it is settled now.
      const place = known.effects.findIndex(({ id }) => id === done.effectId)
      if (place < 0) known.effects.push(settled)
      else if (known.effects[place]?.status === 'intended') known.effects[place] = settled
    }
    return { kind: 'called', result: done.result }
  }

  const draftId = DraftId.make()
  const sink: DraftSink = {
    token: (text) => draft.token(draftId, text),
    reset: () => draft.reset(draftId),
  }
  const playing = performer.perform({ ...situation, effects: known.effects }, sink, signal)
  let step = await playing.next()
  while (!step.done) {
    const proposal: Proposal = step.value
    const decision = decide(proposal, {
      scope: situation.scope,
      toolbox,
      course: situation.course,
      effects: known.effects,
      calls,
      consentAsked: result.consent !== null,
    })
    if (decision.do === 'refuse' && (proposal.kind === 'call' || proposal.kind === 'ask_consent')) {
      known.deeds.push({ kind: 'refused', tool: proposal.tool, refusal: decision.refusal })
    }
    const outcome = await carryOut(decision)
    if (outcome.kind === 'handed_over') {
      await playing.return(situation.agenda)
      return result
    }
    // What comes while we wait for a yes is the next turn's: it is the answer.
    const fresh = outcome.kind === 'consent_asked' ? [] : await news()
    step = await playing.next(fresh.length > 0 ? { ...outcome, news: fresh } : outcome)
  }
  result.agenda = step.value
  return result
}

/**
 * Performs one turn: the model where there is one, and the understudy from where a failing model left off.
 * What the model has done stands (the toolbox knows the keys), and what it was saying is withdrawn.
 * @throws BatonError `turn_lost`
 */
export async function performTurn(
  deps: AgentDeps,
  situation: Situation,
  controls: TurnControls,
): Promise<Performance> {
  const known = { effects: [...situation.effects], deeds: [] as Deed[] }
  const { model } = deps
  if (model) {
    const shown = new Set<string>()
    const draft: LiveDraft = {
      token: (draftId, text) => {
        shown.add(draftId)
        controls.draft.token(draftId, text)
      },
      reset: (draftId) => controls.draft.reset(draftId),
    }
    try {
      // A model keeps no agenda of its own: code writes down what was asked for, so that the understudy can step in.
      const { wishes, topic } = listen(situation, deps.playbooks)
      const agenda = { wishes, topic }
      const performance = await play(
        model,
        { ...situation, agenda },
        deps,
        { ...controls, draft },
        known,
      )
      if (performance.parts.length > 0 || performance.handOver) return performance
      throw new BatonError('upstream_failed', 'The model said nothing.')
    } catch (error) {
      if (error instanceof BatonError && error.code === 'turn_lost') throw error
      if (controls.signal.aborted) throw error
      deps.log.warn(
        {
          turnId: situation.scope.turnId,
          reason: error instanceof Error ? error.message.slice(0, 120) : 'unknown',
        },
        'the understudy takes over',
      )
      for (const draftId of shown) controls.draft.reset(draftId)
    }
  }
  return play(deps.understudy, situation, deps, controls, known)
}
