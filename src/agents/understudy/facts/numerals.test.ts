import { expect, it } from 'vitest'
import { numeralIn } from './numerals.ts'

it.each([
  ['7', 7],
  ['一', 1],
  ['两', 2],
  ['十', 10],
  ['十二', 12],
  ['二十', 20],
  ['九十九', 99],
  ['', null],
  ['二三', null],
  ['百', null],
])('reads %s as %s', (text, value) => {
  expect(numeralIn(text)).toBe(value)
})
