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
    const { articles, faults } = await readArticles([folder])
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
    const [first] = (await readArticles([before])).articles
    const [, second] = (await readArticles([after])).articles
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
    const [article] = (await readArticles([folder])).articles
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
    const { articles } = await readArticles([folder])
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
    const { articles, faults } = await readArticles([folder])
    expect(articles.map(({ id }) => id)).toEqual(['a'])
    expect(Object.fromEntries(faults.map(({ file, why }) => [file, why]))).toEqual({
      'empty.md': 'the file is empty',
      'huge.txt': 'it is larger than 5 MB; cut it into parts',
      'latin1.md': expect.stringContaining('UTF-8'),
      'photo.png': '.png cannot be read',
      'same/b.jsonl': expect.stringContaining('already used by a.md'),
      'torn.csv': expect.stringContaining('question and answer'),
    })
  })

  it('names a bad row by its line and takes the others of its file', async () => {
    const folder = await folderOf({
      'faq.csv':
        'question,answer\nOne?,"Yes,\nit is."\nTwo?,"No" way\n\n,Nobody asked.\nThree?,Yes.\nOne?,Again.\nFour?,"open\nFive?,Yes.\n',
      'kb.jsonl': [
        '{"id":"a","title":"A","body":"words"}',
        '{"id":"b","title":"B","body":',
        '',
        '{"id":"c","title":"C"}',
        '{"id":"a","title":"A again","body":"words"}',
        '{"id":"d","title":"D","body":"words"}',
      ].join('\n'),
    })
    const { articles, faults } = await readArticles([folder])
    expect(articles.map(({ title }) => title)).toEqual(['One?', 'Three?', 'Five?', 'A', 'D'])
    expect(faults.map(({ file, why }) => [file, why])).toEqual([
      ['faq.csv:4', 'something stands between a closing quote and the next comma'],
      ['faq.csv:6', expect.stringContaining('title')],
      ['faq.csv:8', expect.stringMatching(/is already used by line 2; give one of them another/)],
      ['faq.csv:9', 'a quote that opens in it is never closed'],
      ['kb.jsonl:2', 'the line is not JSON.'],
      ['kb.jsonl:4', expect.stringContaining('body')],
      ['kb.jsonl:5', 'the id a is already used by line 1; give one of them another'],
    ])
    expect(faults.every(({ held }) => held)).toBe(true)
  })

  it('names the first fifty bad rows of a file and counts the rest', async () => {
    const bad = Array.from({ length: 60 }, () => 'no JSON')
    const folder = await folderOf({
      'kb.jsonl': [...bad, '{"id":"a","title":"A","body":"words"}'].join('\n'),
    })
    const { articles, faults } = await readArticles([folder])
    expect(articles).toHaveLength(1)
    expect(faults).toHaveLength(51)
    expect(faults[0]).toMatchObject({ file: 'kb.jsonl', why: '10 more of its lines are bad too' })
  })

  it('reads validity and audience from columns, in Chinese too, and from a file beside', async () => {
    const folder = await folderOf({
      'faq.csv':
        'question,answer,Valid From,valid_until,audience\nSale?,Yes.,2026-11-01,2026-12-01,operator\nOpen?,Yes.,,,\n',
      'zh.csv': '问题,答案,生效日期,可见范围\n能退吗,能,2026-11-01,内部\n',
      'bad.csv': 'question,answer,audience\nA?,B.,public\nC?,D.,everyone\n',
      'fees.html': '<h1>Fees</h1><p>Six euros.</p>',
      'fees.html.yaml': 'audience: operator\nvalidUntil: 2027-01-01\n',
      'past.md': '---\nvalidFrom: 2027-01-01\nvalidUntil: 2026-01-01\n---\nwords',
      'list.md': '---\n- audience\n---\nwords',
    })
    const { articles, faults } = await readArticles([folder])
    const seen = articles.map(({ title, audience, validFrom, validUntil }) => [
      title,
      audience,
      validFrom?.toISOString().slice(0, 10),
      validUntil?.toISOString().slice(0, 10),
    ])
    expect(seen).toEqual([
      ['A?', 'public', undefined, undefined],
      ['Sale?', 'operator', '2026-11-01', '2026-12-01'],
      ['Open?', 'public', undefined, undefined],
      ['Fees', 'operator', undefined, '2027-01-01'],
      ['能退吗', 'operator', '2026-11-01', undefined],
    ])
    expect(Object.fromEntries(faults.map(({ file, why }) => [file, why]))).toEqual({
      'bad.csv:3': expect.stringContaining('audience'),
      'list.md': 'its front matter must be lines of the form "audience: operator"',
      'past.md': 'validUntil is not after validFrom',
    })
  })

  it('decodes what can be told, and says when it cannot', async () => {
    const gbk = (hex: string) => Buffer.from(hex, 'hex')
    const utf16 = (text: string) => Buffer.from(text, 'utf16le')
    const folder = await folderOf({
      // 「# 退货政策\n七天内可以退货」
      'gbk.md': gbk('2320cdcbbbf5d5feb2df0ac6dfccecc4dabfc9d2d4cdcbbbf5'),
      'bom.md': utf16('\uFEFF# 保修\n两年'),
      'be.md': utf16('\uFEFF# 发票\n电子').swap16(),
      'bare.md': utf16('# Fees\nSix euros.'),
      'utf8.md': '\uFEFF# Hours\nNine to five.',
      'page.html': Buffer.from('<meta charset="windows-1252"><h1>Café</h1><p>Crème.</p>', 'latin1'),
      'latin1.md': Buffer.from('# Café\nCrème brûlée', 'latin1'),
      'picture.txt': Buffer.from([0x89, 0x50, 0x00, 0x00, 0x00, 0x0d, 0x41, 0x00]),
    })
    const { articles, faults } = await readArticles([folder])
    expect(articles.map(({ id, title, body }) => [id, title, body])).toEqual([
      ['bare', 'Fees', 'Six euros.'],
      ['be', '发票', '电子'],
      ['bom', '保修', '两年'],
      ['gbk', '退货政策', '七天内可以退货'],
      ['page', 'Café', 'Crème.'],
      ['utf8', 'Hours', 'Nine to five.'],
    ])
    expect(faults.map(({ file }) => file)).toEqual(['latin1.md', 'picture.txt'])
    expect(faults[0]?.why).toMatch(/not UTF-8 text, UTF-16 or GBK; save it as UTF-8/)
  })

  it('follows no link, neither out of the folder nor in circles, and says so', async () => {
    const secret = await folderOf({ 'secret.md': '# Secret\nwords' })
    const folder = await folderOf({ 'a.md': '# A\nkettle', 'sub/b.md': '# B\nlid' })
    await symlink(join(secret, 'secret.md'), join(folder, 'out.md'))
    await symlink(folder, join(folder, 'sub/circle'))
    await symlink(join(folder, 'self.md'), join(folder, 'self.md'))
    await symlink(join(folder, 'a.md'), join(folder, 'twin.md'))
    await symlink(join(folder, 'none'), join(folder, 'void.md'))
    const { articles, faults } = await readArticles([folder])
    expect(articles.map(({ id }) => id)).toEqual(['a', 'sub/b'])
    expect(faults.map(({ file, why, held }) => [file, why, held])).toEqual([
      ['out.md', 'it is a link that leads out of the folder; copy the file into it', false],
      ['self.md', 'it is a link that leads in a circle', false],
      ['sub/circle', 'it is a link that leads in a circle', false],
      ['twin.md', 'it is a link; what it leads to is read in its own place', false],
      ['void.md', 'it is a link that leads nowhere', false],
    ])
    await expect(readArticles([join(folder, 'self.md')])).rejects.toThrow(/leads in a circle/)
  })

  it('says when there is nothing', async () => {
    await expect(readArticles(['/nowhere/at-all'])).rejects.toThrow(
      'There is nothing at /nowhere/at-all.',
    )
  })
})
