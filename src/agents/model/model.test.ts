import { afterEach, describe, expect, it } from 'vitest'
import { startFakeOpenAI } from '../../../tests/fakes/openai.ts'
import type { FakeOpenAI, Script } from '../../../tests/fakes/openai.ts'
import type { Fault } from '../../../tests/fakes/openai-plan.ts'
import { textOf } from '../../../tests/fakes/openai-request.ts'
import {
  called,
  calls,
  message,
  now,
  play,
  said,
  shopTools,
  situation,
  stuckParcel,
} from '../../../tests/fakes/shop-model-stage.ts'
import type { Consent } from '../../domain/consent.ts'
import { hashArguments } from '../../domain/consent.ts'
import { ConsentId, MessageId } from '../../domain/id.ts'
import type { Wish } from '../../domain/agenda.ts'
import type { Proposal } from '../../domain/proposal.ts'
import { createBreaker } from '../../platform/breaker.ts'
import { ModelFailed } from './failed.ts'
import { createModelPerformer } from './model.ts'
import type { ModelPerformerDeps } from './model.ts'
import { createModel } from './models.ts'
import type { ModelSettings } from './models.ts'

let fake: FakeOpenAI
afterEach(async () => {
  // Whatever a test is about: no request of ours was one that the real endpoint refuses.
  expect(fake.refused).toEqual([])
  await fake.close()
})

async function perform(
  script: Script,
  {
    settings = {},
    ...deps
  }: Partial<ModelPerformerDeps> & { settings?: Partial<ModelSettings> } = {},
) {
  fake = await startFakeOpenAI(script)
  const { baseUrl, apiKey } = fake
  const model = createModel({ baseUrl, apiKey, model: 'fake-1', retries: 0, ...settings })
  return createModelPerformer({ model, name: 'fake-1', tools: () => shopTools, ...deps })
}
const order = { orderNumber: 'VG26111842' }
/** What the model was sent in its nth request: role and text (or the names of calls). */
const sent = (n: number) =>
  (fake.requests[n]?.messages ?? []).map((it) => {
    const made = it.role === 'assistant' ? (it.tool_calls ?? []).map((c) => c.function.name) : []
    return [it.role, textOf(it) || made.join(' ')]
  })
const lastSent = (n: number) => sent(n).at(-1)?.[1] ?? ''

