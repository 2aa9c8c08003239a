import { BatonError } from '../domain/error.ts'
import { OutgoingId } from '../domain/id.ts'
import type { Outlet } from '../domain/outlet.ts'
import type { Queue } from '../domain/queue.ts'
import type { Clock } from '../platform/clock.ts'
import type { Log } from '../platform/log.ts'
import type { Db } from '../store/db.ts'
import { addJob } from '../store/jobs.ts'
import { findOutgoing, settleOutgoing } from '../store/outgoing.ts'

export interface OutgoingDeps {
  db: Db
  clock: Clock
  log: Log
  queue: Pick<Queue, 'nudge'>
  /** By the name that rows have as their target. */
  outlets: ReadonlyMap<string, Outlet>
}

/** After this many tries, with the queue's growing pauses about fifty minutes, it is given up and shown as failed. */
export const mostTries = 60

/**
 * Sends what waits to go out. Throws while it is worth trying again (the queue does, with growing pauses); what another
 * system will never take is failed for good, and seen at the desk and in the metrics.
 */
export async function sendOutgoing(
  { db, clock, log, outlets }: OutgoingDeps,
  subject: string,
): Promise<void> {
  const id = OutgoingId.parse(subject)
  const it = await findOutgoing(db, id)
  if (it?.status !== 'waiting') return
  const attempts = it.attempts + 1
  const outlet = outlets.get(it.target)
  if (!outlet) {
    const error = `${it.target} is not configured any more`
    await settleOutgoing(db, id, { status: 'failed', attempts, error, reference: null }, clock())
    return
  }
  try {
    const { reference } = await outlet.send(it)
    await settleOutgoing(db, id, { status: 'sent', attempts, error: null, reference }, clock())
  } catch (error) {
    const why = (error instanceof Error ? error.message : String(error)).slice(0, 500)
    const forGood = error instanceof BatonError && error.code === 'invalid'
    const status = forGood || attempts >= mostTries ? 'failed' : 'waiting'
    log.warn(
      { outgoingId: id, target: it.target, attempts, status },
      'something could not be sent out',
    )
    await settleOutgoing(db, id, { status, attempts, error: why, reference: null }, clock())
    if (status === 'waiting') throw error
  }
}

/** Tries again what had failed, by somebody's wish. @throws BatonError `not_found`, `conflict` when it has not failed. */
export async function retryOutgoing(
  { db, clock, queue }: Pick<OutgoingDeps, 'db' | 'clock' | 'queue'>,
  id: OutgoingId,
): Promise<void> {
  const now = clock()
  await db.transaction(async (tx) => {
    const it = await findOutgoing(tx, id)
    if (!it) throw new BatonError('not_found', `There is nothing called ${id}.`, { field: 'id' })
    if (it.status !== 'failed')
      throw new BatonError('conflict', `${id} has not failed; it is ${it.status}.`)
    await settleOutgoing(
      tx,
      id,
      { status: 'waiting', attempts: 0, error: it.lastError, reference: null },
      now,
    )
    await addJob(tx, { kind: 'send-outgoing', key: `send-outgoing ${id}`, subject: id }, now)
  })
  queue.nudge(now)
}
