import type { z } from 'zod'
import type { ToolResult } from '../domain/effect.ts'
import type { ConversationId } from '../domain/id.ts'
import type { Locale } from '../domain/locale.ts'
import type { Money } from '../domain/money.ts'
import type { ShopIdentity } from '../domain/shop.ts'

/** For whom a tool runs; taken from the scope, never from the model. */
export interface ToolCall {
  readonly identity: ShopIdentity
  readonly conversationId: ConversationId
  readonly locale: Locale
  readonly now: Date
  /** The same key is the same effect, however often it is asked for. Empty for reads. */
  readonly idempotencyKey: string
}

/** A case or an appointment, claimed as one's own by the last four digits of the phone number it was made with. */
export interface Claim {
  readonly reference: string
  readonly tail: string
}

interface Common<Input extends z.ZodType> {
  readonly name: string
  /** For the model: what it does and when to use it. */
  readonly description: string
  readonly input: Input
  /** The order a call touches: it needs that order's proof, or the login of its owner. */
  readonly order?: (args: z.infer<Input>) => string | undefined
  /** What a call claims by the last four digits of a phone number: the customer must have stated them, and may not guess. */
  readonly claim?: (args: z.infer<Input>) => Claim | undefined
  run(args: z.infer<Input>, call: ToolCall): Promise<ToolResult>
}

export interface ReadTool<Input extends z.ZodType = z.ZodType> extends Common<Input> {
  readonly effect: 'reads'
}

export interface WriteTool<Input extends z.ZodType = z.ZodType> extends Common<Input> {
  readonly effect: 'writes'
  /** What is given away; the playbook's limit is held against it. */
  readonly amount?: (args: z.infer<Input>) => Money
  /** The part of the arguments that makes two calls in one turn the same effect. */
  readonly sameAs: (args: z.infer<Input>) => unknown
  /** What the customer is asked, made by code from exactly these arguments. */
  readonly consentQuestion: (args: z.infer<Input>, locale: Locale) => string
}

/** Passes the conversation on; the turn carries it out, and `run` is never called. */
export interface HandoffTool<Input extends z.ZodType = z.ZodType> extends Common<Input> {
  readonly effect: 'hands_over'
}

export type Tool<Input extends z.ZodType = z.ZodType> =
  | ReadTool<Input>
  | WriteTool<Input>
  | HandoffTool<Input>

/** Gives a tool its types; what is defined here, the toolbox guards. */
export function defineTool<Input extends z.ZodType, T extends Tool<Input>>(
  tool: T & { input: Input } & Tool<Input>,
): Tool {
  // Inside the toolbox arguments have passed `input` before any of the tool's functions sees them.
  return tool as unknown as Tool
}

/** Text from outside, fenced so that no word in it can pass for an instruction or end the fence early. */
export function fence(text: string): string {
  return `<<data>>\n${text.replaceAll('<<', '‹‹').replaceAll('>>', '››')}\n<<end of data>>`
}
