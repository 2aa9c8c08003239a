import { z } from 'zod'
import { BatonError } from '../../../src/domain/error.ts'
import type { Expectation } from '../../harness/expectations/all.ts'
import { readSuite, suite, type Suite } from '../../harness/suite.ts'
import type { Setting, Task } from '../../harness/task.ts'
import { traceOf, type Trace } from '../../harness/trace.ts'
import { momentOfAll, retailAgent, type RetailAgent } from './agent.ts'
import { auditRetail } from './audit.ts'
import { replayGold } from './gold.ts'
import type { RetailData } from './load.ts'
import { policyPlaybook } from './playbook.ts'
import { scoreTask } from './score.ts'
import { copyOf } from './store.ts'
import { RetailTask } from './task.ts'
import { greeting, talkRetail, type RetailTalk } from './talk.ts'
import { retailToolbox } from './toolbox.ts'
import type { ToolMode } from './tools/tool.ts'
import { modelUser } from './user.ts'

export interface RetailOptions {
  mode: ToolMode
  /** The model that plays the user; the agent's own where it is null. */
  userModel: string | null
  /** A judge is there for the assertions in words, which the benchmark gives to a model too. */
  judged: boolean
}

const Input = z.strictObject({ task: RetailTask })

function traceFor(
  { said }: RetailTalk,
  agent: Pick<RetailAgent, 'calls' | 'effects'>,
  checks: Trace['checks'],
): Trace {
  const turnAt = (place: number) => Math.ceil(place / 2)
  return traceOf({
    turns: turnAt(said.length - 1),
    messages: said.map(({ by, text }, i) => ({
      author: by,
      text,
      turn: turnAt(i),
      performer: null,
      citations: [],
    })),
    calls: [...agent.calls],
    effects: agent.effects,
    checks,
  })
}

/** A task of the benchmark, performed by the product's agent loop with the candidate's model. */
function retailTask(data: RetailData, { mode, userModel }: RetailOptions): Task<typeof Input> {
  const playbook = policyPlaybook(data.policy)
  return {
    name: 'tau2-retail',
    input: Input,
    open(setting: Setting) {
      const { candidate, caller } = setting
      if (candidate.performer.kind === 'understudy') {
        throw new BatonError(
          'invalid',
          'τ²-bench needs a model on both sides: --performer model:NAME.',
        )
      }
      const { fetch, baseUrl, apiKey } = caller
      const model = userModel ?? candidate.performer.name
      const endpoint = { fetch, baseUrl, apiKey, model, temperature: 0 }
      return Promise.resolve({
        async perform({ task }, signal) {
          const store = copyOf(data.store)
          const toolbox = retailToolbox(store, mode, () => momentOfAll)
          const agent = retailAgent(setting, { toolbox, playbook, greeting })
          const talk = await talkRetail(modelUser(endpoint, task), agent, signal)
          const replies = talk.said.flatMap(({ by, text }) => (by === 'agent' ? [text] : []))
          const { ending, why } = talk
          const gold = replayGold(data.store, task, mode)
          return {
            trace: traceFor(talk, agent, scoreTask(task, gold, { store, replies, ending, why })),
          }
        },
        audit: ({ task }, trace, findings) =>
          auditRetail(replayGold(data.store, task, mode), trace, findings),
        close: () => Promise.resolve(),
      })
    },
  }
}

function expectationsOf({ evaluation_criteria }: RetailTask, judged: boolean): Expectation[] {
  const assertions = judged ? (evaluation_criteria.nl_assertions ?? []) : []
  return [
    { check: 'ended' },
    { check: 'database' },
    { check: 'communicated' },
    ...assertions.map((judged): Expectation => ({ judged })),
  ]
}

/** The benchmark's retail domain as a suite, one case a task. */
export function retailSuite(data: RetailData, options: RetailOptions): Suite {
  const cases = data.tasks.map((task) => ({
    name: `task ${task.id}`,
    slices: {
      writes: String(replayGold(data.store, task, options.mode).writes),
      tells: (task.evaluation_criteria.communicate_info ?? []).length > 0 ? 'yes' : 'no',
    },
    expect: expectationsOf(task, options.judged),
    task,
  }))
  const { fields } = suite(`tau2-retail-${options.mode}`, cases, {
    task: retailTask(data, options),
    about: `τ²-bench retail, training tasks, tools ${options.mode}`,
    timeoutMs: 1_800_000,
  })
  return readSuite(fields, import.meta.filename)
}
