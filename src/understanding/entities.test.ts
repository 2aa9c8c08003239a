import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { createEntityReader } from './entities.ts'
import { findPlaces } from './entities/places.ts'
import { defaultProducts } from './entities/products.ts'

const now = new Date('2026-11-21T06:00:00Z') // a Saturday
const readEntities = createEntityReader(defaultProducts)
const read = (text: string) => readEntities(text, now).map(({ type, value }) => `${type} ${value}`)

describe('order and tracking numbers', () => {
  it.each([
    'VG26111842',
    'vg2611 1842',
    'VG-2611-1842',
    'ＶＧ２６１１１８４２',
    '26111842',
    '2611 1842',
    '订单二六一一一八四二',
    'vg二六幺幺幺八四二',
    'order #26111842, please',
    'V\u200bG26111842',
  ])('reads an order number in %s', (text) =>
    expect(read(text)).toEqual(['order_number VG26111842']),
  )

  it.each(['20261121', '12345678', '26131842', '+49 26111842'])('reads none in %s', (text) =>
    expect(read(text).join()).not.toContain('order_number'),
  )

  it.each([
    ['BC123456789012到哪了', 'BC123456789012'],
    ['nl0123456789PT', 'NL0123456789PT'],
    ['运单号:78901234567', '78901234567'],
    ['1Z999AA10123456784', '1Z999AA10123456784'],
    ['tracking number is LP00123456789', 'LP00123456789'],
  ])('reads the parcel number of %s', (text, value) =>
    expect(read(text)).toContain(`tracking_number ${value}`),
  )
})

describe('people and how to reach them', () => {
  it.each([
    ['我的手机13812345678', 'phone +8613812345678'],
    ['138 1234 5678', 'phone +8613812345678'],
    ['电话幺三八幺二三四五六七八', 'phone +8613812345678'],
    ['+49 151 23456789', 'phone +4915123456789'],
    ['call (212) 555-0187', 'phone +12125550187'],
    ['my number is 0171 5559034', 'phone +491715559034'],
    ['06 12 34 56 78', 'phone +33612345678'],
    ['电话 021-62881234', 'phone +862162881234'],
    ['打9123 4567', 'phone +85291234567'],
    ['+1-903-140-4508x769', 'phone +19031404508'],
    ['Ｔｅｌ：０２１－６２８８１２３４', 'phone +862162881234'],
    // Several countries have such a number: the digits alone.
    ['phone 0412 345 678', 'phone 0412345678'],
    ['尾号8842', 'phone_tail 8842'],
    ['后四位是八八四二', 'phone_tail 8842'],
    ['it ends in 8842', 'phone_tail 8842'],
    ['不对，说错了，不是8824，是8842', 'phone_tail 8842'],
    ["sorry, it's not 8824 but 8842", 'phone_tail 8842'],
    ['8842', 'phone_tail 8842'],
    ['Maria@Costa.PT', 'email maria@costa.pt'],
    ['see https://a.example/x?y=1.', 'url https://a.example/x?y=1'],
    ['我叫王小明,', 'person 王小明'],
    ['My name is Anna van den Berg.', 'person Anna van den Berg'],
    ['the parcel is for Julia Brandt', 'person Julia Brandt'],
    ['your colleague Priya was brilliant', 'person Priya'],
    ['Mrs. Okafor wants it', 'person Okafor'],
    ['ask for Dana please', 'person Dana'],
    ['Janka M. Szász paid', 'person Janka M. Szász'],
    ['Krisztián Szöllősy signed', 'person Krisztián Szöllősy'],
  ])('reads %s as %s', (text, entity) => expect(read(text)).toEqual([entity]))

  it.each([
    'ship it to Georgia',
    'I like the Ridge 3 in Forest Green',
    'the parcel is at 41.173.96.26',
    'Will you ship in May?',
    'Dear Sir or Madam',
    '发票抬头写公司的能开吗',
    '+1 999',
  ])('takes nobody and no phone out of %s', (text) =>
    expect(read(text).join()).not.toMatch(/person|phone/),
  )

  it('finds no person in three hundred ordinary messages', () => {
    const texts = readFileSync('src/understanding/entities/nobody.txt', 'utf8').trim().split('\n')
    expect(texts).toHaveLength(300)
    const found = texts.filter((text) => read(text).some((entity) => entity.startsWith('person')))
    expect(found).toEqual([])
  })

  it('does not take a longer number or a year for the end of a phone', () => {
    expect(read('尾号88421')).toEqual([])
    expect(read('in 2026 we moved')).toEqual(['date 2026'])
    expect(read('a budget of 2026 or 2000 units')).not.toContain('date 2026')
  })
})

