import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { testReader } from '../../tests/reader.ts'
import { openWatch, type Rerun, type Watch } from './watch.ts'

/** Over the whole product: a changed playbook and a changed suite, from files. */

const root = join(import.meta.dirname, '../..')
let folder: string
let watched: Watch
const suiteFile = () => join(folder, 'x.suite.yaml')
const playbook = () => join(folder, 'playbooks/where_is_my_order.md')

const suite = (words: string) => `suite: x
cases:
  - name: greets
    customerSays: [你好]
    expect: [{ says: ${words} }]
  - name: finds the parcel
    login: sc_zhao
    customerSays: ["{sc_zhao.shipped} 到哪了"]
    expect: [{ says: 正在路上 }, { effects: [] }]
`

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'baton-watch-'))
  cpSync(join(root, 'playbooks'), join(folder, 'playbooks'), { recursive: true })
  writeFileSync(suiteFile(), suite('您好'))
  watched = await openWatch({
    suites: ['x'],
    suitesFolder: folder,
    playbooksFolder: join(folder, 'playbooks'),
    cacheFolder: testReader.cacheFolder,
    tellAfterMs: 0,
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

it(
  'reruns what a changed file touches, and says what broke and what was mended',
  { timeout: 120_000 },
  async () => {
    const first = await watched.first()
    expect(first.results.map(({ status }) => status)).toEqual(['passed', 'passed'])

    const words = readFileSync(playbook(), 'utf8')
    writeFileSync(playbook(), words.replaceAll('正在路上', '还在途中'))
    const second = await changed(playbook())
    expect(second.results.map((it) => it.case)).toEqual(['finds the parcel'])
    expect(second.broke.map((it) => it.case)).toEqual(['finds the parcel'])
    writeFileSync(playbook(), words)
    expect((await changed(playbook())).mended.map((it) => it.case)).toEqual(['finds the parcel'])

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
      [['finds the parcel'], 1],
      [['greets'], 0],
    ])
  },
)
