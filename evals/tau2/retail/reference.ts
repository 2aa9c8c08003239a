import { BatonError } from '../../../src/domain/error.ts'
import { ConversationId, MessageId, TurnId } from '../../../src/domain/id.ts'
import type { Scope } from '../../../src/domain/scope.ts'
import { momentOfAll } from './agent.ts'
import { differences } from './differences.ts'
import { replayGold } from './gold.ts'
import type { RetailData } from './load.ts'
import { policyPlaybook } from './playbook.ts'
import { scoreTask } from './score.ts'
import { copyOf, type RetailStore } from './store.ts'
import { greeting } from './talk.ts'
import type { RetailTask } from './task.ts'
import { retailToolbox } from './toolbox.ts'
import type { ToolMode } from './tools/tool.ts'

/** What the benchmark itself comes to, before any agent is measured with it. */
export interface Reference {
  mode: ToolMode
  tasks: number
  /** Tasks whose reference, called through the product's toolbox, leaves the state that the task asks for. */
  equal: number
  unequal: { task: string; parted: string[] }[]
  /** References with a write that the tools refuse: no agent can be held to what they lead to. */
  refused: { task: string; why: string[] }[]
  /** Tasks that an agent passes that says and does nothing, while the user stops at once. */
  floor: string[]
  /** Those of which it leaves the database as asked, whatever should have been said. */
  floorDatabase: string[]
}

/** The reference of a task as an agent would do it: each call through the toolbox, in a turn of its own. */
async function throughToolbox(
  data: RetailData,
  task: RetailTask,
  mode: ToolMode,
  playbook: Scope['playbooks'][number],
): Promise<RetailStore> {
  const store = copyOf(data.store)
  const toolbox = retailToolbox(store, mode, () => momentOfAll)
  const scope = {
    conversationId: ConversationId.make(),
    fence: 1,
    identity: { shopCustomerId: null, provenOrders: [] },
    statedTails: [],
    playbooks: [playbook],
    consents: [],
    locale: 'en' as const,
    now: momentOfAll,
  }
  for (const { name, arguments: args } of task.evaluation_criteria.actions) {
    const turn = { ...scope, turnId: TurnId.make(), basis: MessageId.make() }
    const came = await toolbox.call(name, args, turn)
    if (came.kind === 'refused') {
      throw new BatonError('invalid', `task ${task.id}: ${name}: ${came.refusal.forModel}`)
    }
  }
  return store
}

/** Measures the benchmark: whether the port agrees with itself, and how much doing nothing earns. */
export async function checkReference(data: RetailData, mode: ToolMode): Promise<Reference> {
  const playbook = policyPlaybook(data.policy)
  const found: Reference = {
    mode,
    tasks: data.tasks.length,
    equal: 0,
    unequal: [],
    refused: [],
    floor: [],
    floorDatabase: [],
  }
  for (const task of data.tasks) {
    const gold = replayGold(data.store, task, mode)
    const done = await throughToolbox(data, task, mode, playbook)
    const parted = differences(gold.store, done)
    if (parted.length === 0) found.equal++
    else found.unequal.push({ task: task.id, parted })
    if (gold.refused.length > 0) found.refused.push({ task: task.id, why: gold.refused })
    const nothing = scoreTask(task, gold, {
      store: data.store,
      replies: [greeting],
      ending: 'user_stop',
    })
    if (nothing.every(({ ok }) => ok)) found.floor.push(task.id)
    if (nothing.find(({ name }) => name === 'database')?.ok) found.floorDatabase.push(task.id)
  }
  return found
}
