import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { startFakeOpenAI, type FakeOpenAI } from '../../tests/fakes/openai.ts'
import type { Plan } from '../../tests/fakes/openai-plan.ts'
import { MessageId } from '../domain/id.ts'
import { gradeLead } from '../leads/grade.ts'
import { readLead } from '../leads/read-lead.ts'
import { createModelBriefWriter } from './lead-brief-writer.ts'
import { createModel } from './model/models.ts'

let fake: FakeOpenAI
let plans: Plan[] = []
beforeAll(async () => {
  fake = await startFakeOpenAI(() => plans.shift() ?? { text: 'no' })
})
afterAll(() => fake.close())
beforeEach(() => {
  plans = []
})

const now = new Date('2026-11-21T08:00:00Z')
const said = MessageId.make()
const turns = [
  {
    messageId: said,
    from: 'customer' as const,
    text: 'We need 40 coffee machines by 10 December, our old ones keep breaking, but it is too expensive.',
    at: now,
    entities: [],
  },
]
const reading = readLead(turns, { today: now })
const graded = gradeLead(reading, turns, { today: now })
const sources = [
  {
    articleId: 'kb-en-036',
    passageId: 'kb-en-036#1',
    heading: 'Wholesale',
    sentence: 'From 20 pieces the discount is 12%.',
  },
]
const material = { turns, reading, graded, locale: 'en' as const, now, sources }
const write = () => {
  const model = createModel({
    baseUrl: fake.baseUrl,
    apiKey: fake.apiKey,
    model: 'fake-1',
    retries: 0,
  })
  return createModelBriefWriter({ model, name: 'fake' }).write(
    material,
    AbortSignal.timeout(20_000),
  )
}

const reply = (strategy: string, text: string, more: object = {}) => ({
  strategy,
  text,
  evidence: [said],
  sources: [],
  ifSent: 'They answer.',
  ...more,
})
const draft = {
  need: { text: '40 coffee machines by 10 December', evidence: [said] },
  pains: [{ text: 'our old ones keep breaking', evidence: [said] }],
  preferences: [],
  objections: [{ tag: 'price_too_high', text: 'too expensive', evidence: [said] }],
  replies: [
    reply('solve', 'From 20 pieces the discount is 12%; shall I prepare it?', {
      sources: ['kb-en-036#1', 'made#up'],
    }),
    reply('ask', 'Who may I send it to?'),
    reply('reassure', 'We guarantee the best price: 99 euros.'),
  ],
  next: 'Send the quote',
}
const handIn = (args: unknown): Plan => ({ calls: [{ name: 'write_brief', args }] })

describe('a brief by the model', () => {
  it('keeps what the conversation supports, and the code’s own facts, level and grade', async () => {
    plans = [handIn(draft)]
    const brief = await write()
    expect(brief).toMatchObject({
      need: draft.need,
      pains: draft.pains,
      objections: draft.objections,
      level: { value: reading.level },
      grade: { value: graded.grade },
      next: { what: 'Send the quote' },
      dropped: 0,
    })
    const [solve, ask, reassure] = brief.replies
    expect(solve?.sources.map(({ passageId }) => passageId)).toEqual(['kb-en-036#1'])
    expect(ask?.policy).toEqual({ passes: true, faults: [] })
    expect(reassure?.policy.faults).toEqual(
      expect.arrayContaining(['promises_without_limit', 'names_a_figure_without_source']),
    )
  })

  it('drops and counts lines that nobody said, or that stand on no message', async () => {
    plans = [
      handIn({
        ...draft,
        pains: [
          { text: 'their warehouse burnt down', evidence: [said] },
          { text: 'our old ones keep breaking', evidence: ['msg_0000'] },
          { text: 'our old ones keep breaking', evidence: ['no id'] },
        ],
        objections: [{ tag: 'over_budget', text: 'it costs 50 more', evidence: [said] }],
      }),
    ]
    const brief = await write()
    expect(brief.pains).toEqual([])
    expect(brief.objections).toEqual([])
    expect(brief.dropped).toBe(4)
  })

  it('is asked for again once when it does not fit, and then given up', async () => {
    const twice = { ...draft, replies: [draft.replies[0], draft.replies[0], draft.replies[1]] }
    plans = [handIn(twice), handIn(draft)]
    expect((await write()).replies).toHaveLength(3)
    plans = [{ text: 'Here is the brief: …' }, handIn('{"need":')]
    await expect(write()).rejects.toMatchObject({ name: 'ModelFailed', why: 'malformed' })
  })
})
