import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openFront, type Front } from '../../tests/front.ts'
import { fromFolder, kb } from './kb.ts'

let front: Front
let folder: string
beforeAll(async () => {
  front = await openFront()
  folder = await mkdtemp(join(tmpdir(), 'baton-kb-'))
})
afterAll(async () => {
  await front.stop()
  await rm(folder, { recursive: true })
})

async function run(...args: string[]) {
  let out = ''
  let err = ''
  const io = { out: (text: string) => (out += text), err: (text: string) => (err += text) }
  return { code: await kb(front.baton, args, io), out, err }
}

it('imports a folder, what changed of it, and forgets what is gone; not when a file cannot be read', async () => {
  const write = (name: string, text: string) => writeFile(join(folder, name), text)
  await write('umbrellas.md', '# Umbrellas\n\nAn umbrella may be brought back for 77 days.')
  await write('faq.csv', 'question,answer\nDo you repair kites?,We repair kites on Mondays.\n')
  expect(JSON.parse((await run('import', folder, '--json')).out)).toMatchObject({ added: 2 })

  await write('umbrellas.md', '# Umbrellas\n\nAn umbrella may be brought back for 88 days.')
  expect((await run('import', folder)).out).toBe('0 added, 1 changed, 1 unchanged, 0 removed\n')
  expect((await run('search', 'bring back an umbrella')).out).toContain('88 days')

  await write('faq.csv', 'this,that\n1,2\n')
  const broken = await run('import', folder)
  expect(broken).toMatchObject({ code: 1, out: '0 added, 0 changed, 2 unchanged, 0 removed\n' })
  expect(broken.err).toMatch(
    /faq\.csv is left out: .*question and answer[\s\S]*Nothing was removed/,
  )

  await rm(join(folder, 'faq.csv'))
  expect((await run('import', folder)).out).toBe('0 added, 0 changed, 1 unchanged, 1 removed\n')
})

it('lets a picture in the folder keep nothing that is gone', async () => {
  await writeFile(join(folder, 'old.md'), '# Old\n\nwords')
  await writeFile(join(folder, 'photo.png'), 'x')
  await run('import', folder)
  await rm(join(folder, 'old.md'))
  const outcome = await run('import', folder)
  expect(outcome.out).toMatch(/ 1 removed\n$/)
  expect(outcome.err).toBe('photo.png is left out: .png cannot be read\n')
})

it('reads a list of addresses beside a folder, and none that is private', async () => {
  const list = join(folder, '..', `${basename(folder)}.txt`)
  await writeFile(list, 'http://127.0.0.1:9/\nhttp://169.254.169.254/latest/\n')
  const { code, err } = await run('import', folder, '--urls', list)
  expect(code).toBe(1)
  expect(err).toMatch(/127\.0\.0\.1:9\/ is left out: 127\.0\.0\.1 is a private address/)
  expect(err).toMatch(/169\.254\.169\.254\/latest\/ is left out: .*only public pages are read/)
  await rm(list)
})

it('draws a bar where somebody watches, and only there', async () => {
  let err = ''
  await kb(front.baton, ['import', folder], {
    out: () => {},
    err: (text) => (err += text),
    isWatched: true,
  })
  expect(err).toMatch(/\r█{30} 1\/1\n/)
  expect((await run('import', folder)).err).not.toContain('█')
})

it('says of a question of 100 kB that it is too long', async () => {
  await expect(run('search', 'kettle '.repeat(15_000))).rejects.toThrow(
    'The question has 104999 characters; at most 8000 are looked for.',
  )
})

it('sees the files of an import from where it was called', () => {
  expect(fromFolder(['import', '--json', 'kb', '--urls', 'pages.txt'], '/shop')).toEqual([
    'import',
    '--json',
    '/shop/kb',
    '--urls',
    '/shop/pages.txt',
  ])
})
