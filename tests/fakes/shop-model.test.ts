import { afterEach, describe, expect, it } from 'vitest'
import { createModelPerformer } from '../../src/agents/model/model.ts'
import { createModel } from '../../src/agents/model/models.ts'
import type { Consent } from '../../src/domain/consent.ts'
import { hashArguments } from '../../src/domain/consent.ts'
import { ConsentId } from '../../src/domain/id.ts'
import type { Outcome, Proposal } from '../../src/domain/proposal.ts'
import { startFakeOpenAI } from './openai.ts'
import type { FakeOpenAI } from './openai.ts'
import {
  called,
  calls,
  message,
  play,
  said,
  shopTools,
  situation,
  stuckParcel,
} from './shop-model-stage.ts'
import { shopModel } from './shop-model.ts'

let fake: FakeOpenAI
afterEach(async () => {
  expect(fake.refused).toEqual([])
  await fake.close()
})

async function performer() {
  fake = await startFakeOpenAI(shopModel)
  const { baseUrl, apiKey } = fake
  const model = createModel({ baseUrl, apiKey, model: 'fake-1' })
  return createModelPerformer({ model, name: 'fake-1', tools: () => shopTools })
}

const amount = { minor: 1000, currency: 'CNY' }
const place = { zh: '杭州转运中心: 已到达', en: 'Hangzhou hub: arrived' }

/** A shop with one order that is stuck in Hangzhou, as the tools put it. */
const shop =
  (locale: 'zh' | 'en') =>
  (proposal: Proposal): Outcome => {
    if (proposal.kind !== 'call') return { kind: 'done' }
    switch (proposal.tool) {
      case 'find_order':
        return called('VG26111842: coat ×1; shipped; ¥399.00; placed 2026-11-14; to Ningbo')
      case 'track_shipment':
        return called(
          `北辰速递 BC202611180001, stuck; last scan 72 hours ago.\n<<data>>\n2026-11-17T01:00:00Z ${place[locale]}\n2026-11-18T06:20:00Z ${place[locale]}\n<<end of data>>`,
        )
      case 'urge_delivery':
        return called(
          'Order VG26111842 has been urged: reference U-77; the carrier answers by 2026-11-22T02:00:00.000Z.',
        )
      case 'quote_coupon':
        return called(
          `A coupon of ¥10.00 (${JSON.stringify(amount)}), valid 30 days, may be offered; ask by calling issue_coupon.`,
        )
      case 'issue_coupon':
        return { kind: 'consent_asked' }
      default:
        return { kind: 'handed_over' }
    }
  }

const couponCall = {
  kind: 'call',
  tool: 'issue_coupon',
  args: { orderNumber: 'VG26111842', amount, reason: 'late_delivery' },
}
const consent = (status: Consent['status'], asked = message('agent', '…')): Consent => ({
  id: ConsentId.make(),
  playbook: 'stuck_parcel',
  tool: 'issue_coupon',
  args: couponCall.args,
  argsHash: hashArguments('issue_coupon', couponCall.args),
  askedIn: asked.id,
  status,
  answeredBy: null,
})

