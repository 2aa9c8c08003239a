/** Every way in which Baton says no. A new code makes the compiler ask for its HTTP status. */
export const errorCodes = [
  'invalid', // what came in does not fit its schema
  'unauthorized', // no token, or one that is not known
  'forbidden', // known, but not allowed
  'not_found',
  'conflict', // the state of things forbids it, e.g. someone else holds the conversation
  'too_large',
  'too_many', // a rate limit
  'turn_lost', // another worker or a person has the conversation now; this turn's writes are void
  'bad_signature',
  'upstream_failed', // a platform, a business system or a model did not do its part
  'engine_unreachable', // a configured engine does not answer
  'unavailable', // shutting down, or not ready yet
] as const
export type ErrorCode = (typeof errorCodes)[number]

/** A failure that was foreseen: a code for machines and one sentence, with the way out, for people. */
export class BatonError extends Error {
  override readonly name = 'BatonError'
  readonly code: ErrorCode
  /** The field at fault, where there is one, e.g. `messages[0].text`. */
  readonly field: string | undefined

  constructor(code: ErrorCode, message: string, options: { cause?: unknown; field?: string } = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause })
    this.code = code
    this.field = options.field
  }
}
