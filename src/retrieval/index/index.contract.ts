import { describe, expect, it } from 'vitest'
import { Article, type PassageFilter, type PassageIndex } from '../../domain/passage.ts'
import { cutPassages } from '../passages.ts'

const day = (text: string) => new Date(`${text}T00:00:00Z`)
const asPublic: PassageFilter = { audience: 'public', at: day('2026-11-21') }

function passagesOf(id: string, title: string, body: string, more: object = {}) {
  return cutPassages(Article.parse({ id, title, body, language: 'en', ...more }))
}

const ids = (hits: { passage: { articleId: string } }[]) =>
  hits.map(({ passage }) => passage.articleId)

/** What every adapter of `PassageIndex` keeps. `create` gives an empty index. */
export function keepsThePassageIndexContract(
  name: string,
  create: () => Promise<PassageIndex>,
): void {
  async function indexOf(...articles: ReturnType<typeof passagesOf>[]) {
    const index = await create()
    await index.replace([], articles.flat())
    return index
  }

  describe(`the passage index on ${name}`, () => {
    it('finds the passage that names the code asked for', async () => {
      const index = await indexOf(
        passagesOf('fridge', 'CF-35 codes', 'E07: the lid is open.'),
        passagesOf('fryer', 'AF-45 codes', 'E07: the basket is missing.'),
      )
      expect(ids(await index.search('CF-35 shows E07', asPublic, 1))).toEqual(['fridge'])
    })

    it('shows operators what the public may not see', async () => {
      const index = await indexOf(
        passagesOf('secret', 'Goodwill limits', 'Up to €30.', { audience: 'operator' }),
      )
      expect(await index.search('goodwill limits', asPublic, 5)).toEqual([])
      expect(
        ids(await index.search('goodwill limits', { ...asPublic, audience: 'operator' }, 5)),
      ).toEqual(['secret'])
    })

    it('shows a passage from its first day until before its last', async () => {
      const index = await indexOf(
        passagesOf('sale', 'Summer sale', 'Ten percent off.', {
          validFrom: '2026-06-01T00:00:00Z',
          validUntil: '2026-07-01T00:00:00Z',
        }),
      )
      const found = async (at: string) =>
        ids(await index.search('summer sale', { ...asPublic, at: day(at) }, 5))
      expect(await found('2026-05-31')).toEqual([])
      expect(await found('2026-06-01')).toEqual(['sale'])
      expect(await found('2026-07-01')).toEqual([])
    })

    it('keeps to one language when asked', async () => {
      const index = await indexOf(
        passagesOf('en', 'PS-600', 'Price: €299'),
        passagesOf('zh', 'PS-600', '售价 1999 元', { language: 'zh-CN' }),
      )
      expect(ids(await index.search('PS-600', { ...asPublic, language: 'zh' }, 5))).toEqual(['zh'])
    })

    it('forgets an article that is replaced by nothing, and finds the new words of a changed one', async () => {
      const index = await indexOf(
        passagesOf('a', 'Alpha', 'kettle'),
        passagesOf('b', 'Beta', 'toaster'),
      )
      await index.replace(['a'], [])
      await index.replace(['b'], passagesOf('b', 'Beta', 'blender'))
      expect(await index.search('kettle toaster', asPublic, 5)).toEqual([])
      expect(ids(await index.search('blender', asPublic, 5))).toEqual(['b'])
      expect(await index.count()).toBe(1)
    })

    it('ranks as if built anew after many replacements', async () => {
      const articles = Array.from({ length: 120 }, (_, i) =>
        passagesOf(`a${i}`, `Item ${i}`, `kettle ${i % 7} lid ${i % 3} handle`),
      )
      const worn = await indexOf(...articles)
      for (let round = 0; round < 3; round++) {
        for (const passages of articles) await worn.replace([passages[0]!.articleId], passages)
      }
      const fresh = await indexOf(...articles)
      const scores = async (index: typeof worn) =>
        (await index.search('kettle 3 lid 2', asPublic, 20)).map(({ passage, score }) => [
          passage.id,
          score,
        ])
      expect(await scores(worn)).toEqual(await scores(fresh))
    })

    it('has no answer to an empty question, and survives a very long one', async () => {
      const index = await indexOf(passagesOf('a', 'Alpha', 'kettle'))
      expect(await index.search('', asPublic, 5)).toEqual([])
      expect(ids(await index.search('kettle '.repeat(20_000), asPublic, 5))).toEqual(['a'])
    })

    it('gives the best first, with confidences between 0 and 1, and no more than asked for', async () => {
      const index = await indexOf(
        ...Array.from({ length: 60 }, (_, i) =>
          passagesOf(`a${i}`, `Kettle ${i}`, 'A kettle with a lid.'),
        ),
      )
      const hits = await index.search('kettle 7', asPublic, 50)
      expect(hits).toHaveLength(50)
      expect(ids(hits)[0]).toBe('a7')
      for (const [i, { confidence, score }] of hits.entries()) {
        expect(confidence).toBeGreaterThanOrEqual(0)
        expect(confidence).toBeLessThanOrEqual(1)
        expect(score).toBeLessThanOrEqual(hits[i - 1]?.score ?? Infinity)
      }
    })

    it('finds an article of the other language, a synonym, and a word typed wrong', async () => {
      const index = await indexOf(
        passagesOf('zh', '运费', '满 99 元包邮。', { language: 'zh' }),
        passagesOf('en', 'Warranty', 'The battery is covered for two years.'),
      )
      expect(ids(await index.search('free shipping', asPublic, 1))).toEqual(['zh'])
      expect(ids(await index.search('guarantee', asPublic, 1))).toEqual(['en'])
      expect(ids(await index.search('warrenty', asPublic, 1))).toEqual(['en'])
    })
  })
}
