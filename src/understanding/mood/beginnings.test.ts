import { describe, expect, it } from 'vitest'
import { createGuess } from './beginnings.ts'

const lists = ['气死|(?<!我)妈的', 'hate (?:you|this)|sucks?', '(?:要|会)投诉', '\\w+ing']

describe('the guess by beginnings', () => {
  const may = createGuess(lists.slice(0, 3))

  it('sees every list whose word is there, whatever stands around it', () => {
    expect(may('真是气死我了')).toBe(1)
    expect(may('i hate this')).toBe(2)
    expect(may('it sucks, 我会投诉')).toBe(6)
  })

  it('rules out what begins otherwise', () => {
    expect(may('where is my parcel, 谢谢')).toBe(0)
  })

  it('never rules out a word that may begin with anything', () => {
    expect(createGuess(lists)('')).toBe(8)
  })

  it('looks only where words begin, when told to', () => {
    const atWords = createGuess(['hate'], { atWords: true })
    expect([atWords('i hate it'), atWords('whatever')]).toEqual([1, 0])
  })
})
