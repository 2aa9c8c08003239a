import { mkdir, mkdtemp, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readArticles } from './ingest.ts'

async function folderOf(files: Record<string, string | Buffer>) {
  const folder = await mkdtemp(join(tmpdir(), 'baton-ingest-'))
  for (const [name, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true })
    await writeFile(join(folder, name), content)
  }
  return folder
}

describe('reading a folder', () => {
  it('reads Markdown with its front matter, the first heading as title, ids from paths', async () => {
    const folder = await folderOf({
      'returns/eu.md':
        '---\naudience: operator\nvalidUntil: 2027-01-01\n---\n# Returns in the EU\n\n14 days.\n',
    })
    const { articles, faults } = await readArticles(folder)
    expect(faults).toEqual([])
    expect(articles).toEqual([
      expect.objectContaining({
        id: 'returns/eu',
        title: 'Returns in the EU',
        body: '14 days.',
        audience: 'operator',
        language: 'en',
        validUntil: new Date('2027-01-01'),
      }),
    ])
  })

  it('reads questions and answers, each with an id that its neighbours do not move', async () => {
    const before = await folderOf({
      'faq.csv': 'question,answer\n能开发票吗,"可以，""电子""发票"\n',
    })
    const after = await folderOf({ 'faq.csv': 'question,answer\nNew?,Yes\n能开发票吗,可以\n' })
    const [first] = (await readArticles(before)).articles
    const [, second] = (await readArticles(after)).articles
    expect(first).toMatchObject({ title: '能开发票吗', body: '可以，"电子"发票', language: 'zh' })
    expect(second?.id).toBe(first?.id)
  })

  it('reads the words of a page and nothing that it would run', async () => {
    const folder = await folderOf({
      'fees.html':
        '<html><head><title>Fees &amp; times</title><script>alert("<p>no</p>")</script></head><body><nav>Home</nav>' +
        '<h2>Europe</h2><p>From <b>Poznań</b>.</p><ul><li>one<li>two</li></ul>' +
        '<table><tr><th>To</th><th>Fee</th></tr><tr><td>France</td><td>&euro;6</td></tr></table><!-- x --></body></html>',
    })
    const [article] = (await readArticles(folder)).articles
    expect(article?.title).toBe('Fees & times')
    expect(article?.body).toContain('## Europe')
    expect(article?.body).toContain('From Poznań.')
    expect(article?.body).toContain('| To | Fee |\n|---|---|\n| France | €6 |')
    expect(article?.body).not.toMatch(/alert|Home|script|x -->/)
  })

  it('comes to an end with pages whose tags never close', async () => {
    const folder = await folderOf({
      'a.html': `<p>words</p>${'<a "'.repeat(60_000)}`,
      'b.html': `<p>words</p>${'<!--'.repeat(60_000)}`,
      'c.html': `<p>words</p>${'<script>'.repeat(60_000)}`,
    })
    const { articles } = await readArticles(folder)
    expect(articles.map(({ body }) => body.slice(0, 5))).toEqual(['words', 'words', 'words'])
  })

  it('names a bad file and takes the rest', async () => {
    const folder = await folderOf({
      'a.md': '# A\nkettle',
      'empty.md': '',
      'latin1.md': Buffer.from([0x23, 0x20, 0xe9, 0xe8, 0xff]),
      'photo.png': 'x',
      'same/b.jsonl': '{"id":"a","title":"A again","body":"x"}',
      'torn.csv': 'one,two\n1,2\n',
    })
    await writeFile(join(folder, 'huge.txt'), Buffer.alloc(5_000_001, 'a'))
    const { articles, faults } = await readArticles(folder)
    expect(articles.map(({ id }) => id)).toEqual(['a'])
    expect(Object.fromEntries(faults.map(({ file, why }) => [file, why]))).toEqual({
      'empty.md': 'the file is empty',
      'huge.txt': 'the file is larger than 5 MB',
      'latin1.md': expect.stringContaining('UTF-8'),
      'photo.png': '.png cannot be read',
      'same/b.jsonl': expect.stringContaining('already used by a.md'),
      'torn.csv': expect.stringContaining('question and answer'),
    })
  })

  it('does not follow links, neither out of the folder nor in circles', async () => {
    const secret = await folderOf({ 'secret.md': '# Secret\nwords' })
    const folder = await folderOf({ 'a.md': '# A\nkettle' })
    await symlink(join(secret, 'secret.md'), join(folder, 'out.md'))
    await symlink(folder, join(folder, 'circle'))
    expect((await readArticles(folder)).articles.map(({ id }) => id)).toEqual(['a'])
  })

  it('says when there is nothing', async () => {
    await expect(readArticles('/nowhere/at-all')).rejects.toThrow(
      'There is nothing at /nowhere/at-all.',
    )
  })
})
