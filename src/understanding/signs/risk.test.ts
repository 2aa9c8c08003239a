import { describe, expect, it } from 'vitest'
import { createRiskReader, parseRisk } from './risk.ts'

const signs = `
signs:
  zh: [法院, '准备<3>起诉']
  en: [sue, 'explod*', 'legal (action|steps)']
harmless:
  zh: [法院路]
  en: []
`
const { signs: found, harmless } = parseRisk('legal', 'legal.yaml', signs)
const holds = (text: string) => text.replace(harmless ?? /$^/, ' ').search(found) >= 0

describe('a list of signs', () => {
  it.each(['法院见', '准备去起诉', 'i will sue', 'it exploded', 'we take legal steps'])(
    'finds %s',
    (text) => expect(holds(text)).toBe(true),
  )

  it.each(['送到法院路3号', '准备买新的,起诉', 'issue', 'legal matters'])('lets %s pass', (text) =>
    expect(holds(text)).toBe(false),
  )

  it.each([
    ['signs: { zh: 3 }', /legal\.yaml: signs\.zh/],
    ["signs: { en: ['(a'] }", /legal\.yaml: signs\.en\.0: "\(a" cannot be read/],
    ['signs: [', /legal\.yaml: is no YAML/],
    ['sings: {}', /legal\.yaml: /],
  ])('says what is wrong with %s', (source, fault) => {
    expect(() => parseRisk('legal', 'legal.yaml', source)).toThrow(fault)
  })
})

it('takes the lists that come with the product where a folder has none', () => {
  expect(createRiskReader('/nowhere')('我要去法院告你们')).toEqual(['legal'])
})

describe('what is only supposed', () => {
  const read = createRiskReader('/nowhere')

  it.each([
    '有没有防触电的插座，怕他被电到',
    'can it explode in the sun',
    'in case it caught fire',
  ])('is no risk: %s', (text) => {
    expect(read(text)).toEqual([])
  })

  it.each(['它冒烟了会不会爆炸', 'it caught fire, could it do that again'])(
    'undoes nothing that is told before it: %s',
    (text) => {
      expect(read(text)).toEqual(['safety'])
    },
  )
})
