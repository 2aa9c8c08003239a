import { createModel, type ChatModel } from '../../src/agents/model/models.ts'
import type { Caller } from './recording/caller.ts'

/** A chat model of the product that reaches its server through the caller, which tries again, meters and records. */
export const chatModel = (
  { baseUrl, apiKey, fetch }: Caller,
  model: string,
  temperature: number | undefined,
): ChatModel =>
  createModel({
    baseUrl,
    apiKey,
    model,
    retries: 0,
    fetch,
    ...(temperature !== undefined && { temperature }),
  })
