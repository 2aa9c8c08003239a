import { z } from 'zod'

const Action = z.looseObject({
  action_id: z.string(),
  name: z.string(),
  arguments: z.record(z.string(), z.unknown()),
})

/** One task of the benchmark: who calls and why, and what should be left behind. */
export const RetailTask = z.looseObject({
  id: z.string(),
  user_scenario: z.looseObject({
    instructions: z.looseObject({
      task_instructions: z.string(),
      reason_for_call: z.string(),
      known_info: z.string().nullish(),
      unknown_info: z.string().nullish(),
    }),
  }),
  evaluation_criteria: z.looseObject({
    /** One way to do it; what counts is the state it leads to. */
    actions: z.array(Action),
    /** What the agent must have told the user. */
    communicate_info: z.array(z.string()).nullish(),
    nl_assertions: z.array(z.string()).nullish(),
  }),
})
export type RetailTask = z.infer<typeof RetailTask>
