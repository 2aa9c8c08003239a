import { BatonError } from '../domain/error.ts'
import type { Baton } from '../wire.ts'

/** Where a command writes: answers to `out`, words to `err`. */
export interface Io {
  out(text: string): void
  err(text: string): void
  /** Whether a person watches `err` on a terminal, where a progress bar makes sense. */
  isWatched?: boolean
}

/** A command that works on the whole product: in this process, or in the server that has the data folder. */
export type Command = (baton: Baton, args: string[], io: Io) => Promise<number>

/** Has the product carry out a command line, in this process or in the server that has the data folder. */
export type OnProduct = (args: string[], io: Io) => Promise<number>

export const exit = { done: 0, fellShort: 1, usage: 2 } as const

/** Words for a failure that was foreseen; anything else is a bug and flies. */
export function inWords(error: unknown, io: Io): number {
  if (error instanceof BatonError) {
    io.err(`${error.message}\n`)
    return error.code === 'invalid' ? exit.usage : exit.fellShort
  }
  // parseArgs names an unknown option by itself.
  if (
    error instanceof TypeError &&
    'code' in error &&
    String(error.code).startsWith('ERR_PARSE_ARGS')
  ) {
    io.err(`${error.message}\n`)
    return exit.usage
  }
  throw error
}