describe('a turn', () => {
  it('answers with the text of the model and ends', async () => {
    const performer = await perform([{ text: 'Good day. How can I help?' }])
    const played = await play(performer, situation())
    expect(performer.name).toEqual({ kind: 'model', name: 'fake-1' })
    expect(played.proposals).toEqual([{ kind: 'say', text: 'Good day. How can I help?' }])
    expect(played.stream.join('')).toBe('Good day. How can I help?')
  })

  it('proposes calls one after another, parallel ones too, and answers each with one tool message', async () => {
    const performer = await perform([
      {
        calls: [
          { name: 'find_order', args: order },
          { name: 'track_shipment', args: order },
        ],
      },
      { text: 'It is in Hangzhou.' },
    ])
    const played = await play(performer, situation(), (it) =>
      it.kind === 'call' ? called(`result of ${it.tool}`) : { kind: 'done' },
    )
    expect(played.proposals).toEqual([
      { kind: 'call', tool: 'find_order', args: order },
      { kind: 'call', tool: 'track_shipment', args: order },
      { kind: 'say', text: 'It is in Hangzhou.' },
    ])
    expect(sent(1).slice(-3)).toEqual([
      ['assistant', 'find_order track_shipment'],
      ['tool', 'result of find_order'],
      ['tool', 'result of track_shipment'],
    ])
  })

  it('offers only the tools that a matching playbook lists', async () => {
    const performer = await perform([{ text: 'Yes.' }, { text: 'Yes.' }])
    await play(performer, situation())
    await play(performer, situation({ scope: { playbooks: [] } }))
    const names = fake.requests.map((it) => it.tools?.map((tool) => tool.function.name))
    expect(names).toEqual([stuckParcel.tools, undefined])
  })

  it('tells the model of a refusal, and of a failed tool, and goes on', async () => {
    const performer = await perform([
      {
        calls: [
          { name: 'track_shipment', args: order },
          { name: 'urge_delivery', args: order },
        ],
      },
      { text: 'I need the last four digits.' },
    ])
    const played = await play(performer, situation(), (it) => {
      if (it.kind !== 'call') return { kind: 'done' }
      if (it.tool === 'urge_delivery')
        return called('No answer from the carrier.', undefined, false)
      return {
        kind: 'refused',
        refusal: { code: 'proof_missing', forModel: 'Ask for the digits.' },
      }
    })
    expect(sent(1).slice(-2)).toEqual([
      ['tool', 'Refused: Ask for the digits.'],
      ['tool', 'No answer from the carrier.'],
    ])
    expect(said(played)).toEqual(['I need the last four digits.'])
  })

  it('hands an unknown tool to the driver, whose refusal the model hears', async () => {
    const performer = await perform([
      { calls: [{ name: 'grant_refund', args: {} }] },
      { text: 'I cannot do that.' },
    ])
    const played = await play(performer, situation(), (it) =>
      it.kind === 'call'
        ? { kind: 'refused', refusal: { code: 'unknown_tool', forModel: 'No such tool.' } }
        : { kind: 'done' },
    )
    expect(calls(played)).toEqual(['grant_refund'])
    expect(lastSent(1)).toBe('Refused: No such tool.')
  })

  it('ends without a word of its own when a person takes over', async () => {
    const performer = await perform([
      { calls: [{ name: 'request_handoff', args: { reason: 'customer_request' } }] },
    ])
    const played = await play(performer, situation(), () => ({ kind: 'handed_over' }))
    expect([calls(played), said(played), played.error]).toEqual([['request_handoff'], [], null])
    expect(fake.requests).toHaveLength(1)
  })

  it('lets the model hear what the customer wrote meanwhile, after every call has its answer', async () => {
    const performer = await perform([
      {
        calls: [
          { name: 'find_order', args: order },
          { name: 'track_shipment', args: order },
        ],
      },
      { text: 'Noted.' },
    ])
    await play(performer, situation(), (it) => ({
      ...(it.kind === 'call' ? called('fine') : { kind: 'done' }),
      ...(it.kind === 'call' && it.tool === 'find_order'
        ? { news: [message('customer', 'And change my address!')] }
        : {}),
    }))
    expect(
      sent(1)
        .slice(-3)
        .map(([role]) => role),
    ).toEqual(['tool', 'tool', 'user'])
    expect(lastSent(1)).toContain('And change my address!')
  })

  it('answers also what the customer wrote while the answer was being said', async () => {
    const performer = await perform([{ text: 'First.' }, { text: 'Second.' }])
    let news = [message('customer', 'One more thing')]
    const played = await play(performer, situation(), () => {
      const outcome = { kind: 'done', news } as const
      news = []
      return outcome
    })
    expect(said(played)).toEqual(['First.', 'Second.'])
    expect(
      sent(1)
        .slice(-2)
        .map(([role]) => role),
    ).toEqual(['assistant', 'user'])
  })
})

