import { Worker } from 'node:worker_threads'
import { BatonError } from '../../../src/domain/error.ts'
import type { CaseOutcome, Runner, Watched } from './runner.ts'
import type { Answered, Asked } from './runner-thread.ts'
import type { Change } from './touched.ts'

/** A runner in a thread of its own: it computes beside the others, and a case that never ends holds up nobody else. */
export interface RunnerWorker extends Runner {
  /** Ends the thread at once, whatever it does. */
  kill(): Promise<void>
}

export function openRunnerWorker(watched: Watched): RunnerWorker {
  const thread = new Worker(new URL('./runner-thread.ts', import.meta.url), { workerData: watched })
  const waiting = new Map<number, { done(value: unknown): void; failed(error: Error): void }>()
  let asked = 0

  function ask<T>(what: Asked['what'], key = '', anew = true): Promise<T> {
    const id = ++asked
    return new Promise<T>((resolve, reject) => {
      waiting.set(id, { done: (value) => resolve(value as T), failed: reject })
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
      thread.postMessage({ id, what, key, anew } satisfies Asked)
    })
  }
  thread.on('message', (answered: Answered) => {
    const asker = waiting.get(answered.id)
    waiting.delete(answered.id)
    if ('value' in answered) asker?.done(answered.value)
    else if ('fault' in answered)
      asker?.failed(new BatonError(answered.fault.code, answered.fault.message))
    else asker?.failed(new Error(answered.bug))
  })
  const over = (error: Error): void => {
    for (const { failed } of waiting.values()) failed(error)
    waiting.clear()
  }
  thread.on('error', over)
  thread.on('exit', () => over(new Error('the thread has ended')))

  return {
    readSuites: () => ask<void>('readSuites'),
    reload: () => ask<Change[]>('reload'),
    run: (key, anew) => ask<CaseOutcome>('run', key, anew),
    async close() {
      await ask<void>('close')
      await thread.terminate()
    },
    async kill() {
      await thread.terminate()
    },
  }
}
