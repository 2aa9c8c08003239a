import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { loadArticles } from '../retrieval/knowledge.ts'
import { BatonError } from '../domain/error.ts'
import { ConversationId } from '../domain/id.ts'
import { diagnose } from './diagnose.ts'
import { codeIn, loadFaultBook, tellsDanger, type FaultBook } from './fault-book.ts'
import type { Tool } from './tool.ts'

const folder = join(import.meta.dirname, '../../knowledge')
let book: FaultBook
let tool: Tool
let articles: Map<string, string>
beforeAll(async () => {
  book = await loadFaultBook(join(folder, 'faults.yaml'))
  const all = await loadArticles(join(folder, 'voyager-goods.jsonl'))
  articles = new Map(all.map(({ id, body }) => [id, body]))
  tool = diagnose(book, (articleId) =>
    articles.has(articleId)
      ? { articleId, passageId: `${articleId}#1`, heading: '', version: '1' }
      : null,
  )
})

const ask = async (words: string, more: { device?: string; symptom?: string } = {}) => {
  const call = {
    locale: 'zh',
    now: new Date(),
    conversationId: ConversationId.make(),
    idempotencyKey: '',
  } as const
  const identity = { shopCustomerId: null, provenOrders: [] }
  return (await tool.run({ words, ...more }, { ...call, identity })).data
}

describe('the fault book', () => {
  it('has every code that its articles list, and no other', () => {
    for (const { family, article, faults } of book) {
      const listed = articles.get(article.zh)?.match(/^\| E\d\d \|/gm) ?? []
      const codes = faults.flatMap(({ code }) => code ?? [])
      expect(codes.toSorted(), family).toEqual(listed.map((row) => row.slice(2, 5)))
    }
  })

  it('says no number in its steps that its article does not have', () => {
    for (const { article, faults } of book)
      for (const fault of faults) {
        const from = `${articles.get((fault.article ?? article).zh)} ${articles.get('kb-zh-066')}`
        const figures = (text: string) => text.match(/\d+(?:\.\d+)?/g) ?? []
        for (const figure of fault.zh.flatMap(figures))
          expect(figures(from), `${fault.code ?? fault.signs?.zh[0]}: ${figure}`).toContain(figure)
      }
  })

  it('refuses a faulty file with the field at fault, and takes a missing one for empty', async () => {
    await expect(loadFaultBook(join(folder, 'lexicon.txt'))).rejects.toBeInstanceOf(BatonError)
    expect(await loadFaultBook(join(folder, 'none.yaml'))).toEqual([])
  })
})

describe('a diagnosis', () => {
  it.each([
    ['我的空气炸锅显示E03', 'E03', /冷却 30 分钟/],
    ['AF-45的灯闪三下是什么意思', 'E03', /冷却 30 分钟/],
    ['af45d e05怎么办', 'E05', /1 分钟/],
    ['扫地机器人 RV-20 报 E 11', 'E11', /0\.5 米/],
    ['My CM-15 shows E02', 'E02', /20 秒/],
    ['PS-1200E says e5', 'E05', /并联/],
    ['电动车仪表显示E11', 'E11', /3–5 毫米/],
    ['CF-35 E01', 'E01', /从 H 调到 M 或 L/],
    ['家充桩 E02', 'E02', /复位键/],
    ['电饭煲 RC-30 E03', 'E03', /没有混用/],
  ])('%s: %s', async (words, code, steps) => {
    expect(await ask(words)).toMatchObject({
      state: 'found',
      code,
      steps: { zh: expect.stringMatching(steps) },
      citations: [{ articleId: expect.stringMatching(/^kb-/) }],
    })
  })

  it.each([
    ['扫地机器人不回充电座了', 'robot_vacuum', 'kb-en-027'],
    ["my robot vacuum won't join the wifi", 'robot_vacuum', 'kb-en-027'],
    ['E-City 20 按开关没反应', 'e_bike', 'kb-zh-065'],
    ['电动车续航变短了好多', 'e_bike', 'kb-zh-065'],
    ['咖啡机只嗡嗡响不出水', 'coffee_machine', 'kb-zh-060'],
    ['空气炸锅冒白烟', 'air_fryer', 'kb-zh-059'],
    ['the fridge is not cooling', 'car_fridge', 'kb-en-030'],
  ])('%s is known by its signs', async (words, family, articleId) => {
    expect(await ask(words)).toMatchObject({ state: 'found', family, citations: [{ articleId }] })
  })

  it('asks for the device, and then for the symptom', async () => {
    expect(await ask('机器显示E04')).toMatchObject({ state: 'needs_device' })
    expect(await ask('机器显示E04', { device: '咖啡机' })).toMatchObject({ code: 'E04' })
    expect(await ask('我的咖啡机坏了')).toMatchObject({ state: 'needs_symptom' })
    expect(await ask('我的咖啡机坏了', { symptom: '没有油脂' })).toMatchObject({ state: 'found' })
    expect(await ask('我的咖啡机坏了', { symptom: '唱歌跑调' })).toMatchObject({ state: 'unknown' })
  })

  it('does not give the code of another model', async () => {
    expect(await ask('RV-20 显示 E12')).toMatchObject({ state: 'unknown' })
    expect(await ask('RV-20 Max 显示 E12')).toMatchObject({ state: 'found' })
    expect(await ask('AF-45 E05')).toMatchObject({ state: 'unknown' })
  })

  it.each([
    '储能电源鼓包了',
    '电池漏液',
    '咖啡机冒烟了',
    '充电桩冒火花',
    '点不着火，后来自己着火了',
    'the battery is swollen',
    'there is a burning smell from the fryer',
    'My PS-600 is hissing',
  ])('says stop and nothing else to: %s', async (words) => {
    expect(await ask(words)).toEqual({
      state: 'danger',
      citations: [expect.objectContaining({ articleId: 'kb-zh-084' })],
    })
  })

  it.each([
    '空气炸锅冒白烟',
    'white smoke from my air fryer',
    '防漏电吗',
    '闪电发货',
    '炉子点不着火',
    '没冒烟，就是不转',
  ])('finds no danger in: %s', (words) => {
    expect(tellsDanger(words)).toBe(false)
  })
})

it.each([
  ['E3', 'E03'],
  ['ｅ０７', 'E07'],
  ['报e-12', 'E12'],
  ['E13', null],
  ['E-City 20', null],
  ['blinks twice', 'E02'],
  ['闪了四下', 'E04'],
  ['VE05', null],
])('reads the code of %s as %s', (text, code) => {
  expect(codeIn(text)).toBe(code)
})
