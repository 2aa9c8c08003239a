import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { testReader } from '../../../tests/reader.ts'
import { openWatch, type Rerun, type Watch } from './watch.ts'

/** Over the whole product: a changed playbook and a changed suite, from files. */

const root = join(import.meta.dirname, '../../..')
let folder: string
let watched: Watch
const suiteFile = () => join(folder, 'x.suite.yaml')
const playbook = () => join(folder, 'playbooks/where_is_my_order.md')
const articles = () => join(folder, 'knowledge/articles.jsonl')

const suite = (words: string) => `suite: x
cases:
  - name: greets
    customerSays: [你好]
    expect: [{ says: ${words} }]
  - name: finds the parcel
    login: sc_zhao
    customerSays: ["{sc_zhao.shipped} 到哪了"]
    expect: [{ says: 正在路上 }, { effects: [] }]
  - name: tells the day of rest
    customerSays: [ "你们仓库哪天休息？" ]
    expect: [{ says: 星期二 }]
`

/** The article that answers is the last line. */
const sample = readFileSync(join(root, 'knowledge/voyager-goods.jsonl'), 'utf8').trimEnd()
const [someArticle = ''] = sample.split('\n')
const withRest = (day: string) =>
  `${sample}\n${JSON.stringify({ ...JSON.parse(someArticle), id: 'KB-rest-zh', title: '仓库休息日', language: 'zh', body: `# 仓库休息日\n\n仓库每周${day}休息，不发货。` })}\n`

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'baton-watch-'))
  cpSync(join(root, 'playbooks'), join(folder, 'playbooks'), { recursive: true })
  cpSync(join(root, 'knowledge'), join(folder, 'knowledge'), { recursive: true })
  writeFileSync(articles(), withRest('星期二'))
  writeFileSync(suiteFile(), suite('您好'))
  watched = await openWatch({
    suites: ['x'],
    suitesFolder: folder,
    playbooksFolder: join(folder, 'playbooks'),
    knowledgeFile: articles(),
    cacheFolder: testReader.cacheFolder,
    tellAfterMs: 0,
    runners: 1,
  })
})
afterAll(async () => {
  await watched.close()
  rmSync(folder, { recursive: true, force: true })
})

/** What is rerun at once. */
async function changed(file: string): Promise<Rerun> {
  const reruns = watched.changed([file])
  const { value } = await reruns.next()
  await reruns.return(undefined)
  if (!value) throw new Error('nothing was looked at')
  return value
}

/** Everything that comes of it. */
async function allOf(file: string) {
  const all = { ran: [] as string[], broke: [] as string[], mended: [] as string[], same: 0 }
  for await (const { results, broke, mended, same } of watched.changed([file])) {
    all.ran.push(...results.map((it) => it.case))
    all.broke.push(...broke.map((it) => it.case))
    all.mended.push(...mended.map((it) => it.case))
    all.same += same
  }
  return all
}

it(
  'reruns what a changed file touches, and says what broke and what was mended',
  { timeout: 120_000 },
  async () => {
    const first = await watched.first()
    expect(first.results.map(({ status }) => status)).toEqual(['passed', 'passed', 'passed'])

    const words = readFileSync(playbook(), 'utf8')
    writeFileSync(playbook(), words.replaceAll('正在路上', '还在途中'))
    const second = await changed(playbook())
    expect(second.results.map((it) => it.case)).toEqual(['finds the parcel'])
    expect(second.broke.map((it) => it.case)).toEqual(['finds the parcel'])
    writeFileSync(playbook(), words)
    expect((await changed(playbook())).mended.map((it) => it.case)).toEqual(['finds the parcel'])

    // A title is no word of ours: it is gone through, and comes to the same.
    writeFileSync(playbook(), words.replace('title: { zh: ', 'title: { zh: 新'))
    expect(await changed(playbook())).toMatchObject({ results: [], same: 1 })
    // Who may open it concerns everybody.
    writeFileSync(playbook(), words.replace(/^intents: .*$/m, 'intents: [out_of_scope]'))
    const opening = await allOf(playbook())
    expect(opening.broke).toEqual(['finds the parcel'])
    expect(opening.same).toBe(2)
    writeFileSync(playbook(), words)
    expect((await allOf(playbook())).mended).toEqual(['finds the parcel'])

    // An article concerns who was told what stood in it.
    writeFileSync(articles(), withRest('星期五'))
    expect(await allOf(articles())).toEqual({
      ran: ['tells the day of rest'],
      broke: ['tells the day of rest'],
      mended: [],
      same: 2,
    })
    writeFileSync(articles(), withRest('星期二'))
    expect((await allOf(articles())).mended).toEqual(['tells the day of rest'])

    // Words that nobody heard, and a procedure that nobody opened, concern no case.
    writeFileSync(playbook(), words.replaceAll('付款', '结账'))
    expect((await changed(playbook())).results).toEqual([])
    writeFileSync(suiteFile(), suite('没有的话'))
    const third = await changed(suiteFile())
    expect(third.results.map((it) => [it.case, it.status])).toEqual([['greets', 'failed']])
    writeFileSync(suiteFile(), suite('['))
    await expect(changed(suiteFile())).rejects.toThrow(/x\.suite\.yaml:/)

    writeFileSync(suiteFile(), suite('您好'))
    await changed(suiteFile())
    // Of several, those that failed come first, and are told before the rest has been run.
    const failing = suite('您好').replace('正在路上', '没有的话')
    writeFileSync(suiteFile(), failing)
    await changed(suiteFile())
    writeFileSync(suiteFile(), failing.replace('cases:', 'expect: [{ language: zh }]\ncases:'))
    const order: [string[], number][] = []
    for await (const { results, left } of watched.changed([suiteFile()])) {
      order.push([results.map((it) => it.case), left])
    }
    expect(order).toEqual([
      [['finds the parcel'], 2],
      [['greets'], 1],
      [['tells the day of rest'], 0],
    ])
  },
)