describe('consent', () => {
  const args = { ...order, amount: { minor: 1000, currency: 'CNY' }, reason: 'late_delivery' }
  const given: Consent = {
    id: ConsentId.make(),
    playbook: 'stuck_parcel',
    tool: 'issue_coupon',
    args,
    argsHash: hashArguments('issue_coupon', args),
    askedIn: MessageId.make(),
    status: 'given',
    answeredBy: MessageId.make(),
  }

  it('says what was found, then asks, and the question ends the turn', async () => {
    const performer = await perform([
      { calls: [{ name: 'track_shipment', args: order }] },
      { text: 'It is stuck in Hangzhou.', calls: [{ name: 'issue_coupon', args }] },
    ])
    const played = await play(performer, situation(), (it) => {
      if (it.kind !== 'call') return { kind: 'done' }
      return it.tool === 'issue_coupon' ? { kind: 'consent_asked' } : called('stuck in Hangzhou')
    })
    expect(played.proposals.slice(1)).toEqual([
      { kind: 'say', text: 'It is stuck in Hangzhou.' },
      { kind: 'call', tool: 'issue_coupon', args },
    ])
    expect(played.stream.join('')).toBe('It is stuck in Hangzhou.')
    expect(played.error).toBeNull()
  })

  it('makes the model speak once before a question that would come out of nowhere', async () => {
    const coupon = { name: 'issue_coupon', args }
    const performer = await perform([
      { calls: [{ name: 'track_shipment', args: order }] },
      { calls: [coupon] },
      { text: 'It is stuck.', calls: [coupon] },
    ])
    const played = await play(performer, situation(), (it) =>
      it.kind === 'call' && it.tool === 'issue_coupon'
        ? { kind: 'consent_asked' }
        : called('stuck'),
    )
    expect(played.proposals.map((it) => it.kind)).toEqual(['call', 'say', 'call'])
    expect(lastSent(2)).toMatch(/^Not asked yet/)
  })

  it('is asked last, so that nothing the model wanted besides is lost', async () => {
    const performer = await perform([
      {
        text: 'It is stuck.',
        calls: [
          { name: 'issue_coupon', args },
          { name: 'urge_delivery', args: order },
        ],
      },
    ])
    const played = await play(performer, situation(), (it) =>
      it.kind === 'call' && it.tool === 'issue_coupon' ? { kind: 'consent_asked' } : called('fine'),
    )
    expect(calls(played)).toEqual(['urge_delivery', 'issue_coupon'])
    expect(said(played)).toEqual(['It is stuck.'])
  })

  it('once given is carried out by code, exactly, before the model is asked, and the model is told', async () => {
    const performer = await perform([{ text: 'Here it is: code VG-77.' }])
    const played = await play(performer, situation({ said: ['yes'], consent: given }), (it) =>
      it.kind === 'call' ? called('Coupon VG-77 is issued.') : { kind: 'done' },
    )
    expect(played.proposals.find((it) => it.kind === 'call')).toEqual({
      kind: 'call',
      tool: 'issue_coupon',
      args,
    })
    expect(sent(0).slice(-2)).toEqual([
      ['assistant', 'issue_coupon'],
      ['tool', 'Coupon VG-77 is issued.'],
    ])
    expect(said(played)).toEqual(['Here it is: code VG-77.'])
  })

  it.each(['asked', 'denied', 'expired', 'used'] as const)(
    '%s carries nothing out',
    async (status) => {
      const performer = await perform([{ text: 'All right.' }])
      const played = await play(performer, situation({ consent: { ...given, status } }))
      expect(calls(played)).toEqual([])
    },
  )
})

