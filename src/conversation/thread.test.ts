import { beforeEach, describe, expect, it } from 'vitest'
import { talk, type House, type Talk } from '../../tests/house.ts'
import { houseOfFile } from '../../tests/house-of-file.ts'
import type { Reading } from '../domain/reading.ts'
import { eventsAfter } from '../store/events.ts'

/** The understudy in whole conversations, judged by what is left behind first, and then by what was said. */

const house = houseOfFile()

const orderOf = (customer: string, index = 0) => house.orders.get(customer)![index]!

/** The same house with a reader that always reads the same: what follows from a reading is what is tested. */
function reading(it: House, intent: Reading['intents'][number], language = 'zh'): House {
  const always: Reading = {
    intents: [intent],
    outOfScope: intent.name === 'out_of_scope',
    sentiment: 0,
    language,
    entities: [],
    risks: [],
  }
  return { ...it, turn: { ...it.turn, reader: { version: 'test', read: () => always } } }
}

/** Coupons live on in the shop: each test starts with the parcels as they were. */
beforeEach(async () => {
  await house.db.query('delete from shop_coupons')
  await house.db.query('delete from shop_urges')
  await house.db.query('delete from proof_attempts')
})

const coupons = async () =>
  (await house.db.query('select amount_minor, currency from shop_coupons')).map((row) => ({
    ...row,
  }))

describe('the stuck parcel', () => {
  it('in Chinese: tracked, urged, a coupon offered and issued only on consent, marked for follow-up', async () => {
    const customer = await talk(house)
    const { number, phoneTail } = orderOf('sc_lin')
    expect(await customer.say('订单卡在杭州三天了,都急死了')).toContain('订单号')
    expect(await customer.effects()).toEqual([])
    const found = await customer.say(`${number} 尾号${phoneTail}`)
    expect(found).toMatch(/杭州转运中心/)
    expect(found).toMatch(/11月18日 12:\d\d|11月18日 13:00/)
    expect(found).toMatch(/催查，编号 CX/)
    expect(found).toMatch(/¥29\.95 的优惠券.*吗/)
    expect(await customer.effects()).toEqual(['urge_delivery'])
    expect(await coupons()).toEqual([])

    expect(await customer.say('好的,不过能不能给多点')).toMatch(/¥29\.95/)
    expect(await coupons()).toEqual([])
    expect(await customer.say('好的')).toMatch(/优惠券已发放：VGC-/)
    expect(await coupons()).toEqual([{ amount_minor: 2995, currency: 'CNY' }])
    expect(await customer.effects()).toEqual(['urge_delivery', 'issue_coupon'])
    expect((await customer.row())['follow_up']).toBe(true)
    expect((await customer.row())['holder']).toEqual({ kind: 'agent' })
  })

  it('in English, abroad: tracked, urged, a coupon issued on yes', async () => {
    const customer = await talk(house, { locale: 'en' })
    const { number, phoneTail } = orderOf('sc_anna')
    await customer.say("My order has been stuck in Hangzhou for three days, I'm going crazy")
    const found = await customer.say(`It's ${number}, phone ending in ${phoneTail}`)
    expect(found).toMatch(/Hangzhou international hub/)
    expect(found).toMatch(/reference CX/)
    expect(found).toMatch(/€5\.00 coupon/)
    expect(await customer.say('yes but make it 50')).toMatch(/€5\.00/)
    expect(await coupons()).toEqual([])
    expect(await customer.say('Yes, please.')).toMatch(/code is VGC-/)
    expect(await coupons()).toEqual([{ amount_minor: 500, currency: 'EUR' }])
  })

  it('knows the order of a customer who is signed in, at the first word', async () => {
    const customer = await talk(house, { login: 'sc_lin' })
    const found = await customer.say('订单卡在杭州三天了,都急死了')
    expect(found).toContain(orderOf('sc_lin').number)
    expect(found).toMatch(/杭州转运中心/)
    expect(await customer.effects()).toEqual(['urge_delivery'])
  })

  it('issues nothing on a no, and lets the matter rest', async () => {
    const customer = await talk(house, { login: 'sc_lin' })
    await customer.say('快递三天没动了，帮我催一下')
    expect(await customer.say('不用了')).toContain('不发')
    expect(await coupons()).toEqual([])
  })

  it('takes the button for an answer, and a button of another consent for none', async () => {
    const customer = await talk(house, { login: 'sc_lin' })
    await customer.say('快递三天没动了，帮我催一下')
    const [asked] = await house.db.query('select id from consents where conversation_id = $1', [
      customer.id,
    ])
    const { ConsentId } = await import('../domain/id.ts')
    await customer.say('好的', ConsentId.make())
    expect(await coupons()).toEqual([])
    const [again] = await house.db.query(
      `select id from consents where conversation_id = $1 and status = 'asked'`,
      [customer.id],
    )
    expect(again?.['id']).not.toBe(asked?.['id'])
    await customer.say('好的', ConsentId.parse(again?.['id']))
    expect(await coupons()).toHaveLength(1)
  })
})

