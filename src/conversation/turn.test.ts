import { afterEach, describe, expect, it } from 'vitest'
import { freshPglite, onBothEngines } from '../../tests/engines.ts'
import { startFakeOpenAI, type FakeOpenAI, type Script } from '../../tests/fakes/openai.ts'
import type { Plan } from '../../tests/fakes/openai-plan.ts'
import { shopModel } from '../../tests/fakes/shop-model.ts'
import { buildHouse, operatorAt, talk, type House } from '../../tests/house.ts'
import { createModelPerformer } from '../agents/model/model.ts'
import { createModel } from '../agents/model/models.ts'
import type { Performer } from '../agents/performer.ts'
import type { Outcome, Proposal } from '../domain/proposal.ts'
import type { Db } from '../store/db.ts'
import { suggestionsFor } from '../store/desk.ts'
import type { Toolbox } from '../tools/toolbox.ts'
import { take } from './desk.ts'
import { fileMessage } from './inbox.ts'
import type { ConversationId } from '../domain/id.ts'
import { eventsAfter } from '../store/events.ts'
import { takeTurn } from './turn.ts'

/** The turn when things happen in the middle of it. */

const open: { close(): Promise<unknown> }[] = []
afterEach(async () => {
  for (const it of open.splice(0)) await it.close()
})

async function houseWith(model: ((toolbox: Toolbox) => Performer) | null, db?: Db): Promise<House> {
  const own = db ?? (await freshPglite())
  open.push(own)
  return buildHouse(own, { model })
}

/** A model performer behind the fake endpoint. */
async function onFake(
  script: Script,
): Promise<{ model: (toolbox: Toolbox) => Performer; fake: FakeOpenAI }> {
  const fake = await startFakeOpenAI(script)
  open.push(fake)
  const model = createModel({
    baseUrl: fake.baseUrl,
    apiKey: fake.apiKey,
    model: 'fake-1',
    retries: 0,
    idleMs: 300,
    firstByteMs: 1000,
  })
  return {
    fake,
    model: (toolbox) =>
      createModelPerformer({ model, name: 'fake-1', tools: () => [...toolbox.tools.values()] }),
  }
}

/** A performer that plays a script of proposals, with a hook between them. */
function scripted(play: (between: number) => AsyncGenerator<Proposal, void, Outcome>): Performer {
  return {
    name: { kind: 'model', name: 'scripted' },
    async *perform(situation) {
      yield* play(0)
      return situation.agenda
    },
  }
}

const count = async (db: Db, table: string) =>
  Number((await db.query(`select count(*)::int as n from ${table}`))[0]?.['n'])

const operatorIn = (house: House) => operatorAt(house, `op ${Math.random()}`)

describe('the stuck parcel on a model', () => {
  it.each([
    {
      locale: 'zh' as const,
      login: 'sc_lin',
      first: '订单卡在杭州三天了,都急死了',
      yes: '好的',
      hangzhou: /杭州/,
      issued: /VGC-/,
    },
    {
      locale: 'en' as const,
      login: 'sc_anna',
      first: 'My parcel has been stuck in Hangzhou for days, please chase it',
      yes: 'yes please',
      hangzhou: /Hangzhou/,
      issued: /VGC-/,
    },
  ])(
    'in $locale: tracked, urged, and a coupon on consent',
    async ({ locale, login, first, yes, hangzhou, issued }) => {
      const { model, fake } = await onFake(shopModel)
      const house = await houseWith(model)
      const customer = await talk(house, { locale, login })
      await customer.say(first)
      expect(await customer.effects()).toEqual(['urge_delivery'])
      expect(await count(house.db, 'shop_coupons')).toBe(0)
      const said = (await customer.messages()).filter(({ author }) => author === 'agent')
      expect(said.map(({ text }) => text).join('\n')).toMatch(hangzhou)
      expect(said.every(({ performer }) => performer?.kind === 'model')).toBe(true)
      expect(await customer.say(yes)).toMatch(issued)
      expect(await count(house.db, 'shop_coupons')).toBe(1)
      expect(fake.refused).toEqual([])
    },
  )
})

describe('the model dies in mid-turn', () => {
  it.each([
    { how: 'cut', plan: { text: '正在处理', fault: { kind: 'cut' } } },
    { how: '500', plan: { fault: { kind: 'status', status: 500 } } },
    { how: 'nothing said', plan: { text: '' } },
  ])(
    'after urging ($how): the understudy goes on, and the parcel is urged once',
    async ({ plan }) => {
      const calls = [{ name: 'urge_delivery', args: { orderNumber: 'VG26111042' } }]
      const { model } = await onFake([{ calls }, plan, plan, plan, plan] as Plan[])
      const house = await houseWith(model)
      const customer = await talk(house, { login: 'sc_lin' })
      const said = await customer.say('订单卡在杭州三天了,都急死了')
      expect(said).toMatch(/杭州转运中心/)
      expect((await customer.messages()).at(-1)?.performer).toEqual({
        kind: 'understudy',
        name: 'understudy',
      })
      expect(await customer.effects()).toEqual(['urge_delivery'])
      expect(await count(house.db, 'shop_urges')).toBe(1)
    },
  )
})

