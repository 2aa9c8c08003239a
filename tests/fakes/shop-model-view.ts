import { textOf } from './openai-request.ts'
import type { ChatRequest } from './openai-request.ts'

/** What the scripted model sees of a request: the words of the customer, the tools on offer, results of this turn. */
export interface View {
  locale: 'zh' | 'en'
  /** The customer's last words, lower case. */
  last: string
  /** Everything the customer said that is still in the request, lower case. */
  all: string
  system: string
  order: string | undefined
  offers(tool: string): boolean
  /** What a tool answered in this turn, the last time it was called. */
  result(tool: string): string | undefined
  refused(tool: string): boolean
}

/** Reads a request as an attentive model would. */
export function look(request: ChatRequest): View {
  const { messages } = request
  const results = new Map<string, string>()
  const named = new Map<string, string>()
  for (const message of messages) {
    if (message.role === 'assistant') {
      for (const call of message.tool_calls ?? []) named.set(call.id, call.function.name)
    }
    if (message.role === 'tool') {
      results.set(named.get(message.tool_call_id) ?? '', textOf(message))
    }
  }
  const heard = messages.flatMap((message) => (message.role === 'user' ? textOf(message) : []))
  const customer = heard.flatMap(insideFences)
  const all = customer.join('\n').toLowerCase()
  const system = textOf(messages[0] ?? { role: 'system', content: '' })
  return {
    locale: /[一-鿿]/.test(all) ? 'zh' : 'en',
    last: insideFences(heard.at(-1) ?? '')
      .join('\n')
      .toLowerCase(),
    all,
    system,
    order: orderIn(all) ?? orderIn(system) ?? shippedOrderIn(results.get('find_order') ?? ''),
    offers: (tool) => request.tools?.some((it) => it.function.name === tool) ?? false,
    result: (tool) => results.get(tool),
    refused: (tool) => results.get(tool)?.startsWith('Refused:') ?? false,
  }
}

const insideFences = (text: string) =>
  [...text.matchAll(/<<data>>\n([\s\S]*?)\n<<end of data>>/g)].map((match) => match[1] ?? '')

/** The last order number in a text, however it was typed. */
function orderIn(text: string): string | undefined {
  const found = [...text.normalize('NFKC').matchAll(/\bvg[\s-]?(\d{4})[\s-]?(\d{4})(?!\d)/gi)].at(
    -1,
  )
  return found && `VG${found[1]}${found[2]}`
}

/** Of a list of orders, the one that is on its way. */
function shippedOrderIn(list: string): string | undefined {
  const lines = list.split('\n').filter((line) => /^VG\d{8}:/.test(line))
  const shipped = lines.filter((line) => /; shipped;/.test(line))
  const candidates = shipped.length > 0 ? shipped : lines
  return candidates.length === 1 ? candidates[0]?.slice(0, 10) : undefined
}
