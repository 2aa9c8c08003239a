import { z } from 'zod'

const CallPiece = z.looseObject({
  index: z.int().optional(),
  id: z.string().nullish(),
  function: z
    .looseObject({ name: z.string().nullish(), arguments: z.string().nullish() })
    .optional(),
})
const Chunk = z.looseObject({
  choices: z
    .array(
      z.looseObject({
        delta: z
          .looseObject({
            content: z.string().nullish(),
            tool_calls: z.array(CallPiece).nullish(),
          })
          .nullish(),
        finish_reason: z.string().nullish(),
      }),
    )
    .default([]),
  usage: z.looseObject({ prompt_tokens: z.int(), completion_tokens: z.int() }).nullish(),
})

/** A model's answer as it is kept: what it came to, not the pieces in which it came. */
export const KeptAnswer = z.union([
  z.strictObject({
    text: z.string().optional(),
    calls: z
      .array(z.strictObject({ id: z.string(), name: z.string(), args: z.string() }))
      .optional(),
    finish: z.string(),
    usage: z.strictObject({ input: z.int(), output: z.int() }).optional(),
  }),
  /** An answer that is nothing of the kind, byte for byte. */
  z.strictObject({ status: z.int(), type: z.string(), body: z.string() }),
])
export type KeptAnswer = z.infer<typeof KeptAnswer>

type Whole = Extract<KeptAnswer, { finish: string }>
export type TokenUse = { input: number; output: number }

/** Events of a stream, put together. Null when it is no chat stream that came to its end. */
function fromStream(body: string): Whole | null {
  let text = ''
  let finish: string | null = null
  let usage: TokenUse | undefined
  const calls = new Map<number, { id: string; name: string; args: string }>()
  for (const line of body.split('\n')) {
    if (!line.startsWith('data: ') || line === 'data: [DONE]') continue
    const chunk = parsed(Chunk, line.slice(6))
    if (!chunk) return null
    if (chunk.usage)
      usage = { input: chunk.usage.prompt_tokens, output: chunk.usage.completion_tokens }
    for (const { delta, finish_reason } of chunk.choices) {
      text += delta?.content ?? ''
      finish = finish_reason ?? finish
      for (const piece of delta?.tool_calls ?? []) {
        const place = piece.index ?? calls.size
        const call = calls.get(place) ?? { id: '', name: '', args: '' }
        call.id ||= piece.id ?? ''
        call.name ||= piece.function?.name ?? ''
        call.args += piece.function?.arguments ?? ''
        calls.set(place, call)
      }
    }
  }
  return finish === null ? null : whole(text, [...calls.values()], finish, usage)
}

const Complete = z.looseObject({
  choices: z
    .array(
      z.looseObject({
        message: z.looseObject({
          content: z.string().nullish(),
          tool_calls: z.array(CallPiece).nullish(),
        }),
        finish_reason: z.string().nullish(),
      }),
    )
    .min(1),
  usage: Chunk.shape.usage,
})

function fromJson(body: string): Whole | null {
  const answer = parsed(Complete, body)
  const [choice] = answer?.choices ?? []
  if (!answer || !choice) return null
  const calls = (choice.message.tool_calls ?? []).map((call) => ({
    id: call.id ?? '',
    name: call.function?.name ?? '',
    args: call.function?.arguments ?? '',
  }))
  const usage = answer.usage && {
    input: answer.usage.prompt_tokens,
    output: answer.usage.completion_tokens,
  }
  return whole(
    choice.message.content ?? '',
    calls,
    choice.finish_reason ?? 'stop',
    usage ?? undefined,
  )
}

const whole = (
  text: string,
  calls: { id: string; name: string; args: string }[],
  finish: string,
  usage: TokenUse | undefined,
): Whole => ({
  ...(text !== '' && { text }),
  ...(calls.length > 0 && { calls }),
  finish,
  ...(usage && { usage }),
})

function parsed<S extends z.ZodType>(schema: S, json: string): z.output<S> | null {
  try {
    return schema.safeParse(JSON.parse(json)).data ?? null
  } catch {
    return null
  }
}

/** What is kept of an answer that came over the wire. */
export function keep(status: number, type: string, body: string): KeptAnswer {
  const kept =
    status === 200 ? (type.includes('event-stream') ? fromStream(body) : fromJson(body)) : null
  return kept ?? { status, type, body }
}

export const usageOf = (kept: KeptAnswer): TokenUse | null =>
  ('finish' in kept && kept.usage) || null

const toolCalls = (calls: NonNullable<Whole['calls']>) =>
  calls.map(({ id, name, args }, index) => ({
    index,
    id,
    type: 'function',
    function: { name, arguments: args },
  }))

const wireUsage = ({ input, output }: TokenUse) => ({
  prompt_tokens: input,
  completion_tokens: output,
  total_tokens: input + output,
})

/** The answer as a server would send it: in one piece, or as a stream of a few events. */
export function send(kept: KeptAnswer, stream: boolean): Response {
  if (!('finish' in kept)) {
    const { status, type, body } = kept
    return new Response(body, { status, headers: { 'content-type': type } })
  }
  const { text, calls = [], finish, usage } = kept
  const head = { id: 'recorded', object: 'chat.completion', created: 0, model: 'recorded' }
  if (!stream) {
    const message = {
      role: 'assistant',
      content: text ?? null,
      ...(calls.length > 0 && { tool_calls: toolCalls(calls) }),
    }
    return Response.json({
      ...head,
      choices: [{ index: 0, message, finish_reason: finish }],
      ...(usage && { usage: wireUsage(usage) }),
    })
  }
  const event = (rest: object) =>
    `data: ${JSON.stringify({ ...head, object: 'chat.completion.chunk', ...rest })}\n\n`
  const choice = (delta: object, finish_reason: string | null = null) =>
    event({ choices: [{ index: 0, delta, finish_reason }] })
  const body = [
    choice({ role: 'assistant', content: text ?? '' }),
    ...(calls.length > 0 ? [choice({ tool_calls: toolCalls(calls) })] : []),
    choice({}, finish),
    ...(usage ? [event({ choices: [], usage: wireUsage(usage) })] : []),
    'data: [DONE]\n\n',
  ].join('')
  return new Response(body, { headers: { 'content-type': 'text/event-stream' } })
}
