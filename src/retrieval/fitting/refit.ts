import type { PassageFilter } from '../../domain/passage.ts'
import { confidenceOf } from '../ranking/confidence.ts'
import type { JudgedQuery } from './evaluation.ts'
import { answerables, bestFloor, fitConfidence, fitRanking, type JudgedRanking } from './fit.ts'
import type { ConfidenceModel, RankingModel } from './fitted.ts'
import { type Ranker, rankOf } from '../ranking/ranking.ts'

/** What fitting on judged queries gives, with figures from folds that were left out. */
export interface Refit {
  ranking: RankingModel
  confidence: ConfidenceModel
  floor: number
  /** On queries that the models of their fold had not seen. */
  leftOut: { recallAt1: number; recallAt5: number; abstentionF1: number }
}

/** A set of judged queries with the ranker over its articles, and how much the set counts. */
export interface JudgedSet {
  queries: readonly JudgedQuery[]
  ranker: Ranker
  weight: number
  /** Whether its unanswerable queries teach when to abstain. */
  teachesAbstention: boolean
}

const folds = 5
const filter: PassageFilter = { audience: 'public', at: new Date() }

/** Fits ranking, confidence and floor on all sets; the figures are those of the first set, left out by fifths. */
export function refit(sets: readonly JudgedSet[]): Refit {
  const judged = sets.map((set) => ({
    ...set,
    rankings: set.queries.map((query) => judge(query, set)),
  }))
  const [own] = judged
  if (!own) throw new RangeError('refit needs at least one set')
  const others = judged.slice(1).flatMap(({ rankings }) => rankings)
  const leftOut = crossValidate(own.rankings, others)
  const all = judged.flatMap(({ rankings }) => rankings)
  const ranking = fitRanking(all)
  const samples = answerables(
    judged.flatMap(({ rankings, teachesAbstention }) => (teachesAbstention ? rankings : [])),
    ranking,
  )
  const confidence = fitConfidence(samples)
  return { ranking, confidence, floor: bestFloor(samples, confidence), leftOut }
}

function judge(query: JudgedQuery, { ranker, weight }: JudgedSet): JudgedRanking {
  const relevant = query.relevant.filter(({ grade }) => grade > 0)
  return {
    candidates: ranker(query.query, filter, 1).ranked,
    grades: new Map(relevant.map(({ id, grade }) => [id, grade])),
    weight,
  }
}

function crossValidate(
  own: readonly JudgedRanking[],
  others: readonly JudgedRanking[],
): Refit['leftOut'] {
  let found1 = 0
  let found5 = 0
  let answerable = 0
  const silences = { right: 0, all: 0, wanted: 0 }
  for (let fold = 0; fold < folds; fold++) {
    const seen = own.filter((_, i) => i % folds !== fold)
    const unseen = own.filter((_, i) => i % folds === fold)
    const ranking = fitRanking([...seen, ...others])
    const samples = answerables(seen, ranking)
    const confidence = fitConfidence(samples)
    const floor = bestFloor(samples, confidence)
    for (const query of unseen) {
      if (query.grades.size > 0) {
        answerable += 1
        found1 += recall(query, ranking, 1)
        found5 += recall(query, ranking, 5)
      }
      const [sample] = answerables([query], ranking)
      const silent = !sample || confidenceOf(sample.standing, confidence) < floor
      const nothing = query.grades.size === 0
      if (silent) silences.all += 1
      if (nothing) silences.wanted += 1
      if (silent && nothing) silences.right += 1
    }
  }
  return {
    recallAt1: found1 / answerable,
    recallAt5: found5 / answerable,
    abstentionF1: (2 * silences.right) / (silences.all + silences.wanted || 1),
  }
}

/** The share of the highest-grade articles among the first `k`. */
export function recall(
  { candidates, grades }: JudgedRanking,
  model: RankingModel,
  k: number,
): number {
  const ordered = candidates.toSorted(
    (a, b) => rankOf(b.features, model) - rankOf(a.features, model),
  )
  const first = new Set([...new Set(ordered.map(({ passage }) => passage.articleId))].slice(0, k))
  const highest = Math.max(...grades.values())
  const best = [...grades].flatMap(([id, grade]) => (grade === highest ? [id] : []))
  return best.filter((id) => first.has(id)).length / best.length
}