describe.each([
  {
    locale: 'zh' as const,
    first: '订单 vg2611 1842 卡在杭州三天了,都急死了',
    where: /11月18日.*杭州转运中心.*卡住/,
    urged: /催查.*U-77/,
    yes: '好的',
    more: '好的,不过能不能给多点',
    issued: /优惠券已发放：VG-AB12/,
  },
  {
    locale: 'en' as const,
    first: 'My order VG26111842 has been stuck in Hangzhou for three days',
    where: /18 November.*Hangzhou hub.*stuck/,
    urged: /asked the carrier.*U-77/,
    yes: 'yes please',
    more: 'yes, but can you give me more?',
    issued: /coupon is issued: VG-AB12/,
  },
])(
  'the stuck parcel on the fake model ($locale)',
  ({ locale, first, where, urged, yes, more, issued }) => {
    it('is tracked, urged, explained with the stop and its time, and a coupon is offered', async () => {
      const played = await play(
        await performer(),
        situation({ said: [first], scope: { locale } }),
        shop(locale),
      )
      expect(calls(played)).toEqual([
        'find_order',
        'track_shipment',
        'urge_delivery',
        'quote_coupon',
        'issue_coupon',
      ])
      expect(said(played).join('')).toMatch(where)
      expect(said(played).join('')).toMatch(urged)
      expect(played.proposals.at(-1)).toEqual(couponCall)
      expect(played.proposals.map((it) => it.kind)).toContain('mark')
    })

    const history = [message('customer', first), message('agent', 'It is stuck. A coupon of 10?')]

    it('issues the coupon on consent and tells its code', async () => {
      const played = await play(
        await performer(),
        situation({ said: [yes], history, scope: { locale }, consent: consent('given') }),
        (it) =>
          it.kind === 'call'
            ? called('Coupon VG-AB12 of ¥10.00 is issued, valid until 2026-12-21.')
            : { kind: 'done' },
      )
      expect(calls(played)).toEqual(['issue_coupon'])
      expect(said(played).join('')).toMatch(issued)
    })

    it('takes a "yes, but more" for no consent: offers the same again, and nothing more', async () => {
      const played = await play(
        await performer(),
        situation({ said: [more], history, scope: { locale }, consent: consent('expired') }),
        shop(locale),
      )
      expect(calls(played)).toEqual([
        'find_order',
        'track_shipment',
        'quote_coupon',
        'issue_coupon',
      ])
      expect(played.proposals.at(-1)).toEqual(couponCall)
    })

    it('does not press a customer who declined', async () => {
      const played = await play(
        await performer(),
        situation({ said: ['no'], history, scope: { locale }, consent: consent('denied') }),
        shop(locale),
      )
      expect([calls(played), said(played).length]).toEqual([[], 1])
    })
  },
)

it('lets go of the parcel when the customer asks something else', async () => {
  const history = [message('customer', 'My parcel VG26111842 is stuck'), message('agent', 'It is.')]
  const played = await play(
    await performer(),
    situation({ history, said: ['What is your return policy?'] }),
    shop('en'),
  )
  expect(calls(played)).toEqual(['search_knowledge'])
})

it('asks for number and proof when it cannot know the order', async () => {
  const played = await play(await performer(), situation({ said: ['Where is my parcel?'] }), (it) =>
    it.kind === 'call'
      ? { kind: 'refused', refusal: { code: 'proof_missing', forModel: 'Ask for the number.' } }
      : { kind: 'done' },
  )
  expect(said(played)).toEqual([expect.stringMatching(/order number and the last four digits/)])
})

it('passes on at once who wants a person', async () => {
  const played = await play(await performer(), situation({ said: ['转人工'] }), shop('zh'))
  expect(played.proposals).toEqual([
    { kind: 'call', tool: 'request_handoff', args: { reason: 'customer_request' } },
  ])
})

it('answers a question from the passage it found, cited, and admits when there is none', async () => {
  const scope = { playbooks: [{ ...stuckParcel, tools: ['search_knowledge'] }] }
  const model = await performer()
  const found = await play(
    model,
    situation({ said: ['How long may I return a coat?'], scope }),
    (it) =>
      it.kind === 'call'
        ? called(
            '[kb-en-004#1] Returns\n<<data>>\nYou may return goods within 30 days. Unworn.\n<<end of data>>',
            {
              passages: [
                {
                  id: 'kb-en-004#1',
                  articleId: 'kb-en-004',
                  heading: 'Returns',
                  version: 'v1',
                  text: '',
                },
              ],
            },
          )
        : { kind: 'done' },
  )
  expect(found.proposals.at(-1)).toMatchObject({
    text: 'You may return goods within 30 days.',
    citations: [{ passageId: 'kb-en-004#1' }],
  })
  const missing = await play(model, situation({ said: ['Do you sell boats?'], scope }), (it) =>
    it.kind === 'call'
      ? called(
          'Nothing in the knowledge base answers this.',
          { failed: 'no_evidence', passages: [] },
          false,
        )
      : { kind: 'done' },
  )
  expect(missing.proposals.at(-1)).toEqual({
    kind: 'admit_gap',
    question: 'Do you sell boats?',
    text: expect.stringMatching(/could not find/) as string,
  })
})
