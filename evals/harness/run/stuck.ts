import { Worker } from 'node:worker_threads'

/** Watches for work that never gives the thread back. */
export interface Watchdog {
  stop(): Promise<void>
}

/** Where the other thread finds what to do, in the thread that is stuck. */
const door = Symbol.for('baton.evals.stuck')

// Plain JavaScript, because it is carried into the other thread as text. The inspector interrupts even a running pattern.
const watching = `
const { workerData: { beats, patienceMs, idleMs, key } } = require('node:worker_threads')
const { Session } = require('node:inspector')
const usedMs = () => { const { user, system } = process.cpuUsage(); return (user + system) / 1000 }
let seen = -1
let since, used
const begin = () => { since = Date.now(); used = usedMs() }
setInterval(() => {
  const beat = Atomics.load(beats, 0)
  if (beat !== seen) { seen = beat; begin(); return }
  if (usedMs() - used < patienceMs && Date.now() - since < idleMs) return
  const session = new Session()
  session.connectToMainThread()
  session.post('Runtime.evaluate', { expression: 'globalThis[Symbol.for("' + key + '")]?.()' })
  begin()
}, Math.min(250, patienceMs / 4))
`

const beatMs = 100
/** What uses no processor and yet gives no pause, a call that blocks, is waited for so many times as long. */
const idleTimes = 10

/**
 * Calls `onStuck` in this thread, in the midst of what it does, once it has been busy without a pause for so much processor time, and
 * again for as long as that lasts: in a loop without end, or a pattern that backtracks for ever. No timer fires then and no Ctrl-C is
 * heard, so another thread has to notice. By the clock alone an overloaded machine would be taken for a loop.
 */
export function watchThread(patienceMs: number, onStuck: () => void): Watchdog {
  const beats = new Int32Array(new SharedArrayBuffer(4))
  const beating = setInterval(() => Atomics.add(beats, 0, 1), beatMs).unref()
  Object.assign(globalThis, { [door]: onStuck })
  const worker = new Worker(watching, {
    eval: true,
    workerData: { beats, patienceMs, idleMs: idleTimes * patienceMs, key: door.description },
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
