import { z } from 'zod'
import { BatonError } from '../../../src/domain/error.ts'

/** Where a model is asked; `fetch` may be one that records or replays. */
export interface ChatEndpoint {
  fetch: typeof fetch
  /** Ends in `/v1`. */
  baseUrl: string
  apiKey: string
  model: string
  temperature?: number | undefined
}

export interface ChatMessage {
  role: 'system' | 'user' | 'assistant'
  content: string
}

const Answer = z.object({
  choices: z.array(z.object({ message: z.object({ content: z.string().nullable() }) })).min(1),
})

/**
 * Asks a model once and returns its words: one request, not streamed.
 * @throws BatonError `upstream_failed`
 */
export async function askModel(
  { fetch, baseUrl, apiKey, model, temperature }: ChatEndpoint,
  messages: readonly ChatMessage[],
  signal: AbortSignal,
): Promise<string> {
  const response = await fetch(`${baseUrl}/chat/completions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${apiKey}` },
    body: JSON.stringify({ model, messages, ...(temperature !== undefined && { temperature }) }),
    signal,
  })
  if (!response.ok) {
    throw new BatonError('upstream_failed', `The model ${model} answered with ${response.status}.`)
  }
  const answer = Answer.safeParse(await response.json())
  const [choice] = answer.data?.choices ?? []
  if (!choice) {
    throw new BatonError('upstream_failed', `The model ${model} did not answer as one should.`)
  }
  return choice.message.content ?? ''
}
