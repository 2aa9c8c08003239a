import type { Agenda } from '../domain/agenda.ts'
import type { Scope } from '../domain/scope.ts'
import type { Breaker } from './breaker.ts'
import { ModelCall } from './model-limits.ts'
import type { ModelLimits } from './model-limits.ts'
import type { ToolForModel } from './model-tools.ts'
import { ModelTurn } from './model-turn.ts'
import type { ChatModel } from './models.ts'
import type { Performer, Situation } from './performer.ts'

export interface ModelPerformerDeps {
  model: ChatModel
  /** The model's own name; stands beside every reply. */
  name: string
  /** Everything there is; a turn offers those that its playbooks list. */
  tools: (scope: Scope) => readonly ToolForModel[]
  limits?: Partial<ModelLimits>
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
        const turn = new ModelTurn(situation, draft, deps.tools(situation.scope), call)
        const lastWords = yield* turn.run()
        return lastWords === null ? situation.agenda : settle(situation, lastWords)
      } finally {
        call.end()
      }
    },
  }
}

/** Wishes after an answer to them: met when nothing was asked back. */
function settle({ agenda, scope, consent }: Situation, lastWords: string): Agenda {
  const served = new Set(scope.playbooks.map(({ name }) => name))
  const status = /[?？]/.test(lastWords) ? 'waiting_for_fact' : 'done'
  return {
    wishes: agenda.wishes.map((wish) => {
      const answered =
        wish.status === 'open' ||
        (wish.status === 'waiting_for_fact' && served.has(wish.playbook)) ||
        (wish.status === 'waiting_for_consent' && wish.playbook === consent?.playbook)
      return answered ? { ...wish, status } : wish
    }),
  }
}
