import { askModel, type ChatEndpoint, type ChatMessage } from './recording/chat.ts'

/** One thing said between a customer and an agent. */
export interface Said {
  by: 'customer' | 'agent'
  text: string
}

/**
 * What a model says in a customer's place. It is the assistant of its own talk, and the agent is the one who asks.
 * @throws BatonError `upstream_failed`
 */
export async function modelCustomerSays(
  endpoint: ChatEndpoint,
  instructions: string,
  said: readonly Said[],
  signal: AbortSignal,
): Promise<string> {
  const messages: ChatMessage[] = [{ role: 'system', content: instructions }]
  for (const { by, text } of said) {
    const role = by === 'customer' ? 'assistant' : 'user'
    const last = messages.at(-1)
    // Some servers insist that roles alternate.
    if (last?.role === role) last.content += `\n${text}`
    else messages.push({ role, content: text })
  }
  return (await askModel(endpoint, messages, signal)).trim()
}
