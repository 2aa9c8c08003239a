import { BatonError } from '../../domain/error.ts'

export interface Posting {
  /** Whose answer it is, in words for the desk; the address may hold a key and is not named. */
  what: string
  url: string
  headers?: Record<string, string>
  body: string
  fetch?: typeof fetch | undefined
  timeoutMs?: number
}

/** No robot and no CRM has more to say. */
const longestAnswer = 10_000

/**
 * Posts JSON and returns what was answered.
 * @throws BatonError `invalid` for an answer that will not change (4xx but 408 and 429), `upstream_failed` for all others.
 */
export async function postJson(posting: Posting): Promise<string> {
  const { what, url, headers = {}, body, fetch: http = fetch, timeoutMs = 10_000 } = posting
  let response: Response
  let text: string
  try {
    response = await http(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body,
      redirect: 'error',
      signal: AbortSignal.timeout(timeoutMs),
    })
    text = (await response.text()).slice(0, longestAnswer)
  } catch (cause) {
    throw new BatonError('upstream_failed', `${what} did not answer.`, { cause })
  }
  if (response.ok) return text
  const { status } = response
  const forGood = status >= 400 && status < 500 && status !== 408 && status !== 429
  throw new BatonError(forGood ? 'invalid' : 'upstream_failed', `${what} answered ${status}.`)
}
