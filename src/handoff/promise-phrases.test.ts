import { expect, it } from 'vitest'
import { promiseWords } from './promise-phrases.ts'

const zh = (what: string) => promiseWords({ kind: 'other', what }, 'zh')
const en = (what: string) => promiseWords({ kind: 'other', what }, 'en')

it('an operator’s words read well whether they are a thing, an act or a sentence', () => {
  expect(zh('发票').made('明天 18:00')).toBe('已经为您记下：“发票”，最晚 明天 18:00。')
  expect(zh('给您换一台新的。').slipped('今天', '明天')).toMatch(
    /^很抱歉，答应您的“给您换一台新的”说好最晚 今天，没有做到/,
  )
  expect(en('the quote').made('Friday')).toBe(
    'Noted for you: “the quote”, by Friday at the latest.',
  )
  expect(en('Ship a new one.').slippedForGood('Friday')).toMatch(
    /^I'm sorry: “Ship a new one”, which we promised by Friday, is still not done\./,
  )
  expect(en('the quote').updated('Monday')).toBe(
    'An update on “the quote”: it is now due by Monday. Sorry for the wait.',
  )
  expect(zh('退款“到账”').windowCloses('今天')).toMatch(
    /^答应您的“退款到账”（最晚 今天）还在处理。/,
  )
})

it('what Baton promises itself reads on', () => {
  const { made, slipped } = promiseWords({ kind: 'call_back', what: '' }, 'zh')
  expect(made('明天')).toBe('我们会在 明天 前由销售同事联系您。')
  expect(slipped('今天', '明天')).toMatch(/^很抱歉，我们答应 今天 前由销售同事联系您，没有做到/)
  expect(promiseWords({ kind: 'answer', what: '' }, 'en').made('noon')).toBe(
    'You can expect an answer from a colleague by noon.',
  )
})
