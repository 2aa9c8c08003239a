import { readFileSync } from 'node:fs'
import { relative } from 'node:path'
import { parse as parseYaml } from 'yaml'
import { z } from 'zod'
import { BatonError } from '../../../src/domain/error.ts'
import { RunStopped } from '../run/stop.ts'
import type { TokenUse } from './answer.ts'

/** What a million tokens cost, by model, in whole units of one currency. */
export const Prices = z.strictObject({
  currency: z.string().regex(/^[A-Z]{3}$/, 'must be an ISO 4217 code such as USD'),
  models: z.record(
    z.string(),
    z.strictObject({ input: z.number().nonnegative(), output: z.number().nonnegative() }),
  ),
})
export type Prices = z.infer<typeof Prices>

/** @throws BatonError `invalid` naming the file and the field. */
export function readPrices(file: string): Prices {
  const shown = relative(process.cwd(), file)
  let raw: unknown
  try {
    raw = parseYaml(readFileSync(file, 'utf8'))
  } catch (cause) {
    throw new BatonError('invalid', `${shown} cannot be read as YAML.`, { cause })
  }
  const parsed = Prices.safeParse(raw)
  if (parsed.success) return parsed.data
  throw new BatonError('invalid', `${shown}: ${z.prettifyError(parsed.error)}`)
}

/** In millionths of the currency: a price per million tokens is just that per token. Null for a model without a price. */
export function costMicros(
  prices: Prices,
  model: string,
  { input, output }: TokenUse,
): number | null {
  const price = prices.models[model]
  return price ? input * price.input + output * price.output : null
}

/** What a run may use; nothing more is asked of a model once it is used up. */
export interface Budget {
  tokens: number | null
  /** Millionths of the currency of the prices. */
  micros: number | null
}

/** The budget of a run is used up: what was done is kept. */
export class BudgetSpent extends RunStopped {
  constructor(what: string) {
    super(
      'too_many',
      `The budget is used up: ${what}. What was done is kept; go on with a larger one and --resume.`,
    )
  }
}

/** Lets so many requests and tokens through in any minute; others wait in the order in which they came. */
export interface RateLimit {
  /** `tokens` is a guess at what the request will use, until it is known. */
  enter(signal: AbortSignal, tokens?: number): Promise<Entry>
  /** Nobody enters for so long: a server has said that it is too much. */
  closeFor(ms: number): void
}

/** One request that was let in. */
export interface Entry {
  /** Tokens are known when the answer is there. */
  used(tokens: number): void
}

const minuteMs = 60_000
/** A server counts when a request arrives, which may be sooner after the last one than we let it go. */
const slackMs = 1000

interface Clockwork {
  now?: () => number
  sleep?: (ms: number, signal: AbortSignal) => Promise<void>
  /** Told how long a request has to wait, and why. */
  onWait?: ((ms: number, why: string) => void) | undefined
}

export function createRateLimit(
  most: { requestsPerMinute: number | null; tokensPerMinute: number | null },
  { now = () => performance.now(), sleep = pause, onWait }: Clockwork = {},
): RateLimit {
  let entered: { at: number; tokens: number }[] = []
  let closedUntil = Number.NEGATIVE_INFINITY
  let door: Promise<unknown> = Promise.resolve()

  /** How long until there is room, and what there is none of; null when there is. */
  function wait(tokens: number): { ms: number; why: string } | null {
    const span = minuteMs + slackMs
    if (most.requestsPerMinute === null && most.tokensPerMinute === null) entered = []
    entered = entered.filter(({ at }) => at > now() - span)
    const until: { at: number; why: string }[] = [
      { at: closedUntil, why: 'the server asks for it' },
    ]
    const { requestsPerMinute: requests, tokensPerMinute } = most
    if (requests !== null && entered.length >= requests) {
      const leaves = entered[entered.length - requests]
      until.push({ at: (leaves?.at ?? 0) + span, why: `${requests} requests per minute` })
    }
    // One that is too large for any minute goes when nothing else has gone.
    let sum = entered.reduce((total, it) => total + it.tokens, tokens)
    for (const it of entered) {
      if (tokensPerMinute === null || sum <= tokensPerMinute) break
      sum -= it.tokens
      until.push({ at: it.at + span, why: `${tokensPerMinute} tokens per minute` })
    }
    const last = until.reduce((latest, it) => (it.at > latest.at ? it : latest))
    return last.at <= now() ? null : { ms: Math.max(1, last.at - now()), why: last.why }
  }

  async function pass(signal: AbortSignal, tokens: number): Promise<Entry> {
    for (let no = wait(tokens); no; no = wait(tokens)) {
      onWait?.(no.ms, no.why)
      await sleep(no.ms, signal)
    }
    const entry = { at: now(), tokens }
    entered.push(entry)
    return {
      used(tokens) {
        entry.tokens = tokens
      },
    }
  }

  return {
    enter(signal, tokens = 0) {
      const passed = door.then(() => pass(signal, tokens))
      door = passed.catch(() => {})
      return passed
    },
    closeFor(ms) {
      closedUntil = Math.max(closedUntil, now() + ms)
    },
  }
}

/** Waits so long, or until it is called off. */
export function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = () => {
      clearTimeout(timer)
      reject(signal.reason as Error)
    }
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', stop)
      resolve()
    }, ms)
    if (signal.aborted) stop()
    else signal.addEventListener('abort', stop, { once: true })
  })
}
