import { beforeEach, describe, expect, it } from 'vitest'
import { attackedShop } from '../../tests/attack/shop.ts'
import { playbookOf } from '../../tests/playbook.ts'
import { proofTries } from '../../tests/proof-tries.ts'
import { hashArguments, type Consent } from '../domain/consent.ts'
import type { Effect } from '../domain/effect.ts'
import { BatonError } from '../domain/error.ts'
import { ConsentId, ConversationId, MessageId, TurnId } from '../domain/id.ts'
import type { Playbook } from '../domain/playbook.ts'
import type { Scope } from '../domain/scope.ts'
import { silentLog } from '../platform/log.ts'
import { issueCoupon } from './coupon.ts'
import { findOrder } from './find-order.ts'
import { createToolbox, type CallOutcome, type EffectLedger, type Toolbox } from './toolbox.ts'
import { urgeDelivery } from './urge-delivery.ts'

const now = new Date('2026-11-21T08:00:00Z')
const playbook = playbookOf('compensation', {
  verify: 'order',
  tools: ['find_order', 'urge_delivery', 'issue_coupon'],
  consent: ['issue_coupon'],
  limits: { issue_coupon: [{ minor: 5000, currency: 'CNY' }] },
})
const own = 'VG26110001'
const others = 'VG26110003'
const scope: Scope = {
  conversationId: ConversationId.make(),
  turnId: TurnId.make(),
  fence: 1,
  basis: MessageId.make(),
  identity: { shopCustomerId: null, provenOrders: [own] },
  statedTails: [],
  playbooks: [playbook],
  consents: [],
  locale: 'en',
  now,
}
const couponArgs = {
  orderNumber: own,
  amount: { minor: 500, currency: 'CNY' },
  reason: 'late_delivery',
}
const consentTo = (args: Record<string, unknown>): Consent => ({
  id: ConsentId.make(),
  playbook: 'compensation',
  tool: 'issue_coupon',
  args,
  argsHash: hashArguments('issue_coupon', args),
  askedIn: MessageId.make(),
  status: 'given',
  answeredBy: MessageId.make(),
})

let shop: ReturnType<typeof attackedShop>
let rows: Effect[]
let portCalls: number
/** Thrown by the shop instead of doing anything, as long as it is set. */
let failure: Error | null
/** Thrown in the place of writing the outcome down: the process is gone. */
let crash: boolean
let toolbox: Toolbox

const ledger: EffectLedger = {
  begin: async (it) => {
    if (it.fence !== 1) return 'lost'
    const standing = rows.find((row) => row.idempotencyKey === it.idempotencyKey)
    if (standing) return { effect: standing, isNew: false }
    const consentId = it.consent?.id ?? null
    const effect: Effect = { ...it, consentId, status: 'intended', result: null }
    rows.push(effect)
    return { effect, isNew: true }
  },
  settle: async (id, status, result) => {
    if (crash) throw new Error('the process died')
    Object.assign(rows.find((row) => row.id === id) ?? {}, { status, result })
  },
}

beforeEach(() => {
  shop = attackedShop(() => 0)
  rows = []
  portCalls = 0
  failure = null
  crash = false
  const tries = proofTries()
  const urge: typeof shop.logistics.urge = (...args) => {
    portCalls += 1
    if (failure) throw failure
    return shop.logistics.urge(...args)
  }
  toolbox = createToolbox({
    tools: [
      findOrder(shop.orders),
      urgeDelivery({ ...shop.logistics, urge }),
      issueCoupon(shop.coupons),
    ],
    ledger,
    proofs: () => tries,
    clock: () => now,
    log: silentLog,
  })
})

/** The refusal's code, or what the result says of itself. */
const codeOf = (outcome: CallOutcome) =>
  outcome.kind === 'refused' ? outcome.refusal.code : outcome.result.ok ? 'ok' : 'failed'
const urge = (in_: Scope = scope) => toolbox.call('urge_delivery', { orderNumber: own }, in_)
const issue = (args: unknown, in_: Scope = scope) => toolbox.call('issue_coupon', args, in_)

