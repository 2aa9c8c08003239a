import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { docxOf, wordTable, zipOf } from '../../../tests/docx.ts'
import { pdfOf } from '../../../tests/pdf.ts'
import { cutPassages } from '../passages.ts'
import { readArticles } from './ingest.ts'

async function read(
  files: Record<string, string | Buffer>,
  limits?: Parameters<typeof readArticles>[1],
) {
  const folder = await mkdtemp(join(tmpdir(), 'baton-documents-'))
  for (const [name, content] of Object.entries(files)) await writeFile(join(folder, name), content)
  const { articles, faults } = await readArticles([folder], limits)
  const why = Object.fromEntries(faults.map((fault) => [fault.file, fault.why]))
  return {
    articles,
    why,
    headings: articles.flatMap(cutPassages).map((passage) => passage.headings),
  }
}

const text = (words: string, down: number, size = 11) => ({ text: words, down, size })

describe('reading a PDF', () => {
  it('takes large letters for headings and puts broken lines together', async () => {
    const pdf = pdfOf([
      [
        text('Returns', 60, 24),
        text('Within Europe', 110, 16),
        text('You may send goods back within thirty days, and the refund is trans-', 140),
        text('ferred within five days.', 154),
        text('• unused', 180),
        text('• in their box', 194),
        text('Elsewhere', 230, 16),
        text('Please ask us first.', 260),
      ],
    ])
    const { articles, headings, why } = await read({ 'returns.pdf': pdf })
    expect(why).toEqual({})
    expect(articles).toMatchObject([{ id: 'returns', title: 'Returns', language: 'en' }])
    expect(articles[0]?.body).toContain('the refund is transferred within five days.')
    expect(articles[0]?.body).toContain('- unused\n- in their box')
    expect(headings).toEqual([
      ['Returns', 'Within Europe'],
      ['Returns', 'Elsewhere'],
    ])
  })

  it('reads Chinese whose font is not in the file, without blanks where a line ends', async () => {
    const pdf = pdfOf([
      [
        text('退货政策', 60, 20),
        text('签收后七天内可以退货，', 100),
        text('运费由我们承担。', 115),
      ],
    ])
    const { articles } = await read({ 'zh.pdf': pdf })
    expect(articles).toMatchObject([
      { title: '退货政策', body: '签收后七天内可以退货，运费由我们承担。', language: 'zh' },
    ])
  })

  it('is cut at its pages when it has no headings, less what stands on every page', async () => {
    const page = (number: number) => [
      text('Voyager Goods', 30),
      text(`The rule of part ${'abcd'.charAt(number)}.`, 100),
      text(`${number + 1} / 4`, 800),
    ]
    const { articles, headings } = await read({ 'plain.pdf': pdfOf([0, 1, 2, 3].map(page)) })
    expect(headings).toEqual([1, 2, 3, 4].map((number) => ['plain', `Page ${number}`]))
    expect(articles[0]?.body).not.toMatch(/Voyager| \/ 4/)
  })

  it('says what is wrong with one that is broken, locked or scanned, and reads the others', async () => {
    const good = pdfOf([[text('Opening hours', 60, 20), text('Nine to five.', 100)]])
    const { articles, why } = await read({
      'broken.pdf': Buffer.from('%PDF-1.7\nthis is not what it says'),
      'cut.pdf': good.subarray(0, 300),
      'empty.pdf': '',
      'good.pdf': good,
      'locked.pdf': pdfOf([[text('Secret', 60)]], { password: 'open sesame' }),
      'scanned.pdf': pdfOf([[], []]),
    })
    expect(articles.map(({ id }) => id)).toEqual(['good'])
    expect(why).toEqual({
      'broken.pdf': 'it is broken, or no PDF; export it again',
      'cut.pdf': 'it is broken, or no PDF; export it again',
      'empty.pdf': 'the file is empty',
      'locked.pdf': 'it is protected by a password; save it without one',
      'scanned.pdf':
        'there is no text in it, only pictures of pages; scan it again with text recognition',
    })
  })
})

describe('reading a Word document', () => {
  it('keeps headings, tables and its title', async () => {
    const docx = docxOf([
      { style: 'Title', text: '保修政策' },
      { style: 'heading 1', text: '保修期' },
      wordTable([
        ['商品', '年限'],
        ['空气炸锅', '两年'],
      ]),
      { style: 'heading 1', text: '怎么申请' },
      { style: '', text: '联系客服即可。' },
    ])
    const { articles, headings } = await read({ 'warranty.docx': docx })
    expect(articles).toMatchObject([{ id: 'warranty', title: '保修政策', language: 'zh' }])
    expect(articles[0]?.body).toContain('| 商品 | 年限 |\n|---|---|\n| 空气炸锅 | 两年 |')
    expect(headings).toEqual([
      ['保修政策', '保修期'],
      ['保修政策', '怎么申请'],
    ])
  })

  it('says what is wrong with one that is broken, locked or would fill the memory', async () => {
    const { why } = await read({
      'bomb.docx': zipOf({ 'word/document.xml': 'x' }, { claiming: 4_000_000_000 }),
      'broken.docx': 'PK and nothing more',
      'locked.docx': Buffer.from('d0cf11e0a1b11ae1', 'hex'),
      'zip.docx': zipOf({ 'readme.txt': 'no document' }),
    })
    expect(why).toEqual({
      'bomb.docx': 'it unpacks to 4000 MB, and at most 200 MB are read',
      'broken.docx': 'it is broken, or no Word document; save it again',
      'locked.docx':
        'it is protected by a password, or an old .doc; save it as .docx without a password',
      'zip.docx': 'it is broken, or no Word document; save it again',
    })
  })
})

describe('a file that is too much for its parser', () => {
  it('is given up when it takes too long', async () => {
    const { why } = await read({ 'a.md': '# A\nwords' }, { limits: { timeMs: 1, memoryMb: 256 } })
    expect(why).toEqual({ 'a.md': 'reading it takes longer than 0.001 s; cut it into parts' })
  })

  it('is given up when it eats memory, and the next one is read', async () => {
    const line = (i: number) => JSON.stringify({ id: `a${i}`, title: '', body: '' })
    const many = Array.from({ length: 130_000 }, (_, i) => line(i)).join('\n')
    const { articles, why } = await read(
      { 'many.jsonl': many, 'next.md': '# Next\nwords' },
      { limits: { timeMs: 60_000, memoryMb: 32 } },
    )
    expect(why).toEqual({
      'many.jsonl': 'reading it takes more than 32 MB of memory; cut it into parts',
    })
    expect(articles.map(({ id }) => id)).toEqual(['next'])
  }, 120_000)

  it('is left alone when it is larger than 25 MB', async () => {
    const { why } = await read({ 'huge.pdf': Buffer.alloc(50_000_000, '%PDF-1.7\n') })
    expect(why).toEqual({ 'huge.pdf': 'it is larger than 25 MB; cut it into parts' })
  })
})
