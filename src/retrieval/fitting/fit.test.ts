import { describe, expect, it } from 'vitest'
import { Article } from '../../domain/passage.ts'
import { confidenceOf } from '../ranking/confidence.ts'
import { answerables, bestFloor, fitConfidence, fitRanking, type JudgedRanking } from './fit.ts'
import { createInvertedIndex } from '../index/inverted.ts'
import { parseLexicon } from '../words/lexicon.ts'
import { cutPassages } from '../passages.ts'
import { createRanker, rankOf } from '../ranking/ranking.ts'

const things = ['kettle', 'toaster', 'blender', 'heater', 'freezer', 'juicer']
const index = createInvertedIndex()
index.replace(
  [],
  things.flatMap((thing) => [
    // The words of the question stand in both; only the title tells which one is about it.
    ...cutPassages(
      Article.parse({ id: thing, title: `${thing} warranty`, body: 'Two years.', language: 'en' }),
    ),
    ...cutPassages(
      Article.parse({
        id: `${thing}-ad`,
        title: 'News',
        body: `warranty warranty ${thing} ${thing}`,
        language: 'en',
      }),
    ),
  ]),
)
const ranker = createRanker(index, parseLexicon(''))
const filter = { audience: 'public', at: new Date('2026-11-21') } as const

function judged(query: string, answer: string | null): JudgedRanking {
  return {
    candidates: ranker(query, filter, 1).ranked,
    grades: new Map(answer ? [[answer, 2]] : []),
    weight: 1,
  }
}
const training = things.map((thing) => judged(`${thing} warranty`, thing))
const unanswered = ['kettle colour options', 'toaster colour options', 'blender recipe book'].map(
  (query) => judged(query, null),
)

describe('fitting', () => {
  it('learns to put first what the judgements put first', () => {
    const model = fitRanking(training.slice(1))
    const [held] = training
    const best = held?.candidates.toSorted(
      (a, b) => rankOf(b.features, model) - rankOf(a.features, model),
    )[0]
    expect(best?.passage.articleId).toBe('kettle')
  })

  it('learns to be surer of what is answered than of what is not, and a floor between them', () => {
    const ranking = fitRanking(training)
    const samples = answerables([...training, ...unanswered], ranking)
    const confidence = fitConfidence(samples)
    const floor = bestFloor(samples, confidence)
    for (const { standing, answerable } of samples)
      expect(confidenceOf(standing, confidence) >= floor).toBe(answerable)
  })

  it('comes to the same end every time', () => {
    expect(fitRanking(training, 20)).toEqual(fitRanking(training, 20))
  })
})
