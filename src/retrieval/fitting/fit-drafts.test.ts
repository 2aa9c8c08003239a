import { describe, expect, it } from 'vitest'
import { Article } from '../../domain/passage.ts'
import { draftAnswers } from '../answering/answer.ts'
import { type Draft, valueOf } from '../answering/draft.ts'
import { createEmbeddedIndex } from '../index/embedded.ts'
import { fitDrafts, type JudgedDrafts } from './fit-drafts.ts'
import { cutPassages } from '../passages.ts'

const things = ['kettle', 'toaster', 'blender', 'heater', 'freezer']
const index = createEmbeddedIndex()
await index.replace(
  [],
  things.flatMap((thing) =>
    cutPassages(
      Article.parse({
        id: thing,
        title: `Warranty of the ${thing}`,
        body: `The ${thing} is covered for two years.\n\n## What the warranty leaves out\n\nScratches on the ${thing}.\n\n## How to claim\n\nSend us the ${thing} and the receipt.`,
        language: 'en',
      }),
    ),
  ),
)

/** The drafts for a question, of which those that say `right` answer it. */
async function judged(query: string, right: string): Promise<JudgedDrafts> {
  const hits = await index.search(query, { audience: 'public', at: new Date('2026-11-29') }, 30)
  const { drafts, answerOf } = draftAnswers(query, hits, 'en')
  return {
    drafts: drafts.map((draft) => ({
      draft,
      worth: answerOf(draft).text.startsWith(right) ? 1 : 0,
    })),
  }
}
const best = (drafts: readonly Draft[], model: ReturnType<typeof fitDrafts>['drafting']) =>
  drafts.toSorted((a, b) => valueOf(b, model) - valueOf(a, model))[0]

describe('fitting which draft answers', async () => {
  // Asked for all of it, the end of each article is to be said, which nothing but the judgements tells.
  const training = await Promise.all(
    things.map((thing) => judged(`warranty of the ${thing}`, 'Send us')),
  )

  it('learns to pick what the judgements call right, of questions that it has not seen', () => {
    const { drafting, questions, answerable, right, rightLeftOut } = fitDrafts(training)
    expect({ questions, answerable, right, rightLeftOut }).toEqual({
      questions: 5,
      answerable: 5,
      right: 5,
      rightLeftOut: 5,
    })
    const drafts = training[0]?.drafts.map(({ draft }) => draft) ?? []
    expect(best(drafts, drafting)?.lines.join('\n')).toContain('Send us')
  })

  it('counts a question that no draft answers as not answered', async () => {
    const none = await judged('warranty of the kettle', 'no such words')
    expect(fitDrafts([...training, none])).toMatchObject({ questions: 6, answerable: 5, right: 5 })
  })

  it('comes to the same end every time', () => {
    expect(fitDrafts(training)).toEqual(fitDrafts(training))
  })
})
