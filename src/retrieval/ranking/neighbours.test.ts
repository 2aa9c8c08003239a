import { describe, expect, it } from 'vitest'
import type { Passage } from '../../domain/passage.ts'
import { nearbyAmong, neighboursAmong, standpointOf, surroundingsAmong } from './neighbours.ts'

const passage = (id: string, title: string): Passage => ({
  id,
  articleId: id.slice(0, id.lastIndexOf('#')),
  headings: [title],
  text: '',
  language: 'en',
  audience: 'public',
  version: '1',
})

describe('neighbours among what was found', () => {
  it('are the passages next to one another in an article, however they are ordered', () => {
    const found = [passage('a#2', 'A'), passage('b#3', 'B'), passage('a#3', 'A')]
    expect(neighboursAmong(found.map(standpointOf))).toEqual([
      { before: -1, after: 2 },
      { before: -1, after: -1 },
      { before: 0, after: -1 },
    ])
  })

  it('are the articles of one title that their owner numbered', () => {
    const found = [passage('doc-9#1', 'Fresno'), passage('doc-10#1', 'Fresno')]
    expect(neighboursAmong(found.map(standpointOf))).toEqual([
      { before: -1, after: 1 },
      { before: 0, after: -1 },
    ])
  })

  it('are articles without a title by their numbered ids', () => {
    const found = [passage('s-1#1', 's-1'), passage('s-2#1', 's-2')]
    expect(neighboursAmong(found.map(standpointOf))[0]).toEqual({ before: -1, after: 1 })
  })

  it('are not articles on different subjects with ids in a row', () => {
    const found = [passage('kb-1#1', 'Shipping'), passage('kb-2#1', 'Returns')]
    expect(neighboursAmong(found.map(standpointOf))[0]).toEqual({ before: -1, after: -1 })
  })
})

describe('what is nearby among what was found', () => {
  it('is the same article, or what was cut from it, a few places on, and the passage itself', () => {
    const found = [
      passage('s-1#1', 'Fresno'),
      passage('s-7#1', 'Fresno'),
      passage('s-90#1', 'Fresno'),
    ]
    expect(nearbyAmong(found.map(standpointOf))).toEqual([[0, 1], [0, 1], [2]])
    const whole = [passage('a#1', 'A'), passage('b#1', 'B'), passage('a#3', 'A')]
    expect(nearbyAmong(whole.map(standpointOf))).toEqual([[0, 2], [1], [0, 2]])
  })
})

describe('surroundings', () => {
  it('tell what the passages around a candidate add to what it says itself', () => {
    const found = [passage('a#1', 'A'), passage('a#2', 'A'), passage('a#3', 'A')]
    const said = [
      [1, 0, 0],
      [0, 1, 0],
      [0, 0, 1],
    ]
    const [, middle] = surroundingsAmong(found.map(standpointOf), [1, 0.5, 0.25], said, [2, 1, 1])
    expect(middle).toEqual({ before: 1, after: 0.25, beforeAdds: 0.5, aroundAdds: 0.75 })
  })
})
