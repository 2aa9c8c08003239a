import { modelCustomerSays, type Said } from '../../harness/model-customer.ts'
import type { ChatEndpoint } from '../../harness/recording/chat.ts'
import type { RetailTask } from './task.ts'

/** Marks by which a user ends the talk, as the benchmark has them. */
const marks = ['###STOP###', '###TRANSFER###', '###OUT-OF-SCOPE###'] as const
export type StopMark = (typeof marks)[number]

/** Who plays the user of a task. */
export interface RetailUser {
  /** What the user says to what was said so far, with its mark where it ends the talk. */
  says(said: readonly Said[], signal: AbortSignal): Promise<string>
}

export const stopMarkIn = (text: string): StopMark | null =>
  marks.find((mark) => text.includes(mark)) ?? null

const guidelines = `You play a customer who writes to a shop's customer service. The other side is the service agent.

- Write one message at a time, as a person would. Put your own words for what the scenario says; do not copy it.
- Keep strictly to the scenario. What it does not tell you, you do not know, and you do not make it up.
- Do not tell everything at once: give what the agent asks for when it asks.
- Go on until everything in the scenario has been dealt with. That you agreed to something does not mean that it was done: wait until the agent says so.
- When all of it is done, write ${marks[0]} to end the talk.
- When you are being transferred to somebody else, write ${marks[1]}.
- When the scenario does not tell you enough to go on, write ${marks[2]}.`

function scenario({ user_scenario: { instructions } }: RetailTask): string {
  const { reason_for_call, known_info, unknown_info, task_instructions } = instructions
  return [
    `Why you write: ${reason_for_call}`,
    ...(known_info ? [`What you know: ${known_info}`] : []),
    ...(unknown_info ? [`What you do not know: ${unknown_info}`] : []),
    `How you behave: ${task_instructions}`,
  ].join('\n')
}

/** A user played by a model, as the benchmark does it. */
export const modelUser = (endpoint: ChatEndpoint, task: RetailTask): RetailUser => ({
  says: (said, signal) =>
    modelCustomerSays(
      endpoint,
      `${guidelines}\n\n<scenario>\n${scenario(task)}\n</scenario>`,
      said,
      signal,
    ),
})
