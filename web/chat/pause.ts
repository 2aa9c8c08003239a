/** Waits `ms`, or until the signal aborts. Never rejects. */
export function pause(ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal?.aborted) return resolve()
    const done = () => {
      clearTimeout(timer)
      signal?.removeEventListener('abort', done)
      resolve()
    }
    const timer = setTimeout(done, ms)
    signal?.addEventListener('abort', done)
  })
}

/**
 * How long to wait before try number `attempt` (from 1): doubling from `firstMs` to `mostMs`, of which a random part
 * is taken, at least half, so that a thousand browsers do not come back in one moment.
 */
export function backoffMs(
  attempt: number,
  {
    firstMs = 500,
    mostMs = 30_000,
    random = Math.random,
  }: {
    firstMs?: number
    mostMs?: number
    random?: () => number
  } = {},
): number {
  const most = Math.min(mostMs, firstMs * 2 ** (attempt - 1))
  return Math.round(most * (0.5 + random() / 2))
}
