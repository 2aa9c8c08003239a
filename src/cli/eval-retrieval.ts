import { parseArgs } from 'node:util'
import { BatonError } from '../domain/error.ts'
import { createEmbeddedIndex } from '../retrieval/embedded.ts'
import { loadQueries, measureRetrieval, type RetrievalReport } from '../retrieval/evaluation.ts'
import { createKnowledge, loadArticles } from '../retrieval/knowledge.ts'

const help = `baton eval retrieval --articles FILE --queries FILE [--json]

How well the knowledge base is searched, on judged queries.

  --articles FILE   JSONL, one {id, title, body} a line
  --queries FILE    JSONL, one {id, query, relevant: [{id, grade}]} a line; relevant is
                    empty when no article answers
  --json            one JSON object on stdout
`

/** `baton eval retrieval`. Exit code 0 done, 2 wrong usage or files that do not fit. */
export async function evalRetrieval(args: string[]): Promise<number> {
  const options = read(args)
  if (typeof options === 'number') return options
  try {
    const { articles, queries, json } = options
    const report = await run(articles, queries)
    process.stdout.write(json ? `${JSON.stringify(report)}\n` : table(report))
    return 0
  } catch (error) {
    if (!(error instanceof BatonError)) throw error
    process.stderr.write(`${error.message}\n`)
    return 2
  }
}

function read(args: string[]): { articles: string; queries: string; json: boolean } | number {
  try {
    const { values } = parseArgs({
      args,
      options: {
        articles: { type: 'string' },
        queries: { type: 'string' },
        json: { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false },
      },
    })
    if (values.help) {
      process.stdout.write(help)
      return 0
    }
    const { articles, queries, json } = values
    if (articles && queries) return { articles, queries, json }
    process.stderr.write(`Both --articles and --queries are needed.\n\n${help}`)
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n\n${help}`)
  }
  return 2
}

async function run(articlesPath: string, queriesPath: string): Promise<RetrievalReport> {
  const index = createEmbeddedIndex()
  const clock = () => new Date()
  const queries = await loadQueries(queriesPath)
  await createKnowledge({ index, clock }).importArticles(await loadArticles(articlesPath))
  const report = await measureRetrieval(index, queries, clock(), (done) => {
    if (process.stderr.isTTY && done % 20 === 0) process.stderr.write(`\r${done}/${queries.length}`)
  })
  if (process.stderr.isTTY) process.stderr.write('\r')
  return report
}

function table(report: RetrievalReport): string {
  const percent = (share: number) => `${(100 * share).toFixed(1)}%`
  const { recall, abstention } = report
  const rows: [string, string][] = [
    ['queries', `${report.queries}, ${report.answerable} answerable`],
    ['recall@1', percent(recall[1])],
    ['recall@5', percent(recall[5])],
    ['recall@10', percent(recall[10])],
    ['recall@20', percent(recall[20])],
    ['MRR@10', percent(report.mrr)],
    ['nDCG@10', percent(report.ndcg)],
    [
      'abstention',
      `F1 ${percent(abstention.f1)} (precision ${percent(abstention.precision)}, recall ${percent(abstention.recall)})`,
    ],
    ['search', `p50 ${report.p50ms.toFixed(2)} ms, p99 ${report.p99ms.toFixed(2)} ms`],
  ]
  return rows.map(([name, value]) => `${name.padEnd(12)}${value}\n`).join('')
}
