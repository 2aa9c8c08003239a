import { ChatOpenAICompletions } from '@langchain/openai'
import type { ChatOpenAIFields } from '@langchain/openai'
import type { CallbackManagerForLLMRun } from '@langchain/core/callbacks/manager'
import type { BaseMessage } from '@langchain/core/messages'
import type { ChatGenerationChunk, ChatResult } from '@langchain/core/outputs'
import { Slots } from './safe-chat-slots.ts'
import { SilenceWatch } from './safe-chat-silence.ts'

/** A stream ended without saying why it ended: half an answer, which must not pass for a whole one. */
export class StreamIncomplete extends Error {
  override readonly name = 'StreamIncomplete'
}

export interface SafeChatLimits {
  /** From the request, with its retries, to the first piece of the answer. */
  firstByteMs: number
  /** Between two pieces. */
  idleMs: number
  /** An answer that is not streamed, from request to end. */
  wholeMs: number
  /** Calls at once, streams included; more wait for their turn. */
  maxCalls: number
}

/**
 * LangChain's chat-completions model with four gaps closed: a silent stream fails instead of hanging, a stream without
 * finish_reason fails instead of passing for whole, finish_reason stands on the chunk, and calls at once are bounded.
 * It extends `ChatOpenAICompletions` because `ChatOpenAI.withConfig` makes a new `ChatOpenAI` and would lose it.
 * Throws `StreamStalled`, `StreamIncomplete`, the signal's reason, or what the client throws.
 */
export class SafeChat extends ChatOpenAICompletions {
  readonly #limits: SafeChatLimits
  readonly #slots: Slots

  constructor(fields: ChatOpenAIFields, limits: SafeChatLimits) {
    super(fields)
    this.#limits = limits
    this.#slots = new Slots(limits.maxCalls)
  }

  override async *_streamResponseChunks(
    messages: BaseMessage[],
    options: this['ParsedCallOptions'],
    run?: CallbackManagerForLLMRun,
  ): AsyncGenerator<ChatGenerationChunk> {
    const release = await this.#slots.take(options.signal)
    const watch = new SilenceWatch(this.#limits)
    const signal = options.signal ? AbortSignal.any([options.signal, watch.signal]) : watch.signal
    const chunks = super._streamResponseChunks(messages, { ...options, signal }, run)
    let finish: unknown
    let whole = false
    try {
      for (;;) {
        const next = await watch.race(chunks.next())
        if (next.done) {
          whole = true
          break
        }
        const reason: unknown = next.value.generationInfo?.['finish_reason']
        if (reason) {
          finish = reason
          next.value.message.response_metadata['finish_reason'] = reason
        }
        yield next.value
      }
    } finally {
      // Also when the reader stopped reading: closes the connection, so that nobody pays for words nobody hears.
      if (!whole) watch.callOff()
      release()
    }
    // The layer below ends a stream that was called off without a word.
    options.signal?.throwIfAborted()
    if (!finish) throw new StreamIncomplete('the stream ended without a finish_reason')
  }

  override async _generate(
    messages: BaseMessage[],
    options: this['ParsedCallOptions'],
    run?: CallbackManagerForLLMRun,
  ): Promise<ChatResult> {
    const release = await this.#slots.take(options.signal)
    const timeout = AbortSignal.timeout(this.#limits.wholeMs)
    const signal = options.signal ? AbortSignal.any([options.signal, timeout]) : timeout
    try {
      return await super._generate(messages, { ...options, signal }, run)
    } finally {
      release()
    }
  }
}
