import { expect, it } from 'vitest'
import { preferenceIn } from './preference.ts'

it.each([
  ['我就要人工，别再给我转机器人', 'person'],
  ['以后都给我接真人', 'person'],
  ['Only ever a real person for me, never a bot again', 'person'],
  ["don't put me through to that machine again", 'person'],
  ['不用转人工，你直接告诉我', 'agent'],
  ["I don't want a person, just tell me", 'agent'],
  ['stop offering me a colleague', 'agent'],
  ['转人工', null],
  ['I want to talk to a person', null],
  ['机器人扫地好用吗', null],
])('%s asks for good for %s', (text, prefers) => expect(preferenceIn([text])).toBe(prefers))

it('takes the last wish for what holds', () =>
  expect(preferenceIn(['以后都给我接真人', '算了，不用转人工，你直接告诉我'])).toBe('agent'))
