import { existsSync, readFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { recallAt, reciprocalRankAt } from '../src/measure/ranking.ts'
import { createEmbeddedIndex } from '../src/retrieval/index/embedded.ts'
import { cutPassages } from '../src/retrieval/passages.ts'
import {
  type Article,
  chatLines,
  datasets,
  type JudgedCorpus,
  judgedCorpora,
} from './search-corpora.ts'

/**
 * Finding articles: Baton's embedded index against MiniSearch and Orama, on the same articles and queries in the same
 * run. Quality on judged corpora; speed on passages made of chat lines, with queries of up to 200 words, engines
 * taking turns query by query. Prints JSON. `--short` runs a tenth.
 */

const seed = 20261121
const turn = 50
const patienceMs = 60_000
const peerFolder = new URL('./peers/search/', import.meta.url)

interface Engine {
  search(query: string, limit: number): string[] | Promise<string[]>
}
type Build = (articles: Article[]) => Engine | Promise<Engine>

async function contenders(): Promise<Record<string, Build>> {
  const { createMiniSearch, createOrama } = (await import(
    String(new URL('engines.mjs', peerFolder))
  )) as {
    createMiniSearch: Build
    createOrama: Build
  }
  return { baton: createBaton, minisearch: createMiniSearch, orama: createOrama }
}

async function createBaton(articles: Article[]): Promise<Engine> {
  const index = createEmbeddedIndex()
  const filter = { audience: 'public', at: new Date() } as const
  await index.replace(
    [],
    articles.flatMap((article) => cutPassages({ ...article, audience: 'public' })),
  )
  return {
    async search(query, limit) {
      // An article may have many passages, and only its best one counts.
      const hits = await index.search(query, filter, limit === 1 ? 1 : limit * 6)
      return [...new Set(hits.map(({ passage }) => passage.articleId))].slice(0, limit)
    },
  }
}

async function quality(build: Build, { articles, queries }: JudgedCorpus) {
  const engine = await build(articles)
  const rows: Record<'recall1' | 'recall5' | 'recall10' | 'recall20' | 'mrr', number>[] = []
  for (const { text, relevant } of queries) {
    if (relevant.length === 0) continue
    const grades = new Map(relevant.map((id) => [id, 1]))
    const ranked = await engine.search(text, 20)
    rows.push({
      recall1: recallAt(ranked, grades, 1),
      recall5: recallAt(ranked, grades, 5),
      recall10: recallAt(ranked, grades, 10),
      recall20: recallAt(ranked, grades, 20),
      mrr: reciprocalRankAt(ranked, grades, 10),
    })
  }
  const mean = (of: (row: (typeof rows)[number]) => number) =>
    round(rows.reduce((sum, row) => sum + of(row), 0) / rows.length)
  return {
    recall: {
      1: mean((r) => r.recall1),
      5: mean((r) => r.recall5),
      10: mean((r) => r.recall10),
      20: mean((r) => r.recall20),
    },
    mrr: mean((r) => r.mrr),
  }
}

async function speed(builds: Record<string, Build>, passages: number, queryCount: number) {
  const lines = chatLines()
  const random = seeded(seed)
  const line = () => lines[Math.floor(random() * lines.length)] ?? ''
  const articles = Array.from({ length: passages }, (_, i): Article => {
    const body = Array.from({ length: 3 + Math.floor(random() * 6) }, line)
    return {
      id: `a${i}`,
      title: (body[0] ?? '').slice(0, 60) || 'chat',
      body: body.join('\n'),
      language: 'en',
    }
  })
  const queries = Array.from({ length: queryCount + turn }, () => {
    const length = 1 + Math.floor(random() * 200)
    const words: string[] = []
    while (words.length < length) words.push(...line().split(/\s+/))
    return words.slice(0, length).join(' ')
  })
  const engines = []
  for (const [name, build] of Object.entries(builds)) {
    const heap = process.memoryUsage().rss
    const start = performance.now()
    const engine = await build(articles)
    const buildSeconds = round((performance.now() - start) / 1000)
    const rssMb = Math.round((process.memoryUsage().rss - heap) / 1e6)
    engines.push({ name, engine, buildSeconds, rssMb, times: new Array<number>() })
  }
  // In turns of fifty queries, so that nobody pays for another's garbage; a slow engine stops when its time is up.
  const spent = new Map<string, number>()
  for (let from = 0; from < queries.length; from += turn) {
    for (const { name, engine, times } of engines) {
      for (const query of queries.slice(from, from + turn)) {
        if ((spent.get(name) ?? 0) > patienceMs) break
        const start = performance.now()
        await engine.search(query, 1)
        const ms = performance.now() - start
        spent.set(name, (spent.get(name) ?? 0) + ms)
        if (from > 0 || patienceMs < (spent.get(name) ?? 0)) times.push(ms) // the first turn warms up
      }
    }
  }
  return {
    passages,
    engines: engines.map(({ name, times, buildSeconds, rssMb }) => ({
      name,
      queries: times.length,
      p50ms: quantile(times, 0.5),
      p99ms: quantile(times, 0.99),
      buildSeconds,
      rssMb,
    })),
  }
}

const round = (value: number) => Math.round(value * 1000) / 1000
const quantile = (values: readonly number[], q: number) =>
  round(values.toSorted((a, b) => a - b)[Math.ceil(values.length * q) - 1] ?? Number.NaN)

/** Random numbers in [0, 1) that a seed repeats (mulberry32, Tommy Ettinger, public domain). */
function seeded(state: number): () => number {
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
}

/** The whole bench. Fails when the peers or the datasets are not there. */
export async function benchSearch(short: boolean) {
  if (!existsSync(new URL('node_modules/minisearch', peerFolder))) {
    throw new Error('the peers are missing: run npm ci in bench/peers/search')
  }
  if (!existsSync(datasets)) throw new Error(`the datasets are missing: BATON_DATASETS=${datasets}`)
  const peers = JSON.parse(readFileSync(new URL('package.json', peerFolder), 'utf8')) as {
    dependencies: Record<string, string>
  }
  const builds = await contenders()
  const judged = []
  for (const corpus of judgedCorpora()) {
    const engines: Record<string, unknown> = {}
    for (const [name, build] of Object.entries(builds)) engines[name] = await quality(build, corpus)
    judged.push({
      corpus: corpus.name,
      articles: corpus.articles.length,
      queries: corpus.queries.length,
      engines,
    })
  }
  const sizes = short ? [1000, 10_000] : [10_000, 100_000]
  const timed = []
  for (const size of sizes) timed.push(await speed(builds, size, short ? 40 : 400))
  return {
    bench: 'search',
    workload:
      'the best hit for chat text of 1 to 200 words, uniformly; passages of 3 to 8 chat lines',
    seed,
    node: process.version,
    cpu: `${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}`,
    peers: peers.dependencies,
    quality: judged,
    speed: timed,
  }
}

if (import.meta.main) {
  console.log(JSON.stringify(await benchSearch(process.argv.includes('--short')), null, 2))
}