describe('papers and cards', () => {
  it('reads an identity card only when its check digit holds', () => {
    expect(read('11010519491231002X')).toEqual(['id_card 11010519491231002X'])
    expect(read('110105194912310021').join()).not.toContain('id_card')
  })

  it('reads a bank card by Luhn, and never an order number', () => {
    expect(read('4111 1111 1111 1111')).toEqual(['bank_card 4111111111111111'])
    expect(read('4111 1111 1111 1112').join()).not.toContain('bank_card')
    expect(read('VG26111842 VG26111850')).toEqual([
      'order_number VG26111842',
      'order_number VG26111850',
    ])
  })

  it.each([
    'order VG26111842, card ending 4242',
    '26111842 26111850',
    '2611 1842 2611 1850',
    'tracking BC123456789012',
    '1234 5678 9012 3456 is on the box',
    '运单号:420012345678901',
  ])('takes no order or parcel number for a card: %s', (text) =>
    expect(read(text).join()).not.toContain('bank_card'),
  )

  it('reads cards and papers in full-width figures and in groups', () => {
    expect(read('４１１１　１１１１　１１１１　１１１１')).toEqual(['bank_card 4111111111111111'])
    expect(read('378282246310005')).toEqual(['bank_card 378282246310005'])
    expect(read('身份证 110105 19491231 002x')).toEqual(['id_card 11010519491231002X'])
    expect(read('110105194913310021').join()).not.toContain('id_card')
  })

  it('reads passports and plates', () => {
    expect(read('护照E12345678')).toEqual(['passport E12345678'])
    expect(read('车牌浙A·12345')).toEqual(['plate 浙A12345'])
  })
})

describe('amounts', () => {
  it.each([
    ['¥1,299.50', 'money CNY 1299.50'],
    ['三百五十块', 'money CNY 350.00'],
    ['两万元', 'money CNY 20000.00'],
    ['89.99 €', 'money EUR 89.99'],
    ['about 20 quid', 'money GBP 20.00'],
    ['$5', 'money USD 5.00'],
    ['买300台', 'quantity 300'],
    ['两个', 'quantity 2'],
    ['a dozen units', 'quantity 12'],
    ['x3', 'quantity 3'],
  ])('reads %s as %s', (text, entity) => expect(read(text)).toEqual([entity]))
})

describe('dates and times', () => {
  it.each([
    ['明天', '2026-11-22'],
    ['前天', '2026-11-19'],
    ['下周三', '2026-11-25'],
    ['12月5号', '2026-12-05'],
    ['三天前', '2026-11-18'],
    ['月底', '2026-11-30'],
    ['yesterday', '2026-11-20'],
    ['last Friday', '2026-11-20'],
    ['next monday', '2026-11-23'],
    ['Dec 5th', '2026-12-05'],
    ['5 January', '2027-01-05'],
    ['2026-02-30', undefined],
    ['two weeks ago', '2026-11-07'],
    ['next month', '2026-12'],
    ['by the 25th', '2026-11-25'],
    ['end of the month', '2026-11-30'],
    ['a fortnight ago', '2026-11-07'],
    ['since 2019', '2019'],
  ])('reads %s as %s', (text, value) =>
    expect(read(text)).toEqual(value === undefined ? [] : [`date ${value}`]),
  )

  it.each([
    ['下午三点半', '15:30'],
    ['8pm', '20:00'],
    ['12am', '00:00'],
    ['14:05', '14:05'],
  ])('reads the time of %s', (text, value) => expect(read(text)).toEqual([`time ${value}`]))

  it('hears no hour in "a little"', () => expect(read('便宜一点')).toEqual([]))
})

