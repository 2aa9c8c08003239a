import { confidenceOf, standingsOf } from '../ranking/confidence.ts'
import type { Features } from '../ranking/features.ts'
import {
  type ConfidenceModel,
  type LinearModel,
  type RankingModel,
  rankedBy,
  type Standing,
} from './fitted.ts'
import { createOptimiser } from './optimiser.ts'
import { type Ranked, rankOf } from '../ranking/ranking.ts'

/** One judged query with its closely looked-at candidates. */
export interface JudgedRanking {
  candidates: readonly Ranked[]
  /** Grade by article; empty when nothing answers. */
  grades: ReadonlyMap<string, number>
  /** How much it counts in fitting. */
  weight: number
}

/** What ranking may go by. */
const rankingFeatures = [
  'score',
  'strength',
  'coverage',
  'strongCoverage',
  'missingMost',
  'missingCodes',
  'sentence',
  'letters',
  'title',
  'heading',
  'titleSays',
  'headingSays',
  'titleFocus',
  'headingFocus',
  'titleNames',
  'narrowTitle',
  'narrowHeading',
  'foreign',
  'past',
  'expected',
  'lacking',
  'before',
  'after',
  'beforeAdds',
  'aroundAdds',
  'bestNear',
  'rarestPair',
  'pairsNear',
  'words',
] as const satisfies readonly (keyof Features)[]

/** What confidence goes by: few features, since few judged queries have no answer, and more did worse unseen. */
const standingFeatures = [
  'strongCoverage',
  'missingMost',
  'leftOpen',
  'leftOpenMost',
  'expected',
  'lacking',
  'unsaid',
  'title',
  'titleSays',
  'titleNames',
  'narrowTitle',
  'few',
  'bestCoverage',
  'rank',
  'many',
] as const satisfies readonly (keyof Standing)[]

/**
 * Fits the ranking by the listwise softmax loss (ListNet: Cao et al., ICML 2007): articles, each by its best passage
 * under the model so far, against their grades. Deterministic.
 */
export function fitRanking(judged: readonly JudgedRanking[], steps = 150): RankingModel {
  const own = (kind: keyof RankingModel) =>
    judged.filter(({ candidates: [first] }) => first && rankedBy(first.features) === kind)
  return {
    short: fitLinear(own('short'), steps),
    long: fitLinear(own('long'), steps),
    longChinese: fitLinear(own('longChinese'), steps),
  }
}

/** Fits one linear model; drawn back to another one, where one is given, and else to nothing. */
export function fitLinear(
  judged: readonly JudgedRanking[],
  steps: number,
  back?: { to: LinearModel; by: number },
): LinearModel {
  const useful = judged.filter(({ grades }) => grades.size > 0).map(laidOut)
  const home = rankingFeatures.map((name) => back?.to[name] ?? 0)
  let model = back ? home : rankingFeatures.map((name) => (name === 'score' ? 6 : 0.1))
  const whole = sum(useful.map(({ weight }) => weight))
  const optimiser = createOptimiser(rankingFeatures.length, 0.15)
  for (let step = 0; step < steps; step++) {
    const gradient = model.map((weight, i) => (back?.by ?? 1e-4) * (weight - (home[i] ?? 0)))
    for (const query of useful) addListwise(gradient, query, model, query.weight / whole)
    model = optimiser(model, gradient)
  }
  return Object.fromEntries(rankingFeatures.map((name, i) => [name, model[i] ?? 0]))
}

/** A judged query in plain numbers, since fitting goes through them hundreds of times. */
interface LaidOut {
  /** The candidates of each article, by their features. */
  articles: { gain: number; candidates: Float64Array<ArrayBuffer>[] }[]
  weight: number
}

function laidOut({ candidates, grades, weight }: JudgedRanking): LaidOut {
  const byArticle = Map.groupBy(candidates, ({ passage }) => passage.articleId)
  const articles = [...byArticle].map(([id, own]) => ({
    gain: 2 ** (grades.get(id) ?? 0) - 1,
    candidates: own.map(
      ({ features }) => new Float64Array(rankingFeatures.map((name) => features[name])),
    ),
  }))
  return { articles, weight }
}

