import { once } from 'node:events'
import { createServer } from 'node:http'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import type { z } from 'zod'
import { embed } from './openai-embeddings.ts'
import { deltasOf, finishOf, messageOf, usageOf } from './openai-plan.ts'
import type { Fault, Plan } from './openai-plan.ts'
import { ChatRequest, EmbeddingsRequest, faultInOrder } from './openai-request.ts'

/** What the fake answers: a queue of plans, used up one per request, or a function of the request. */
export type Script = readonly Plan[] | ((request: ChatRequest) => Plan)

/** An OpenAI-compatible endpoint on loopback that follows a script and refuses what the real one refuses. */
export interface FakeOpenAI {
  /** Ends in `/v1`. */
  readonly baseUrl: string
  readonly apiKey: string
  /** Every chat request that was accepted, oldest first. */
  readonly requests: ChatRequest[]
  /** Every request body that was refused with 400, with the reason. */
  readonly refused: { why: string; body: unknown }[]
  /** Streams that are being written now, and the most there ever were at once. */
  readonly streams: { now: number; peak: number }
  /** Appends plans to the queue; throws when the script is a function. */
  enqueue(...plans: Plan[]): void
  close(): Promise<void>
}

/** Thrown inside a handler to answer with an OpenAI-style error body. */
class HttpFault extends Error {
  readonly status: number
  readonly headers: Record<string, string>
  readonly code: string | null
  constructor(status: number, message: string, code: string | null = null, headers = {}) {
    super(message)
    this.status = status
    this.code = code
    this.headers = headers
  }
}

/** Starts the fake on a free port of 127.0.0.1. */
export async function startFakeOpenAI(
  script: Script,
  { apiKey = 'sk-fake', model = 'fake-1' }: { apiKey?: string; model?: string } = {},
): Promise<FakeOpenAI> {
  const queue = typeof script === 'function' ? null : [...script]
  const requests: ChatRequest[] = []
  const refused: FakeOpenAI['refused'] = []
  const streams = { now: 0, peak: 0 }

  function nextPlan(request: ChatRequest): Plan {
    if (typeof script === 'function') return script(request)
    const plan = queue?.shift()
    if (!plan) throw new HttpFault(500, 'the script of the fake is exhausted')
    return plan
  }

  async function chat(body: unknown, response: ServerResponse) {
    const request = parse(ChatRequest, body)
    if (request.model !== model) {
      throw new HttpFault(404, `The model '${request.model}' does not exist.`, 'model_not_found')
    }
    const fault = faultInOrder(request.messages)
    if (fault) throw new HttpFault(400, fault)
    requests.push(request)
    const plan = nextPlan(request)
    if (await failsAtOnce(plan, response)) return
    if (!request.stream) {
      sendJson(response, 200, wholeAnswer(request, plan))
      return
    }
    streams.peak = Math.max(streams.peak, ++streams.now)
    await streamAnswer(response, request, plan).finally(() => streams.now--)
  }

  async function answer(incoming: IncomingMessage, response: ServerResponse) {
    const text = await bodyOf(incoming)
    try {
      if (incoming.headers.authorization !== `Bearer ${apiKey}`) {
        throw new HttpFault(401, 'Incorrect API key provided.', 'invalid_api_key')
      }
      const body = parseJson(text)
      const route = `${incoming.method} ${incoming.url}`
      if (route === 'POST /v1/chat/completions') await chat(body, response)
      else if (route === 'POST /v1/embeddings') {
        sendJson(response, 200, embed(parse(EmbeddingsRequest, body)))
      } else throw new HttpFault(404, `Unknown request URL: ${route}`, 'unknown_url')
    } catch (error) {
      if (!(error instanceof HttpFault)) {
        response.destroy()
        throw error
      }
      const { status, message, code, headers } = error
      if (status === 400) refused.push({ why: message, body: text })
      const type = status === 400 ? 'invalid_request_error' : 'api_error'
      sendJson(response, status, { error: { message, type, param: null, code } }, headers)
    }
  }

  const server = createServer((incoming, response) => void answer(incoming, response))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')

  return {
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    apiKey,
    requests,
    refused,
    streams,
    enqueue(...plans) {
      if (!queue) throw new Error('this fake follows a function, not a queue')
      queue.push(...plans)
    },
    async close() {
      server.closeAllConnections()
      await new Promise((done) => server.close(done))
    },
  }
}

