import { expect, it } from 'vitest'
import { playbookOf } from '../../../tests/playbook.ts'
import { changesBetween, wentThere } from './touched.ts'
import { traceOf } from '../trace.ts'

const both = (words: string) => ({ zh: words, en: words })
const parcel = playbookOf('parcel', {
  steps: [{ need: 'order' }, { say: 'stuck' }, { say: 'sorry' }],
  replies: { stuck: both('It is stuck.'), sorry: both('Sorry.') },
})
const other = playbookOf('other')
const changed = (change: Partial<typeof parcel>) =>
  changesBetween([parcel, other], [{ ...parcel, ...change }, other])

const heardStuck = traceOf({
  played: { steps: { parcel: [0, 1] }, replies: { parcel: ['stuck en'] } },
})
const askedOnly = traceOf({ played: { steps: { parcel: [0] }, replies: {} } })
const elsewhere = traceOf({ played: { steps: { other: [0] }, replies: {} } })

it('takes new words to those who heard the old ones', () => {
  const words = changed({
    replies: { ...parcel.replies, stuck: { ...both('It is stuck.'), en: 'It hangs.' } },
  })
  expect(words).toMatchObject([
    { playbook: 'parcel', opening: false, doing: false, words: ['stuck en'] },
  ])
  expect([heardStuck, askedOnly, elsewhere].map((trace) => wentThere(trace, words))).toEqual([
    true,
    false,
    false,
  ])
  // Who heard the other language did not hear these; who came to the step and heard nothing may hear them now.
  const inChinese = traceOf({
    played: { steps: { parcel: [0, 1] }, replies: { parcel: ['stuck zh'] } },
  })
  const silent = traceOf({ played: { steps: { parcel: [0, 1] }, replies: {} } })
  expect([inChinese, silent].map((trace) => wentThere(trace, words))).toEqual([false, true])
})

it('takes another step to all who opened the playbook', () => {
  const steps = changed({ steps: [{ need: 'order' }, { say: 'stuck', when: { late: true } }] })
  expect([heardStuck, askedOnly, elsewhere].map((trace) => wentThere(trace, steps))).toEqual([
    true,
    true,
    false,
  ])
})

it('says that other conversations may come in where intents or cues change, or a playbook comes or goes', () => {
  expect(changed({ intents: ['refund_request'] })).toMatchObject([{ opening: true }])
  expect(changed({ cues: { zh: ['卡住了'], en: ['is stuck'] } })).toMatchObject([{ opening: true }])
  expect(changesBetween([parcel], [parcel, other])).toMatchObject([
    { playbook: 'other', opening: true },
  ])
  expect(changed({ guidance: 'Be kind.', version: 'another' })).toEqual([])
})

it('leaves out nobody of whom nothing is known', () => {
  expect(wentThere(null, changed({ steps: [{ need: 'order' }] }))).toBe(true)
})
