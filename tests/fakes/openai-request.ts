import { z } from 'zod'

const name = z.string().regex(/^[a-zA-Z0-9_-]{1,64}$/, 'must match ^[a-zA-Z0-9_-]{1,64}$')
const content = z.union([
  z.string(),
  z.array(z.looseObject({ type: z.literal('text'), text: z.string() })),
])

const ToolCall = z.object({
  id: z.string().min(1),
  type: z.literal('function'),
  function: z.object({ name, arguments: z.string() }),
})

const RequestMessage = z.discriminatedUnion('role', [
  z.object({ role: z.enum(['system', 'developer']), content, name: name.optional() }),
  z.object({ role: z.literal('user'), content, name: name.optional() }),
  z.object({
    role: z.literal('assistant'),
    content: content.nullish(),
    tool_calls: z.array(ToolCall).min(1).optional(),
    name: name.optional(),
  }),
  z.object({ role: z.literal('tool'), content, tool_call_id: z.string().min(1) }),
])
export type RequestMessage = z.infer<typeof RequestMessage>

const RequestTool = z.object({
  type: z.literal('function'),
  function: z.object({
    name,
    description: z.string().max(1024).optional(),
    parameters: z.looseObject({ type: z.literal('object') }).optional(),
    strict: z.boolean().nullish(),
  }),
})

/** A body of `POST /v1/chat/completions`, as far as the real endpoint checks it. */
export const ChatRequest = z.looseObject({
  model: z.string().min(1),
  messages: z.array(RequestMessage).min(1),
  tools: z.array(RequestTool).min(1).optional(),
  stream: z.boolean().nullish(),
  stream_options: z.object({ include_usage: z.boolean().optional() }).nullish(),
  max_tokens: z.int().positive().nullish(),
  temperature: z.number().min(0).max(2).nullish(),
})
export type ChatRequest = z.infer<typeof ChatRequest>

/** A body of `POST /v1/embeddings`. */
export const EmbeddingsRequest = z.looseObject({
  model: z.string().min(1),
  input: z.union([z.string().min(1), z.array(z.string().min(1)).min(1).max(2048)]),
  encoding_format: z.enum(['float', 'base64']).default('float'),
  dimensions: z.int().positive().max(4096).default(64),
})

/**
 * What the schema cannot see: every tool call of an assistant message is answered by exactly one of the tool
 * messages right after it, and there is no other tool message. Returns the fault in the real endpoint's manner, or null.
 */
export function faultInOrder(messages: readonly RequestMessage[]): string | null {
  const open = new Set<string>()
  for (const [i, message] of messages.entries()) {
    if (message.role === 'tool') {
      if (!open.delete(message.tool_call_id)) {
        return `messages[${i}]: 'tool' must be a response to a preceding message with 'tool_calls' (tool_call_id ${message.tool_call_id}).`
      }
      continue
    }
    if (open.size > 0) return unanswered(open)
    if (message.role !== 'assistant') continue
    if (!message.tool_calls && (message.content ?? '') === '') {
      return `messages[${i}]: 'assistant' needs content or tool_calls.`
    }
    for (const { id } of message.tool_calls ?? []) {
      if (open.has(id)) return `messages[${i}]: duplicate tool call id ${id}.`
      open.add(id)
    }
  }
  return open.size > 0 ? unanswered(open) : null
}

const unanswered = (open: ReadonlySet<string>) =>
  `An assistant message with 'tool_calls' must be followed by tool messages responding to each 'tool_call_id': ${[...open].join(', ')}.`

/** The text of a message, whatever form its content has. */
export function textOf(message: RequestMessage): string {
  if (typeof message.content === 'string') return message.content
  return (message.content ?? []).map((part) => part.text).join('')
}
