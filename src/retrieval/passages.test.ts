import { describe, expect, it } from 'vitest'
import { Article } from '../domain/passage.ts'
import { cutPassages } from './passages.ts'

const article = Article.parse({
  id: 'kb-1',
  title: 'Shipping',
  language: 'en',
  body: 'Free from €59.\n\n## Europe\n| To | Fee |\n|---|---|\n| France | €6 |\n\n### Islands\n- Malta: €9\n',
})

describe('cutting an article', () => {
  it('makes one passage for each heading, with the path above it', () => {
    expect(cutPassages(article).map(({ id, headings }) => [id, headings])).toEqual([
      ['kb-1#1', ['Shipping']],
      ['kb-1#2', ['Shipping', 'Europe']],
      ['kb-1#3', ['Shipping', 'Europe', 'Islands']],
    ])
  })

  it('repeats the header of a table that is too long for one passage', () => {
    const rows = Array.from({ length: 200 }, (_, i) => `| Town ${i} | €${i} |`)
    const long = { ...article, body: ['| To | Fee |', '|---|---|', ...rows].join('\n') }
    const passages = cutPassages(long)
    expect(passages.length).toBeGreaterThan(1)
    for (const { text } of passages) expect(text).toMatch(/^\| To \| Fee \|\n\|---\|---\|\n\| Town/)
    expect(passages.flatMap(({ text }) => text.split('\n').slice(2))).toEqual(rows)
  })

  it('keeps every word of a long text and never cuts a character in two', () => {
    const body = '包裹😀'.repeat(2000)
    const texts = cutPassages({ ...article, language: 'zh', body }).map(({ text }) => text)
    expect(texts.join('')).toBe(body)
    for (const text of texts) expect(text.isWellFormed()).toBe(true)
  })

  it('gives a new version when a word changes, and the same one when none does', () => {
    const [before] = cutPassages(article)
    const [same] = cutPassages(structuredClone(article))
    const [after] = cutPassages({ ...article, body: `${article.body}x` })
    expect(same?.version).toBe(before?.version)
    expect(after?.version).not.toBe(before?.version)
  })

  it('has nothing to cut from an empty article', () => {
    expect(cutPassages({ ...article, body: ' \n\n## \n' })).toEqual([])
  })
})
