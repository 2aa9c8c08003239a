import { AsyncLocalStorage } from 'node:async_hooks'
import { BatonError } from '../../../src/domain/error.ts'
import { money } from '../money.ts'
import { noUsage, type Usage } from '../trace.ts'
import { RunStopped } from '../run/stop.ts'
import { createAliases } from './aliases.ts'
import { keep, send, usageOf, type KeptAnswer } from './answer.ts'
import {
  BudgetSpent,
  costMicros,
  pause,
  type Budget,
  type Prices,
  type RateLimit,
} from './limits.ts'
import { canonicalText, type Recordings } from './recordings.ts'

/**
 * What becomes of a request: `live` asks; `record` asks what is not recorded and keeps it; `replay` never touches the
 * network; `refresh` asks everything anew and keeps that.
 */
export type RecordingMode = 'live' | 'record' | 'replay' | 'refresh'

/** A replay found no recording. */
export class RecordingMissing extends BatonError {
  constructor(words: string) {
    super('not_found', words)
  }
}

/** What one trial of a case did with the model. */
export interface Trial {
  readonly number: number
  readonly signal: AbortSignal
  usage: Usage
  /** When it was held up by limits, and until when: no time of its own. */
  readonly held: { from: number; to: number | null }[]
  /** Faults of ours, which a house that survives a failing model would hide. */
  readonly faults: BatonError[]
}

export interface CallerDeps {
  mode: RecordingMode
  recordings: Recordings | null
  model: string
  baseUrl: string
  apiKey: string
  prices: Prices | null
  budget: Budget
  /** Used by all candidates of a run together. */
  spent: { tokens: number; micros: number }
  limit: RateLimit
  /** After 429, 5xx and a connection that failed. */
  retries: number
  fetch?: typeof fetch
  sleep?: (ms: number, signal: AbortSignal) => Promise<void>
}

/** The only way to a model: records or replays, meters, and keeps to limits and budget. */
export interface Caller {
  readonly mode: RecordingMode
  /** Ends in `/v1`. Its host is no part of a recording. */
  readonly baseUrl: string
  readonly apiKey: string
  /** Stands in for `fetch`; only inside of `during`. */
  readonly fetch: typeof fetch
  /** Runs one trial of a case. */
  during<T>(trial: Trial, work: () => Promise<T>): Promise<T>
}

export const newTrial = (number: number, signal: AbortSignal): Trial => ({
  number,
  signal,
  usage: { ...noUsage },
  held: [],
  faults: [],
})

/** How long a trial has been held up by limits by now. */
export const heldMs = ({ held }: Trial): number =>
  held.reduce((sum, { from, to }) => sum + (to ?? performance.now()) - from, 0)

/** Waits for what holds a trial up. */
async function holding<T>({ held }: Trial, wait: Promise<T>): Promise<T> {
  const hold: Trial['held'][number] = { from: performance.now(), to: null }
  held.push(hold)
  try {
    return await wait
  } finally {
    hold.to = performance.now()
  }
}

const longestPauseMs = 30_000
/** A server that asks for more than this means another day. */
const longestAskedMs = 120_000
/** Enough to keep a minute's tokens about right until the answer tells. */
const charactersPerToken = 4

