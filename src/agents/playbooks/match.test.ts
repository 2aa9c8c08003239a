import { describe, expect, it } from 'vitest'
import { playbookOf, readingOf } from '../../../tests/playbook.ts'
import type { IntentName } from '../../domain/intent.ts'
import { MessageId } from '../../domain/id.ts'
import { matchPlaybooks } from './match.ts'

const track = playbookOf('track', { intents: ['order_status', 'track_shipment'] })
const urge = playbookOf('urge', { intents: ['urge_delivery'], covers: ['track_shipment'] })
const question = playbookOf('question', { intents: ['return_policy'] })
const members = playbookOf('members', {
  intents: ['membership'],
  when: { 'customer.loggedIn': true },
})
const playbooks = [track, urge, question, members]

const message = () => ({ id: MessageId.make(), text: 'words' })
const matched = (intents: readonly IntentName[], known = {}) =>
  matchPlaybooks(playbooks, [{ message: message(), reading: readingOf(intents) }], known).map(
    ({ intent, playbook }) => `${intent} by ${playbook.name}`,
  )

describe('a wish', () => {
  it('is served by the playbook of its intent, the most important first', () => {
    expect(matched(['return_policy', 'track_shipment'])).toEqual([
      'return_policy by question',
      'track_shipment by track',
    ])
  })

  it('that another playbook covers needs none of its own', () => {
    expect(matched(['track_shipment', 'urge_delivery'])).toEqual(['urge_delivery by urge'])
    expect(matched(['urge_delivery', 'return_policy', 'track_shipment'])).toEqual([
      'urge_delivery by urge',
      'return_policy by question',
    ])
  })

  it('is heard once, whatever it is called', () => {
    expect(matched(['order_status', 'track_shipment'])).toEqual(['order_status by track'])
  })

  it('that no playbook serves is left to others', () => {
    expect(matched(['invoice_request'])).toEqual([])
  })

  it('is not made of small talk', () => {
    expect(matched(['greeting', 'thanks', 'affirm'])).toEqual([])
  })

  it('is matched only where the conditions of its playbook hold', () => {
    expect(matched(['membership'], { customer: { loggedIn: false } })).toEqual([])
    expect(matched(['membership'], { customer: { loggedIn: true } })).toEqual([
      'membership by members',
    ])
  })

  it('of a reading that is not sure of itself is none', () => {
    const reading = readingOf(['return_policy'])
    for (const intent of reading.intents) intent.probability = 0.2
    expect(matchPlaybooks(playbooks, [{ message: message(), reading }])).toEqual([])
  })
})

it('names the message that each wish stands in', () => {
  const [first, second] = [message(), message()]
  const heard = matchPlaybooks(playbooks, [
    { message: first, reading: readingOf(['track_shipment']) },
    { message: second, reading: readingOf(['return_policy']) },
  ])
  expect(heard.map((it) => [it.playbook.name, it.message.id])).toEqual([
    ['track', first.id],
    ['question', second.id],
  ])
})
