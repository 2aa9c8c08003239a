import { expect, it } from 'vitest'
import { impossibleDayIn } from './impossible-day.ts'

it.each([
  ['我要约2月30号试驾', '2月30号'],
  ['１３月１日送到', '13月1日'],
  ['on 31 February please', '31 February'],
  ['April 31st', 'April 31st'],
  ['2026-02-30', '2026-02-30'],
  ['on the 32nd of May', '32nd of May'],
])('%s names a day that does not exist', (text, day) => {
  expect(impossibleDayIn(text)).toBe(day)
})

it.each(['2月29日', '11月30号', '31 December', 'Feb 29', '2026-11-30', '12号', 'may 5:30'])(
  '%s may be a day',
  (text) => {
    expect(impossibleDayIn(text)).toBeNull()
  },
)
