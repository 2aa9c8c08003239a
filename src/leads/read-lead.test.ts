import { describe, expect, it } from 'vitest'
import { MessageId } from '../domain/id.ts'
import type { Author } from '../domain/message.ts'
import { enter } from './ledger.ts'
import { readLead } from './read-lead.ts'
import { sameFact } from './same-fact.ts'
import type { LeadTurn } from './said.ts'

const today = new Date('2026-11-21')
/** Lines that begin with `A:` are the agent's, all others the customer's. */
const turnsOf = (...lines: string[]): LeadTurn[] =>
  lines.map((line, i) => {
    const from: Author = line.startsWith('A:') ? 'agent' : 'customer'
    return {
      messageId: MessageId.parse(`msg_${i}`),
      from,
      text: line.replace(/^A:\s*/, ''),
      at: new Date(today.getTime() + i * 1000),
      entities: [],
    }
  })
const read = (...lines: string[]) => readLead(turnsOf(...lines), { today })
const valuesOf = (...lines: string[]) =>
  Object.fromEntries(
    Object.entries(read(...lines).facts).map(([name, { normalised }]) => [name, normalised]),
  )

describe('what is stated and answered', () => {
  it('takes a bare answer for what was asked', () => {
    const lines = ['要30台炸锅', 'A: 请问您贵姓？', '陈', 'A: 预算多少？', '五万']
    expect(valuesOf(...lines)).toMatchObject({ name: '陈', budget: 'CNY 50000' })
    const [name] = read(...lines).ledger.filter((line) => line.name === 'name')
    expect(name).toMatchObject({ saidBy: 'customer', messageId: 'msg_2', kind: 'stated' })
  })

  it('reads a form', () =>
    expect(
      valuesOf('Name: Ann Lee\nCompany: Lee Ltd\nNeed: 20 tents\nBudget: 2000 GBP\nCity: York'),
    ).toMatchObject({
      name: 'Ann Lee',
      company: 'Lee Ltd',
      need: '20 tents',
      budget: 'GBP 2000',
      location_or_channel: 'York',
    }))

  it.each([
    '我想退货，订单VG26111842，电话13800138000',
    'I need to know about my order, call 07700 900123',
  ])('takes no talk of a placed order for a wish: %s', (text) => expect(valuesOf(text)).toEqual({}))

  it.each([
    ['Our school in Galway would like 80 backpacks', '80 backpacks'],
    ['which robot vacuum would you suggest for pet hair?', 'robot vacuum for pet hair'],
    ['moving soon and short of 65 office chairs', '65 office chairs'],
    ['家里想添台跑步机', '跑步机'],
    ['高原上露营电源能用吗，我在拉萨，想买一个', '一个露营电源'],
    ['200个保温杯，要印我们logo', '200个保温杯'],
  ])('hears the wish in %s, whoever wants it and wherever the goods are named', (text, need) =>
    expect(sameFact('need', valuesOf(text).need ?? '', need, today)).toBe(true),
  )

  it.each([
    ['Brightwater Labs is moving offices and needs 35 desks', 'Brightwater Labs'],
    ['星图科技新办公室需要50套桌椅', '星图科技'],
  ])('knows the firm that speaks of itself: %s', (text, company) =>
    expect(valuesOf(text)).toMatchObject({ company }),
  )

  it.each([
    ['70台水壶，每台100元，总共7000', 'CNY 7000'],
    ['40 bottles, $8 each, $320 total', 'USD 320'],
  ])('takes the whole sum before the sum for a piece: %s', (text, budget) =>
    expect(valuesOf(`要采购${text}`)).toMatchObject({ budget }),
  )

  it('counts what is wanted, not what there is already', () =>
    expect(read('We run three food trucks. We need 12 lamps').need?.quantity).toBe(12))

  it.each([
    ['要22台饮水机，马丽 电话 13800138000', '马丽'],
    ['Sean at Doyle Brothers here, we need 20 lamps', 'Sean'],
    ['40 lamps please. Grace Achieng, chairlady.', 'Grace Achieng'],
    ['要3台炸锅，叫我大鹏就行', '大鹏'],
  ])('finds whose words "%s" are', (text, name) => expect(valuesOf(text)).toMatchObject({ name }))

  it('keeps no fact of somebody who wants nothing', () =>
    expect(valuesOf('hi, I am Tom', 'just browsing, tom@mail.com')).toEqual({}))
})

