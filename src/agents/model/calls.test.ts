import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { callId, readArguments } from './calls.ts'

describe('arguments are read', () => {
  it.each([
    ['as they are', '{"a":1}', { a: 1 }],
    ['out of a code fence', '```json\n{"a":1}\n```', { a: 1 }],
    ['in spite of a comma too many', '{"a":[1,2,],"b":"x,}",}', { a: [1, 2], b: 'x,}' }],
    ['out of a JSON string', '"{\\"a\\":1}"', { a: 1 }],
  ])('%s', (_, raw, args) => expect(readArguments(raw, false)).toEqual(args))

  it.each([
    ['half an object', '{"orderNumber":"VG2611'],
    ['an object without its end', '{"orderNumber":"VG26111842"'],
    ['two objects', '{"a":1}{"a":2}'],
    ['an array', '[1]'],
    ['a number', '7'],
    ['null', 'null'],
    ['prose', 'the order please'],
    ['nothing', ''],
  ])('but not from %s', (_, raw) => expect(readArguments(raw, false)).toBeNull())

  it('from nothing, when nothing is needed', () => expect(readArguments(' ', true)).toEqual({}))

  it('whole or not at all: no proper prefix of a call is ever read as another call', () => {
    const value = fc.dictionary(
      fc.string(),
      fc.oneof(fc.string(), fc.integer(), fc.array(fc.string())),
    )
    fc.assert(
      fc.property(value, fc.double({ min: 0, max: 0.999, noNaN: true }), (args, share) => {
        const json = JSON.stringify(args)
        expect(readArguments(json, true)).toEqual(JSON.parse(json))
        const cut = json.slice(0, Math.max(1, Math.floor(json.length * share)))
        if (cut !== json) expect(readArguments(cut, true)).toBeNull()
      }),
    )
  })
})

it('keeps the ids of the server unless they are taken or unusable', () => {
  const taken = new Set<string>()
  const id = (text: string) => callId({ id: text, name: 'a', args: '' }, taken)
  expect(id('call_abc')).toBe('call_abc')
  expect(id('call_abc')).toMatch(/^[a-zA-Z0-9]{9}$/)
  expect(id('')).toMatch(/^[a-zA-Z0-9]{9}$/)
  expect(id('no good!')).toMatch(/^[a-zA-Z0-9]{9}$/)
  expect(taken.size).toBe(4)
})
