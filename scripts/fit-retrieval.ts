/**
 * Fits what puts the candidates of long Chinese questions in order, or what tells how sure a hit is.
 *
 *     node scripts/fit-retrieval.ts order | confidence
 *
 * Prints the constants, as src/retrieval/fitting/fitted.ts has them, with figures in sample and left out. Takes minutes. The datasets are
 * looked for as by the benches: BATON_DATASETS, then ../shared/data. What came of it: docs/decisions/retrieval.md.
 */
import { join } from 'node:path'
import { datasets, judgedCorpora } from '../bench/search-corpora.ts'
import { loadPlainQuestions } from '../evals/answers/score.ts'
import type { Article } from '../src/domain/passage.ts'
import { confidenceOf } from '../src/retrieval/ranking/confidence.ts'
import { type JudgedQuery, loadQueries } from '../src/retrieval/fitting/evaluation.ts'
import {
  answerables,
  fitConfidence,
  fitLinear,
  type JudgedRanking,
} from '../src/retrieval/fitting/fit.ts'
import {
  confidenceFloor,
  type ConfidenceModel,
  fittedConfidence,
  fittedRanking,
  rankedBy,
  type RankingModel,
} from '../src/retrieval/fitting/fitted.ts'
import { createInvertedIndex } from '../src/retrieval/index/inverted.ts'
import { loadArticles } from '../src/retrieval/knowledge.ts'
import { shopLexicon } from '../src/retrieval/words/lexicon.ts'
import { cutPassages } from '../src/retrieval/passages.ts'
import { createRanker } from '../src/retrieval/ranking/ranking.ts'
import { recall } from '../src/retrieval/fitting/refit.ts'

/** A judged query; those of one group tell of each other, and are left out together. */
interface Judged extends JudgedRanking {
  group: number
}
type Asked = Pick<JudgedQuery, 'query' | 'relevant'> & { group?: number }

const filter = { audience: 'public', at: new Date() } as const
const graded = (ids: readonly string[]) => ids.map((id) => ({ id, grade: 1 }))

function judge(articles: readonly Article[], asked: readonly Asked[], weight: number): Judged[] {
  const index = createInvertedIndex()
  index.replace([], articles.flatMap(cutPassages))
  const rank = createRanker(index, shopLexicon())
  return asked.map(({ query, relevant, group }, place) => ({
    candidates: rank(query, filter, 1).ranked,
    grades: new Map(relevant.filter(({ grade }) => grade > 0).map(({ id, grade }) => [id, grade])),
    weight,
    group: group ?? place,
  }))
}

const shop = await loadArticles('knowledge/voyager-goods.jsonl')
const nearMisses = async (weight: number) =>
  judge(shop, await loadQueries('evals/retrieval/near-misses.dev.jsonl'), weight)
async function plain(name: string, weight: number): Promise<Judged[]> {
  const questions = await loadPlainQuestions(new URL(`../evals/answers/${name}`, import.meta.url))
  const asked = questions.map(({ query, articles }) => ({ query, relevant: graded(articles) }))
  return judge(shop, asked, weight)
}
async function shopQueries(weight: number): Promise<Judged[]> {
  const of = (file: string) => join(datasets, 'kb_bilingual', file)
  const queries = await loadQueries(of('queries_dev.jsonl'))
  return judge(await loadArticles(of('articles.jsonl')), queries, weight)
}
/** The sentences of XQuAD-R in Chinese, by groups of one document; also without the document's title. */
function sentences(weight: number, titled: boolean): Judged[] {
  const corpus = judgedCorpora().find(({ name }) => name === 'xquad_r zh even')
  if (!corpus) throw new Error(`the datasets are missing: BATON_DATASETS=${datasets}`)
  const articles = corpus.articles.map((article): Article => ({
    ...article,
    title: titled ? article.title : article.id,
    audience: 'public',
  }))
  const asked = corpus.queries.map(({ text, relevant }) => ({
    query: text,
    relevant: graded(relevant),
    group: Number(relevant[0]?.split('-')[0]),
  }))
  return judge(articles, asked, weight)
}

