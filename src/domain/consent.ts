import { createHash } from 'node:crypto'
import { z } from 'zod'
import { ConsentId, MessageId } from './id.ts'

/** The Customer's yes to one write with exactly these arguments. It is asked once, answered by the next message, used once. */
export const Consent = z.object({
  id: ConsentId,
  playbook: z.string(),
  tool: z.string(),
  args: z.record(z.string(), z.unknown()),
  argsHash: z.string(),
  /** Our message that asked. */
  askedIn: MessageId,
  status: z.enum(['asked', 'given', 'denied', 'expired', 'used']),
  /** The customer's message, or button press, that gave or denied it. */
  answeredBy: MessageId.nullable(),
})
export type Consent = z.infer<typeof Consent>

/** JSON with sorted keys: equal arguments have one text, whatever the order of their fields. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`
  if (value !== null && typeof value === 'object') {
    const fields = Object.entries(value)
      .filter(([, field]) => field !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
    return `{${fields.map(([key, field]) => `${JSON.stringify(key)}:${canonicalJson(field)}`).join(',')}}`
  }
  return JSON.stringify(value ?? null)
}

/** The hash a consent is bound to: any change of tool or arguments changes it. */
export function hashArguments(tool: string, args: unknown): string {
  return createHash('sha256')
    .update(`${tool}\n${canonicalJson(args)}`)
    .digest('hex')
}
