/** Why a model could not finish a turn. */
export type FailedBecause =
  /** Silent, or slower in all than it may be. */
  | 'timeout'
  /** Unreachable, or answered with a failure. */
  | 'error'
  /** Said nothing, twice. */
  | 'empty'
  /** Steps, tokens or the length of an answer are used up. */
  | 'budget'
  /** Calls that cannot be read, or claims that nothing confirms, twice. */
  | 'malformed'

/**
 * The model cannot finish this turn; the understudy takes over where it stands. What was proposed before has
 * happened; what was streamed has been withdrawn.
 */
export class ModelFailed extends Error {
  override readonly name = 'ModelFailed'
  readonly why: FailedBecause

  constructor(why: FailedBecause, message: string, options: { cause?: unknown } = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause })
    this.why = why
  }
}
