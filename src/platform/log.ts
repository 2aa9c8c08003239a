import { pino, type Logger } from 'pino'

/** Structured logs of ids and counts, never of words people wrote. */
export type Log = Pick<Logger, 'debug' | 'info' | 'warn' | 'error'>

/** A log that writes JSON lines to standard error, so that standard output stays free for answers. */
export function createLog(level: string): Log {
  return pino({ level, base: null }, pino.destination({ dest: 2, sync: true }))
}

/** Says nothing; for tests and one-shot commands. */
export const silentLog: Log = pino({ level: 'silent' })