describe('trap: arguments of tool calls', () => {
  it.each([
    ['finish_reason length, JSON broken off', '{"orderNumber":"VG2611', 'length'],
    ['finish_reason length, JSON whole by chance', '{"orderNumber":"VG2611"}', 'length'],
    ['finish_reason tool_calls, JSON broken off', '{"orderNumber":"VG2611', 'tool_calls'],
  ] as const)(
    'cut off (%s) are never executed; the model is told once',
    async (_, args, finish) => {
      const performer = await perform([
        { calls: [{ name: 'track_shipment', args }], finish },
        { calls: [{ name: 'track_shipment', args: order }] },
        { text: 'In Hangzhou.' },
      ])
      const played = await play(performer, situation())
      expect(played.proposals).toEqual([
        { kind: 'call', tool: 'track_shipment', args: order },
        { kind: 'say', text: 'In Hangzhou.' },
      ])
      expect(lastSent(1)).toMatch(/Make this call again, whole/)
    },
  )

  it('garbage twice ends in ModelFailed (malformed), and nothing was executed', async () => {
    const bad = { calls: [{ name: 'track_shipment', args: 'order VG26111842 please' }] }
    const performer = await perform([bad, bad])
    const played = await play(performer, situation())
    expect(played.error).toMatchObject({ name: 'ModelFailed', why: 'malformed' })
    expect(played.proposals).toEqual([])
  })

  it('nothing at all, for a tool that needs nothing, is an empty object', async () => {
    const performer = await perform([
      { calls: [{ name: 'find_order', args: '' }] },
      { text: 'Found.' },
    ])
    const played = await play(performer, situation())
    expect(played.proposals[0]).toEqual({ kind: 'call', tool: 'find_order', args: {} })
  })

  it('one bad call beside a good one is not dropped silently: the good one runs, the model hears of the bad', async () => {
    const performer = await perform([
      {
        calls: [
          { name: 'find_order', args: order },
          { name: 'track_shipment', args: '{"orderNumber":' },
        ],
      },
      { text: 'Found.' },
    ])
    const played = await play(performer, situation())
    expect(calls(played)).toEqual(['find_order'])
    expect(sent(1).slice(-2)).toEqual([
      ['tool', 'fine'],
      ['tool', expect.stringMatching(/^Not run/)],
    ])
  })

  it('a name that no server takes back is not put into the history', async () => {
    const performer = await perform([
      { calls: [{ name: 'find order!', args: {} }] },
      { text: 'Hm.' },
    ])
    const played = await play(performer, situation())
    expect([calls(played), said(played)]).toEqual([[], ['Hm.']])
  })

  it('ids that repeat from step to step, or are missing, are replaced', async () => {
    const call = { name: 'find_order', args: order }
    const performer = await perform([
      {
        calls: [
          { ...call, id: 'call_0' },
          { ...call, id: '' },
        ],
      },
      { calls: [{ ...call, id: 'call_0' }] },
      { text: 'Found.' },
    ])
    await play(performer, situation())
    const ids = fake.requests[2]!.messages.flatMap((it) =>
      it.role === 'tool' ? it.tool_call_id : [],
    )
    expect(new Set(ids).size).toBe(3)
  })
})

describe('trap: the answer', () => {
  it('empty, is asked for once more; twice ends in ModelFailed (empty)', async () => {
    const once = await play(await perform([{ text: '' }, { text: 'Here.' }]), situation())
    expect(said(once)).toEqual(['Here.'])
    await fake.close()
    const twice = await play(await perform([{ text: ' ' }, { text: '' }]), situation())
    expect(twice.error).toMatchObject({ why: 'empty' })
  })

  it('stopped by a content filter is not said', async () => {
    const filtered = { text: 'I think that', finish: 'content_filter' as const }
    const played = await play(await perform([filtered, filtered]), situation())
    expect([said(played), played.error]).toEqual([[], expect.objectContaining({ why: 'empty' })])
  })

  it('cut off by length is not said: asked for once more, shorter, and its stream is withdrawn', async () => {
    const performer = await perform([
      { text: 'A long story. It never', finish: 'length' },
      { text: 'Short.' },
    ])
    const played = await play(performer, situation())
    expect(said(played)).toEqual(['Short.'])
    expect(played.stream).toEqual(['A long story.', '⟲', 'Short.'])
  })

  it('that the driver refuses is put right once; twice ends in ModelFailed (malformed)', async () => {
    const refused = {
      kind: 'refused',
      refusal: { code: 'unbacked_claim', forModel: 'Nothing was done.' },
    } as const
    const claim = { text: "I've issued a refund." }
    const performer = await perform([claim, { text: 'I can look into it.' }])
    const once = await play(performer, situation(), (it: Proposal) =>
      it.kind === 'say' && it.text.includes('issued') ? refused : { kind: 'done' },
    )
    expect(said(once).at(-1)).toBe('I can look into it.')
    expect(lastSent(1)).toContain('Nothing was done.')
    expect(once.stream.join('')).toBe('I can look into it.')
    await fake.close()
    const twice = await play(await perform([claim, claim]), situation(), () => refused)
    expect(twice.error).toMatchObject({ why: 'malformed' })
  })

  it('never shows what a reasoning model thought aloud', async () => {
    const performer = await perform([
      { text: '<think>The customer is angry. Hm.</think>Sorry. I look.' },
    ])
    const played = await play(performer, situation())
    expect([said(played), played.stream.join('')]).toEqual([['Sorry. I look.'], 'Sorry. I look.'])
  })
})

