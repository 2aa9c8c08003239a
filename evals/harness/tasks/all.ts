import type { Task } from '../task.ts'
import { conversation } from './conversation.ts'
import { handoff } from './handoff.ts'
import { lead } from './lead.ts'
import { prompt } from './prompt.ts'
import { reading } from './reading.ts'
import { search } from './search.ts'
import { simulated } from './simulated.ts'

export const taskNames = [
  'conversation',
  'reading',
  'search',
  'handoff',
  'lead',
  'prompt',
  'simulated',
] as const
type TaskName = (typeof taskNames)[number]

const tasks: Record<TaskName, Task> = {
  conversation,
  simulated,
  reading,
  search,
  handoff,
  lead,
  prompt,
}

export const taskOf = (name: TaskName): Task => tasks[name]

/** Whether a model, where one performs, takes part at all: the others measure what Baton does by itself, with a model as without. */
export const withModel = ({ name }: Task): boolean =>
  ['conversation', 'simulated', 'prompt'].includes(name)
