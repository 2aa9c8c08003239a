import { AIMessage, HumanMessage, SystemMessage } from '@langchain/core/messages'
import type { BaseMessage } from '@langchain/core/messages'
import { maxTextLength } from '../../domain/message.ts'
import type { Message } from '../../domain/message.ts'
import { fence } from '../../tools/tool.ts'
import { trimHistory, turnsOf } from './history.ts'
import type { Situation } from '../performer.ts'
import { systemPrompt, type PromptWording } from './prompt.ts'

/** The longest run of customer messages in one turn that is put to a model, in UTF-16 units; the oldest give way. */
const mostSaid = 2 * maxTextLength

/**
 * What the model is given before its first step: rules, the newest whole turns that fit `historyTokens`, this turn.
 * Roles alternate and begin with the customer, because the templates of some open models refuse anything else;
 * no message bears a name, because some servers refuse that.
 */
export function messagesFor(
  situation: Situation,
  { historyTokens, ...wording }: { historyTokens: number } & PromptWording,
): BaseMessage[] {
  const { kept, dropped } = trimHistory(turnsOf(situation.history), historyTokens)
  const messages: BaseMessage[] = [
    new SystemMessage(systemPrompt(situation, { dropped: dropped.flat(), ...wording })),
  ]
  for (const message of kept.flat()) {
    if (message.author === 'agent') speak(messages, message.text)
    else hear(messages, heard(message))
  }
  hear(messages, newest(situation.said).map(heard).join('\n'))
  return messages
}

/** Adds something that the model hears: joined to what it heard last, so that roles alternate. */
export function hear(messages: BaseMessage[], text: string): void {
  const last = messages.at(-1)
  if (last instanceof HumanMessage)
    messages[messages.length - 1] = new HumanMessage(`${last.text}\n${text}`)
  else messages.push(new HumanMessage(text))
}

function speak(messages: BaseMessage[], text: string): void {
  const last = messages.at(-1)
  if (last instanceof SystemMessage) hear(messages, 'The customer opened the chat.')
  if (last instanceof AIMessage)
    messages[messages.length - 1] = new AIMessage(`${last.text}\n${text}`)
  else messages.push(new AIMessage(text))
}

/** A message as the model hears it: what people typed stands inside a fence, what code says of it outside. */
export function heard(message: Message): string {
  const attached = (message.attachments ?? []).map(({ kind }) => `(${kind} attached)`).join(' ')
  const words = fence(`${message.text.slice(0, maxTextLength)}${attached && `\n${attached}`}`)
  if (message.author === 'operator')
    return `A colleague, a person, wrote to the customer:\n${words}`
  if (message.author === 'system') return `The system told the customer:\n${words}`
  return words
}

function newest(said: readonly Message[]): Message[] {
  let left = mostSaid
  const from = said.findLastIndex((message) => (left -= message.text.length) < 0)
  return said.slice(Math.min(from + 1, said.length - 1))
}
