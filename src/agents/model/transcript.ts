import { AIMessage, ToolMessage } from '@langchain/core/messages'
import type { BaseMessage } from '@langchain/core/messages'
import { callId, callName, readArguments } from './calls.ts'
import type { RawCall } from './calls.ts'
import type { Step } from './step.ts'
import { hear } from './prompt-messages.ts'

/** A call that the model made, as far as it can be understood. */
export interface ReadCall {
  id: string
  tool: string
  /** Null: cut off, no JSON object, or no name. It must not run. */
  args: Record<string, unknown> | null
}

/**
 * What the model has heard and said in this turn. Keeps what every provider insists on: roles alternate, and each call
 * is answered by exactly one tool message right after the answer that made it.
 */
export class Transcript {
  readonly messages: BaseMessage[]
  readonly #ids = new Set<string>()

  constructor(messages: BaseMessage[]) {
    this.messages = messages
  }

  /** The calls of a step; `needsNothing` says of a tool whether it can do without arguments. */
  read({ calls, finish }: Step, needsNothing: (tool: string) => boolean): ReadCall[] {
    return calls.map((raw) => this.#read(raw, finish, needsNothing(raw.name)))
  }

  /** Notes a call that code makes in the model's place. */
  own(tool: string, args: Record<string, unknown>): ReadCall {
    const call = { id: callId({ id: '', name: tool, args: '' }, this.#ids), tool, args }
    this.addCalls([call], '')
    return call
  }

  /** Notes calls, and the words beside them as far as the customer gets to read them. */
  addCalls(calls: readonly ReadCall[], text: string) {
    const tool_calls = calls.map(({ id, tool, args }) => ({ id, name: tool, args: args ?? {} }))
    this.messages.push(new AIMessage({ content: text, tool_calls }))
  }

  #read(raw: RawCall, finish: string | undefined, mayBeEmpty: boolean): ReadCall {
    const tool = callName(raw)
    // An answer that was cut off may lack the end of any call, and a call that lacks its end means something else.
    const readable = finish !== 'length' && tool === raw.name
    const args = readable ? readArguments(raw.args, mayBeEmpty) : null
    return { id: callId(raw, this.#ids), tool, args }
  }

  answer({ id }: ReadCall, told: string) {
    this.messages.push(new ToolMessage({ tool_call_id: id, content: clip(told) }))
  }

  /** What the model said without calls. */
  addText(text: string) {
    if (text !== '') this.messages.push(new AIMessage(text))
  }

  /** A word of the system's own, which the model must not take for the customer's. */
  admonish(text: string) {
    hear(this.messages, `(From the system, not from the customer) ${text}`)
  }

  hear(text: string) {
    hear(this.messages, text)
  }
}

const longestResult = 8000

/** A result that is too long loses its end; should that be the end of a fence, it gets a new one. */
function clip(text: string): string {
  if (text.length <= longestResult) return text
  return `${text.slice(0, longestResult)}\n<<end of data>>\n(The rest is left out.)`
}