describe('refuses, in words for the model,', () => {
  const withPlaybook = (change: Partial<Playbook>): Scope => ({
    ...scope,
    playbooks: [{ ...playbook, ...change }],
  })

  it.each<[string, string, unknown, Scope, string]>([
    ['a tool that is not there', 'refund_everything', {}, scope, 'unknown_tool'],
    ['a name that every object has', 'constructor', {}, scope, 'unknown_tool'],
    [
      'arguments that do not fit',
      'urge_delivery',
      { orderNumber: '42' },
      scope,
      'invalid_arguments',
    ],
    ['no arguments at all', 'urge_delivery', null, scope, 'invalid_arguments'],
    [
      'half a fen',
      'issue_coupon',
      { ...couponArgs, amount: { minor: 0.5, currency: 'CNY' } },
      scope,
      'invalid_arguments',
    ],
    [
      'a tool that no open playbook lists',
      'urge_delivery',
      { orderNumber: own },
      withPlaybook({ tools: ['find_order'] }),
      'not_in_playbook',
    ],
    [
      'every tool when no playbook is open',
      'find_order',
      {},
      { ...scope, playbooks: [] },
      'not_in_playbook',
    ],
    [
      'an order whose proof is missing',
      'urge_delivery',
      { orderNumber: others },
      scope,
      'proof_missing',
    ],
    [
      'that order also where the playbook asks no proof',
      'find_order',
      { orderNumber: others },
      withPlaybook({ verify: 'none' }),
      'proof_missing',
    ],
    [
      'a list of orders to somebody who has proved none',
      'find_order',
      {},
      { ...scope, identity: { shopCustomerId: null, provenOrders: [] } },
      'proof_missing',
    ],
    [
      'a proved order where a login is needed',
      'urge_delivery',
      { orderNumber: own },
      withPlaybook({ verify: 'login' }),
      'login_missing',
    ],
    [
      'more than the limit',
      'issue_coupon',
      { ...couponArgs, amount: { minor: 5001, currency: 'CNY' } },
      scope,
      'over_limit',
    ],
    [
      'a currency without a limit',
      'issue_coupon',
      { ...couponArgs, amount: { minor: 1, currency: 'USD' } },
      scope,
      'over_limit',
    ],
    [
      'a gift of nothing',
      'issue_coupon',
      { ...couponArgs, amount: { minor: 0, currency: 'CNY' } },
      scope,
      'over_limit',
    ],
    [
      'a gift that takes',
      'issue_coupon',
      { ...couponArgs, amount: { minor: -500, currency: 'CNY' } },
      scope,
      'over_limit',
    ],
    [
      'any gift where there is no limit',
      'issue_coupon',
      couponArgs,
      withPlaybook({ limits: {} }),
      'over_limit',
    ],
    ['a gift without its yes', 'issue_coupon', couponArgs, scope, 'consent_missing'],
    [
      'a gift without its yes where the playbook forgot to ask',
      'issue_coupon',
      couponArgs,
      withPlaybook({ consent: [] }),
      'consent_missing',
    ],
  ])('%s', async (_, tool, args, in_, code) => {
    expect(codeOf(await toolbox.call(tool, args, in_))).toBe(code)
    expect(shop.effects()).toEqual([])
    expect(rows).toEqual([])
  })

  it('names the fields at fault, and not what stands in them', async () => {
    const args = { orderNumber: 'my password is hunter2', amount: 5 }
    const outcome = await issue(args)
    if (outcome.kind !== 'refused') throw new Error('was not refused')
    expect(outcome.refusal.forModel).toMatch(/orderNumber: .*amount: .*reason: /)
    expect(outcome.refusal.forModel).not.toContain('hunter2')
  })
})

describe("an order of somebody else's", () => {
  it('does not exist for a customer who is signed in', async () => {
    const signedIn = { ...scope, identity: { shopCustomerId: 'sc_ann', provenOrders: [] } }
    const read = await toolbox.call('find_order', { orderNumber: others }, signedIn)
    expect(read).toMatchObject({ kind: 'result', result: { ok: false } })
    const written = await toolbox.call('urge_delivery', { orderNumber: others }, signedIn)
    expect(written).toMatchObject({ result: { ok: false, data: { failed: 'not_found' } } })
    expect(shop.effects()).toEqual([])
  })
})