describe('places, products and error codes', () => {
  it('ends a place where the text ends', () => {
    const [place] = findPlaces('我在重庆')
    expect(place).toMatchObject({ value: 'Chongqing', start: 2, end: 4 })
  })

  it('gives one name to a place, in either language', () => {
    expect(read('卡在杭州')).toEqual(['place Hangzhou'])
    expect(read('stuck in hangzhou')).toEqual(['place Hangzhou'])
    expect(read('we had turkey')).toEqual([])
    expect(read('I moved here from Ohio')).toEqual(['place Ohio'])
    expect(read('寄到罗马尼亚')).toEqual(['place Romania'])
    expect(read('the Isle of Man')).toEqual(['place Isle of Man'])
    expect(read('Is New York possible?')).toEqual(['place New York'])
    // A place that is in no list, where it is said to be one.
    expect(read('we are based in Brønderslev')).toEqual(['place Brønderslev'])
    expect(read('it is not delivered in March')).toEqual([])
  })

  it.each([
    ['af45', 'AF-45'],
    ['E-City 20 lite', 'E-City 20 Lite'],
    ['我的ps 1200e', 'PS-1200E'],
  ])('finds the product in %s', (text, name) => expect(read(text)).toEqual([`product ${name}`]))

  it.each([
    ['显示E07', 'E07'],
    ['E-07', 'E07'],
    ['error e7', 'E07'],
  ])('finds the code in %s', (text, code) => expect(read(text)).toEqual([`error_code ${code}`]))
})

it('gives spans in the offsets of the text as it was written', () => {
  const text = '👍 订单\u200b ２６１１１８４２ 谢谢'
  const [entity] = readEntities(text, now)
  expect(text.slice(entity?.start, entity?.end)).toBe('２６１１１８４２')
})

describe('street addresses', () => {
  const addresses = (text: string) =>
    createEntityReader(defaultProducts)(text, new Date('2026-11-21T08:00:00Z'))
      .filter(({ type }) => type === 'address')
      .map(({ value }) => value)

  it.each([
    [
      '帮我把地址改成浙江省杭州市西湖区文三路100号3幢502室,谢谢',
      '浙江省杭州市西湖区文三路100号3幢502室',
    ],
    ['寄到成都市高新区天府大道88号', '成都市高新区天府大道88号'],
    ['写错了应该是人民路23号阳光小区5栋2单元301', '人民路23号阳光小区5栋2单元301'],
    ['改寄深圳市南山区科技园大厦3号楼', '深圳市南山区科技园大厦3号楼'],
    ['Please send it to 12 Baker Street, London NW1 6XE', '12 Baker Street, London NW1 6XE'],
    ['ship to flat 4, 221b baker street', 'flat 4, 221b baker street'],
    ['400 Main St, Apt 5, Springfield IL 62701', '400 Main St, Apt 5, Springfield IL 62701'],
    ['Bitte an Hauptstraße 12a, 10115 Berlin', 'Hauptstraße 12a, 10115 Berlin'],
  ])('finds the whole of it in %s', (text, address) => {
    expect(addresses(text)).toEqual([address])
  })

  it('finds both, the wrong one and the right one', () => {
    expect(addresses('填的是文三路100号,应该是文一路2号')).toEqual(['文三路100号', '文一路2号'])
  })

  it.each([
    '订单在路上3号到吗',
    '5号发货',
    'I waited 3 weeks for the street lamp',
    '12 lamps, Main Street shop',
  ])('finds none in %s', (text) => expect(addresses(text)).toEqual([]))
})
