import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { Article } from '../domain/passage.ts'
import { createEmbeddedIndex } from './index/embedded.ts'
import { createKnowledge, type Knowledge, loadArticles } from './knowledge.ts'

const shopArticles = new URL('../../knowledge/voyager-goods.jsonl', import.meta.url).pathname
const clock = () => new Date('2026-11-21T12:00:00Z')

describe('asking the knowledge base of the sample shop', () => {
  let knowledge: Knowledge
  beforeAll(async () => {
    knowledge = createKnowledge({ index: createEmbeddedIndex(), clock })
    await knowledge.importArticles(await loadArticles(shopArticles))
  })
  const ask = async (question: string, locale: 'zh' | 'en') =>
    (await knowledge.ask(question, { locale, audience: 'public' })).answer

  it('answers with the table row that decides, without Markdown, and cites it', async () => {
    const answer = await ask('CF-35 showing E07', 'en')
    expect(answer?.text).toContain('Lid open for more than 5 minutes')
    expect(answer?.text).not.toMatch(/[|*]/)
    expect(answer?.citations[0]).toMatchObject({
      articleId: 'kb-en-030',
      heading: 'CF-35 car fridge error codes',
    })
  })

  it('answers in Chinese with the names of the columns', async () => {
    const answer = await ask('取消订单 刻字商品', 'zh')
    expect(answer?.text).toContain('规则：付款 24 小时内可取消，之后不可')
    expect(answer?.sourceLanguage).toBe('zh')
  })

  it('does not know what no article says', async () => {
    expect(await ask('Recommend a good novel about whales', 'en')).toBeNull()
    expect(await ask('明天北京会下雨吗', 'zh')).toBeNull()
  })
})

describe('importing articles', () => {
  const article = (id: string, body: string) =>
    Article.parse({ id, title: id, body, language: 'en' })

  it('indexes again only what changed', async () => {
    const index = createEmbeddedIndex()
    const replaced: string[][] = []
    const watched: typeof index = {
      ...index,
      async replace(ids, passages) {
        replaced.push([...ids])
        await index.replace(ids, passages)
      },
    }
    const knowledge = createKnowledge({ index: watched, clock })
    await knowledge.importArticles([
      article('a', 'one'),
      article('b', 'two'),
      article('c', 'three'),
    ])
    const outcome = await knowledge.importArticles([
      article('a', 'one'),
      article('b', 'new'),
      article('d', 'four'),
    ])
    expect(outcome).toEqual({ added: 1, changed: 1, unchanged: 1, removed: 1 })
    expect(replaced.at(-1)).toEqual(['c', 'b', 'd'])
    expect(await index.count()).toBe(3)
  })

  it('refuses two articles with one id, and the index stays whole', async () => {
    const index = createEmbeddedIndex()
    const knowledge = createKnowledge({ index, clock })
    await knowledge.importArticles([article('a', 'one')])
    await expect(knowledge.importArticles([article('b', 'x'), article('b', 'y')])).rejects.toThrow(
      /the id b/,
    )
    expect(await index.count()).toBe(1)
  })

  it('names file and line of what does not fit', async () => {
    const path = join(await mkdtemp(join(tmpdir(), 'baton-kb-')), 'bad.jsonl')
    await writeFile(path, '{"id":"a","title":"A","body":"kettle"}\n{"id":"b","title":"no body"}\n')
    await expect(loadArticles(path)).rejects.toThrow(/bad\.jsonl:2: .*body/s)
    await writeFile(path, '{"id":"a","title":"","body":"kettle"}')
    expect(await loadArticles(path)).toMatchObject([{ id: 'a', title: 'a', language: 'en' }])
    await writeFile(path, '{"id":"a"')
    await expect(loadArticles(path)).rejects.toThrow(/bad\.jsonl:1 is not JSON/)
    await expect(loadArticles('/nowhere.jsonl')).rejects.toThrow(/nowhere/)
  })
})
