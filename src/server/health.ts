import type { FastifyInstance } from 'fastify'
import type { Db } from '../store/db.ts'

export interface HealthDeps {
  db: Db
  /** False while starting and from the moment of shutting down. */
  ready: () => boolean
}

/** For those who run it: alive, ready, and numbers in Prometheus' text format. */
export function healthRoutes(app: FastifyInstance, { db, ready }: HealthDeps): void {
  const quiet = { schema: { hide: true }, config: { rateLimit: false as const } }
  app.get('/healthz', quiet, () => ({ status: 'ok' }))
  app.get('/readyz', quiet, async (_request, reply) => {
    const answers = await db.query('select 1').then(
      () => true,
      () => false,
    )
    const fine = ready() && answers
    return reply
      .code(fine ? 200 : 503)
      .send({ status: fine ? 'ready' : 'not ready', database: answers })
  })
  app.get('/metrics', quiet, async (_request, reply) => {
    const [row] = await db.query(`select
      (select count(*)::int from conversations) as conversations,
      (select count(*)::int from conversations where holder ->> 'kind' = 'desk' and closed_at is null) as at_desk,
      (select count(*)::int from conversations where turn_due_at is not null) as turns_due,
      (select count(*)::int from jobs) as jobs,
      (select coalesce(extract(epoch from max(now() - run_at)), 0)::int from jobs where run_at < now()) as job_delay_seconds,
      (select count(*)::int from messages where author = 'customer') as customer_messages,
      (select count(*)::int from outgoing where status = 'waiting') as outgoing_waiting,
      (select count(*)::int from outgoing where status = 'failed') as outgoing_failed,
      (select count(*)::int from promises where slips > 0 and status <> 'kept') as promises_slipped,
      (select count(*)::int from conversations where risks <> '[]' and holder ->> 'kind' <> 'agent') as clocks_at_risk,
      (select count(*)::int from messages where delivery = 'uncertain') as deliveries_uncertain,
      (select count(*)::int from messages where delivery = 'failed') as deliveries_failed`)
    const { rss } = process.memoryUsage()
    const lines = Object.entries({
      ...row,
      process_resident_memory_bytes: rss,
      process_uptime_seconds: Math.floor(process.uptime()),
    })
    const text = lines
      .map(([name, value]) => `# TYPE baton_${name} gauge\nbaton_${name} ${String(value)}\n`)
      .join('')
    return reply.type('text/plain; version=0.0.4').send(text)
  })
}