describe('facts, proof and corrections', () => {
  it('asks for the proof that is missing, and takes it in its own message', async () => {
    const customer = await talk(house)
    const { number, phoneTail } = orderOf('sc_zhao', 1)
    expect(await customer.say(`查一下 ${number} 到哪了`)).toContain('后四位')
    expect(await customer.say(phoneTail)).toContain('武汉转运中心')
  })

  it.each([
    '%n %t',
    '%n,%t',
    '%t',
    '%n 尾号%t',
    '订单%n,手机尾号是%t',
    'order %n, phone ends in %t',
  ])('takes number and proof as people write them: %s', async (written) => {
    const customer = await talk(house)
    const { number, phoneTail } = orderOf('sc_zhao', 1)
    await customer.say(written.includes('%n') ? '我的快递到哪了' : `${number} 到哪了`)
    const text = written.replace('%n', number).replace('%t', phoneTail)
    expect(await customer.say(text)).toMatch(/武汉转运中心|Wuhan hub/)
  })

  it('says nothing of an order without its proof, and brings a person when it does not come', async () => {
    const customer = await talk(house)
    const { number } = orderOf('sc_zhao', 1)
    await customer.say(`查一下 ${number} 到哪了`)
    for (const tail of ['0001', '0002', '0003', '0004', '0005', '0006']) {
      expect(await customer.say(`尾号${tail}`)).not.toMatch(/武汉|成都|咖啡/)
    }
    expect((await customer.row())['proven_orders']).toEqual([])
    expect((await customer.row())['holder']).toMatchObject({ kind: 'desk' })
  })

  it("never opens another customer's order to one who is signed in", async () => {
    const customer = await talk(house, { login: 'sc_wu' })
    const said = await customer.say(`${orderOf('sc_lin').number} 到哪了`)
    expect(said).not.toMatch(/杭州转运|空气炸锅/)
    expect(said).toContain('没有查到')
  })

  it('follows a correction to the other order', async () => {
    const customer = await talk(house, { login: 'sc_lin' })
    const [stuck, delivered] = [orderOf('sc_lin', 0), orderOf('sc_lin', 1)]
    await customer.say(`帮我查 ${delivered.number} 到哪了`)
    const corrected = await customer.say(`不对，我说的是 ${stuck.number}`)
    expect(corrected).toContain(stuck.number)
    expect(corrected).toContain('杭州')
  })
})

describe('several wishes', () => {
  it('answers a question and tracks an order in one reply, the question of ours last', async () => {
    const customer = await talk(house)
    const said = await customer.say('我的快递到哪了？另外你们退货运费谁出？')
    expect(said).toMatch(/运费|商家|承担/)
    expect(said.trimEnd().endsWith('核对。')).toBe(true)
  })

  it('answers an interruption and comes back to what it had asked', async () => {
    const customer = await talk(house)
    await customer.say('帮我查一下快递到哪了')
    const said = await customer.say('对了，杭州有门店吗？几点开门？')
    expect(said).toMatch(/10:00/)
    expect(said).toMatch(/订单号/)
  })

  it('settles a burst into one reply that answers all of it', async () => {
    const customer = await talk(house)
    const { number, phoneTail } = orderOf('sc_zhao', 1)
    for (const text of ['你好', '我的快递', `单号${number}`, '到哪了', `尾号${phoneTail}`])
      await customer.write(text)
    house.clock.advance(1000)
    expect(await customer.turn()).toBe('replied')
    const messages = await customer.messages()
    const replies = messages.filter(({ author }) => author === 'agent')
    expect(replies).toHaveLength(1)
    expect(replies[0]!.answers).toEqual(
      messages.filter(({ author }) => author === 'customer').map(({ id }) => id),
    )
    expect(replies[0]!.text).toContain('武汉转运中心')
  })
})

