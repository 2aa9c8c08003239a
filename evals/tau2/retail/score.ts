import type { Gold } from './gold.ts'
import { differences } from './differences.ts'
import type { RetailStore } from './store.ts'
import type { RetailTask } from './task.ts'

/** How a conversation ended. Only what the user ended can earn anything. */
export type Ending = 'user_stop' | 'too_many_turns' | 'agent_failed' | 'user_failed'

/** One thing that was checked, and what was found. */
export interface Check {
  name: 'ended' | 'database' | 'communicated'
  ok: boolean
  found: string
  /** How much of it there is, 0–1. */
  share: number
}

/** What was said to the user, without the commas that a figure may have, in small letters. */
const plain = (text: string): string => text.toLowerCase().replaceAll(',', '')

/** What the task wants the user to be told and no reply has. */
function untold({ evaluation_criteria }: RetailTask, replies: readonly string[]): string[] {
  const said = replies.map(plain)
  return (evaluation_criteria.communicate_info ?? []).filter(
    (info) => !said.some((reply) => reply.includes(info.toLowerCase())),
  )
}

/** Judges what a conversation left behind as the benchmark does, part by part. */
export function scoreTask(
  task: RetailTask,
  gold: Gold,
  left: { store: RetailStore; replies: readonly string[]; ending: Ending; why?: string },
): Check[] {
  const parted = differences(
    { users: gold.store.users, orders: gold.store.orders },
    { users: left.store.users, orders: left.store.orders },
  )
  const wanted = task.evaluation_criteria.communicate_info ?? []
  const missing = untold(task, left.replies)
  const ended = left.ending === 'user_stop'
  return [
    { name: 'ended', ok: ended, found: left.why ?? left.ending, share: Number(ended) },
    {
      name: 'database',
      ok: parted.length === 0,
      found: parted.join('; '),
      share: Number(parted.length === 0),
    },
    {
      name: 'communicated',
      ok: missing.length === 0,
      found: missing.length === 0 ? 'everything' : `never said: ${missing.join(', ')}`,
      share: wanted.length === 0 ? 1 : 1 - missing.length / wanted.length,
    },
  ]
}
