import { z } from 'zod'
import { MessageId } from './id.ts'

/** A value someone stated, with who, where, when and how sure. A later one supersedes; nothing is overwritten. */
export const Fact = z.object({
  name: z.string(),
  value: z.string(),
  saidBy: z.enum(['customer', 'operator', 'system']),
  messageId: MessageId,
  at: z.coerce.date(),
  confidence: z.number().min(0).max(1),
})
export type Fact = z.infer<typeof Fact>