const percent = (share: number) => Math.round(1000 * share) / 10
const mean = (numbers: readonly number[]) =>
  numbers.reduce((sum, one) => sum + one, 0) / numbers.length

/** So many parts, of which each is left out once. */
const parts = 4
/** Fits on all but each of the parts; tells of a query which model has not seen it. */
function leaveOut<Model>(judged: readonly Judged[], fit: (seen: readonly Judged[]) => Model) {
  const models = Array.from({ length: parts }, (_, part) =>
    fit(judged.filter(({ group }) => group % parts !== part)),
  )
  return ({ group }: Judged): Model => models[group % parts] ?? fit(judged)
}

/** How strongly the ranking of long Chinese questions is drawn back to that of all long ones. */
const back = { to: fittedRanking.long, by: 0.003 }

async function fitOrder() {
  const measured = {
    kb: await shopQueries(4),
    zh: sentences(2, true),
    untitled: sentences(0.7, false),
  }
  const always = [...(await plain('dev.jsonl', 4)), ...(await nearMisses(2))]
  const fit = (judged: readonly Judged[]): RankingModel => {
    const own = [...judged, ...always].filter(
      ({ candidates: [first] }) => first && rankedBy(first.features) === 'longChinese',
    )
    return { ...fittedRanking, longChinese: fitLinear(own, 300, back) }
  }
  const recallAt1 = (modelOf: (it: Judged) => RankingModel) =>
    Object.fromEntries(
      Object.entries(measured).map(([name, set]) => {
        const answered = set.filter(({ grades }) => grades.size > 0)
        return [name, percent(mean(answered.map((it) => recall(it, modelOf(it), 1))))]
      }),
    )
  const all = Object.values(measured).flat()
  const model = fit(all)
  return {
    longChinese: model.longChinese,
    recallAt1: {
      committed: recallAt1(() => fittedRanking),
      inSample: recallAt1(() => model),
      leftOut: recallAt1(leaveOut(all, fit)),
    },
  }
}

/** The floor is kept: with the best one for near-misses, too many plain questions would go unanswered. */
async function fitSureness() {
  const kb = await shopQueries(1)
  const always = [
    ...(await nearMisses(1)),
    ...(await plain('dev.jsonl', 1)),
    ...(await plain('plainest.dev.jsonl', 0.3)),
  ]
  const standings = (judged: readonly Judged[]) => answerables(judged, fittedRanking)
  const fit = (seen: readonly Judged[]) => fitConfidence(standings([...seen, ...always]))
  /** How well silence finds the queries that no article answers. */
  const silenceF1 = (modelOf: (it: Judged) => ConfidenceModel) => {
    const judged = kb.map((it) => {
      const [own] = standings([it])
      const silent = !own || confidenceOf(own.standing, modelOf(it)) < confidenceFloor
      return { silent, none: it.grades.size === 0 }
    })
    const count = (is: (one: (typeof judged)[number]) => boolean) => judged.filter(is).length
    const right = count(({ silent, none }) => silent && none)
    return percent((2 * right) / (count(({ silent }) => silent) + count(({ none }) => none)))
  }
  const model = fit(kb)
  return {
    confidence: model,
    abstentionF1: {
      committed: silenceF1(() => fittedConfidence),
      inSample: silenceF1(() => model),
      leftOut: silenceF1(leaveOut(kb, fit)),
    },
  }
}

const fits: Record<string, () => Promise<unknown>> = { order: fitOrder, confidence: fitSureness }
const fit = fits[process.argv[2] ?? '']
if (fit) console.log(JSON.stringify(await fit(), null, 2))
else {
  console.error('node scripts/fit-retrieval.ts order | confidence')
  process.exitCode = 2
}
