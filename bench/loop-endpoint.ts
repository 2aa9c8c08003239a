import { deltasOf, messageOf, usageOf } from '../tests/fakes/openai-plan.ts'
import type { Plan } from '../tests/fakes/openai-plan.ts'
import { startFakeOpenAI } from '../tests/fakes/openai.ts'
import type { ChatRequest } from '../tests/fakes/openai-request.ts'
import { textOf } from '../tests/fakes/openai-request.ts'

/** The endpoint of `bench/loop.ts`: alone in its own process (then it prints its address), or in memory. */

export const model = 'fake-1'
export const apiKey = 'sk-bench'

const orderNumber = 'VG26111842'
const callsFor: Record<string, Plan['calls']> = {
  'no tool': [],
  'one tool': [{ name: 'track_shipment', args: { orderNumber } }],
  'two tools': [
    { name: 'find_order', args: { orderNumber } },
    { name: 'track_shipment', args: { orderNumber } },
  ],
}
export const scenarios = Object.keys(callsFor)

const answer =
  'I am sorry for the wait. The parcel was last scanned in Hangzhou on 18 November at 14:20, and nothing has moved ' +
  'for three days, so it is stuck. I will keep an eye on it and you will hear from us tomorrow.'

/** Calls what the scenario in the customer's words asks for, then answers in 43 pieces. */
export function plan({ messages }: Pick<ChatRequest, 'messages'>): Plan {
  const asked = messages.findLast((message) => message.role === 'user')
  const scenario = scenarios.find((name) => asked && textOf(asked).includes(name)) ?? 'no tool'
  const calls = callsFor[scenario] ?? []
  return messages.at(-1)?.role === 'tool' || calls.length === 0 ? { text: answer } : { calls }
}

/** The same endpoint without a socket: what is left of a turn is the loop alone, with its own parsing. */
export const inMemory: typeof fetch = (_url, init) => {
  const request = JSON.parse(init?.body as string) as ChatRequest
  const planned = plan(request)
  const usage = usageOf(request, planned)
  const head = { id: 'chatcmpl-1', created: 1_700_000_000, model }
  const finish_reason = planned.calls ? 'tool_calls' : 'stop'
  if (!request.stream) {
    const choices = [{ index: 0, message: messageOf(planned), finish_reason }]
    return Promise.resolve(Response.json({ ...head, object: 'chat.completion', choices, usage }))
  }
  const delta = (delta: object, finish_reason: string | null = null) => ({
    choices: [{ index: 0, delta, finish_reason }],
  })
  const events = [
    delta({ role: 'assistant', content: '' }),
    ...deltasOf(planned).map((it) => delta(it)),
    delta({}, finish_reason),
    { choices: [], usage },
  ].map((it) => `data: ${JSON.stringify({ ...head, object: 'chat.completion.chunk', ...it })}\n\n`)
  const bytes = [...events, 'data: [DONE]\n\n'].map((it) => new TextEncoder().encode(it))
  const body = new ReadableStream({
    pull(controller) {
      const next = bytes.shift()
      if (next) controller.enqueue(next)
      else controller.close()
    },
  })
  return Promise.resolve(new Response(body, { headers: { 'content-type': 'text/event-stream' } }))
}

if (import.meta.main) {
  const fake = await startFakeOpenAI(plan, { apiKey, model })
  // The recorded requests of a long run would be all that this process does.
  setInterval(() => fake.requests.splice(0), 1000).unref()
  process.stdout.write(`${fake.baseUrl}\n`)
}
