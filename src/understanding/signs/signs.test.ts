import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { RiskTag } from '../../domain/reading.ts'
import { foldText } from '../fold.ts'
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

const noDanger = { harmless: false, told: null }

it('whoever chooses goods has come to no harm, unless they speak of themselves', () => {
  const choosing = {
    intents: [{ name: 'product_info' as const, probability: 0.9 }],
    outOfScope: false,
  }
  const { risks } = withSigns(
    { ...choosing, risks: ['safety', 'self_harm'] },
    { signs: read(''), danger: noDanger },
  )
  expect(risks).toEqual(['self_harm'])
})

describe('learned lines', () => {
  const complaint = [{ name: 'complaint' as const, probability: 0.6 }]
  const signs = read('')

  it('undo a risk whose words are clearly harmless, but never despair', () => {
    const risks: RiskTag[] = ['legal', 'self_harm']
    const danger = { harmless: true, told: null }
    const told = withSigns({ intents: complaint, risks }, { signs, danger })
    expect(told.risks).toEqual(['self_harm'])
  })

  it('tell of a danger that no word of danger does', () => {
    const danger = { harmless: false, told: 'safety' as const }
    const told = withSigns({ intents: complaint, risks: [] }, { signs, danger })
    expect(told.risks).toEqual(['safety'])
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
