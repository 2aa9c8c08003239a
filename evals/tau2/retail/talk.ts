import type { Said } from '../../harness/model-customer.ts'
import { AgentFailed, type RetailAgent } from './agent.ts'
import type { Ending } from './score.ts'
import { stopMarkIn, type RetailUser } from './user.ts'

/** The benchmark's own first word. */
export const greeting = 'Hi! How can I help you today?'

/** As many messages as the benchmark allows steps; ours do not count tool calls. */
const mostMessages = 200

/** What was said in a trial, and how it ended. */
export interface RetailTalk {
  said: Said[]
  ending: Ending
  why: string
}

/** Lets a user and an agent talk until the user ends it, or something breaks. */
export async function talkRetail(
  user: RetailUser,
  agent: Pick<RetailAgent, 'reply'>,
  signal: AbortSignal,
): Promise<RetailTalk> {
  const said: Said[] = [{ by: 'agent', text: greeting }]
  while (said.length < mostMessages) {
    const words = await user.says(said, signal)
    if (words === '') return { said, ending: 'user_failed', why: 'the user said nothing' }
    said.push({ by: 'customer', text: words })
    const mark = stopMarkIn(words)
    if (mark !== null) return { said, ending: 'user_stop', why: mark }
    try {
      said.push({ by: 'agent', text: await agent.reply(words, signal) })
    } catch (error) {
      if (!(error instanceof AgentFailed)) throw error
      return { said, ending: 'agent_failed', why: error.message }
    }
  }
  return { said, ending: 'too_many_turns', why: `${mostMessages} messages` }
}
