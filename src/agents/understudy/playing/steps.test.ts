import { describe, expect, it } from 'vitest'
import { situation as situationOf } from '../../../../tests/fakes/shop-model-stage.ts'
import { playbookOf } from '../../../../tests/playbook.ts'
import type { Wish } from '../../../domain/agenda.ts'
import { MessageId } from '../../../domain/id.ts'
import type { Playbook } from '../../../domain/playbook.ts'
import type { Outcome, Proposal } from '../../../domain/proposal.ts'
import type { Floor, StepsEnd } from './run.ts'
import { runPlaybook } from './steps.ts'

const both = (text: string) => ({ zh: text, en: text })
const options = ['10:00', '15:00'].map((time) => ({ value: `s-${time}`, label: both(time) }))

const newWish = (words = 'book it'): Wish => ({
  playbook: 'booking',
  intent: 'book_appointment',
  words,
  messageId: MessageId.make(),
  status: 'open',
  facts: {},
  asked: null,
  timesAsked: {},
  said: [],
  unmetTurns: 0,
})

/** Runs a wish's playbook; every call is answered with what the test has for that tool. */
async function run(
  wish: Wish,
  playbook: Playbook,
  { results = {}, signedIn = true }: { results?: Record<string, unknown>; signedIn?: boolean } = {},
): Promise<{ end: StepsEnd; said: string[]; calls: unknown[] }> {
  const base = situationOf({ scope: { locale: 'en' } })
  const identity = { shopCustomerId: signedIn ? 'c1' : null, provenOrders: [] }
  const floor: Floor = {
    situation: { ...base, said: [], consent: null, scope: { ...base.scope, identity } },
    playbooks: [playbook],
    timeZone: 'UTC',
    pressed: new Set(),
    again: new Set(),
    answering: new Set(),
    answered: new Set(),
    questionAsked: false,
    wishes: [wish],
    told: new Set<Wish>(),
    personOffered: false,
    returning: false,
    topic: {},
  }
  const said: string[] = []
  const calls: unknown[] = []
  const acting = runPlaybook(wish, floor)
  const outcomeOf = (proposal: Proposal): Outcome => {
    if ('text' in proposal) said.push(proposal.text)
    if (proposal.kind !== 'call') return { kind: 'done' }
    calls.push(proposal.args)
    return { kind: 'called', result: { ok: true, forModel: '', data: results[proposal.tool] } }
  }
  let next = await acting.next()
  while (!next.done) next = await acting.next(outcomeOf(next.value))
  return { end: next.value, said, calls }
}

const booking = playbookOf('booking', {
  tools: ['free_slots', 'book'],
  facts: {
    slot: { type: 'choice', ask: both('Which one?'), from: 'free.options' },
    count: { type: 'quantity', ask: both('How many?') },
  },
  replies: { too_many: both('At most {free.most}.'), booked: both('Booked {count}.') },
  steps: [
    { read: 'free_slots', as: 'free' },
    { need: 'slot' },
    { need: 'count' },
    { again: 'count', say: 'too_many', when: { count: { atLeast: 5 } } },
    { set: 'kind', to: 'visit' },
    {
      write: 'book',
      with: { slot: '$slot', count: '$count', kind: '$kind' },
      as: 'booked',
      say: 'booked',
    },
  ],
})

describe('a choice among what a read found', () => {
  it('is asked with a numbered list, which the wish remembers', async () => {
    const wish = newWish()
    const { end, said } = await run(wish, booking, { results: { free_slots: { options } } })
    expect(end).toBe('asked')
    expect(said).toEqual(['Which one?\n1. 10:00\n2. 15:00'])
    expect(wish.options).toEqual(options)
  })

  it('is made when there is only one, or when the wish has named it', async () => {
    const only = newWish()
    await run(only, booking, { results: { free_slots: { options: options.slice(0, 1) } } })
    expect(only.facts['slot']).toBe('s-10:00')
    const named = newWish('the one at 15:00 please')
    await run(named, booking, { results: { free_slots: { options } } })
    expect(named.facts['slot']).toBe('s-15:00')
  })
})

describe('a fact that will not do', () => {
  it('is forgotten and asked for anew in the words of the reply', async () => {
    const wish = { ...newWish(), facts: { slot: 's-10:00', count: '7' } }
    const { said, end } = await run(wish, booking, {
      results: { free_slots: { options, most: 4 } },
    })
    expect(end).toBe('asked')
    expect(said).toEqual(['At most 4.'])
    expect(wish.facts).toEqual({ slot: 's-10:00' })
    expect(wish.asked).toBe('count')
  })
})

it('gives a write its facts, a quantity as a number, and what was set', async () => {
  const wish = { ...newWish(), facts: { slot: 's-10:00', count: '2' } }
  const { calls, said } = await run(wish, booking, { results: { free_slots: { options } } })
  expect(calls.at(-1)).toEqual({ slot: 's-10:00', count: 2, kind: 'visit' })
  expect(said).toEqual(['Booked 2.'])
  expect(wish.status).toBe('done')
})

it('asks a stranger to sign in where the playbook needs it, and does nothing', async () => {
  const own = playbookOf('booking', { ...booking, verify: 'login' })
  const { calls, said } = await run(newWish(), own, { signedIn: false })
  expect(calls).toEqual([])
  expect(said[0]).toMatch(/sign in/)
})