describe('trap: the provider', () => {
  it.each([
    ['a silence before the headers', { kind: 'stall_before_headers' }, 'timeout'],
    ['a silence before the first byte', { kind: 'stall_before_first_byte' }, 'timeout'],
    ['a silence in mid-stream', { kind: 'stall_mid_stream' }, 'timeout'],
    ['a TCP reset in mid-stream', { kind: 'cut' }, 'error'],
    ['a clean end without finish_reason', { kind: 'eof' }, 'error'],
    ['an error event in the stream', { kind: 'error_event' }, 'error'],
    ['an event that does not parse', { kind: 'malformed_json' }, 'error'],
    ['a page of HTML with status 200', { kind: 'html' }, 'error'],
    ['status 500', { kind: 'status', status: 500 }, 'error'],
    ['429 without Retry-After', { kind: 'status', status: 429 }, 'error'],
    [
      '429 with Retry-After of an hour',
      { kind: 'status', status: 429, retryAfter: '3600' },
      'error',
    ],
    ['401', { kind: 'status', status: 401 }, 'error'],
    [
      '400, the context is too long',
      { kind: 'status', status: 400, code: 'context_length_exceeded' },
      'error',
    ],
  ] as const)('%s ends in ModelFailed, with the stream withdrawn', async (_, fault: Fault, why) => {
    const performer = await perform(
      [
        { calls: [{ name: 'urge_delivery', args: order }] },
        { text: 'One. Two. Three. Four.', fault },
      ],
      // Short only where silence is the fault, so that a slow machine is not taken for one.
      why === 'timeout' ? { settings: { firstByteMs: 800, idleMs: 800 } } : {},
    )
    const played = await play(performer, situation())
    expect(played.error).toBeInstanceOf(ModelFailed)
    expect(played.error).toMatchObject({ why })
    // What was done stays done and known; what was half said is not.
    expect(calls(played)).toEqual(['urge_delivery'])
    expect(said(played)).toEqual([])
    expect(played.stream.at(-1) ?? '⟲').toBe('⟲')
    fake.refused.length = 0 // the scripted 400
  })

  it('that cannot be reached is named so', async () => {
    const performer = await perform([])
    await fake.close()
    const { error } = await play(performer, situation())
    expect(error).toMatchObject({ why: 'error', message: 'the model failed: APIConnectionError' })
    fake = await startFakeOpenAI([])
  })

  it('may quote prompt or key in its failure: our message, which is logged, does not', async () => {
    const performer = await perform([{ fault: { kind: 'status', status: 500 } }])
    const { error } = await play(performer, situation())
    expect(error).toMatchObject({
      message: expect.stringMatching(/^the model failed: \w+, status 500$/) as string,
    })
    expect(String((error as Error).cause)).toContain('scripted failure')
  })

  it('gets plain strings, which the templates of open models need', async () => {
    await play(
      await perform([{ text: 'Hm.' }]),
      situation({ history: [message('agent', 'Hello')] }),
    )
    expect(fake.requests[0]?.messages.map((it) => typeof it.content)).toEqual(
      Array.from({ length: 4 }, () => 'string'),
    )
  })

  it('that leaves out usage is budgeted by our own count', async () => {
    const performer = await perform(
      Array.from({ length: 9 }, () => ({
        calls: [{ name: 'find_order', args: order }],
        withoutUsage: true,
      })),
      { limits: { totalTokens: 2500 } },
    )
    expect((await play(performer, situation())).error).toMatchObject({ why: 'budget' })
  })
})

