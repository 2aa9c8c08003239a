import { describe, expect, it } from 'vitest'
import { playbookOf, readingOf } from '../../../../tests/playbook.ts'
import type { Wish } from '../../../domain/agenda.ts'
import { MessageId } from '../../../domain/id.ts'
import { factsIn } from './facts.ts'

const ask = { zh: '?', en: '?' }
const booking = playbookOf('booking', {
  intents: ['book_appointment'],
  facts: {
    day: { type: 'date', ask },
    place: { type: 'place', ask },
    name: { type: 'person', ask },
    address: { type: 'address', ask },
    note: { type: 'text', ask },
    bike: {
      type: 'choice',
      ask,
      options: {
        city: { zh: ['折叠'], en: ['folding'] },
        trail: { zh: ['山地'], en: ['mountain'] },
      },
    },
    slot: { type: 'choice', ask, from: 'slots.options' },
  },
})
const waitingFor = (asked: string, change: Partial<Wish> = {}): Wish => ({
  playbook: 'booking',
  intent: 'book_appointment',
  words: '想试驾',
  messageId: MessageId.make(),
  status: 'waiting_for_fact',
  facts: {},
  asked,
  timesAsked: { [asked]: 1 },
  said: [],
  unmetTurns: 0,
  ...change,
})
const heard = (text: string, reading = readingOf(['provide_info'])) => ({
  message: { text },
  reading,
})

describe('the first telling', () => {
  it('fills entities and the words of a choice, and no free words', () => {
    const { facts, answers } = factsIn(
      heard(
        '想试骑山地车',
        readingOf(['book_appointment'], { date: '2026-11-25', place: 'Shanghai' }),
      ),
      booking,
      null,
    )
    expect(facts).toEqual({ day: '2026-11-25', place: 'Shanghai', bike: 'trail' })
    expect(answers).toBe(false)
  })
})

describe('an answer', () => {
  it('is one of the options shown', () => {
    const options = ['a', 'b'].map((value) => ({ value, label: { zh: value, en: value } }))
    const { facts, whole } = factsIn(heard('第二个'), booking, waitingFor('slot', { options }))
    expect(facts).toEqual({ slot: 'b' })
    expect(whole).toBe(true)
  })

  it('in free words is taken without its introduction', () => {
    expect(factsIn(heard('我叫李雷'), booking, waitingFor('name')).facts).toEqual({ name: '李雷' })
    expect(factsIn(heard('My name is Ann Lee.'), booking, waitingFor('name')).facts).toEqual({
      name: 'Ann Lee',
    })
  })

  it('is an address by its look, whatever it is read as', () => {
    const text = '上海市徐汇区漕溪北路88号3单元502'
    const { facts } = factsIn(
      heard(text, readingOf(['store_info'])),
      booking,
      waitingFor('address'),
    )
    expect(facts['address']).toBe(text)
  })

  it.each([
    [
      '说错了，不是杭州市西湖区文三路10号2单元301，是杭州市西湖区文三路100号2单元301',
      '杭州市西湖区文三路100号2单元301',
    ],
    ["Sorry, not 10 Mill Road, Leeds, it's 100 Mill Road, Leeds", '100 Mill Road, Leeds'],
  ])('is the address that is meant, and not the one it takes back: %s', (text, meant) => {
    const { facts } = factsIn(heard(text), booking, waitingFor('address'))
    expect(facts['address']).toBe(meant)
  })

  it.each(['deny', 'human_request', 'refund_request'] as const)(
    'in free words is none when it is read as %s',
    (intent) => {
      const { answers } = factsIn(heard('算了吧', readingOf([intent])), booking, waitingFor('note'))
      expect(answers).toBe(false)
    },
  )

  it('to one question leaves another slot of the same type alone', () => {
    const two = playbookOf('two', {
      facts: { from: { type: 'date', ask }, to: { type: 'date', ask } },
    })
    const reading = readingOf(['provide_info'], { date: '2026-12-01' })
    expect(factsIn(heard('12月1日', reading), two, waitingFor('to')).facts).toEqual({
      to: '2026-12-01',
    })
  })
})

describe('of two days', () => {
  const dayIn = (text: string) => {
    const date = (words: string, value: string) => {
      const start = text.indexOf(words)
      return { type: 'date' as const, value, start, end: start + words.length }
    }
    const entities = [date('23 November', '2026-11-23'), date('28 December', '2026-12-28')]
    const reading = { ...readingOf(['change_appointment']), entities }
    return factsIn(heard(text, reading), booking, null).facts['day']
  }
  it('the one that something is moved to is meant', () => {
    expect(dayIn("I'm away on 23 November, move it to 28 December please")).toBe('2026-12-28')
    expect(dayIn("I'm away on 23 November and back 28 December")).toBe('2026-11-23')
    expect(dayIn("I'm not in from 23 November to 28 December")).toBe('2026-11-23')
  })
})
