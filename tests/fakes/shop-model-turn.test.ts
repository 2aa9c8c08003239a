import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { performTurn } from '../../src/agents/agent.ts'
import type { AgentDeps } from '../../src/agents/agent.ts'
import { createModelPerformer } from '../../src/agents/model/model.ts'
import { createModel } from '../../src/agents/model/models.ts'
import type { Situation } from '../../src/agents/performer.ts'
import { loadPlaybooks } from '../../src/agents/playbooks/playbooks.ts'
import { createUnderstudy } from '../../src/agents/understudy/understudy.ts'
import { hashArguments } from '../../src/domain/consent.ts'
import type { Consent } from '../../src/domain/consent.ts'
import type { Effect } from '../../src/domain/effect.ts'
import { ConsentId } from '../../src/domain/id.ts'
import type { Playbook } from '../../src/domain/playbook.ts'
import type { Coupons, Logistics, Order, OrderBook, Parcel } from '../../src/domain/shop.ts'
import { silentLog } from '../../src/platform/log.ts'
import { shopTools } from '../../src/tools/shop-tools.ts'
import { createToolbox } from '../../src/tools/toolbox.ts'
import type { EffectLedger } from '../../src/tools/toolbox.ts'
import { proofTries } from '../proof-tries.ts'
import { noShop } from '../no-shop.ts'
import { startFakeOpenAI } from './openai.ts'
import type { FakeOpenAI, Script } from './openai.ts'
import { message, now, situation } from './shop-model-stage.ts'
import { shopModel } from './shop-model.ts'

/** The stuck parcel on the fake model, through the real tools, the real toolbox, the one judge and the real playbook. */

let stuckParcel: Playbook
let playbooks: readonly Playbook[]
beforeAll(async () => {
  playbooks = await loadPlaybooks('playbooks', new Map(tools.map((it) => [it.name, it])))
  stuckParcel = playbooks.find(({ name }) => name === 'stuck_parcel')!
})

let fake: FakeOpenAI
afterEach(async () => {
  expect(fake.refused).toEqual([])
  await fake.close()
})

const hoursAgo = (hours: number) => new Date(now.getTime() - hours * 3_600_000)
const number = 'VG26111842'
const amount = { minor: 1000, currency: 'CNY' }
const parcel: Parcel = {
  trackingNumber: 'BC202611180001',
  carrier: { zh: '北辰速递', en: 'Beichen Express' },
  orderNumber: number,
  state: 'stuck',
  stops: [
    {
      at: hoursAgo(72),
      place: { zh: '杭州转运中心', en: 'Hangzhou hub' },
      what: { zh: '已到达', en: 'arrived' },
    },
  ],
  expectedBy: null,
}
const order: Order = {
  number,
  shopCustomerId: 'shop-1',
  status: 'shipped',
  placedAt: hoursAgo(150),
  total: { minor: 39_900, currency: 'CNY' },
  lines: [{ sku: 'c', name: { zh: '外套', en: 'coat' }, quantity: 1, price: amount, option: null }],
  recipient: 'Li Na',
  city: '宁波',
  country: 'CN',
  site: 'cn',
  kind: 'retail',
  paidAt: null,
  payment: null,
  dispatchedAt: null,
  deliveredAt: null,
  promisedBy: null,
  toPay: null,
}

const orders: OrderBook = {
  find: (_who, wanted) => Promise.resolve(wanted === number ? order : null),
  list: () => Promise.resolve([order]),
  prove: () => Promise.resolve(false),
}
const logistics: Logistics = {
  track: () => Promise.resolve([parcel]),
  urge: () => Promise.resolve({ reference: 'U-77', answerBy: hoursAgo(-24), alreadyUrged: false }),
}
const coupons: Coupons = {
  quote: () => Promise.resolve({ eligible: true, amount, validDays: 30 }),
  issue: () =>
    Promise.resolve({ code: 'VG-AB12', amount, expiresAt: hoursAgo(-720), orderNumber: number }),
}
const tools = shopTools({
  ...noShop,
  orders,
  logistics,
  coupons,
  knowledge: {
    ask: () => Promise.resolve({ answer: null, hits: [] }),
    cite: () => null,
  },
})

/** Keeps effects in memory; the same key is the same effect. */
function ledger(): EffectLedger & { done: Effect[] } {
  const done: Effect[] = []
  return {
    done,
    begin({ id, turnId, tool, args, idempotencyKey, consent, at }) {
      const known = done.find((it) => it.idempotencyKey === idempotencyKey)
      if (known) return Promise.resolve({ effect: known, isNew: false })
      const effect: Effect = {
        id,
        turnId,
        tool,
        args,
        idempotencyKey,
        consentId: consent?.id ?? null,
        status: 'intended',
        result: null,
        at,
      }
      done.push(effect)
      return Promise.resolve({ effect, isNew: true })
    },
    settle(id, status, result) {
      Object.assign(done.find((it) => it.id === id) ?? {}, { status, result })
      return Promise.resolve()
    },
  }
}

