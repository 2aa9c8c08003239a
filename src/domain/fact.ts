import { z } from 'zod'
import { MessageId } from './id.ts'

/** A value someone stated, with who, where, when and how sure. A later one supersedes; nothing is overwritten. */
export const Fact = z.object({
  name: z.string(),
  /** `retracted` takes the value back, `refused` says that it will not be given; stated when absent. */
  kind: z.enum(['stated', 'retracted', 'refused']).optional(),
  /** In its normal form. */
  value: z.string(),
  /** As it was said, where that differs. */
  words: z.string().optional(),
  saidBy: z.enum(['customer', 'operator', 'system']),
  messageId: MessageId,
  at: z.coerce.date(),
  confidence: z.number().min(0).max(1),
})
export type Fact = z.infer<typeof Fact>
