import type { ChatMessage, MessageId, Opening, ProblemDocument, Saying, Session } from './wire.ts'

/** A request that did not work out. `status` is null when no answer came at all. */
export class ApiError extends Error {
  override readonly name = 'ApiError'
  readonly status: number | null
  /** What the server asked us to wait, from Retry-After. */
  readonly retryAfterMs: number | null

  constructor(
    status: number | null,
    message: string,
    { retryAfterMs = null, cause }: { retryAfterMs?: number | null; cause?: unknown } = {},
  ) {
    super(message, { cause })
    this.status = status
    this.retryAfterMs = retryAfterMs
  }

  /** The same request may work later. */
  get passing(): boolean {
    return this.status === null || this.status === 429 || this.status >= 500
  }

  /** The conversation is not there, or not ours. */
  get gone(): boolean {
    return this.status === 401 || this.status === 403 || this.status === 404
  }
}

/** The conversation's part of the HTTP face. Every method throws `ApiError` and nothing else. */
export interface Api {
  open(opening: Opening): Promise<Session>
  say(session: Session, saying: Saying): Promise<MessageId>
  messages(session: Session, after: MessageId | null): Promise<ChatMessage[]>
  /** The open event stream; it ends or fails when the signal aborts. */
  events(
    session: Session,
    lastEventId: number,
    signal: AbortSignal,
  ): Promise<ReadableStream<Uint8Array>>
}

/** How long an ordinary request may take. */
const requestMs = 15_000

/** @param base the server's origin, '' for our own. */
export function createApi(base: string, fetch: typeof globalThis.fetch): Api {
  async function request(path: string, init: RequestInit): Promise<Response> {
    let response: Response
    try {
      response = await fetch(`${base}${path}`, { cache: 'no-store', ...init })
    } catch (cause) {
      throw new ApiError(null, 'the server cannot be reached', { cause })
    }
    if (!response.ok) throw await refusal(response)
    return response
  }
  // The server's answers are described by the contract that both sides are compiled against.
  async function json<T>(path: string, init: RequestInit): Promise<T> {
    const response = await request(path, { signal: AbortSignal.timeout(requestMs), ...init })
    try {
      return (await response.json()) as T
    } catch (cause) {
      throw new ApiError(null, 'the answer was cut off', { cause })
    }
  }
  const bearer = ({ token }: Session) => ({ authorization: `Bearer ${token}` })
  const post = (body: unknown, headers: Record<string, string> = {}): RequestInit => ({
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  })
  const pathOf = ({ id }: Session) => `/v1/conversations/${encodeURIComponent(id)}`

  return {
    open: (opening) => json('/v1/conversations', post(opening)),
    async say(session, saying) {
      const said = post(saying, bearer(session))
      return (await json<{ id: MessageId }>(`${pathOf(session)}/messages`, said)).id
    },
    async messages(session, after) {
      const query = after === null ? '' : `?after=${encodeURIComponent(after)}`
      const path = `${pathOf(session)}/messages${query}`
      const init = { headers: bearer(session) }
      return (await json<{ messages: ChatMessage[] }>(path, init)).messages
    },
    async events(session, lastEventId, signal) {
      const headers = {
        ...bearer(session),
        accept: 'text/event-stream',
        'last-event-id': String(lastEventId),
      }
      const { body } = await request(`${pathOf(session)}/events`, { headers, signal })
      if (!body) throw new ApiError(null, 'the event stream has no body')
      return body
    },
  }
}

async function refusal(response: Response): Promise<ApiError> {
  const problem = (await response.json().catch(() => null)) as Partial<ProblemDocument> | null
  const seconds = Number(response.headers.get('retry-after') ?? Number.NaN)
  return new ApiError(response.status, problem?.detail ?? response.statusText, {
    retryAfterMs: Number.isFinite(seconds) ? seconds * 1000 : null,
  })
}
