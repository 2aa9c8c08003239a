import { z } from 'zod'
import { HandoffReason } from '../domain/handoff.ts'
import { defineTool } from './tool.ts'

export const requestHandoff = () =>
  defineTool({
    name: 'request_handoff',
    description:
      'Pass the conversation to a person. The system tells the customer; say nothing yourself after it.',
    effect: 'hands_over',
    input: z.object({ reason: HandoffReason }),
    run: () => Promise.resolve({ ok: true, forModel: 'The conversation is being handed over.' }),
  })