describe('who it is, and for whom', () => {
  it.each([
    ['Whitby Foods Ltd. We need 20 chairs', { company: 'Whitby Foods Ltd.' }],
    ['Lakeside Nursery here. We need 20 chairs', { company: 'Lakeside Nursery' }],
    ["We're TeaHouse, need 20 chairs, mail me at a@b.co", { company: 'TeaHouse' }],
    ['我们无锡晨光学校想采购20把椅子', { company: '无锡晨光学校' }],
    ['要20把椅子，我是行政部李敏，13812345678', { name: '李敏' }],
    ['要20把椅子，13812345678李敏', { name: '李敏' }],
    [
      '要20把椅子，叫李敏，无锡晨光科技，电话13812345678',
      { name: '李敏', company: '无锡晨光科技' },
    ],
    ['晨光科技，行政经理李敏，要20把椅子', { company: '晨光科技' }],
    ['Need 20 chairs. Lena Vogt, Vogt Handel GmbH', { name: 'Lena Vogt' }],
    ['我是无锡晨光教育的行政李敏，要20把椅子', { name: '李敏', company: '无锡晨光教育' }],
    ['我姓李，无锡人民医院采购科的，要20把椅子', { company: '无锡人民医院' }],
    ['Lee at Lakeside Interiors, asking about leasing six vans', { company: 'Lakeside Interiors' }],
    ['要20把椅子，行政负责人Tom，报价发t@b.cn', { name: 'Tom' }],
    ['This is Dr. Ada Brand, need 20 chairs', { name: 'Ada Brand' }],
    ['Quote me for 20 chairs to a@b.co, thanks, Ada Brand', { name: 'Ada Brand' }],
  ])('%s', (text, expected) => expect(valuesOf(text)).toMatchObject(expected))

  it('is not known from the name of a house', () => {
    const { name } = valuesOf('Lakeside Nursery here. We need 20 chairs')
    expect(name).toBeUndefined()
    expect(valuesOf('咱们物业要20把椅子').company).toBeUndefined()
  })

  it('a wish let go of is withdrawn, one taken elsewhere in our house is not', () => {
    const wish = 'I want to buy a dishwasher'
    expect(read(wish, "actually forget it, they're giving me one").withdrawn).toBe(true)
    expect(read(wish, "oh forget it, I'll come to the store").withdrawn).toBe(false)
  })
})

describe('what we said', () => {
  it('names the goods of an answer that leaves them out', () =>
    expect(read('A: You left a note about tents on our site. How many?', '300').need?.phrase).toBe(
      '300 tents',
    ))

  it('opens a wish that the next message completes', () =>
    expect(read('need', 'power stations', 'sixty').need).toMatchObject({
      phrase: 'sixty power stations',
      quantity: 60,
    }))
})

