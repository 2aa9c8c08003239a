import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { RiskTag } from '../domain/reading.ts'
import { foldText } from './fold.ts'
import { createSignReader, withSigns } from './signs.ts'

/** Families of words that stand together: what is told of, in words that no pattern holds. */

const read = createSignReader()
const signsIn = (text: string) => [...read(foldText(text))]

describe('who and what happened to them', () => {
  it.each([
    ['the lid came down and her knuckles are grazed', 'safety'],
    ['我妈的手背被蒸汽灼出一片水泡', 'safety'],
    ['the adapter gave off a puff of black smoke', 'safety'],
    ['插排噼里啪啦冒出火星', 'safety'],
    ['your installer shoved me against the door', 'safety'],
    ['I am handing this to my solicitor', 'legal'],
    ['你们等着收传票', 'legal'],
    ['the card company will claw it back', 'chargeback'],
    ['我让招行把这笔款追回', 'chargeback'],
    ['payments on my statement that none of us made', 'fraud'],
    ['账户里多出一笔，压根没碰过手机', 'fraud'],
    ['I will put everything on TikTok so people know about you, I will expose you', 'media'],
    ['先打市监局电话再说', 'regulator'],
  ])('%s is %s', (text, sign) => {
    expect(signsIn(text)).toContain(sign)
  })
})

describe('what is no sign', () => {
  it.each([
    'Could this charger ever catch fire?',
    '这个插排会不会冒火花',
    'smoke grey or black, which heater is in stock',
    'tennis court shoes in size 9',
    '烟灰色的炸锅有货吗',
    'my bank card expired, can I change it',
    '我发到朋友圈集赞了，券怎么领',
  ])('%s', (text) => {
    expect(signsIn(text)).toEqual([])
  })

  it('words that stand in different sentences', () => {
    expect(signsIn('My hand is free now. The mower cut the grass.')).toEqual([])
  })

  it('a supposition does not undo what another clause tells', () => {
    expect(signsIn('插座冒火花了，还能用吗')).toContain('safety')
  })
})

/** What the families hear, where the learned lines say nothing clearly. */
const heard = (folded: string) => ({
  signs: read(folded),
  readPerson: () => ({ asked: -0.5, spokenOf: -0.5 }),
  readDanger: () => ({ harmless: false, told: null }),
})

describe('a person', () => {
  const calm = { intents: [{ name: 'order_status' as const, probability: 0.6 }], outOfScope: false }

  it.each([
    'could one of your colleagues take a look at this',
    '让能做主的人来跟我谈',
    'have someone in billing ring me',
  ])('is wished for, before anything else that was read: %s', (text) => {
    const folded = foldText(text)
    const { intents } = withSigns({ ...calm, risks: [] }, folded, heard(folded))
    expect(intents.map(({ name }) => name)).toEqual(['human_request', 'order_status'])
  })

  it.each(['my manager told me to ask one of you lot for a receipt', '不用叫你们经理出来'])(
    'is only spoken of: %s',
    (text) => {
      const folded = foldText(text)
      const { intents } = withSigns({ ...calm, risks: [] }, folded, heard(folded))
      expect(intents).toEqual(calm.intents)
    },
  )
})

it('whoever chooses goods has come to no harm, unless they speak of themselves', () => {
  const choosing = {
    intents: [{ name: 'product_info' as const, probability: 0.9 }],
    outOfScope: false,
  }
  const { risks } = withSigns({ ...choosing, risks: ['safety', 'self_harm'] }, '', heard(''))
  expect(risks).toEqual(['self_harm'])
})

describe('learned lines', () => {
  const said = { intents: [{ name: 'complaint' as const, probability: 0.6 }], outOfScope: false }
  const none = heard('')

  it('undo a risk whose words are clearly harmless, but never despair', () => {
    const risks: RiskTag[] = ['legal', 'self_harm']
    const told = withSigns({ ...said, risks }, 'anything', {
      ...none,
      readDanger: () => ({ harmless: true, told: null }),
    })
    expect(told.risks).toEqual(['self_harm'])
  })

  it('tell of a danger that no word of danger does', () => {
    const told = withSigns({ ...said, risks: [] }, 'anything', {
      ...none,
      readDanger: () => ({ harmless: false, told: 'safety' }),
    })
    expect(told.risks).toEqual(['safety'])
  })

  it('tell a wish for a person that no family of words does', () => {
    const told = withSigns({ ...said, risks: [] }, 'anything', {
      ...none,
      readPerson: () => ({ asked: 0.5, spokenOf: -1 }),
    })
    expect(told.intents[0]).toEqual({ name: 'human_request', probability: 0.6 })
  })

  it('take back a wish for a person that was only guessed', () => {
    const intents = [{ name: 'human_request' as const, probability: 0.5 }, ...said.intents]
    const read = { ...said, intents, risks: [] }
    const told = withSigns(read, 'anything', {
      ...none,
      readPerson: () => ({ asked: -2, spokenOf: -1 }),
    })
    expect(told.intents).toEqual(said.intents)
  })
})

it('a sign of an unknown family is a fault that names both', () => {
  const folder = mkdtempSync(join(tmpdir(), 'signs-'))
  mkdirSync(join(folder, 'families'))
  const family = (name: string) => `${name}: { zh: '火', en: 'fire' }\n`
  writeFileSync(
    join(folder, 'families', 'a.yaml'),
    ['supposing', 'goods_words', 'fire'].map(family).join(''),
  )
  writeFileSync(join(folder, 'signs.yaml'), 'safety:\n  - fire + ice\n')
  expect(() => createSignReader(folder)).toThrow(/“fire \+ ice”.*“ice”/)
})
