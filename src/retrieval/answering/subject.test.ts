import { describe, expect, it } from 'vitest'
import type { PassageHit } from '../../domain/passage.ts'
import { isAbout } from './subject.ts'

const hit = (articleId: string, text: string, heading = 'Title'): Pick<PassageHit, 'passage'> => ({
  passage: {
    id: `${articleId}#1`,
    articleId,
    headings: [heading],
    text,
    language: 'en',
    audience: 'public',
    version: 'v1',
  },
})
const categoryOf = (id: string) => ({ codes: 'troubleshooting', fees: 'shipping' })[id]

describe('what an answer has to be about', () => {
  it('is the part of the library it may stand in; an article of no part may always answer', () => {
    const about = { categories: ['shipping'] }
    expect(isAbout(hit('fees', '€9.90'), about, categoryOf)).toBe(true)
    expect(isAbout(hit('codes', 'E04'), about, categoryOf)).toBe(false)
    expect(isAbout(hit('leaflet', 'Hello'), about, categoryOf)).toBe(true)
  })

  it('is the thing that is asked about, by any of its names, in heading or text', () => {
    const about = { naming: ['E-City 20', 'e-bikes'] }
    expect(isAbout(hit('a', 'The e-bike has a lock.'), about, categoryOf)).toBe(true)
    expect(isAbout(hit('b', 'It has a lock.', 'E City 20'), about, categoryOf)).toBe(true)
    expect(isAbout(hit('c', 'Bonded orders are locked.'), about, categoryOf)).toBe(false)
  })

  it('is no sister model, unless that is asked about too', () => {
    const plus = hit('a', 'Holds in force 9. Poles of the Ridge 2 do not fit.', 'Ridge 2 Plus tent')
    expect(isAbout(plus, { naming: ['Ridge-2', 'tent'] }, categoryOf)).toBe(false)
    expect(isAbout(plus, { naming: ['Ridge-2', 'Ridge-2-Plus'] }, categoryOf)).toBe(true)
    expect(isAbout(hit('b', '9 litres', 'AF-45D'), { naming: ['AF-45'] }, categoryOf)).toBe(false)
    expect(
      isAbout(hit('c', '4.5 litres', 'AF-45 air fryer'), { naming: ['AF-45'] }, categoryOf),
    ).toBe(true)
  })
})