describe('corrections', () => {
  it('supersedes and overwrites nothing', () => {
    const { ledger, facts } = read('我要200台炸锅', 'A: 200台。', '不对，是 300 台')
    expect(facts.need?.normalised).toContain('300')
    expect(
      ledger.filter(({ name }) => name === 'need').map(({ normalised }) => normalised),
    ).toEqual(['200台炸锅', '300台炸锅'])
  })

  it('keeps the last of twenty', () => {
    const changes = Array.from({ length: 20 }, (_, i) => `no, make that ${101 + i}`)
    expect(read('I need 100 tents', ...changes).need).toMatchObject({
      quantity: 120,
      phrase: '120 tents',
    })
  })

  it('lets the later of two contradicting facts hold', () =>
    expect(
      valuesOf('50 tents by 1 December, budget 3000 euros', 'sorry, budget is 4000 euros'),
    ).toMatchObject({
      budget: 'EUR 4000',
      timeline: '2026-12-01',
    }))

  it.each([
    ['号码别用了', 'contact'],
    ["please don't use that number", 'contact'],
    ['预算作废', 'budget'],
    ['forget the budget', 'budget'],
    ['时间再定', 'timeline'],
  ] as const)('takes back what %s unsays, and keeps the line', (words, name) => {
    const first = 'I need 30 tents by 1 December for 3000 euros, I am the owner, ann@lee.uk'
    expect(read(first).facts[name]).toBeDefined()
    const { facts, ledger } = read(first, words)
    expect(facts[name]).toBeUndefined()
    expect(ledger.filter((line) => line.name === name).map(({ kind }) => kind)).toEqual([
      'stated',
      'retracted',
    ])
  })

  it("lets an operator's correction stand", () => {
    const { ledger } = read('I need 100 tents, my name is Ann')
    const said = ledger.find(({ name }) => name === 'name') ?? expect.fail()
    const corrected = enter(ledger, [
      { ...said, saidBy: 'operator', value: 'Anne', normalised: 'Anne' },
    ])
    expect(corrected.filter(({ name }) => name === 'name').map(({ value }) => value)).toEqual([
      'Ann',
      'Anne',
    ])
  })
})

describe('what is not the customer’s', () => {
  it.each([
    '我客户发来：“我们要500台炸锅，预算50万，联系13600136000”，是真的吗',
    'My boss wrote: "we need 500 units, budget 90k, call +49 151 23456789". Is this real?',
    '> we need 500 tents\n> call +49 151 23456789',
  ])('does not take quoted words for theirs: %s', (text) => expect(valuesOf(text)).toEqual({}))

  it('takes no proof of an order for a contact', () =>
    expect(valuesOf('我要30台炸锅', '订单VG26111842到哪了，13700137000').contact).toBeUndefined())

  it.each(['1380013800', '+86 138', '2020-01-01'])(
    'takes no invalid phone or past day: %s',
    (text) => {
      const facts = valuesOf('I need 30 tents', `A: Your phone, and when?`, text)
      expect(facts.contact).toBeUndefined()
      expect(facts.timeline).toBeUndefined()
    },
  )
})

it.each([
  '1号',
  '腊月二十',
  '1月2号提前一天',
  'got ',
  '他家报',
  'a week before ',
  '1 ',
  ' ',
  'Aa ',
  '公司',
  '12,',
  '我想要',
  'one hundred and ',
  'wrote "aaaa',
])('reads 8,000 signs of %j in no time that grows out of hand', (piece) => {
  const startedAt = performance.now()
  read(piece.repeat(8000 / piece.length))
  expect(performance.now() - startedAt).toBeLessThan(3000)
})

describe('refusals', () => {
  it.each([
    ['A: 方便留个电话吗？', '不方便'],
    ['A: May I have your phone number?', "I'd rather not share that"],
  ])('notes that %s was refused', (question, answer) => {
    const { ledger, facts } = read('我要30台炸锅', question, answer)
    expect(ledger.filter(({ kind }) => kind === 'refused').map(({ name }) => name)).toEqual([
      'contact',
    ])
    expect(facts.contact).toBeUndefined()
  })
})

describe('verification levels', () => {
  it.each([
    [0, ['hello']],
    [1, ['I need 30 tents']],
    [2, ['要五六台除湿机', 'A: 什么时候要？', '越快越好']],
    [3, ['Quote 300 mugs by 10 December. Mark Lee, purchasing, mark@lee.com']],
    [3, ['民宿要12台除湿机，元旦前装好，老板就是我，13700007777']],
    [1, ['we want tents, budget 3000 euros']],
    [2, ['I need 30 tents by 1 December']],
    [2, ['I need 30 tents by 1 December, I am the owner']],
    [3, ['I need 30 tents by 1 December, I am the owner, ann@lee.co.uk']],
    [2, ['I need 30 tents by 1 December, my boss has to approve it, ann@lee.co.uk']],
  ] as const)('is %i for %j', (level, lines) => expect(read(...lines).level).toBe(level))

  it('names the messages it stands on', () =>
    expect(read('I need 30 tents', 'A: When?', '1 December').levelEvidence).toEqual([
      'msg_0',
      'msg_2',
    ]))
})
