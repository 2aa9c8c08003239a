import { Worker } from 'node:worker_threads'
import type { Source } from './formats.ts'
import type { ReadRows } from './rows.ts'

/** The articles of a source and the lines left out, or the sentence that says why there are none. */
export type Parsed = ReadRows | { why: string }

/** What one source may cost. */
export interface ParserLimits {
  timeMs: number
  memoryMb: number
}

const ordinary: ParserLimits = { timeMs: 60_000, memoryMb: 512 }

/** Reads sources in a thread of its own, one after the other. */
export interface Parser {
  parse(source: Source): Promise<Parsed>
  close(): Promise<void>
}

/**
 * A file that hangs its parser or eats memory costs the thread, never the process: the thread is ended, the file gets
 * its sentence, and the next one a new thread.
 */
export function openParser(limits: ParserLimits = ordinary): Parser {
  let thread: Worker | undefined
  let before: Promise<unknown> = Promise.resolve()
  async function parseNext(source: Source): Promise<Parsed> {
    thread ??= startThread(limits)
    const answer = await answerOf(thread, source, limits)
    if ('parsed' in answer) return answer.parsed
    const ended = thread
    thread = undefined
    await ended.terminate()
    return { why: answer.gaveUp }
  }
  return {
    parse(source) {
      const next = before.then(() => parseNext(source))
      before = next
      return next
    },
    async close() {
      await thread?.terminate()
      thread = undefined
    },
  }
}

const lookEveryMs = 50
/** What the thread and its libraries take before they read a word. */
const threadMb = 128

/** What the thread says of a source, or why it is not waited for any longer. */
function answerOf(
  thread: Worker,
  source: Source,
  { timeMs, memoryMb }: ParserLimits,
): Promise<{ parsed: Parsed } | { gaveUp: string }> {
  const tooMuch = `reading it takes more than ${memoryMb} MB of memory; cut it into parts`
  const before = process.memoryUsage.rss()
  return new Promise((resolve) => {
    const settle = (answer: { parsed: Parsed } | { gaveUp: string }) => {
      clearTimeout(timer)
      clearInterval(look)
      thread.off('message', onParsed).off('error', onError).off('exit', onExit)
      resolve(answer)
    }
    const onParsed = (parsed: Parsed) => settle({ parsed })
    const onError = (error: Error & { code?: string }) =>
      settle({
        gaveUp:
          error.code === 'ERR_WORKER_OUT_OF_MEMORY'
            ? tooMuch
            : `it broke its reader (${error.message})`,
      })
    const onExit = () => settle({ gaveUp: 'it broke its reader' })
    const timer = setTimeout(
      () =>
        settle({ gaveUp: `reading it takes longer than ${timeMs / 1000} s; cut it into parts` }),
      timeMs,
    )
    // The heap has its own limit. What lies outside it, as unpacked streams do, shows in the process alone.
    const look = setInterval(() => {
      if (process.memoryUsage.rss() - before > (memoryMb + threadMb) * 1e6)
        settle({ gaveUp: tooMuch })
    }, lookEveryMs)
    thread.on('message', onParsed).on('error', onError).on('exit', onExit)
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
    thread.postMessage(source)
  })
}

function startThread({ memoryMb }: ParserLimits): Worker {
  const thread = new Worker(new URL('./parse-worker.ts', import.meta.url), {
    resourceLimits: { maxOldGenerationSizeMb: memoryMb },
    // What parsers grumble about a file is no word of ours, and nothing of ours is theirs to tell.
    stdout: true,
    stderr: true,
    env: {},
  })
  thread.stdout.resume()
  thread.stderr.resume()
  // An error after the last word was waited for ends the thread, and nobody else.
  thread.on('error', () => {})
  // An idle thread keeps no process alive.
  thread.unref()
  return thread
}