export function createCaller(deps: CallerDeps): Caller {
  const { mode, recordings, model, prices, budget, spent, limit, retries } = deps
  const network = deps.fetch ?? fetch
  const sleep = deps.sleep ?? pause
  const trials = new AsyncLocalStorage<Trial>()

  function checkBudget(): void {
    if (budget.tokens !== null && spent.tokens >= budget.tokens) {
      throw new BudgetSpent(`${spent.tokens} of ${budget.tokens} tokens`)
    }
    if (budget.micros !== null && spent.micros >= budget.micros) {
      const units = (micros: number) => money(micros, prices?.currency ?? '')
      throw new BudgetSpent(`${units(spent.micros)} of ${units(budget.micros)}`)
    }
  }

  function meter(trial: Trial, kept: KeptAnswer, asked: boolean): void {
    const tokens = usageOf(kept)
    trial.usage.calls += 1
    if (!tokens) return
    const cost = prices ? (costMicros(prices, model, tokens) ?? 0) : 0
    trial.usage.inputTokens += tokens.input
    trial.usage.outputTokens += tokens.output
    trial.usage.costMicros += cost
    if (!asked) return
    spent.tokens += tokens.input + tokens.output
    spent.micros += cost
  }

  async function askNetwork(
    url: string,
    { init, body }: { init: RequestInit; body: string },
    trial: Trial,
  ): Promise<KeptAnswer> {
    const guess = Math.ceil(body.length / charactersPerToken)
    for (let attempt = 0; ; attempt++) {
      checkBudget()
      const signal = init.signal ?? trial.signal
      const entry = await holding(trial, limit.enter(signal, guess))
      let response: Response
      try {
        response = await network(url, { ...init, signal })
      } catch (error) {
        if (signal.aborted) throw error
        if (attempt >= retries) throw unreached(deps, error)
        await sleep(pauseFor(attempt), signal)
        continue
      }
      const tooMuch = response.status === 429
      if (!(tooMuch || response.status >= 500) || attempt >= retries) {
        const type = response.headers.get('content-type') ?? 'application/json'
        const kept = keep(response.status, type, await response.text())
        const tokens = usageOf(kept)
        if (tokens) entry.used(tokens.input + tokens.output)
        return kept
      }
      await response.body?.cancel()
      entry.used(0)
      const asked = retryAfter(response.headers)
      // What one may not ask now, no other may either.
      if (tooMuch) limit.closeFor(asked ?? pauseFor(attempt))
      else await holding(trial, sleep(asked ?? pauseFor(attempt), signal))
    }
  }

  async function answer(
    trial: Trial,
    input: Parameters<typeof fetch>[0],
    init: RequestInit,
  ): Promise<Response> {
    const url = input instanceof Request ? input.url : String(input)
    const body = typeof init.body === 'string' ? init.body : '{}'
    const raw = JSON.parse(body) as { stream?: boolean }
    const stream = raw.stream === true
    const aliases = createAliases()
    const text = aliases.hide(canonicalText({ path: new URL(url).pathname, body: raw }))
    if (mode === 'record' || mode === 'replay') {
      const kept = recordings?.find(text, trial.number)
      if (kept) {
        meter(trial, kept, false)
        return send(shown(kept, aliases.show), stream)
      }
      if (mode === 'replay') {
        throw new RecordingMissing(
          recordings?.explain(text, trial.number).words ?? 'There are no recordings to replay.',
        )
      }
    }
    const kept = await askNetwork(url, { init, body }, trial)
    const refusal = 'status' in kept ? refusalIn(kept, deps) : null
    if (refusal instanceof RunStopped) throw refusal
    // What performs may survive it; a verdict on a model that never spoke would be none.
    if (refusal) trial.faults.push(refusal)
    meter(trial, kept, true)
    // A failure is not an answer: it is not kept.
    if (mode !== 'live' && 'finish' in kept) {
      recordings?.put(text, trial.number, shown(kept, aliases.hide))
    }
    return send(kept, stream)
  }

  return {
    mode,
    baseUrl: deps.baseUrl,
    apiKey: deps.apiKey,
    during: (trial, work) => trials.run(trial, work),
    fetch: async (input, init = {}) => {
      const trial = trials.getStore()
      if (!trial) throw new Error('a model is asked outside of a trial')
      try {
        return await answer(trial, input, init)
      } catch (error) {
        if (error instanceof BatonError) trial.faults.push(error)
        throw error
      }
    },
  }
}

/** An answer with its volatile parts hidden, or put back. */
function shown(kept: KeptAnswer, change: (text: string) => string): KeptAnswer {
  if (!('finish' in kept)) return kept
  return {
    ...kept,
    ...(kept.text !== undefined && { text: change(kept.text) }),
    ...(kept.calls && { calls: kept.calls.map((call) => ({ ...call, args: change(call.args) })) }),
  }
}

type Endpoint = Pick<CallerDeps, 'model' | 'baseUrl' | 'retries'>

const afterTries = (retries: number): string => (retries > 0 ? `, asked ${retries + 1} times` : '')

function unreached({ model, baseUrl, retries }: Endpoint, cause: unknown): BatonError {
  const reason = cause instanceof Error && cause.cause instanceof Error ? cause.cause : cause
  const code = reason instanceof Error && 'code' in reason ? String(reason.code) : String(cause)
  return new BatonError(
    'upstream_failed',
    `${model} could not be reached at ${baseUrl} (${code})${afterTries(retries)}.`,
    { cause },
  )
}

/** Statuses that every further request would get too. */
const forAll: Readonly<Record<number, string>> = {
  401: 'OPENAI_API_KEY',
  403: 'OPENAI_API_KEY',
  404: 'BATON_MODEL or OPENAI_BASE_URL',
}

/** What a server that does not answer says; a reason to stop the run where it would say the same to everything. */
function refusalIn(
  { status, body }: { status: number; body: string },
  { model, baseUrl, retries }: Endpoint,
): BatonError | null {
  if (status < 400) return null
  const words = body.replaceAll(/\s+/g, ' ').slice(0, 200)
  const wrong = forAll[status]
  if (wrong === undefined) {
    const tries = status === 429 || status >= 500 ? afterTries(retries) : ''
    return new BatonError('upstream_failed', `${model} answered with ${status}${tries}: ${words}`)
  }
  return new RunStopped(
    'unauthorized',
    `${model} at ${baseUrl} answers with ${status}: ${words} Mend ${wrong}; what was done is kept, and --resume goes on.`,
  )
}

/** Longer each time. */
const pauseFor = (attempt: number): number => Math.min(longestPauseMs, 500 * 2 ** attempt)

/** What a server asks to wait, in seconds or as a date; null where it says nothing. */
function retryAfter(headers: Headers): number | null {
  const asked = headers.get('retry-after')
  if (asked === null) return null
  const ms = /^\d+(?:\.\d+)?$/.test(asked) ? Number(asked) * 1000 : Date.parse(asked) - Date.now()
  return Number.isFinite(ms) ? Math.min(longestAskedMs, Math.max(0, ms)) : null
}