describe('a consent', () => {
  it('lets exactly these arguments through, in whatever order they stand', async () => {
    const given = { ...scope, consents: [consentTo(couponArgs)] }
    const { orderNumber, amount, reason } = couponArgs
    const outcome = await issue({ reason, amount, orderNumber: ' vg-2611 0001 ' }, given)
    expect(outcome).toMatchObject({ kind: 'result', args: { orderNumber }, result: { ok: true } })
    expect(shop.effects()).toMatchObject([{ orderNumber, amount }])
  })

  it.each([
    { ...couponArgs, amount: { minor: 501, currency: 'CNY' } },
    { ...couponArgs, reason: 'goodwill' },
  ])('is void for %j', async (changed) => {
    const given = { ...scope, consents: [consentTo(couponArgs)] }
    expect(codeOf(await issue(changed, given))).toBe('consent_missing')
  })

  it.each(['asked', 'denied', 'expired', 'used'] as const)('that is %s is none', async (status) => {
    const consents = [{ ...consentTo(couponArgs), status }]
    expect(codeOf(await issue(couponArgs, { ...scope, consents }))).toBe('consent_missing')
  })

  it('does not raise the limit', async () => {
    const tooMuch = { ...couponArgs, amount: { minor: 5001, currency: 'CNY' } }
    const consents = [consentTo(tooMuch)]
    expect(codeOf(await issue(tooMuch, { ...scope, consents }))).toBe('over_limit')
  })

  it('is one coupon, however often it is called upon', async () => {
    const given = { ...scope, consents: [consentTo(couponArgs)] }
    const first = await issue(couponArgs, given)
    expect(await issue(couponArgs, { ...given, turnId: TurnId.make() })).toEqual(first)
    expect(shop.effects()).toHaveLength(1)
  })
})

describe('a write', () => {
  it('of a turn that is taken again gives the recorded outcome, and the port is called once', async () => {
    const first = await urge()
    expect(await urge({ ...scope, turnId: TurnId.make() })).toEqual(first)
    expect(portCalls).toBe(1)
  })

  it('of the next turn is another one', async () => {
    await urge()
    await urge({ ...scope, basis: MessageId.make() })
    expect(portCalls).toBe(2)
  })

  it('cut off between intent and outcome is tried again under the same key', async () => {
    crash = true
    await expect(urge()).rejects.toThrow('the process died')
    expect(rows).toMatchObject([{ status: 'intended' }])
    crash = false
    expect(codeOf(await urge({ ...scope, turnId: TurnId.make() }))).toBe('ok')
    expect(portCalls).toBe(2)
    expect(shop.effects()).toHaveLength(1)
    expect(rows).toMatchObject([{ status: 'done' }])
  })

  it('of a turn that is no longer ours is not done', async () => {
    await expect(urge({ ...scope, fence: 0 })).rejects.toMatchObject({ code: 'turn_lost' })
    expect(portCalls).toBe(0)
  })

  it('that fails is written down as failed, and not tried again in the same turn', async () => {
    failure = new Error('timeout')
    expect(codeOf(await urge())).toBe('failed')
    expect(rows).toMatchObject([{ status: 'failed' }])
    failure = null
    expect(codeOf(await urge())).toBe('failed')
    expect(portCalls).toBe(1)
  })
})

describe('the words of a failure', () => {
  it('leak nothing of what a system said', async () => {
    failure = new Error('connect failed: DB password=hunter2 at 10.0.0.7')
    const outcome = await urge()
    expect(outcome).toMatchObject({ result: { ok: false, data: { failed: 'upstream_failed' } } })
    expect(JSON.stringify(outcome)).not.toMatch(/hunter2|10\.0\.0\.7|connect/)
    expect(JSON.stringify(rows)).not.toMatch(/hunter2|10\.0\.0\.7|connect/)
  })

  it.each(['upstream_failed', 'unauthorized', 'engine_unreachable'] as const)(
    'leak nothing of a foreseen %s either',
    async (code) => {
      failure = new BatonError(code, 'https://shop.internal said: DB password=hunter2')
      expect(JSON.stringify(await urge())).not.toMatch(/hunter2|internal/)
    },
  )

  it('tell what a business system means to tell', async () => {
    failure = new BatonError('conflict', 'The order is being urged already.')
    expect(await urge()).toMatchObject({
      result: { forModel: 'The order is being urged already.', data: { failed: 'conflict' } },
    })
  })
})
