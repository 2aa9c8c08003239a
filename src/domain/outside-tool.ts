import type { Words } from './rule.ts'

/** What came of a call to a tool from outside: text that nobody here wrote, and data when there is some. */
export interface OutsideResult {
  ok: boolean
  text: string
  data?: unknown
}

/** A tool that another system offers. It becomes one of Baton's own, under the same rules. */
export interface OutsideTool {
  /** `server__tool`, so that two servers may have tools of the same name. */
  readonly name: string
  readonly description: string
  /** JSON Schema of its arguments, as its server says. */
  readonly inputSchema: Readonly<Record<string, unknown>>
  /** `writes` unless the business has declared that it only reads. */
  readonly effect: 'reads' | 'writes'
  /** What it does, in words for the consent question. */
  readonly title: Words
  /** The argument that names an order: it then needs that order's proof. */
  readonly orderArgument: string | null
  /** @throws BatonError `upstream_failed` when the server does not answer. */
  call(args: Record<string, unknown>, idempotencyKey: string): Promise<OutsideResult>
}
