import { expect, it } from 'vitest'
import { MessageId } from '../../domain/id.ts'
import { countMessage, countTokens } from './tokens.ts'

it('counts English and Chinese as the o200k_base encoding does', () => {
  expect(countTokens('')).toBe(0)
  expect(countTokens('hello world')).toBe(2)
  expect(countTokens('订单卡在杭州三天了')).toBeGreaterThan(4)
  expect(countTokens('订单卡在杭州三天了')).toBeLessThan(13)
})

it('takes the markers of the encoding for plain text', () => {
  expect(countTokens('<|endoftext|>')).toBeGreaterThan(1)
})

it('stays linear on unbroken runs: ten times the text costs far less than a hundred times the time', () => {
  const time = (text: string) => {
    const start = performance.now()
    countTokens(text)
    return performance.now() - start
  }
  countTokens('warm')
  const best = (text: string) => Math.min(...Array.from({ length: 5 }, () => time(text)))
  expect(best('a'.repeat(100_000)) / best('a'.repeat(10_000))).toBeLessThan(40)
})

it('counts a message once, by its id', () => {
  const id = MessageId.make()
  const first = countMessage({ id, text: 'hello world' })
  expect(first).toBe(6)
  expect(countMessage({ id, text: 'something else, which the same id never has' })).toBe(first)
})
