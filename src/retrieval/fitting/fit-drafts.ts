import {
  type Draft,
  type DraftFeatures,
  type LinearDraftModel,
  valueOf,
} from '../answering/draft.ts'
import { createOptimiser } from './optimiser.ts'

/** The drafts of one question, each with what it is worth: 0 where it does not answer. */
export interface JudgedDrafts {
  drafts: readonly { draft: Draft; worth: number }[]
}

/** What fitting gives, with how many questions the best draft answers: of all, and of those its fold had not seen. */
export interface DraftFit {
  drafting: LinearDraftModel
  questions: number
  /** How many have a draft that answers at all. */
  answerable: number
  right: number
  rightLeftOut: number
}

const folds = 5
const steps = 400
const rate = 0.05
/** How strongly weights are held near 0: there are few questions for so many features. */
const held = 5e-4

/** Fits which draft answers, on all questions; the figures left out are by fifths. Deterministic. */
export function fitDrafts(judged: readonly JudgedDrafts[]): DraftFit {
  const drafting = fitDrafting(judged)
  let rightLeftOut = 0
  for (let fold = 0; fold < folds; fold++) {
    const model = fitDrafting(judged.filter((_, i) => i % folds !== fold))
    rightLeftOut += countRight(
      judged.filter((_, i) => i % folds === fold),
      model,
    )
  }
  return {
    drafting,
    questions: judged.length,
    answerable: judged.filter(isUseful).length,
    right: countRight(judged, drafting),
    rightLeftOut,
  }
}

/** The listwise softmax loss (ListNet) over the drafts of each question. */
function fitDrafting(judged: readonly JudgedDrafts[]): LinearDraftModel {
  const useful = judged.filter(isUseful)
  const names = Object.keys(useful[0]?.drafts[0]?.draft.features ?? {}) as (keyof DraftFeatures)[]
  const optimiser = createOptimiser(names.length, rate)
  let values = names.map(() => 0)
  const modelOf = (weights: readonly number[]): LinearDraftModel =>
    Object.fromEntries(names.map((name, i) => [name, weights[i] ?? 0]))
  for (let step = 0; step < steps; step++) {
    const model = modelOf(values)
    const gradient = values.map((value) => held * value)
    for (const { drafts } of useful) {
      const off = offOf(drafts, model)
      for (const [i, { draft }] of drafts.entries())
        for (const [j, name] of names.entries())
          gradient[j] = (gradient[j] ?? 0) + ((off[i] ?? 0) * draft.features[name]) / useful.length
    }
    values = optimiser(values, gradient)
  }
  return modelOf(values.map((value) => Math.round(value * 1000) / 1000))
}

/** By how much the share of each draft under the model is more than what it is worth. */
function offOf(drafts: JudgedDrafts['drafts'], model: LinearDraftModel): number[] {
  const values = drafts.map(({ draft }) => valueOf(draft, model))
  const top = Math.max(...values)
  const powers = values.map((value) => Math.exp(value - top))
  const all = powers.reduce((sum, power) => sum + power, 0)
  const wanted = drafts.reduce((sum, { worth }) => sum + worth, 0)
  return drafts.map(({ worth }, i) => (powers[i] ?? 0) / all - worth / wanted)
}

const isUseful = ({ drafts }: JudgedDrafts) => drafts.some(({ worth }) => worth > 0)

function countRight(judged: readonly JudgedDrafts[], model: LinearDraftModel): number {
  return judged.filter(({ drafts }) => {
    const [best] = drafts.toSorted((a, b) => valueOf(b.draft, model) - valueOf(a.draft, model))
    return best !== undefined && best.worth > 0
  }).length
}
