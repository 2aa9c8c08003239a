import type { BaseMessage } from '@langchain/core/messages'
import type { Breaker } from '../../platform/breaker.ts'
import type { DraftGate } from './draft.ts'
import { ModelFailed } from './failed.ts'
import { takeStep } from './step.ts'
import type { Step } from './step.ts'
import type { ToolDefinition } from './tools.ts'
import type { ChatModel } from './models.ts'

/** What one turn may cost. */
export interface ModelLimits {
  /** Answers of the model, those with tool calls included. */
  steps: number
  /** Per step. */
  outputTokens: number
  /** Of all steps together, prompts included, as the provider counts them. */
  totalTokens: number
  /** The model's own time, all steps together; what tools take does not count. */
  totalMs: number
  /** For whole turns of history in the prompt; older ones are told in short. */
  historyTokens: number
}

const standard: ModelLimits = {
  steps: 10,
  outputTokens: 1000,
  totalTokens: 24_000,
  totalMs: 90_000,
  historyTokens: 3000,
}

/** The model's side of one turn: asks step after step within the limits, and turns every way to fail into `ModelFailed`. */
export class ModelCall {
  readonly limits: ModelLimits
  readonly #model: ChatModel
  readonly #breaker: Breaker | undefined
  readonly #signal: AbortSignal
  #steps = 0
  #tokens = 0
  #lastStepTokens = 0
  #leftMs: number
  #settled = false

  constructor(
    deps: { model: ChatModel; limits?: Partial<ModelLimits>; breaker?: Breaker },
    signal: AbortSignal,
  ) {
    this.limits = { ...standard, ...deps.limits }
    this.#model = deps.model
    this.#breaker = deps.breaker
    this.#signal = signal
    this.#leftMs = this.limits.totalMs
  }

  /** Throws `ModelFailed` at once while the model rests. */
  begin() {
    this.#signal.throwIfAborted()
    if (this.#breaker && !this.#breaker.admits()) {
      this.#settled = true
      throw new ModelFailed('error', 'the model failed too often and rests')
    }
  }

  /** Lets another turn try, when this one ended without telling anything about the model. */
  end() {
    if (!this.#settled) this.#breaker?.abandoned()
  }

  /** One step. What was streamed is withdrawn before it throws. */
  async ask(messages: BaseMessage[], tools: ToolDefinition[], gate: DraftGate): Promise<Step> {
    this.#signal.throwIfAborted()
    this.#checkBudget()
    const limit = new AbortController()
    // Not AbortSignal.timeout: its timers outlive the step, and a busy worker would hold tens of thousands.
    const timer = setTimeout(() => {
      limit.abort(new DOMException(`longer than ${this.limits.totalMs} ms`, 'TimeoutError'))
    }, this.#leftMs)
    const start = performance.now()
    try {
      const step = await takeStep({
        model: this.#model,
        messages,
        tools,
        gate,
        signal: AbortSignal.any([this.#signal, limit.signal]),
        outputTokens: this.limits.outputTokens,
      })
      this.#tokens += this.#lastStepTokens = step.tokens
      this.#settled = true
      this.#breaker?.succeeded()
      return step
    } catch (error) {
      gate.withdraw()
      this.#signal.throwIfAborted()
      throw this.#failure(error)
    } finally {
      clearTimeout(timer)
      this.#steps++
      this.#leftMs -= performance.now() - start
    }
  }

  /** A prompt only grows, so a step costs at least what the last one did. */
  #checkBudget() {
    const { steps, totalTokens } = this.limits
    if (this.#steps >= steps) throw new ModelFailed('budget', `no end after ${steps} steps`)
    if (this.#tokens + this.#lastStepTokens > totalTokens) {
      throw new ModelFailed('budget', `${this.#tokens} of ${totalTokens} tokens are used up`)
    }
    if (this.#leftMs <= 0) throw new ModelFailed('timeout', 'the time of the turn is used up')
  }

  #failure(error: unknown): ModelFailed {
    if (error instanceof ModelFailed) return error
    const { name, status } = natureOf(error)
    if (!refusedForItself.has(status)) {
      this.#settled = true
      this.#breaker?.failed()
    }
    const timedOut = name === 'StreamStalled' || /timeout/i.test(name)
    // The provider's own words stay in the cause: they may quote the prompt or the key, and this message is logged.
    const message = `the model failed: ${name}${status === undefined ? '' : `, status ${status}`}`
    return new ModelFailed(timedOut ? 'timeout' : 'error', message, { cause: error })
  }
}

/** Statuses that blame this one request (too long, not allowed): they tell nothing about the next. */
const refusedForItself = new Set<unknown>([400, 413, 422])

function natureOf(error: unknown): { name: string; status: number | undefined } {
  if (!(error instanceof Error)) return { name: typeof error, status: undefined }
  const status = 'status' in error && typeof error.status === 'number' ? error.status : undefined
  // The client's errors tell their kind by class alone.
  return { name: error.name === 'Error' ? error.constructor.name : error.name, status }
}
