import { copyOf, type RetailStore } from './store.ts'
import type { RetailTask } from './task.ts'
import { callRetailTool, writes } from './tools/all.ts'
import type { ToolMode } from './tools/tool.ts'

/** The state that a task asks for. */
export interface Gold {
  store: RetailStore
  /** Writes of the reference that the tools refuse: the state is not what the task's author meant. */
  refused: string[]
  /** How many writes it took. */
  writes: number
}

/** Replays a task's reference on a shop of its own, as the benchmark does: what fails is passed over. */
export function replayGold(store: RetailStore, task: RetailTask, mode: ToolMode): Gold {
  const copy = copyOf(store)
  const refused: string[] = []
  const { actions } = task.evaluation_criteria
  for (const { action_id, name, arguments: args } of actions) {
    const came = callRetailTool(copy, name, args, mode)
    if (!came.ok && writes(name)) refused.push(`${action_id} ${name}: ${came.why}`)
  }
  return { store: copy, refused, writes: actions.filter(({ name }) => writes(name)).length }
}
