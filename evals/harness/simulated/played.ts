import { modelCustomerSays, type Said } from '../model-customer.ts'
import type { ChatEndpoint } from '../recording/chat.ts'
import { factsOf, type Customer } from './customer.ts'
import type { SimulatedCustomer } from './simulation.ts'

const stopMark = '###STOP###'
const leaveMark = '###LEAVE###'

const languages = { zh: 'Simplified Chinese', en: 'English' } as const
const tempers = {
  polite: 'patient and polite',
  calm: 'calm and short',
  hurried: 'in a hurry; gives one thing at a time',
  angry: 'angry, and lets it show',
} as const

/** What a model is told of the customer that it plays. */
function instructions(customer: Customer): string {
  const facts = Object.entries(factsOf(customer)).map(([name, { value, first, refuses }]) => {
    const slip = first === null ? '' : `; say ${first} first by mistake and correct it afterwards`
    const shy = refuses === null ? '' : `; you do not want to give it (${refuses})`
    return `- ${name}: ${value}${slip}${shy}`
  })
  const { changesMind, mixes } = customer
  return [
    `You play a customer who writes to a shop's customer service. The other side is the agent. Write in ${languages[customer.language]}${customer.codeSwitches ? ', with a word of the other language now and then' : ''}, one short message at a time.`,
    `You want: ${customer.goal}. For example: ${customer.says[0]}`,
    facts.length > 0
      ? `You know only this, and make nothing up:\n${facts.join('\n')}`
      : 'You know no numbers or details, and make none up.',
    `You are ${tempers[customer.temper]}. After ${customer.patience} replies that get you nowhere you ${customer.givesUp === 'person' ? 'ask for a person' : `leave: write ${leaveMark}`}.`,
    `When you are asked for consent you say ${customer.agrees === 'hesitates' ? 'first something undecided, then yes' : customer.agrees}.`,
    ...(changesMind
      ? [`After ${changesMind.after} replies you want something else: ${changesMind.says[0]}`]
      : []),
    ...(mixes ? [`You mix your order up with ${mixes} at first.`] : []),
    `Give what the agent asks for when it asks, not before. When you have what you wanted, and the agent has said that it is done, write ${stopMark}.`,
  ].join('\n\n')
}

/** A customer played by a model, over the same recorded wire as every other call. */
export function playedCustomer(endpoint: ChatEndpoint, customer: Customer): SimulatedCustomer {
  const told = instructions(customer)
  const said: Said[] = []
  return {
    patienceLeft: () => null,
    async next(reply, { handedOver }, signal) {
      if (handedOver) return { stopped: 'handed_over' }
      said.push({ by: 'agent', text: reply ?? '(The customer opens the chat.)' })
      const text = await modelCustomerSays(endpoint, told, said, signal)
      if (text.includes(stopMark)) return { stopped: 'satisfied' }
      if (text.includes(leaveMark)) return { stopped: 'gave_up' }
      if (text === '') return { stopped: 'silent' }
      said.push({ by: 'customer', text })
      return { kind: 'says', text, told: {}, waitMs: 0 }
    },
  }
}