onBothEngines('a turn', (open_) => {
  it('becomes a suggestion when an operator has taken the conversation meanwhile', async () => {
    const house = await houseWith(
      () =>
        scripted(async function* () {
          await take(house.desk, customer.id, operatorId)
          yield { kind: 'say', text: 'I was about to say this.' }
        }),
      await open_(),
    )
    const operatorId = await operatorIn(house)
    const customer = await talk(house, { locale: 'en' })
    await customer.write('where is my order?')
    expect(await customer.turn()).toBe('suggested')
    expect((await customer.messages()).filter(({ author }) => author === 'agent')).toEqual([])
    expect(await suggestionsFor(house.db, customer.id)).toMatchObject([
      { text: 'I was about to say this.' },
    ])
    expect((await customer.row())['holder']).toEqual({ kind: 'operator', operatorId })
  })

  it('runs no write after an operator has taken the conversation', async () => {
    const house = await houseWith(
      () =>
        scripted(async function* () {
          await take(house.desk, customer.id, operatorId)
          yield { kind: 'call', tool: 'urge_delivery', args: { orderNumber: 'VG26111042' } }
        }),
      await open_(),
    )
    const operatorId = await operatorIn(house)
    const customer = await talk(house, { login: 'sc_lin' })
    await customer.write('快递三天没动了，帮我催一下')
    expect(await customer.turn()).toBe('lost')
    expect(await count(house.db, 'shop_urges')).toBe(0)
    expect(await count(house.db, 'effects')).toBe(0)
  })

  it('lets what the customer writes meanwhile join it at the next step: one reply answers both', async () => {
    let heard: string[] = []
    const house = await houseWith(
      () =>
        scripted(async function* () {
          await customer.write('and it is urgent')
          const outcome = yield {
            kind: 'call',
            tool: 'search_knowledge',
            args: { query: 'opening hours of the Berlin showroom' },
          }
          heard = (outcome.news ?? []).map(({ text }) => text)
          yield { kind: 'say', text: 'Here is both.' }
        }),
      await open_(),
    )
    const customer = await talk(house, { locale: 'en' })
    await customer.write('What are your opening hours?')
    expect(await customer.turn()).toBe('replied')
    expect(heard).toEqual(['and it is urgent'])
    const messages = await customer.messages()
    expect(messages.filter(({ author }) => author === 'agent')).toHaveLength(1)
    expect(messages.at(-1)?.answers).toEqual(
      messages.filter(({ author }) => author === 'customer').map(({ id }) => id),
    )
    expect(await customer.turn()).toBe('nothing')
  })

  it('starts over when the customer writes after its last step, and says the old draft never', async () => {
    let performances = 0
    const house = await houseWith(
      () =>
        scripted(async function* () {
          performances += 1
          yield { kind: 'say', text: `Draft ${performances}` }
          if (performances === 1) await customer.write('wait, one more thing')
        }),
      await open_(),
    )
    const customer = await talk(house, { locale: 'en' })
    await customer.write('What are your opening hours?')
    expect(await customer.turn()).toBe('replied')
    const agents = (await customer.messages()).filter(({ author }) => author === 'agent')
    expect(agents.map(({ text }) => text)).toEqual(['Draft 2'])
    expect(agents[0]?.answers).toHaveLength(2)
  })

  it('says and does nothing once another worker has its lease', async () => {
    const house = await houseWith(
      () =>
        scripted(async function* () {
          await house.db.query(
            `update conversations set fence = fence + 1, lease_owner = 'another' where id = $1`,
            [customer.id],
          )
          yield { kind: 'call', tool: 'urge_delivery', args: { orderNumber: 'VG26111042' } }
          yield { kind: 'say', text: 'Too late.' }
        }),
      await open_(),
    )
    const customer = await talk(house, { login: 'sc_lin' })
    await customer.write('快递三天没动了，帮我催一下')
    expect(await customer.turn()).toBe('lost')
    expect(await count(house.db, 'effects')).toBe(0)
    expect((await customer.messages()).filter(({ author }) => author === 'agent')).toEqual([])
  })

  it('taken again after a crash before its reply, does no write twice and still tells of it', async () => {
    const house = await houseWith(null, await open_())
    const customer = await talk(house, { login: 'sc_lin' })
    await customer.say('快递三天没动了，帮我催一下')
    await customer.write('好的')
    house.clock.advance(1000)
    const crashing = {
      ...house.turn,
      db: {
        ...house.db,
        query: (sql: string, values?: readonly unknown[]) =>
          sql.includes('ended')
            ? Promise.reject(new Error('the process died here'))
            : house.db.query(sql, values),
      },
    }
    await expect(takeTurn(crashing, customer.id, new AbortController().signal)).rejects.toThrow(
      'died',
    )
    expect(await count(house.db, 'shop_coupons')).toBe(1)
    house.clock.advance(60_000)
    expect(await customer.turn()).toBe('replied')
    expect((await customer.messages()).at(-1)?.text).toMatch(/优惠券已发放：VGC-/)
    expect(await count(house.db, 'shop_coupons')).toBe(1)
    expect((await customer.effects()).filter((tool) => tool === 'issue_coupon')).toHaveLength(1)
    const told = (await eventsAfter(house.db, customer.id, 0)).filter(
      ({ body: event }) => event.kind === 'effect_settled' && event.tool === 'issue_coupon',
    )
    expect(told).toHaveLength(1)
  })

  it('keeps the wish for a person for good, in this conversation and in the next of the same customer', async () => {
    const house = await houseWith(null, await open_())
    const first = await talk(house, { login: 'sc_lin' })
    await first.say('我就要人工，别再给我转机器人')
    const next = await talk(house, { login: 'sc_lin' })
    await next.say('你好')
    await next.say('我的快递到哪了')
    const handed = async (id: ConversationId) =>
      (await eventsAfter(house.db, id, 0)).flatMap(({ body: event }) =>
        event.kind === 'handed_over' ? [event.reason] : [],
      )
    expect(await handed(first.id)).toEqual(['customer_request'])
    expect(await handed(next.id)).toEqual(['customer_request'])
    const other = await talk(house, { login: 'sc_wu' })
    await other.say('我的快递到哪了')
    expect(await handed(other.id)).toEqual([])
  })

  it('of a VIP in trouble goes to a person; who the shop does not know is served like any other', async () => {
    const house = await houseWith(null, await open_())
    const reasons = async (login?: string) => {
      const customer = await talk(house, login ? { login } : {})
      await customer.say('你们寄来的咖啡机是坏的，我很不满意')
      return (await eventsAfter(house.db, customer.id, 0)).flatMap(({ body: event }) =>
        event.kind === 'handed_over' ? [event.reason] : [],
      )
    }
    expect(await reasons('sc_maria')).toEqual(['vip'])
    expect(await reasons()).toEqual([])
  })

  it('that keeps failing ends in a handoff with an honest sentence', async () => {
    const house = await houseWith(null, await open_())
    const broken: House = {
      ...house,
      turn: {
        ...house.turn,
        agent: {
          ...house.turn.agent,
          understudy: {
            name: { kind: 'understudy', name: 'understudy' },
            // oxlint-disable-next-line require-yield
            async *perform() {
              throw new Error('a bug')
            },
          },
        },
      },
    }
    const customer = await talk(broken, { locale: 'en' })
    await customer.write('hello, where is my order?')
    for (let tries = 0; tries < 2; tries++) {
      await expect(customer.turn()).rejects.toThrow('a bug')
      house.clock.advance(60_000)
    }
    expect(await customer.turn()).toBe('handed_over')
    expect((await customer.messages()).at(-1)?.text).toMatch(/something went wrong on my side/)
    expect((await customer.row())['holder']).toMatchObject({ kind: 'desk' })
  })

  it('files a repeated client id once, and refuses other words under it', async () => {
    const house = await houseWith(null, await open_())
    const customer = await talk(house)
    const inbound = { text: '你好', clientMessageId: 'c1', attachments: [], pressedConsent: null }
    const [first, ...again] = await Promise.all(
      [1, 2, 3, 4].map(() => fileMessage(house.inbox, customer.id, inbound)),
    )
    expect(new Set([first!.id, ...again.map(({ id }) => id)]).size).toBe(1)
    await expect(
      fileMessage(house.inbox, customer.id, { ...inbound, text: '再见' }),
    ).rejects.toMatchObject({ code: 'conflict' })
    expect(await customer.messages()).toHaveLength(1)
  })

  it('is taken by one worker of many', async () => {
    const house = await houseWith(null, await open_())
    const customer = await talk(house)
    await customer.write('你好')
    house.clock.advance(1000)
    const endings = await Promise.all(Array.from({ length: 8 }, () => customer.turn()))
    expect(endings.filter((ending) => ending === 'replied')).toHaveLength(1)
    expect((await customer.messages()).filter(({ author }) => author === 'agent')).toHaveLength(1)
  })
})
