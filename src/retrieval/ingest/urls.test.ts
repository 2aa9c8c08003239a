import { createServer, type RequestListener } from 'node:http'
import { mkdtemp, writeFile } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { pdfOf } from '../../../tests/pdf.ts'
import { fetchPage, type Net } from './fetch-page.ts'
import { readArticles } from './ingest.ts'
import { isPublicAddress } from './public-address.ts'

/** A web of two names at one server on loopback: only a test can dial it, by saying that it is somewhere else. */
const publicAddress = '93.184.216.34'
const names: Record<string, string[]> = {
  'shop.test': [publicAddress],
  'other.test': [publicAddress],
  'inside.test': ['10.0.0.7'],
  'half.test': [publicAddress, '127.0.0.1'],
}
let port = 0
const dialled: string[] = []
let busy = 0
let busiest = 0
const net: Net = {
  resolve: async (host) => names[host] ?? Promise.reject(new Error(`no such name: ${host}`)),
  dial: (address, at) => {
    dialled.push(`${address}:${at}`)
    return { host: '127.0.0.1', port }
  },
}

const pages: Record<
  string,
  [type: string, body: string | Buffer, headers?: Record<string, string>]
> = {
  '/fees': ['text/html; charset=utf-8', '<title>Fees</title><p>Six euros.</p>'],
  '/zh': [
    'text/html; charset=gbk',
    Buffer.from('3c683120 3e cdcbbbf5 3c2f68313e3c703ec6dfccec3c2f703e'.replaceAll(' ', ''), 'hex'),
  ],
  '/hours.md': ['text/plain', '# Hours\nNine to five.'],
  '/terms': [
    'application/pdf',
    pdfOf([
      [
        { text: 'Terms', size: 20, down: 60 },
        { text: 'Be kind.', size: 11, down: 90 },
      ],
    ]),
  ],
  '/logo': ['image/png', 'x'],
  '/packed': ['text/html', 'x', { 'content-encoding': 'gzip' }],
  '/long': ['text/html', 'x'.repeat(5_000_001)],
}
const redirects: Record<string, string> = {
  '/moved': 'http://other.test/fees',
  '/to-loopback': 'http://127.0.0.1:8080/',
  '/to-metadata': 'http://169.254.169.254/latest/meta-data/',
  '/to-inside': 'http://inside.test/',
  '/to-file': 'file:///etc/passwd',
  '/loop': '/loop',
}
const answer: RequestListener = (request, response) => {
  busiest = Math.max(busiest, ++busy)
  response.on('close', () => (busy -= 1))
  const path = request.url ?? ''
  const [type, body, headers] = pages[path] ?? []
  if (redirects[path]) response.writeHead(302, { location: redirects[path] }).end()
  else if (body === undefined) response.writeHead(404).end('nothing here')
  else setTimeout(() => response.writeHead(200, { 'content-type': type, ...headers }).end(body), 5)
}
const server = createServer(answer)
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  port = (server.address() as AddressInfo).port
})
afterAll(() => server.close())

async function list(...lines: string[]): Promise<string> {
  const path = join(await mkdtemp(join(tmpdir(), 'baton-urls-')), 'pages.urls')
  await writeFile(path, lines.join('\n'))
  return path
}

describe('a list of addresses', () => {
  it('is fetched, each page read as what its server calls it, what fails is named', async () => {
    const path = await list(
      '# our pages',
      'http://shop.test/fees#top',
      'http://shop.test/fees',
      'http://shop.test/zh',
      'http://shop.test/hours.md',
      'http://shop.test/terms',
      'http://shop.test/moved',
      'http://shop.test/gone',
      'http://shop.test/logo',
      'http://shop.test/long',
      'http://shop.test/packed',
      'http://nowhere.test/',
      'not an address',
    )
    const { articles, faults } = await readArticles([path], { net })
    expect(articles.map(({ id, title, body }) => [id, title, body])).toEqual([
      ['http://shop.test/fees', 'Fees', 'Six euros.'],
      ['http://shop.test/zh', '退货', '七天'],
      ['http://shop.test/hours.md', 'Hours', 'Nine to five.'],
      ['http://shop.test/terms', 'Terms', 'Be kind.'],
      ['http://shop.test/moved', 'Fees', 'Six euros.'],
    ])
    expect(Object.fromEntries(faults.map(({ file, why }) => [file, why]))).toEqual({
      'http://nowhere.test/': 'it cannot be reached (no such name: nowhere.test)',
      'http://shop.test/gone': 'its server answered 404',
      'http://shop.test/logo': 'image/png cannot be read',
      'http://shop.test/long': 'it is larger than 5 MB; cut it into parts',
      'http://shop.test/packed': 'its server sends it packed (gzip), unasked',
      'pages.urls:13': '"not an address" is no address; write https://…',
    })
  })

  it('asks one place for one page at a time', async () => {
    busiest = 0
    await readArticles(
      [await list(...Array.from({ length: 12 }, (_, i) => `http://shop.test/fees?${i}`))],
      { net },
    )
    expect(busiest).toBe(1)
  })
})

describe('an address that is not public', () => {
  const refused = [
    'http://127.0.0.1/',
    'http://localhost/',
    'http://2130706433/',
    'http://0x7f.1/',
    'http://017700000001/',
    'http://127.1/',
    'http://0/',
    'http://10.1.2.3/',
    'http://172.31.0.1/',
    'http://192.168.1.1/',
    'http://169.254.169.254/latest/meta-data/',
    'http://100.100.100.200/',
    'http://[::1]/',
    'http://[::]/',
    'http://[fe80::1]/',
    'http://[fd00:ec2::254]/',
    'http://[::ffff:127.0.0.1]/',
    'http://[::ffff:a00:1]/',
    'http://[64:ff9b::7f00:1]/',
    'http://[2002:7f00:1::]/',
    'http://inside.test/',
    'http://half.test/',
    'http://shop.test/to-loopback',
    'http://shop.test/to-metadata',
    'http://shop.test/to-inside',
  ]
  it.each(refused)('%s is refused', async (address) => {
    names['localhost'] = ['127.0.0.1', '::1']
    dialled.length = 0
    await expect(fetchPage(new URL(address), net)).rejects.toThrow(
      /is a private address.*only public pages are read/,
    )
    // At most the public page that redirects was asked.
    expect(dialled.filter((place) => place !== `${publicAddress}:80`)).toEqual([])
  })

  it('is refused by the product itself, which resolves for real', async () => {
    await expect(fetchPage(new URL(`http://localhost:${port}/fees`))).rejects.toThrow(/private/)
    await expect(fetchPage(new URL(`http://127.0.0.1:${port}/fees`))).rejects.toThrow(/private/)
  })

  it.each([
    ['ftp://shop.test/', /only http and https/],
    ['file:///etc/passwd', /only http and https/],
    ['http://shop.test/to-file', /only http and https/],
    ['http://me:secret@shop.test/', /name and password/],
    ['http://shop.test/loop', /redirects more than 5 times/],
  ])('%s is refused', async (address, why) => {
    await expect(fetchPage(new URL(address), net)).rejects.toThrow(why)
  })

  it('is told from a public one', () => {
    for (const address of ['8.8.8.8', '93.184.216.34', '2606:2800:220:1::1', '172.32.0.1'])
      expect([address, isPublicAddress(address)]).toEqual([address, true])
    for (const address of [
      '255.255.255.255',
      '224.0.0.1',
      '2001::1',
      'fe80::1%eth0',
      'shop.test',
      '',
    ])
      expect([address, isPublicAddress(address)]).toEqual([address, false])
  })
})
