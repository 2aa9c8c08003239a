import { readdir, readFile } from 'node:fs/promises'
import { stripTypeScriptTypes } from 'node:module'
import { extname, join, relative } from 'node:path'
import { createHash } from 'node:crypto'
import type { FastifyInstance } from 'fastify'

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ts': 'text/javascript; charset=utf-8',
}

interface Page {
  type: string
  body: Buffer
  etag: string
}

/** Every file of the web folder, in memory; TypeScript as the browser takes it, with its types blanked out. */
async function readPages(folder: string): Promise<Map<string, Page>> {
  const pages = new Map<string, Page>()
  const names = await readdir(folder, { recursive: true, withFileTypes: true })
  for (const entry of names) {
    const path = join(entry.parentPath, entry.name)
    const type = types[extname(entry.name)]
    if (!entry.isFile() || !type || entry.name.endsWith('.test.ts')) continue
    const source = await readFile(path)
    const body = entry.name.endsWith('.ts')
      ? Buffer.from(stripTypeScriptTypes(source.toString('utf8')))
      : source
    const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 20)}"`
    pages.set(relative(folder, path).replaceAll('\\', '/'), { type, body, etag })
  }
  return pages
}

/** The pages: `/` is the landing page, `/web/…` what it is made of. No build: the sources are served. */
export async function pageRoutes(app: FastifyInstance, webFolder: string): Promise<void> {
  const pages = await readPages(webFolder)
  const routes: [string, string][] = [...pages.keys()].map((name) => [`/web/${name}`, name])
  if (pages.has('index.html')) routes.push(['/', 'index.html'])
  if (pages.has('favicon.svg')) routes.push(['/favicon.ico', 'favicon.svg'])
  for (const [url, name] of routes) {
    const page = pages.get(name)
    if (!page) continue
    app.get(url, { schema: { hide: true }, config: { rateLimit: false } }, (request, reply) => {
      void reply.header('etag', page.etag).header('cache-control', 'no-cache')
      if (request.headers['if-none-match'] === page.etag) return reply.code(304).send()
      return reply.type(page.type).send(page.body)
    })
  }
}
