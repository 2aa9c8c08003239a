import { describe, expect, it } from 'vitest'
import { oneSlipApart, searchProducts } from './search.ts'

const found = (query: string, limit = 5) => searchProducts(query, limit).map(({ sku }) => sku)

describe('a model', () => {
  it.each([
    ['AF-45D', 'AF-45D'],
    ['af45d', 'AF-45D'],
    ['AF 45 D', 'AF-45D'],
    ['ＡＦ－４５Ｄ', 'AF-45D'],
    ['AF45', 'AF-45'],
    ['你们的AF-45D多少钱', 'AF-45D'],
    ['How much is the ps1200e?', 'PS-1200E'],
    ['ps 1200', 'PS-1200'],
    ['ridge 2 plus', 'Ridge-2-Plus'],
    ['Ridge2 帐篷', 'Ridge-2'],
    ['e-city 20 lite', 'E-City-20-Lite'],
    ['ecity20', 'E-City-20'],
    ['cm15pro', 'CM-15-Pro'],
    ['rv20max 有货吗', 'RV-20-Max'],
    ['AF-45DD', 'AF-45D'],
    ['KT-71', 'KT-17'],
    ['V5', 'V5'],
    ['how much is the V5', 'V5'],
    ['BT-36-10', 'BT-36-10'],
  ])('%s is %s', (query, sku) => {
    expect(found(query)[0]).toBe(sku)
  })
})

it('words that name nothing find nothing', () => {
  expect(found('how much is the')).toEqual([])
})

describe('a common name', () => {
  it.each<[string, string[]]>([
    ['空气炸锅', ['AF-45', 'AF-45D']],
    ['air fryer', ['AF-45', 'AF-45D']],
    ['Do you have air fryers?', ['AF-45', 'AF-45D']],
    ['tent', ['Ridge-2', 'Ridge-2-Plus']],
    ['tents', ['Ridge-2', 'Ridge-2-Plus']],
    ['车载冰箱', ['CF-35']],
    ['car fridge', ['CF-35']],
    ['除甲醛的净化器', ['AP-300H', 'AP-300']],
    ['扫地机器人', ['RV-20', 'RV-20-Max']],
    ['充电桩', ['HC-7']],
    ['电动车', ['E-City-20', 'E-City-20-Lite', 'E-Trail-27', 'E-Cargo-26']],
    ['mountain bike', ['E-Trail-27']],
    ['cargo bike', ['E-Cargo-26']],
    ['sleeping bag', ['SB-5', 'SB-15']],
    ['rice cooker', ['RC-30', 'RC-30S']],
    ['水壶', ['KT-17']],
    ['solar panel', ['SP-100', 'SP-200']],
    ['户外电源', ['PS-600', 'PS-1200', 'PS-1200E']],
    ['冲锋衣', ['SJ-3L']],
  ])('%s finds %j first', (query, skus) => {
    expect(found(query).slice(0, skus.length)).toEqual(skus)
  })
})

describe('a part', () => {
  it.each([
    ['AF-45D 的炸篮', 'AF-45D-B'],
    ['AF-45 basket', 'AF-45-B'],
    ['AP-300H 滤网', 'AF300-13'],
    ['filter for the AP-300', 'AF300-12'],
    ['E-Trail 27 电池', 'BT-48-15'],
    ['Ridge 2 Plus pole set', 'RG-P2P'],
    ['尘袋', 'RV-DB3'],
    ['除垢剂', 'CM-DS4'],
  ])('%s is %s', (query, sku) => {
    expect(found(query)[0]).toBe(sku)
  })
})

it('finds nothing in what names no product', () => {
  expect(found('今天天气怎么样')).toEqual([])
  expect(found('what a lovely day')).toEqual([])
  expect(found('')).toEqual([])
})

it('keeps to the limit', () => {
  expect(found('电池', 2)).toHaveLength(2)
})

describe('one slip', () => {
  it.each([
    ['af45dd', 'af45d', true],
    ['kt71', 'kt17', true],
    ['rv2o', 'rv20', true],
    ['af45', 'af45', false],
    ['ps1200', 'ps600', false],
    ['rc30', 'rc', false],
  ])('%s and %s: %s', (a, b, apart) => {
    expect(oneSlipApart(a, b)).toBe(apart)
    expect(oneSlipApart(b, a)).toBe(apart)
  })
})
