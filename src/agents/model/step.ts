import type {
  AIMessageChunk,
  BaseMessage,
  ToolCallChunk,
  UsageMetadata,
} from '@langchain/core/messages'
import type { RawCall } from './calls.ts'
import { withoutThinking } from './draft.ts'
import type { DraftGate } from './draft.ts'
import { ModelFailed } from './failed.ts'
import type { ToolDefinition } from './tools.ts'
import type { ChatModel } from './models.ts'
import { countTokens } from './tokens.ts'

/** One answer of the model: its words, its calls with their arguments as they came, why it ended, what it cost. */
export interface Step {
  text: string
  calls: RawCall[]
  finish: string | undefined
  tokens: number
}

export interface StepRequest {
  model: ChatModel
  messages: BaseMessage[]
  tools: ToolDefinition[]
  gate: DraftGate
  signal: AbortSignal
  /** The answer is called off when it is longer than this could ever be. */
  outputTokens: number
}

// Longer tokens than this are rare in prose: an answer with more characters per allowed token has run away.
const mostCharactersPerToken = 10

/** Asks the model once and reads its answer as it comes. Throws `ModelFailed` ('budget') for an answer that does not end. */
export async function takeStep(request: StepRequest): Promise<Step> {
  const { model, messages, tools, gate, signal, outputTokens } = request
  const bound = tools.length > 0 ? model.bindTools(tools) : model
  const heard = new CallPieces()
  let text = ''
  let finish: string | undefined
  let tokens: number | undefined
  for await (const chunk of await bound.stream(messages, { signal })) {
    const piece = chunk.text
    if (piece !== '') {
      text += piece
      gate.write(piece)
    }
    heard.add(chunk)
    finish = (chunk.response_metadata['finish_reason'] as string | undefined) ?? finish
    tokens = (chunk.usage_metadata as UsageMetadata | undefined)?.total_tokens ?? tokens
    if (text.length + heard.length > outputTokens * mostCharactersPerToken) {
      throw new ModelFailed('budget', `the answer is longer than ${outputTokens} tokens can be`)
    }
  }
  const { calls } = heard
  return {
    text: withoutThinking(text).trim(),
    calls,
    finish,
    tokens: tokens ?? estimate(messages, text, calls),
  }
}

/** For servers that leave out `usage`. */
function estimate(messages: readonly BaseMessage[], text: string, calls: readonly RawCall[]) {
  const heard = messages.map((message) => message.text).join('\n')
  return countTokens(heard) + countTokens(text + calls.map((call) => call.args).join(''))
}

/**
 * Puts the pieces of tool calls together as text. LangChain's own `tool_calls` of a stream are not used: they complete
 * arguments that were cut off (langchainjs #11469), and a shortened order number would be acted on.
 */
class CallPieces {
  readonly calls: RawCall[] = []
  length = 0
  readonly #byPlace = new Map<number | string, RawCall>()

  add(chunk: AIMessageChunk) {
    const pieces = chunk.tool_call_chunks ?? []
    for (const piece of pieces) this.#addPiece(piece)
    if (pieces.length > 0) return
    // A model that does not stream gives its calls whole.
    for (const { id = '', name, args } of chunk.tool_calls ?? []) {
      this.calls.push({ id, name, args: JSON.stringify(args) })
    }
    for (const { id = '', name = '', args = '' } of chunk.invalid_tool_calls ?? []) {
      this.calls.push({ id, name, args })
    }
  }

  #addPiece({ index, id, name, args = '' }: ToolCallChunk) {
    const place = index ?? id ?? 'last'
    let call = this.#byPlace.get(place)
    // Some servers number every parallel call 0 and tell them apart by id alone.
    if (!call || (id && call.id && id !== call.id)) {
      call = { id: id ?? '', name: '', args: '' }
      this.#byPlace.set(place, call)
      this.#byPlace.set('last', call)
      this.calls.push(call)
    }
    call.name ||= name ?? ''
    call.id ||= id ?? ''
    call.args += args
    this.length += args.length
  }
}
