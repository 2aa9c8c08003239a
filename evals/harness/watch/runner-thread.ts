import { parentPort, workerData } from 'node:worker_threads'
import { BatonError } from '../../../src/domain/error.ts'
import { openRunner, type Runner, type Watched } from './runner.ts'

/** What a thread is asked to do, by the name of what a runner does. */
export interface Asked {
  id: number
  what: keyof Runner
  key: string
  anew: boolean
}

/** What it answers. A `BatonError` would arrive as a plain error, so it is sent in pieces. */
export type Answered =
  | { id: number; value: unknown }
  | { id: number; fault: { code: BatonError['code']; message: string } }
  | { id: number; bug: string }

const runner = openRunner(workerData as Watched)
// Who asks is told the fault; nobody has asked yet.
runner.catch(() => {})

parentPort?.on('message', ({ id, what, key, anew }: Asked) => {
  void answer(id, async () => (await runner)[what](key, anew))
})

async function answer(id: number, act: () => Promise<unknown>): Promise<void> {
  let answered: Answered
  try {
    answered = { id, value: await act() }
  } catch (error) {
    answered =
      error instanceof BatonError
        ? { id, fault: { code: error.code, message: error.message } }
        : { id, bug: error instanceof Error ? (error.stack ?? error.message) : String(error) }
  }
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
  parentPort?.postMessage(answered)
}
