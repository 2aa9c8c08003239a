import { readFileSync } from 'node:fs'
import { relative } from 'node:path'
import { parse as parseYaml } from 'yaml'
import { z } from 'zod'
import { BatonError } from '../../../src/domain/error.ts'
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
export class BudgetSpent extends BatonError {
  constructor(what: string) {
    super(
      'too_many',
      `The budget is used up: ${what}. What was done is kept; go on with a larger one and --resume.`,
    )
  }
}

/** Lets so many requests and tokens through in any minute; others wait in the order in which they came. */
export interface RateLimit {
  enter(signal: AbortSignal): Promise<void>
  /** Tokens are known when the answer is there. */
  used(tokens: number): void
}

const minuteMs = 60_000

export function createRateLimit(
  most: { requestsPerMinute: number | null; tokensPerMinute: number | null },
  now: () => number = () => performance.now(),
  sleep: (ms: number, signal: AbortSignal) => Promise<void> = pause,
): RateLimit {
  const requests: number[] = []
  const tokens: { at: number; count: number }[] = []
  let door: Promise<void> = Promise.resolve()

  /** How long until there is room; 0 when there is. */
  function wait(): number {
    const since = now() - minuteMs
    while (requests.length > 0 && (requests[0] ?? 0) <= since) requests.shift()
    while (tokens.length > 0 && (tokens[0]?.at ?? 0) <= since) tokens.shift()
    const sum = tokens.reduce((total, { count }) => total + count, 0)
    const full = most.requestsPerMinute !== null && requests.length >= most.requestsPerMinute
    const heavy = most.tokensPerMinute !== null && sum >= most.tokensPerMinute
    if (!full && !heavy) return 0
    const oldest = Math.min(
      full ? (requests[0] ?? 0) : Infinity,
      heavy ? (tokens[0]?.at ?? 0) : Infinity,
    )
    return Math.max(1, oldest + minuteMs - now())
  }

  async function pass(signal: AbortSignal): Promise<void> {
    for (let ms = wait(); ms > 0; ms = wait()) await sleep(ms, signal)
    requests.push(now())
  }

  return {
    enter(signal) {
      if (most.requestsPerMinute === null && most.tokensPerMinute === null) return Promise.resolve()
      const passed = door.then(() => pass(signal))
      door = passed.catch(() => {})
      return passed
    },
    used: (count) => void tokens.push({ at: now(), count }),
  }
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
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
