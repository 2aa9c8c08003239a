import { parseArgs } from 'node:util'
import { isGoodAnswer, loadPlainQuestions } from '../../evals/answers/score.ts'
import { BatonError } from '../domain/error.ts'
import {
  type JudgedQuery,
  loadQueries,
  measureRetrieval,
  type RetrievalReport,
} from '../retrieval/fitting/evaluation.ts'
import { draftAnswers } from '../retrieval/answering/answer.ts'
import type { Draft } from '../retrieval/answering/draft.ts'
import { type DraftFit, fitDrafts, type JudgedDrafts } from '../retrieval/fitting/fit-drafts.ts'
import { createInvertedIndex } from '../retrieval/index/inverted.ts'
import { createKnowledge, hitsAsked, loadArticles } from '../retrieval/knowledge.ts'
import { shopLexicon } from '../retrieval/words/lexicon.ts'
import { cutPassages } from '../retrieval/passages.ts'
import { createRanker } from '../retrieval/ranking/ranking.ts'
import { type JudgedSet, refit } from '../retrieval/fitting/refit.ts'
import { createIndex } from '../wire/engines.ts'

const help = `baton eval retrieval --articles FILE --queries FILE [--json] [--fit]

How well the knowledge base is searched, on judged queries.

  --articles FILE   JSONL, one {id, title, body} a line
  --queries FILE    JSONL, one {id, query, relevant: [{id, grade}]} a line; relevant is
                    empty when no article answers
  --json            one JSON object on stdout
  --fit             fit ranking and confidence on these queries, and print the constants with
                    figures of folds left out; further pairs of --articles and --queries may
                    follow the first, which counts most and gives the figures; takes minutes
  --answers FILE    with --fit and no --queries: fit which draft answers, on plain questions to these
                    articles, {id, query, locale, articles, says} a line; may be given again
`

interface Pair {
  articles: string
  queries: string
}

/** `baton eval retrieval`. Exit code 0 done, 2 wrong usage or files that do not fit. */
export async function evalRetrieval(args: string[]): Promise<number> {
  const options = read(args)
  if (typeof options === 'number') return options
  try {
    const [own, ...others] = options.pairs
    if (options.fit) {
      const fitted =
        options.answers.length > 0
          ? await fitAnswers(own.articles, options.answers)
          : await fit([own, ...others])
      process.stdout.write(`${JSON.stringify(fitted, null, options.json ? 0 : 2)}\n`)
    } else {
      const report = await measure(own)
      process.stdout.write(options.json ? `${JSON.stringify(report)}\n` : table(report))
    }
    return 0
  } catch (error) {
    if (!(error instanceof BatonError)) throw error
    process.stderr.write(`${error.message}\n`)
    return 2
  }
}

interface Options {
  pairs: [Pair, ...Pair[]]
  /** Files of plain questions on which it is fitted which draft answers. */
  answers: string[]
  json: boolean
  fit: boolean
}

function read(args: string[]): Options | number {
  try {
    const { values } = parseArgs({
      args,
      options: {
        articles: { type: 'string', multiple: true, default: [] },
        queries: { type: 'string', multiple: true, default: [] },
        json: { type: 'boolean', default: false },
        answers: { type: 'string', multiple: true, default: [] },
        fit: { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false },
      },
    })
    if (values.help) {
      process.stdout.write(help)
      return 0
    }
    const { answers, json, fit: isFit } = values
    const [only, ...more] = values.articles
    if (answers.length > 0) {
      if (isFit && only !== undefined && more.length === 0 && values.queries.length === 0)
        return { pairs: [{ articles: only, queries: '' }], answers, json, fit: true }
      process.stderr.write(`--answers goes with --fit, one --articles and no --queries.\n\n${help}`)
      return 2
    }
    const pairs = values.articles.flatMap((articles, i) => {
      const queries = values.queries[i]
      return queries === undefined ? [] : [{ articles, queries }]
    })
    const [own, ...others] = pairs
    const paired = values.articles.length === values.queries.length
    if (own && paired && (isFit || others.length === 0)) {
      return { pairs: [own, ...others], answers, json, fit: isFit }
    }
    process.stderr.write(
      `One --articles and one --queries are needed, more only to fit.\n\n${help}`,
    )
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n\n${help}`)
  }
  return 2
}

async function measure({ articles, queries: queriesPath }: Pair): Promise<RetrievalReport> {
  const index = createIndex()
  const clock = () => new Date()
  const queries = await loadQueries(queriesPath)
  await createKnowledge({ index, clock }).importArticles(await loadArticles(articles))
  const report = await measureRetrieval(index, queries, clock(), (done) => {
    if (process.stderr.isTTY && done % 20 === 0) process.stderr.write(`\r${done}/${queries.length}`)
  })
  if (process.stderr.isTTY) process.stderr.write('\r')
  return report
}

/** The first set counts this much, as the one that the constants are for. */
const ownWeight = 4

async function fit(pairs: readonly Pair[]) {
  const sets: JudgedSet[] = []
  for (const { articles, queries: queriesPath } of pairs) {
    const inverted = createInvertedIndex()
    inverted.replace([], (await loadArticles(articles)).flatMap(cutPassages))
    const queries: JudgedQuery[] = await loadQueries(queriesPath)
    sets.push({
      queries,
      ranker: createRanker(inverted, shopLexicon()),
      weight: sets.length === 0 ? ownWeight : 1,
      teachesAbstention: queries.some(({ relevant }) => relevant.length === 0),
    })
  }
  return refit(sets)
}

/** A right draft is worth less the longer it is: of two that answer, the shorter is read. */
const worthOf = ({ features: { long } }: Draft) => 1 / (1 + long)

async function fitAnswers(articles: string, files: readonly string[]): Promise<DraftFit> {
  const index = createIndex()
  const at = new Date()
  await createKnowledge({ index, clock: () => at }).importArticles(await loadArticles(articles))
  const judged: JudgedDrafts[] = []
  for (const file of files) {
    for (const question of await loadPlainQuestions(file)) {
      const { query, locale } = question
      const hits = await index.search(query, { audience: 'public', at }, hitsAsked)
      const { drafts, answerOf } = draftAnswers(query, hits, locale)
      judged.push({
        drafts: drafts.map((draft) => ({
          draft,
          worth: isGoodAnswer(answerOf(draft), question) ? worthOf(draft) : 0,
        })),
      })
    }
  }
  return fitDrafts(judged)
}

function table(report: RetrievalReport): string {
  const percent = (share: number) => `${(100 * share).toFixed(1)}%`
  const { recall, abstention } = report
  const { precision, recall: found, f1 } = abstention
  const rows: [string, string][] = [
    ['queries', `${report.queries}, ${report.answerable} answerable`],
    ['recall@1', percent(recall[1])],
    ['recall@5', percent(recall[5])],
    ['recall@10', percent(recall[10])],
    ['recall@20', percent(recall[20])],
    ['MRR@10', percent(report.mrr)],
    ['nDCG@10', percent(report.ndcg)],
    ['abstention', `F1 ${percent(f1)} (precision ${percent(precision)}, recall ${percent(found)})`],
    ['search', `p50 ${report.p50ms.toFixed(2)} ms, p99 ${report.p99ms.toFixed(2)} ms`],
  ]
  return rows.map(([name, value]) => `${name.padEnd(12)}${value}\n`).join('')
}
