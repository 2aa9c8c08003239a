import type { Finding } from '../finding.ts'
import type { Trace } from '../trace.ts'
import { effectsWanted, factsOf, type Customer } from './customer.ts'

/** What an audit looks at: the customer as the case has them, what happened, what was found, and the world it was in. */
export interface Evidence {
  customer: Customer
  trace: Trace
  findings: readonly Finding[]
  shop: readonly {
    id: string
    orders: readonly {
      number: string
      proof: { phoneTail: string; phone: string; email: string }
    }[]
  }[]
  /** Tools that any playbook lists. */
  tools: ReadonlySet<string>
}

/** Writes that were done. */
export const doneIn = ({ effects }: Trace): string[] =>
  effects.flatMap(({ tool, status }) => (status === 'done' ? [tool] : []))

/** Whether what the customer came for is there, by the state and the replies. */
export function hasWhatTheyCameFor({ customer, trace }: Evidence): boolean {
  const { said, person } = customer.stops
  const done = doneIn(trace)
  const replies = trace.messages.flatMap(({ author, text }) => (author === 'agent' ? [text] : []))
  return (
    effectsWanted(customer).every((tool) => done.includes(tool)) &&
    (said === undefined || replies.some((text) => new RegExp(said, 'iu').test(text))) &&
    (person === undefined || trace.holder !== 'agent')
  )
}

/** Everything that a customer may say: what they know, and the words that the case gives them. */
export function wordsOf(customer: Customer): string {
  const facts = Object.values(factsOf(customer)).flatMap(({ value, first }) => [value, first ?? ''])
  const { says, changesMind, mixes, goal } = customer
  return [...facts, ...says, ...(changesMind?.says ?? []), mixes ?? '', goal].join('\n')
}
