import { parentPort } from 'node:worker_threads'
import { BatonError } from '../../domain/error.ts'
import { readSource, type Source } from './formats.ts'
import type { Parsed } from './parser.ts'

async function parsedFrom(source: Source): Promise<Parsed> {
  try {
    return await readSource(source)
  } catch (error) {
    return {
      why: error instanceof BatonError ? error.message : `it cannot be read (${String(error)})`,
    }
  }
}

async function answer(source: Source): Promise<void> {
  const parsed = await parsedFrom(source)
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread's port has no origin
  parentPort?.postMessage(parsed)
}

/** The worker thread of `openParser`: reads one source after the other and posts what came of it. */
parentPort?.on('message', (source: Source) => void answer(source))
