import type { BaseChatModel } from '@langchain/core/language_models/chat_models'
import { BatonError } from '../../domain/error.ts'
import { SafeChat } from './safe-chat.ts'

/** Any chat model of LangChain that can stream and be given tools. */
export type ChatModel = Pick<BaseChatModel, 'stream'> & Required<Pick<BaseChatModel, 'bindTools'>>

export interface ModelSettings {
  /** An OpenAI-compatible endpoint, ending in `/v1`; OpenAI's own when absent. */
  baseUrl?: string | undefined
  /** May be empty for a local server that asks for none. */
  apiKey: string
  model: string
  temperature?: number
  /** Per answer; the provider cuts there. */
  maxOutputTokens?: number
  firstByteMs?: number
  idleMs?: number
  wholeMs?: number
  maxCalls?: number
  /** Again after 429 with Retry-After, 5xx and refused connections, within `firstByteMs`. */
  retries?: number
  /** What the environment says of LangSmith tracing. It would send customers' words to a third party, so true is refused. */
  tracing?: boolean
  /** Stands in for `fetch`, for recorded answers. */
  fetch?: typeof fetch
}

/**
 * The chat model behind an OpenAI-compatible endpoint. Makes no request.
 * @throws BatonError `invalid` when tracing is on.
 */
export function createModel(settings: ModelSettings): ChatModel {
  if (settings.tracing) {
    throw new BatonError(
      'invalid',
      'LangSmith tracing is on: it would send what customers write to a third party. Unset it.',
    )
  }
  const { firstByteMs = 20_000, idleMs = 15_000, wholeMs = 60_000, maxCalls = 64 } = settings
  return new SafeChat(
    {
      model: settings.model,
      // The client refuses an empty key before any server could say that it needs none.
      apiKey: settings.apiKey || 'none',
      maxTokens: settings.maxOutputTokens ?? 1000,
      maxRetries: settings.retries ?? 1,
      timeout: firstByteMs,
      ...(settings.temperature !== undefined && { temperature: settings.temperature }),
      configuration: {
        // The client would print what it cannot parse: words that people wrote have no place in a log.
        logLevel: 'off',
        ...(settings.baseUrl !== undefined && { baseURL: settings.baseUrl }),
        ...(settings.fetch && { fetch: settings.fetch }),
      },
    },
    { firstByteMs, idleMs, wholeMs, maxCalls },
  )
}
