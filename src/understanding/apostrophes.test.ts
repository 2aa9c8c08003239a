import { expect, it } from 'vitest'
import { withApostrophes } from './apostrophes.ts'

it.each([
  ['i didnt get it', "i didn't get it"],
  ['wheres my order, it hasnt come', "where's my order, it hasn't come"],
  ['cant you see, im waiting', "can't you see, i'm waiting"],
  ['Whats up and theyre late', "What's up and they're late"],
  ['I WONT pay, we havent got it', "I WOn't pay, we haven't got it"],
])('%s', (said, meant) => {
  expect(withApostrophes(said)).toBe(meant)
})

it.each(["I don't", 'the ants are mine', 'VG26117110', 'cantilever', '我没收到'])(
  'leaves %s as it is',
  (text) => {
    expect(withApostrophes(text)).toBe(text)
  },
)