async function turn(in_: Situation, script: Script = shopModel) {
  fake = await startFakeOpenAI(script)
  const { baseUrl, apiKey } = fake
  const model = createModel({ baseUrl, apiKey, model: 'fake-1', retries: 0 })
  const effects = ledger()
  const toolbox = createToolbox({
    tools,
    ledger: effects,
    proofs: proofTries,
    clock: () => now,
    log: silentLog,
  })
  const deps: AgentDeps = {
    toolbox,
    playbooks,
    understudy: createUnderstudy({ playbooks, timeZone: 'Asia/Shanghai' }),
    model: createModelPerformer({ model, name: 'fake-1', tools: () => tools }),
    log: silentLog,
  }
  const stream: string[] = []
  const performance = await performTurn(deps, in_, {
    draft: { token: (_, text) => stream.push(text), reset: () => stream.push('⟲') },
    signal: new AbortController().signal,
    news: () => Promise.resolve([]),
  })
  return { performance, stream, written: effects.done.map(({ tool }) => tool) }
}

describe.each([
  {
    locale: 'zh' as const,
    first: '订单 vg2611 1842 卡在杭州三天了,都急死了',
    told: /11月18日\s?10:00.*杭州转运中心.*卡住.*催查.*U-77/,
    question: /补偿一张 ¥10\.00 的优惠券/,
    yes: '好的',
    more: '好的,不过能不能给多点',
    issued: /VG-AB12.*¥10\.00/,
  },
  {
    locale: 'en' as const,
    first: 'My order VG26111842 has been stuck in Hangzhou for three days',
    told: /18 November.*10:00.*Hangzhou hub.*stuck.*asked the carrier.*U-77/,
    question: /¥10\.00 coupon for order VG26111842/,
    yes: 'yes please',
    more: 'yes, but can you give me more?',
    issued: /VG-AB12.*¥10\.00/,
  },
])('the stuck parcel, the real tools and the fake model ($locale)', (sample) => {
  const { locale, first, told, question, yes, more, issued } = sample
  const scope = () => ({ locale, playbooks: [stuckParcel] })
  const history = [message('customer', first), message('agent', '…')]
  const args = { orderNumber: number, amount, reason: 'late_delivery' }
  const consent = (status: Consent['status']): Consent => ({
    id: ConsentId.make(),
    playbook: 'stuck_parcel',
    tool: 'issue_coupon',
    args,
    argsHash: hashArguments('issue_coupon', args),
    askedIn: history[1]!.id,
    status,
    answeredBy: message('customer', yes).id,
  })

  it('names the stop with its time, urges, asks consent for the coupon, and marks the conversation', async () => {
    const { performance, written } = await turn(situation({ said: [first], scope: scope() }))
    expect(performance.performer).toEqual({ kind: 'model', name: 'fake-1' })
    expect(performance.parts[0]).toMatch(told)
    expect(performance.parts[1]).toMatch(question)
    expect(performance.consent).toMatchObject({ tool: 'issue_coupon', args })
    expect([written, performance.followUp]).toEqual([['urge_delivery'], true])
  })

  it('issues the coupon on consent, once', async () => {
    const given = consent('given')
    const { performance, written } = await turn(
      situation({ said: [yes], history, consent: given, scope: { ...scope(), consents: [given] } }),
    )
    expect(written).toEqual(['issue_coupon'])
    expect(performance.parts.join('')).toMatch(issued)
  })

  it('issues nothing on a yes with a but: the same offer is asked again', async () => {
    const { performance, written } = await turn(
      situation({ said: [more], history, consent: consent('expired'), scope: scope() }),
    )
    expect(written).toEqual([])
    expect(performance.consent).toMatchObject({ tool: 'issue_coupon', args })
  })

  it('is finished by the understudy when the model dies after urging, and the carrier is urged once', async () => {
    let steps = 0
    const dying: Script = (request) => {
      steps++
      const plan = shopModel(request)
      return steps < 4 ? plan : { text: 'It is. Stuck. In. Hangzhou.', fault: { kind: 'cut' } }
    }
    const { performance, written, stream } = await turn(
      situation({ said: [first], scope: scope() }),
      dying,
    )
    expect(stream.at(-1)).toBe('⟲')
    expect(performance.performer.kind).toBe('understudy')
    expect(written.filter((tool) => tool === 'urge_delivery')).toHaveLength(1)
    expect(performance.parts.length).toBeGreaterThan(0)
  })
})