describe('knowing and not knowing', () => {
  it('answers with citations that resolve', async () => {
    const customer = await talk(house)
    await customer.say('普通地区的运费是多少，满多少包邮')
    const reply = (await customer.messages()).at(-1)!
    expect(reply.citations?.length).toBeGreaterThan(0)
    expect(reply.citations?.[0]?.articleId).toMatch(/^kb-/)
  })

  it('admits a gap, records it, and offers a person; yes brings one', async () => {
    const question = 'do you sell gift wrapping for weddings in Iceland'
    const customer = await talk(reading(house, { name: 'product_info', probability: 0.9 }, 'en'), {
      locale: 'en',
    })
    expect(await customer.say(question)).toMatch(/colleague/)
    const gaps = await house.db.query('select question from gaps where conversation_id = $1', [
      customer.id,
    ])
    expect(gaps).toEqual([{ question }])
    await customer.say('yes please')
    expect((await customer.row())['holder']).toMatchObject({ kind: 'desk' })
  })

  it('asks once what is meant, and then brings a person', async () => {
    const customer = await talk(reading(house, { name: 'out_of_scope', probability: 0.9 }))
    expect(await customer.say('阿巴阿巴')).toMatch(/？$/)
    expect((await customer.row())['holder']).toEqual({ kind: 'agent' })
    await customer.say('呜啦呜啦')
    expect((await customer.row())['holder']).toMatchObject({ kind: 'desk' })
  })
})

describe('handing over', () => {
  it('brings a person at once when one is wanted, with receipt, promise and brief', async () => {
    const customer = await talk(house)
    await customer.say('我的包裹丢了，VG26111042')
    const said = await customer.say('给我转人工')
    expect(said).toContain('已为您转接人工客服')
    expect((await customer.row())['holder']).toMatchObject({ kind: 'desk' })
    const [promise] = await house.db.query(
      'select status, owner from promises where conversation_id = $1',
      [customer.id],
    )
    expect(promise).toEqual({ status: 'open', owner: 'desk' })
    const kinds = (await eventsAfter(house.db, customer.id, 0)).map(({ body }) => body.kind)
    expect(kinds).toEqual(
      expect.arrayContaining(['handed_over', 'receipt', 'promised', 'holder_changed']),
    )
    const [brief] = await house.db.query('select body from briefs where conversation_id = $1', [
      customer.id,
    ])
    expect(brief?.['body']).toMatchObject({
      reason: 'customer_request',
      facts: [{ name: 'order_number', value: 'VG26111042' }],
    })
  })

  it('passes threats to the law on at once', async () => {
    const customer = await talk(house, { locale: 'en' })
    await customer.say('My lawyer will sue you, I am reporting this to the consumer authority')
    const [brief] = await house.db.query('select body from briefs where conversation_id = $1', [
      customer.id,
    ])
    expect(brief?.['body']).toMatchObject({ reason: 'legal_or_safety_risk' })
  })

  it('takes no turn while a person holds the baton', async () => {
    const customer = await talk(house)
    await customer.say('转人工')
    await customer.write('在吗')
    house.clock.advance(1000)
    expect(await customer.turn()).toBe('nothing')
  })
})

describe('language', () => {
  it('follows the customer from Chinese to English', async () => {
    const customer = await talk(house)
    expect(await customer.say('你好')).toMatch(/您好/)
    expect(await customer.say('Can we speak English? Where is my order?')).toMatch(/order number/)
  })
})

/** Rebuilds what the tables hold from the log alone. */
async function rebuild(customer: Talk) {
  const events = (await eventsAfter(house.db, customer.id, 0)).map(({ body }) => body)
  let holder: unknown = { kind: 'agent' }
  const messages: string[] = []
  const effects = new Map<string, boolean>()
  let followUp = false
  for (const event of events) {
    if (event.kind === 'message') messages.push(event.message.id)
    if (event.kind === 'holder_changed') holder = event.to
    if (event.kind === 'effect_settled') effects.set(event.tool, event.ok)
    if (event.kind === 'followup_marked') followUp = true
  }
  return {
    holder,
    messages,
    effects: [...effects].filter(([, ok]) => ok).map(([tool]) => tool),
    followUp,
  }
}

it('can be rebuilt from the event log alone', async () => {
  const customer = await talk(house, { login: 'sc_lin' })
  await customer.say('包裹卡在杭州不动了，急死人')
  await customer.say('好的')
  await customer.say('转人工')
  const rebuilt = await rebuild(customer)
  const row = await customer.row()
  expect(rebuilt.messages).toEqual((await customer.messages()).map(({ id }) => id))
  expect(rebuilt.effects).toEqual(await customer.effects())
  expect(rebuilt.followUp).toBe(row['follow_up'])
  expect(JSON.parse(JSON.stringify(rebuilt.holder))).toEqual(row['holder'])
})
