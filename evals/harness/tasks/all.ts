import type { Task } from '../task.ts'
import { conversation } from './conversation.ts'
import { prompt } from './prompt.ts'
import { reading } from './reading.ts'
import { search } from './search.ts'

export const taskNames = ['conversation', 'reading', 'search', 'prompt'] as const
type TaskName = (typeof taskNames)[number]

const tasks: Record<TaskName, Task> = { conversation, reading, search, prompt }

export const taskOf = (name: TaskName): Task => tasks[name]
