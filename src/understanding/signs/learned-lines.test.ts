import { describe, expect, it } from 'vitest'
import { foldText } from '../fold.ts'
import { examplesOf } from './line-training.ts'
import { learnedDanger } from './danger.ts'
import { learnedPerson } from '../person/person.ts'
import { learnedUnhelped } from './unhelped.ts'

const training = 'training'
const cache = '.baton/cache'

describe('lines to learn from', () => {
  it('hold a few ways of putting each line together, always the same ones', () => {
    const source = "says: asked\nen: ['{get,find} me {a person,}{, please}']\n"
    const texts = examplesOf('person/x.yaml', source, ['asked']).map(({ text }) => text)
    expect([...texts].sort()).toEqual([
      'find me',
      'find me a person',
      'find me a person please',
      'find me please',
      'get me',
      'get me a person',
      'get me a person please',
      'get me please',
    ])
    expect(examplesOf('person/x.yaml', source, ['asked']).map(({ text }) => text)).toEqual(texts)
  })

  it.each([
    ['says: nothing known\n', /person\/x\.yaml: says: /],
    ['says: asked\nzh: 3\n', /person\/x\.yaml: zh: /],
    ['says: [\n', /person\/x\.yaml: /],
  ])('name file and field that do not fit', (source, message) => {
    expect(() => examplesOf('person/x.yaml', source, ['asked'])).toThrow(message)
  })
})

describe('a wish for a person, in words that no pattern knows', () => {
  const read = learnedPerson(training, cache)
  it.each([
    'any breathing colleague in your office who could take this from here?',
    'i would rather explain all that to somebody in your office',
    '你们那儿谁在啊,出来个会喘气的说两句',
    '还是请一位老师来跟我讲吧',
    '方才聊着的那位呢，把她叫回来',
    'could you hand me back to the lady I chatted with before',
    'put me in line for a human',
  ])('%s', (text) => {
    expect(read(foldText(text)).asked).toBeGreaterThan(0.1)
  })

  it.each([
    'which rinse agent fits this dishwasher',
    'can one man get it up the stairs',
    '人工草坪一平米多少钱',
    '两个大人睡会不会挤',
    '耳机打电话声音清楚吗',
    '报价里含人工吗',
    'the driver was meant to ring me an hour ago',
    'are those ratings left by real humans',
    'does the intercom put me through to the front door',
    'where is my parcel',
  ])('is none: %s', (text) => {
    expect(read(foldText(text)).asked).toBeLessThan(-0.3)
  })
})

describe('words of danger', () => {
  const read = learnedDanger(training, cache)
  it.each([
    'i read somewhere that these chargers explode, is that true',
    '听说这种插座会起火,真的假的',
    '我是派出所的,想给单位订十把椅子',
    'i burnt my old wok, which one is non-stick',
  ])('that tell of none: %s', (text) => {
    expect(read(foldText(text)).harmless).toBe(true)
  })

  it.each([
    'the kettle blew up in my hands an hour ago',
    '插座起火了,墙都烧黑了',
    'my solicitor will write to you',
    '砂锅的把手掉了，滚汤浇了我一脚',
    'my parrot licked the paint of your cage and is at the vet',
    '有陌生人拿我的证件在你们平台贷了款',
  ])('that are meant: %s', (text) => {
    expect(read(foldText(text)).harmless).toBe(false)
  })
})

describe('that it has not helped', () => {
  const isUnhelped = learnedUnhelped(training, cache)
  it.each([
    'swapped the cable, same thing again',
    'there is no such switch on that page',
    '按你说的拔了插头,照样没反应',
    '我问的不是这个',
  ])('is heard: %s', (text) => {
    expect(isUnhelped(foldText(text))).toBe(true)
  })

  it.each([
    'that did the trick, thank you',
    '好的,我去看看',
    'how much is the delivery',
    '我的包裹到哪了',
  ])('is not said: %s', (text) => {
    expect(isUnhelped(foldText(text))).toBe(false)
  })
})
