/** One tool call of a scripted answer. `args` as a string is sent byte for byte: the way to send broken JSON. */
export interface PlannedCall {
  name: string
  args: unknown
  id?: string
}

/** What goes wrong, and where. Faults of the stream need a streaming request. */
export type Fault =
  /** Headers never come. */
  | { kind: 'stall_before_headers' }
  /** Headers come, then silence. */
  | { kind: 'stall_before_first_byte' }
  /** Half of the answer comes, then silence. */
  | { kind: 'stall_mid_stream' }
  /** Half of the answer comes, then a TCP reset. */
  | { kind: 'cut' }
  /** Half of the answer comes, then a clean end: no finish_reason, no [DONE]. */
  | { kind: 'eof' }
  /** Half of the answer comes, then an error event. */
  | { kind: 'error_event' }
  | { kind: 'status'; status: number; retryAfter?: string; code?: string }
  /** A proxy's page with status 200. */
  | { kind: 'html' }
  /** A JSON body, or SSE event, that does not parse. */
  | { kind: 'malformed_json' }

/** What the fake model answers to one request. */
export interface Plan {
  text?: string
  calls?: readonly PlannedCall[]
  /** `tool_calls` when there are calls, else `stop`. */
  finish?: 'stop' | 'tool_calls' | 'length' | 'content_filter'
  /** Pause before every piece of a stream. */
  tokenMs?: number
  /** Leaves out `usage`, as lesser servers do. */
  withoutUsage?: boolean
  fault?: Fault
}

/** The pieces of a streamed answer, as `delta` objects: words (Chinese: pairs of characters), then the calls' arguments in slices. */
export function deltasOf(plan: Plan): object[] {
  const words = plan.text?.match(/[一-鿿]{1,2}|[^\s一-鿿]+\s*|\s+/g) ?? []
  const deltas: object[] = words.map((content) => ({ content }))
  for (const [index, call] of (plan.calls ?? []).entries()) {
    const { id, args } = wireForm(call, index)
    const head = { index, id, type: 'function', function: { name: call.name, arguments: '' } }
    deltas.push({ tool_calls: [head] })
    for (let at = 0; at < args.length; at += 12) {
      const slice = { index, function: { arguments: args.slice(at, at + 12) } }
      deltas.push({ tool_calls: [slice] })
    }
  }
  return deltas
}

/** The whole answer, as the `message` of an answer that is not streamed. */
export function messageOf(plan: Plan): object {
  const calls = (plan.calls ?? []).map((call, index) => {
    const { id, args } = wireForm(call, index)
    return { id, type: 'function', function: { name: call.name, arguments: args } }
  })
  return {
    role: 'assistant',
    content: plan.text ?? null,
    ...(calls.length > 0 && { tool_calls: calls }),
  }
}

export const finishOf = (plan: Plan): string =>
  plan.finish ?? (plan.calls?.length ? 'tool_calls' : 'stop')

/** Token counts of the fake: characters through four, so that they are deterministic and plausible. */
export function usageOf({ messages, tools }: { messages: unknown; tools?: unknown }, plan: Plan) {
  const prompt_tokens = Math.ceil(JSON.stringify([messages, tools]).length / 4)
  const completion_tokens = Math.ceil(JSON.stringify(messageOf(plan)).length / 4)
  return { prompt_tokens, completion_tokens, total_tokens: prompt_tokens + completion_tokens }
}

function wireForm(call: PlannedCall, index: number): { id: string; args: string } {
  return {
    id: call.id ?? `call_${index}_${call.name}`.slice(0, 40),
    args: typeof call.args === 'string' ? call.args : JSON.stringify(call.args),
  }
}