function addListwise(
  gradient: number[],
  { articles }: LaidOut,
  model: readonly number[],
  weight: number,
): void {
  const wanted = sum(articles.map(({ gain }) => gain))
  if (wanted === 0) return
  const best = articles.map(({ candidates }) => bestOf(candidates, model))
  const top = Math.max(...best.map(({ rank }) => rank))
  const powers = best.map(({ rank }) => Math.exp(rank - top))
  const all = sum(powers)
  for (const [i, { of }] of best.entries()) {
    const off = (powers[i] ?? 0) / all - (articles[i]?.gain ?? 0) / wanted
    for (let j = 0; j < of.length; j++)
      gradient[j] = (gradient[j] ?? 0) + weight * off * (of[j] ?? 0)
  }
}

/** Of the candidates of one article the one that the model so far ranks highest. */
function bestOf(candidates: readonly Float64Array<ArrayBuffer>[], model: readonly number[]) {
  let best = { of: new Float64Array(), rank: -Infinity }
  for (const of of candidates) {
    let rank = 0
    for (let i = 0; i < of.length; i++) rank += (model[i] ?? 0) * (of[i] ?? 0)
    if (rank > best.rank) best = { of, rank }
  }
  return best
}

/** How one query stands, whether the knowledge base answers it, and how much it counts. */
export interface Answerable {
  standing: Standing
  answerable: boolean
  weight: number
}

/** The best hit's standing of each query. */
export function answerables(judged: readonly JudgedRanking[], model: RankingModel): Answerable[] {
  return judged.flatMap(({ candidates, grades, weight }) => {
    const ranked = candidates
      .map((one) => ({ ...one, rank: rankOf(one.features, model) }))
      .sort((a, b) => b.rank - a.rank)
    const [standing] = standingsOf(ranked)
    return standing ? [{ standing, answerable: grades.size > 0, weight }] : []
  })
}

/** How strongly the weights of the confidence are held near 0. */
const heldConfidence = 3e-5

/** Fits the confidence by logistic regression. Deterministic. */
export function fitConfidence(samples: readonly Answerable[], steps = 1500): ConfidenceModel {
  let values = [...standingFeatures.map(() => 0), 0]
  const whole = sum(samples.map(({ weight }) => weight))
  const optimiser = createOptimiser(values.length, 0.05)
  for (let step = 0; step < steps; step++) {
    const model = toModel(values)
    const gradient = values.map((value, i) =>
      i < standingFeatures.length ? heldConfidence * value : 0,
    )
    for (const { standing, answerable, weight } of samples) {
      const off = ((confidenceOf(standing, model) - (answerable ? 1 : 0)) * weight) / whole
      for (const [i, name] of standingFeatures.entries())
        gradient[i] = (gradient[i] ?? 0) + off * standing[name]
      gradient[standingFeatures.length] = (gradient[standingFeatures.length] ?? 0) + off
    }
    values = optimiser(values, gradient)
  }
  return toModel(values)
}

function toModel(values: readonly number[]): ConfidenceModel {
  const weights = Object.fromEntries(standingFeatures.map((name, i) => [name, values[i] ?? 0]))
  return { bias: values.at(-1) ?? 0, weights }
}

/**
 * The floor with the best F1 of abstaining on these samples: the middle of all floors, in steps of a hundredth, that
 * come close to it, since the very best one is an accident of few samples.
 */
export function bestFloor(samples: readonly Answerable[], model: ConfidenceModel): number {
  const real = samples.map(({ standing, answerable }) => ({
    confidence: confidenceOf(standing, model),
    answerable,
  }))
  const wanted = real.filter(({ answerable }) => !answerable).length
  const scored = Array.from({ length: 90 }, (_, i) => {
    const floor = (i + 5) / 100
    const silent = real.filter(({ confidence }) => confidence < floor)
    const right = silent.filter(({ answerable }) => !answerable).length
    return { floor, f1: right === 0 ? 0 : (2 * right) / (silent.length + wanted) }
  })
  const best = Math.max(...scored.map(({ f1 }) => f1))
  const close = scored.filter(({ f1 }) => f1 > best - 0.02)
  return close[close.length >> 1]?.floor ?? 0
}

function sum(numbers: readonly number[]): number {
  let total = 0
  for (const number of numbers) total += number
  return total
}
