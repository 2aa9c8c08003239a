import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { withoutCitations } from './citations.ts'
import { DraftGate } from './draft.ts'

function gate() {
  const seen: string[] = []
  const draft = new DraftGate({ token: (text) => seen.push(text), reset: () => seen.push('⟲') })
  const write = (text: string, size = 3) => {
    for (let at = 0; at < text.length; at += size) draft.write(text.slice(at, at + size))
  }
  return { draft, seen, write }
}

it('lets whole sentences through, and the last one at the end', () => {
  const { draft, seen, write } = gate()
  write('您好！包裹在杭州。It costs 3.50 now. Wait')
  expect(seen).toEqual(['您好！', '包裹在杭州。', 'It costs 3.50 now.'])
  draft.finish()
  expect(seen.at(-1)).toBe(' Wait')
})

it('stops at the first claim of an effect and stays shut', () => {
  const { draft, seen, write } = gate()
  write("Sorry. I've refunded you. The parcel is in Hangzhou. Bye.")
  draft.finish()
  expect(seen).toEqual(['Sorry.'])
})

it('withdraws what was streamed, and nothing when nothing was', () => {
  const shown = gate()
  shown.write('One. Two.')
  shown.draft.withdraw()
  shown.write(' Three. Four.')
  expect(shown.seen).toEqual(['One.', '⟲'])
  const silent = gate()
  silent.write('One')
  silent.draft.withdraw()
  expect(silent.seen).toEqual([])
})

it('strips citation marks and thinking', () => {
  const { draft, seen, write } = gate()
  write(
    '<think>Refund? No. Hm.\nI have refunded.</think>\nYou have 30 days. [kb-en-004#1] Really.【kb-1#2，kb-1#3】',
  )
  draft.finish()
  expect(seen.join('')).toBe('You have 30 days. Really.')
})

it('streams, in all, exactly the text without its marks, however it is sliced', () => {
  const parts = fc.constantFrom(
    '您好',
    '。',
    ' Hm',
    '. ',
    '!',
    '\n',
    ' [kb-1#2]',
    '[',
    '#',
    ']',
    'a',
    ' ',
  )
  fc.assert(
    fc.property(fc.array(parts), fc.integer({ min: 1, max: 9 }), (words, size) => {
      const text = words.join('')
      const { draft, seen, write } = gate()
      write(text, size)
      draft.finish()
      // A mark that a sentence's end cuts in two would be no mark: ids hold no sentence end.
      expect(seen.join('').trim()).toBe(withoutCitations(text).trim())
    }),
  )
})