/** Plays the faults that come before any answer; true when one did. */
async function failsAtOnce({ fault }: Plan, response: ServerResponse): Promise<boolean> {
  if (!fault) return false
  if (fault.kind === 'stall_before_headers') {
    await once(response, 'close')
    return true
  }
  if (fault.kind === 'status') {
    const retry = fault.retryAfter === undefined ? {} : { 'retry-after': fault.retryAfter }
    throw new HttpFault(fault.status, 'scripted failure', fault.code ?? null, retry)
  }
  if (fault.kind === 'html') {
    response.writeHead(200, { 'content-type': 'text/html' }).end('<html><h1>Gateway</h1></html>')
    return true
  }
  return false
}

function wholeAnswer(request: ChatRequest, plan: Plan): object | string {
  if (plan.fault?.kind === 'malformed_json') return '{"choices": [{"message": '
  return {
    ...envelope(request, 'chat.completion'),
    choices: [{ index: 0, message: messageOf(plan), finish_reason: finishOf(plan) }],
    ...(!plan.withoutUsage && { usage: usageOf(request, plan) }),
  }
}

/** Writes the answer as server-sent events, up to the middle when the plan says that it breaks there. */
async function streamAnswer(response: ServerResponse, request: ChatRequest, plan: Plan) {
  const head = envelope(request, 'chat.completion.chunk')
  const send = (rest: object) => response.write(`data: ${JSON.stringify({ ...head, ...rest })}\n\n`)
  const choice = (delta: object, finish_reason: string | null = null) =>
    send({ choices: [{ index: 0, delta, finish_reason }] })

  response.writeHead(200, { 'content-type': 'text/event-stream' }).flushHeaders()
  const fault = plan.fault?.kind
  if (fault !== 'stall_before_first_byte') {
    choice({ role: 'assistant', content: '' })
    const deltas = deltasOf(plan)
    for (const delta of deltas.slice(0, fault ? Math.ceil(deltas.length / 2) : deltas.length)) {
      if (plan.tokenMs) await pause(plan.tokenMs)
      if (response.destroyed) return
      choice(delta)
    }
  }
  if (fault) {
    await breakOff(response, fault)
    return
  }
  choice({}, finishOf(plan))
  if (request.stream_options?.include_usage && !plan.withoutUsage) {
    send({ choices: [], usage: usageOf(request, plan) })
  }
  response.end('data: [DONE]\n\n')
}

/** Ends a stream that is under way in the way that the fault names. */
async function breakOff(response: ServerResponse, fault: Fault['kind']) {
  const serverError = { error: { message: 'The server had an error', type: 'server_error' } }
  if (fault === 'cut') {
    await pause(10) // lets what was written leave before the reset
    response.socket?.resetAndDestroy()
  } else if (fault === 'eof') response.end()
  else if (fault === 'error_event') response.end(`data: ${JSON.stringify(serverError)}\n\n`)
  else if (fault === 'malformed_json') response.end('data: {"choices": [{"delta": \n\n')
  else await once(response, 'close')
}

const envelope = (request: ChatRequest, object: string) => ({
  id: `chatcmpl-${request.messages.length}`,
  object,
  created: 1_700_000_000,
  model: request.model,
})

async function bodyOf(incoming: IncomingMessage): Promise<string> {
  const parts: Buffer[] = []
  for await (const part of incoming) parts.push(part as Buffer)
  return Buffer.concat(parts).toString('utf8')
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new HttpFault(400, 'We could not parse the JSON body of your request.')
  }
}

function parse<S extends z.ZodType>(schema: S, body: unknown): z.output<S> {
  const parsed = schema.safeParse(body)
  if (parsed.success) return parsed.data
  const issue = parsed.error.issues[0]
  throw new HttpFault(400, `${issue?.path.join('.')}: ${issue?.message}`)
}

function sendJson(response: ServerResponse, status: number, body: object | string, headers = {}) {
  response.writeHead(status, { 'content-type': 'application/json', ...headers })
  response.end(typeof body === 'string' ? body : JSON.stringify(body))
}
