import { z } from 'zod'
import { OperatorId } from '../domain/id.ts'
import { OperatorProfile, Presence, Skill, Tier } from '../domain/operator.ts'
import { Text } from '../domain/text.ts'

/** What goes over the wire between the desk and its pages, beside `contract.ts`. */

export const PresenceRequest = z.strictObject({
  state: z.enum(['online', 'away']).describe('Away: here, and not taking conversations'),
})

/** An operator as the desk shows them. */
export const DeskOperator = z.object({
  id: OperatorId,
  name: z.string(),
  ...OperatorProfile.shape,
  presence: Presence,
  load: z.int().describe('What they hold and are being offered'),
})
export const MeResponse = z.object({
  operator: DeskOperator,
  onlineMs: z.int().describe('Say that you are here at least this often; else you are offline'),
})
export const OperatorsResponse = z.object({ operators: z.array(DeskOperator) })

/** How a conversation waits. */
export const DeskWait = z.object({
  since: z.iso.datetime(),
  skill: Skill,
  tier: Tier,
  priority: z.int(),
  offeredTo: OperatorId.nullable(),
  offerUntil: z.iso.datetime().nullable(),
})

export const TransferRequest = z
  .strictObject({
    skill: Skill.optional().describe('Whoever has it; that of the handoff where none is named'),
    to: OperatorId.optional().describe('A colleague, who is asked first'),
    note: Text.max(1000).default('').describe('For the colleague; the customer does not see it'),
  })
  .refine(({ skill, to }) => skill !== undefined || to !== undefined, {
    path: ['skill'],
    message: 'must name a skill, or `to` a colleague',
  })
