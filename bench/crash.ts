import { startCluster } from '../tests/cluster.ts'
import type { BenchOptions, BenchResult } from './bench.ts'
import { holds } from './crash-judge.ts'
import { storm } from './crash-storm.ts'

/**
 * The server is killed with −9 at random moments while customers write, and started again on the same data: every
 * message that was acknowledged is answered exactly once and in order, and no effect is done twice.
 */

const seed = 20261121

export async function bench({ short, progress }: BenchOptions): Promise<BenchResult> {
  const size = short
    ? { conversations: 200, kills: 3, longestPauseMs: 30_000 }
    : { conversations: 200, kills: 20, longestPauseMs: 30_000 }
  const engines = []
  const cluster = short ? null : await startCluster({ fsync: true })
  if (!cluster && !short) progress('PostgreSQL is not installed: its half is left out')
  try {
    for (const databaseUrl of cluster ? [null, cluster.url] : [null]) {
      const engine = databaseUrl ? 'PostgreSQL' : 'PGlite'
      const verdict = await storm({
        ...size,
        seed,
        databaseUrl,
        progress: (words) => progress(`${engine}: ${words}`),
      })
      const { messages, lost, doubled, outOfOrder } = verdict
      progress(
        `${engine}: of ${messages} messages lost ${lost}, doubled ${doubled}, out of order ${outOfOrder}`,
      )
      engines.push({ engine, ...size, held: holds(verdict), ...verdict })
    }
  } finally {
    await cluster?.stop()
  }
  return {
    workload:
      'customers over HTTP in bursts, repeating requests with the same clientMessageId, kill −9 every 0.2 to 2.5 s after the server is ready',
    seed,
    held: engines.every(({ held }) => held),
    engines,
  }
}
