import { describe, expect, it } from 'vitest'
import { pickChoice, pickOption } from './options.ts'

const state = {
  sealed: {
    zh: ['没拆', '没拆封', '未拆封', '没开封'],
    en: ['unopened', 'sealed', 'still sealed'],
  },
  opened: { zh: ['拆封', '拆了', '拆开'], en: ['opened', 'open box'] },
}

describe('a fixed choice', () => {
  it.each([
    ['还没拆封呢', 'sealed'],
    ['已经拆封了', 'opened'],
    ['It is UNOPENED', 'sealed'],
    ['I opened it', 'opened'],
    ['reopened the case', null],
    ['不知道', null],
  ])('reads %s', (text, key) => {
    expect(pickChoice(text, state)).toBe(key)
  })

  it('is no answer when two are named alike', () => {
    const colours = { red: { zh: ['红色'], en: ['red'] }, blue: { zh: ['蓝色'], en: ['blue'] } }
    expect(pickChoice('红色蓝色都行', colours)).toBeNull()
  })
})

describe('an option that was shown', () => {
  const slots = [
    { value: 's1', label: { zh: '11月23日 10:30 上海徐汇', en: '23 Nov 10:30 Shanghai' } },
    { value: 's2', label: { zh: '11月23日 15:00 上海徐汇', en: '23 Nov 15:00 Shanghai' } },
    { value: 's3', label: { zh: '11月24日 11:15 杭州滨江', en: '24 Nov 11:15 Hangzhou' } },
  ]
  it.each([
    ['1', 's1'],
    ['２', 's2'],
    ['第二个', 's2'],
    ['第3场', 's3'],
    ['the first one please', 's1'],
    ['option 3', 's3'],
    ['最后一个吧', 's3'],
    ['the last one', 's3'],
    ['杭州那个', 's3'],
    ['15:00', 's2'],
    ['Hangzhou', 's3'],
    ['9', undefined],
    ['上海', undefined],
    ['随便', undefined],
  ])('is meant by %s', (text, value) => {
    expect(pickOption(text, slots)?.value).toBe(value)
  })

  it.each([
    ['L', 'L'],
    ['L 码吧', 'L'],
    ['size xl please', 'XL'],
    ["I'm not sure", undefined],
    ['M or L', undefined],
  ])('is meant by its value, were it one letter: %s', (text, value) => {
    const sizes = ['M', 'L', 'XL'].map((it) => ({ value: it, label: { zh: `${it} 码`, en: it } }))
    expect(pickOption(text, sizes)?.value).toBe(value)
  })

  it('is meant by a time of day that was read elsewhere', () => {
    expect(pickOption('下午三点的', slots, ['15:00'])?.value).toBe('s2')
  })
})
