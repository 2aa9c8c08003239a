import { Worker } from 'node:worker_threads'

/** Watches for work that never gives the thread back. */
export interface Watchdog {
  stop(): Promise<void>
}

/** Where the other thread finds what to do, in the thread that is stuck. */
const door = Symbol.for('baton.evals.stuck')

// Plain JavaScript, because it is carried into the other thread as text. The inspector interrupts even a running pattern.
const watching = `
const { workerData: { beats, patienceMs, key } } = require('node:worker_threads')
const { Session } = require('node:inspector')
let seen = -1
let since = Date.now()
setInterval(() => {
  const beat = Atomics.load(beats, 0)
  if (beat !== seen) { seen = beat; since = Date.now(); return }
  if (Date.now() - since < patienceMs) return
  const session = new Session()
  session.connectToMainThread()
  session.post('Runtime.evaluate', { expression: 'globalThis[Symbol.for("' + key + '")]?.()' })
  since = Date.now()
}, Math.min(250, patienceMs / 4))
`

const beatMs = 100

/**
 * Calls `onStuck` in this thread, in the midst of what it does, once it has been busy without a pause for so long: in a
 * loop without end, or a pattern that backtracks for ever. No timer fires then and no Ctrl-C is heard, so another
 * thread has to notice.
 */
export function watchThread(patienceMs: number, onStuck: () => void): Watchdog {
  const beats = new Int32Array(new SharedArrayBuffer(4))
  const beating = setInterval(() => Atomics.add(beats, 0, 1), beatMs).unref()
  Object.assign(globalThis, { [door]: onStuck })
  const worker = new Worker(watching, {
    eval: true,
    workerData: { beats, patienceMs, key: door.description },
  })
  worker.unref()
  return {
    async stop() {
      clearInterval(beating)
      Reflect.deleteProperty(globalThis, door)
      await worker.terminate()
    },
  }
}
