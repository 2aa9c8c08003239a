import { relative } from 'node:path'
import { BatonError } from '../../../src/domain/error.ts'

/** Why a whole run has to stop. What was done is kept. */
export class RunStopped extends BatonError {}

/** A file that a run writes into would not take more; `has` tells what stands in it. */
export class FileFull extends RunStopped {
  constructor(file: string, has: string, cause: unknown) {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown'
    const shown = relative(process.cwd(), file)
    super(
      'unavailable',
      code === 'ENOSPC'
        ? `The disk is full: ${shown} has ${has} and takes no more. Make room and go on with --resume.`
        : `${shown} cannot be written (${code}); it has ${has}. Mend that and go on with --resume.`,
      { cause },
    )
  }
}

/** `1 answer`, `2 answers`. */
export const counted = (n: number, one: string): string => `${n} ${one}${n === 1 ? '' : 's'}`