describe('limits', () => {
  const again = { calls: [{ name: 'find_order', args: order }] }

  it('steps: a model that calls for ever is stopped', async () => {
    const performer = await perform(() => again, { limits: { steps: 3 } })
    const played = await play(performer, situation())
    expect(played.error).toMatchObject({ why: 'budget' })
    expect(fake.requests).toHaveLength(3)
  })

  it('tokens: no step is begun that would pass the budget', async () => {
    const performer = await perform(() => again, { limits: { totalTokens: 4000, steps: 99 } })
    const played = await play(performer, situation())
    expect(played.error).toMatchObject({ why: 'budget' })
    expect(fake.requests.length).toBeGreaterThan(1)
    expect(fake.requests.length).toBeLessThan(8)
  })

  it('output: an answer that does not end is called off', async () => {
    const performer = await perform([{ text: 'word '.repeat(2000) }], {
      limits: { outputTokens: 50 },
    })
    expect((await play(performer, situation())).error).toMatchObject({ why: 'budget' })
    await expect.poll(() => fake.streams.now).toBe(0)
  })

  it('time: slow steps together pass the limit, slow tools do not count', async () => {
    const slow = { ...again, tokenMs: 60 }
    const limits = { totalMs: 1500, steps: 99 }
    const timedOut = await play(await perform(() => slow, { limits }), situation())
    expect(timedOut.error).toMatchObject({ why: 'timeout' })
    await fake.close()
    const performer = await perform([again, again, { text: 'Done looking.' }], { limits })
    const played = await play(performer, situation(), async (it) => {
      await new Promise((resolve) => setTimeout(resolve, 600))
      return it.kind === 'call' ? called('fine') : { kind: 'done' }
    })
    expect(said(played)).toEqual(['Done looking.'])
  })

  it('a turn that is called off ends with the reason of its signal, not with ModelFailed', async () => {
    const performer = await perform([
      { text: 'One. Two. Three. Four.', fault: { kind: 'stall_mid_stream' } },
    ])
    const controller = new AbortController()
    const takeOver = () => controller.abort(new Error('an operator took over'))
    const played = await play(performer, situation(), undefined, controller.signal, takeOver)
    expect(played.error).toMatchObject({ message: 'an operator took over' })
    expect(played.stream.at(-1)).toBe('⟲')
  })
})

describe('the breaker', () => {
  it('rests the model after three failures in a row: no request, ModelFailed at once', async () => {
    let time = now.getTime()
    const breaker = createBreaker({ clock: () => new Date(time) })
    let healthy = false
    const performer = await perform(
      () => (healthy ? { text: 'Back.' } : { fault: { kind: 'status', status: 500 } }),
      { breaker },
    )
    for (let i = 0; i < 5; i++) {
      expect((await play(performer, situation())).error).toMatchObject({ why: 'error' })
    }
    expect(fake.requests).toHaveLength(3)
    healthy = true
    time += 30_000
    expect(said(await play(performer, situation()))).toEqual(['Back.'])
    expect(said(await play(performer, situation()))).toEqual(['Back.'])
  })

  it('takes no offence at a request that was refused for itself', async () => {
    const breaker = createBreaker({ clock: () => now })
    const performer = await perform(() => ({ fault: { kind: 'status', status: 400 } }), { breaker })
    for (let i = 0; i < 4; i++) await play(performer, situation())
    expect(breaker.admits()).toBe(true)
    fake.refused.length = 0
  })
})

describe('citations', () => {
  const passage = (id: string) => ({
    id,
    articleId: id.split('#')[0],
    heading: 'Returns',
    version: 'v1',
    text: '…',
  })

  it('are the passages that a search of this turn returned, and no others; the marks are stripped', async () => {
    const performer = await perform([
      { calls: [{ name: 'search_knowledge', args: { query: 'returns' } }] },
      { text: 'You have 30 days. [kb-en-004#1] Boxes too.[kb-en-009#9, kb-en-004#2]' },
    ])
    const played = await play(performer, situation(), (it) =>
      it.kind === 'call'
        ? called('…', { passages: [passage('kb-en-004#1'), passage('kb-en-004#2')] })
        : { kind: 'done' },
    )
    const cite = (passageId: string) => ({
      articleId: 'kb-en-004',
      passageId,
      heading: 'Returns',
      version: 'v1',
    })
    expect(played.proposals.at(-1)).toEqual({
      kind: 'say',
      text: 'You have 30 days. Boxes too.',
      citations: [cite('kb-en-004#1'), cite('kb-en-004#2')],
    })
    expect(played.stream.join('')).toBe('You have 30 days. Boxes too.')
  })
})

