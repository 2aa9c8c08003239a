import { appendFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeEach, expect, it } from 'vitest'
import { hashOf, openCorrections } from './corrections.ts'
import type { CorrectionBook } from './corrections.ts'

const folder = mkdtempSync(join(tmpdir(), 'baton-corrections-'))
const file = join(folder, 'understanding/corrections.jsonl')
const at = new Date('2026-11-21T10:00:00Z')
afterAll(() => rmSync(folder, { recursive: true }))

let book: CorrectionBook
beforeEach(() => {
  rmSync(file, { force: true })
  book = openCorrections(file)
})
const told = (opened: CorrectionBook) =>
  opened.standing().map(({ kind, text, intent }) => [kind, text, intent])

it('keeps every row, numbered, and reads them again', () => {
  book.add({ kind: 'is', text: ' 货呢 ', intent: 'track_shipment' }, at)
  book.add({ kind: 'not', text: 'card stuck', intent: 'urge_delivery' }, at)
  const again = openCorrections(file)
  expect(again.rows()).toEqual(book.rows())
  expect(again.rows().map(({ version }) => version)).toEqual([1, 2])
  expect(told(again)).toEqual([
    ['is', '货呢', 'track_shipment'],
    ['not', 'card stuck', 'urge_delivery'],
  ])
})

it('lets the newest word on a text stand, and gives the older one back when that is undone', () => {
  book.add({ kind: 'is', text: '货呢', intent: 'track_shipment' }, at)
  book.add({ kind: 'is', text: '货呢', intent: 'order_status' }, at)
  expect(told(book)).toEqual([['is', '货呢', 'order_status']])
  const before = hashOf(book.standing())
  expect(book.undo(undefined, at)).toMatchObject({ kind: 'undo', undone: 2, version: 3 })
  expect(told(book)).toEqual([['is', '货呢', 'track_shipment']])
  expect(hashOf(book.standing())).not.toBe(before)
  expect(readFileSync(file, 'utf8').trim().split('\n')).toHaveLength(3)
})

it('takes back a named one, once', () => {
  book.add({ kind: 'is', text: 'a', intent: 'greeting' }, at)
  book.add({ kind: 'is', text: 'b', intent: 'goodbye' }, at)
  book.undo(1, at)
  expect(told(book)).toEqual([['is', 'b', 'goodbye']])
  expect(() => book.undo(1, at)).toThrow(/Correction 1 stands/)
  book.undo(2, at)
  expect(() => book.undo(undefined, at)).toThrow(/No correction stands/)
  expect(hashOf(book.standing())).toBe('')
})

it('refuses an empty text, and names the line that is no correction', () => {
  expect(() => book.add({ kind: 'is', text: '  ', intent: 'greeting' }, at)).toThrow(/^text: /)
  book.add({ kind: 'is', text: 'a', intent: 'greeting' }, at)
  appendFileSync(file, '{"kind":"is"}\n')
  expect(() => openCorrections(file)).toThrow(/corrections\.jsonl:2: is no correction/)
})
