import * as fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { startFakeOpenAI } from '../../../tests/fakes/openai.ts'
import type { FakeOpenAI } from '../../../tests/fakes/openai.ts'
import type { Plan } from '../../../tests/fakes/openai-plan.ts'
import {
  called,
  message,
  play,
  said,
  shopTools,
  situation,
} from '../../../tests/fakes/shop-model-stage.ts'
import type { Outcome } from '../../domain/proposal.ts'
import { ModelFailed } from './failed.ts'
import { createModelPerformer } from './model.ts'
import { createModel } from './models.ts'

/** Whatever a model answers and whatever becomes of its proposals: what holds of every turn. */

let fake: FakeOpenAI
let plans: Plan[] = []
beforeAll(async () => {
  fake = await startFakeOpenAI(() => plans.shift() ?? { text: 'The end.' })
})
afterAll(() => fake.close())

const args = fc.oneof(
  fc.constant({ orderNumber: 'VG26111842' }),
  fc.constantFrom('', '{', '{"orderNumber":"VG2611', 'null', '[]', '{"orderNumber":"A",}', 'prose'),
)
const call = fc.record({
  name: fc.constantFrom('find_order', 'issue_coupon', 'urge_delivery', 'nonsense', 'no name!', ''),
  args,
  id: fc.constantFrom('call_1', 'call_2', '', 'bad id!'),
})
const plan: fc.Arbitrary<Plan> = fc.record(
  {
    text: fc.constantFrom(
      '',
      ' ',
      'Fine. ',
      'Let me look. It is',
      "I've refunded you. Bye.",
      '<think>Hm.',
    ),
    calls: fc.array(call, { maxLength: 3 }),
    finish: fc.constantFrom('stop', 'tool_calls', 'length', 'content_filter'),
    fault: fc.constantFrom({ kind: 'eof' }, { kind: 'status', status: 500 }),
  },
  { requiredKeys: ['text', 'calls'] },
)
const news = fc.option(fc.constant([message('customer', 'One more thing')]), { nil: undefined })
const outcome: fc.Arbitrary<Outcome> = fc
  .tuple(
    fc.constantFrom<Outcome>(
      called('found'),
      called('no answer', undefined, false),
      { kind: 'refused', refusal: { code: 'proof_missing', forModel: 'Ask for proof.' } },
      { kind: 'consent_asked' },
      { kind: 'handed_over' },
    ),
    news,
  )
  .map(([it, news]) => ({ ...it, ...(news && { news }) }))

it('ends by itself or with ModelFailed, sends nothing that a provider refuses, and shows nothing that is not said', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(plan, { maxLength: 6 }),
      fc.infiniteStream(outcome),
      async (script, outcomes) => {
        plans = [...script]
        fake.refused.length = 0
        const { baseUrl, apiKey } = fake
        const model = createModel({ baseUrl, apiKey, model: 'fake-1', retries: 0 })
        const performer = createModelPerformer({ model, name: 'fake-1', tools: () => shopTools })
        const played = await play(performer, situation(), ({ kind }) => {
          const next: Outcome = outcomes.next().value
          return kind === 'call' || next.kind === 'refused' ? next : { kind: 'done' }
        })
        expect(fake.refused).toEqual([])
        if (played.error) expect(played.error).toBeInstanceOf(ModelFailed)
        else expect(played.agenda).toEqual({ wishes: [] })
        for (const it of played.proposals) {
          // Arguments are whole objects of ours to judge, never half of what was sent.
          if (it.kind === 'call')
            expect(JSON.stringify(it.args)).toMatch(/^\{("orderNumber":"(VG26111842|A)")?\}$/)
        }
        const shown = played.stream.slice(played.stream.lastIndexOf('⟲') + 1).join('')
        expect(said(played).join('').replaceAll(/\s/g, '')).toContain(shown.replaceAll(/\s/g, ''))
      },
    ),
    { numRuns: 150 },
  )
})