describe('the agenda and the follow-up', () => {
  const wish = (status: Wish['status']): Wish => ({
    playbook: 'stuck_parcel',
    intent: 'urge_delivery',
    words: 'my parcel is stuck',
    messageId: MessageId.make(),
    status,
    facts: {},
    asked: null,
    timesAsked: {},
    said: [],
    unmetTurns: 0,
  })

  it.each([
    ['It arrives on Monday.', 'done'],
    ['Which order is it?', 'waiting_for_fact'],
    ['请问订单号是多少？', 'waiting_for_fact'],
  ])('an open wish after "%s" is %s', async (text, status) => {
    const wishes = [wish('open'), wish('dropped')]
    const played = await play(await perform([{ text }]), situation({ agenda: { wishes } }))
    expect(played.agenda).toEqual({ wishes: [{ ...wishes[0], status }, wishes[1]] })
  })

  it('a wish whose consent was asked waits for it; the other wishes are as they were', async () => {
    const args = { ...order, amount: { minor: 1000, currency: 'CNY' }, reason: 'late_delivery' }
    const performer = await perform([{ text: 'Sorry.', calls: [{ name: 'issue_coupon', args }] }])
    const wishes = [wish('open'), { ...wish('open'), playbook: 'other' }]
    const played = await play(performer, situation({ agenda: { wishes } }), (it) =>
      it.kind === 'call' ? { kind: 'consent_asked' } : { kind: 'done' },
    )
    expect(played.agenda?.wishes.map((it) => it.status)).toEqual(['waiting_for_consent', 'open'])
  })

  it('marks for follow-up what was set in motion under a playbook that asks for it, and only then', async () => {
    const performer = await perform([
      { calls: [{ name: 'urge_delivery', args: order }] },
      { text: 'The carrier knows.' },
      { calls: [{ name: 'track_shipment', args: order }] },
      { text: 'It is in Hangzhou.' },
    ])
    const kinds = async () => (await play(performer, situation())).proposals.map((it) => it.kind)
    expect(await kinds()).toEqual(['call', 'mark', 'say'])
    expect(await kinds()).toEqual(['call', 'say'])
  })
})

describe('the stream', () => {
  it('is withdrawn when a step that began with words ends in calls', async () => {
    const performer = await perform([
      { text: 'Let me look. One moment.', calls: [{ name: 'find_order', args: order }] },
      { text: 'Found it.' },
    ])
    const played = await play(performer, situation())
    expect(played.stream).toEqual(['Let me look.', '⟲', 'Found it.'])
    expect(said(played)).toEqual(['Found it.'])
    // The model is not led to believe that the customer read it.
    expect(JSON.stringify(fake.requests[1]?.messages)).not.toContain('Let me look')
  })

  it('stops before the first sentence that claims an effect; the message has it all', async () => {
    const text = 'Sorry for the wait. I have urged the carrier. They answer by noon.'
    const performer = await perform([{ calls: [{ name: 'urge_delivery', args: order }] }, { text }])
    const played = await play(performer, situation())
    expect(played.stream.join('')).toBe('Sorry for the wait.')
    expect(said(played)).toEqual([text])
  })

  it('comes by whole sentences, in Chinese too', async () => {
    const performer = await perform([{ text: '您好！包裹在杭州。请稍等' }])
    const played = await play(performer, situation({ scope: { locale: 'zh' } }))
    expect(played.stream).toEqual(['您好！', '包裹在杭州。', '请稍等'])
  })
})
