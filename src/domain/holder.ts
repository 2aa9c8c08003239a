import { z } from 'zod'
import { OperatorId } from './id.ts'

/** Who may speak next. Exactly one party holds the baton at any time. */
export const Holder = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('agent') }),
  z.object({ kind: z.literal('desk'), waitingSince: z.coerce.date() }),
  z.object({ kind: z.literal('operator'), operatorId: OperatorId }),
])
export type Holder = z.infer<typeof Holder>
