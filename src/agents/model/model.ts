import type { Agenda, Wish } from '../../domain/agenda.ts'
import type { Scope } from '../../domain/scope.ts'
import type { Breaker } from '../../platform/breaker.ts'
import { ModelCall } from './limits.ts'
import type { ModelLimits } from './limits.ts'
import type { ToolForModel } from './tools.ts'
import { ModelTurn } from './turn.ts'
import type { End } from './turn.ts'
import type { ChatModel } from './models.ts'
import type { Performer, Situation } from '../performer.ts'

export interface ModelPerformerDeps {
  model: ChatModel
  /** The model's own name; stands beside every reply. */
  name: string
  /** Everything there is; a turn offers those that its playbooks list. */
  tools: (scope: Scope) => readonly ToolForModel[]
  limits?: Partial<ModelLimits>
  /** IANA name; customers are told times of it. UTC when absent. */
  timeZone?: string
  /** Stands in for the product's own rules in the prompt: a version to be tried by evals. */
  rules?: string
  /** Absent: the model is asked every time. */
  breaker?: Breaker
}

/**
 * A language model as performer: asks it step after step, proposes the calls it makes, one after another, and says
 * its last text. Throws `ModelFailed` when the model cannot go on, and the signal's own reason when the turn was called
 * off; what was proposed until then has happened, what was streamed and not said has been withdrawn.
 */
export function createModelPerformer(deps: ModelPerformerDeps): Performer {
  return {
    name: { kind: 'model', name: deps.name },
    async *perform(situation, draft, signal) {
      const call = new ModelCall(deps, signal)
      call.begin()
      try {
        const turn = new ModelTurn(situation, draft, deps.tools(situation.scope), call, {
          timeZone: deps.timeZone,
          rules: deps.rules,
        })
        return agendaAfter(situation, yield* turn.run())
      } finally {
        call.end()
      }
    },
  }
}

/** Wishes after the turn: met when nothing was asked back, and waiting for what was asked. */
function agendaAfter({ agenda, scope, consent }: Situation, end: End): Agenda {
  if (end.kind === 'handed_over') return agenda
  const served = scope.playbooks.filter(
    (playbook) => end.kind === 'answered' || playbook.tools.includes(end.tool),
  )
  const isServed = (name: string) => served.some((playbook) => playbook.name === name)
  const status = statusAfter(end)
  return {
    wishes: agenda.wishes.map((wish) => {
      const answered =
        (wish.status === 'open' && (end.kind === 'answered' || isServed(wish.playbook))) ||
        (wish.status === 'waiting_for_fact' && isServed(wish.playbook)) ||
        (wish.status === 'waiting_for_consent' && wish.playbook === consent?.playbook)
      return answered ? { ...wish, status } : wish
    }),
  }
}

function statusAfter(end: Exclude<End, { kind: 'handed_over' }>): Wish['status'] {
  if (end.kind === 'consent_asked') return 'waiting_for_consent'
  return /[?？]/.test(end.text) ? 'waiting_for_fact' : 'done'
}
