import { describe, expect, it } from 'vitest'
import { talk } from '../../../../tests/house.ts'
import { houseOfFile } from '../../../../tests/house-of-file.ts'
import type { Locale } from '../../../domain/locale.ts'

/** Questions before a purchase: the numbers said are those of the articles, and what is said cites them. */

const house = houseOfFile()

async function ask(locale: Locale, ...words: string[]) {
  const customer = await talk(house, { locale })
  let said = ''
  for (const one of words) said = await customer.say(one)
  const last = (await customer.messages()).at(-1)
  return { said, cited: (last?.citations ?? []).map(({ articleId }) => articleId), customer }
}

describe('price', () => {
  it.each([
    ['zh', 'AF-45D多少钱', /¥599/, 'kb-zh-040'],
    ['en', 'How much is the PS-1200E?', /€799/, 'kb-en-016'],
    ['en', 'What does the CM-15 cost?', /€129/, 'kb-en-014'],
    ['zh', '电饭煲多少钱', /239[^]*499|499[^]*239/, 'kb-zh-037'],
  ] as const)('%s: %s', async (locale, words, price, article) => {
    const { said, cited } = await ask(locale, words)
    expect(said).toMatch(price)
    expect(cited).toContain(article)
  })
})

describe('stock', () => {
  it.each([
    ['zh', 'AF-45D北京门店有货吗', /北京朝阳店：缺货，预计 11月25日 到货/],
    ['en', 'Is the KT-17 kettle with the UK plug in stock?', /sold out|in stock|left/],
  ] as const)('%s: %s', async (locale, words, expected) => {
    expect((await ask(locale, words)).said).toMatch(expected)
  })

  it('asks which product, and takes its name', async () => {
    const { said } = await ask('zh', '你们还有货吗', 'RV-20')
    expect(said).toMatch(/RV-20[^]*(?:有货|缺货|仅剩)/)
  })
})

describe('stores', () => {
  it.each([
    ['zh', ['杭州有门店吗？几点开门？'], /江岸公园里 3 号[^]*10:00–21:00/],
    ['zh', ['你们门店地址在哪'], /上海/],
    ['zh', ['你们门店地址在哪', '成都'], /云庭天地 1 层/],
    ['zh', ['苏州有门店吗'], /离您最近[^]*上海徐汇旗舰店/],
    [
      'en',
      ['Where is your showroom in Rotterdam?'],
      /Kade 14, Harbour Hall[^]*Tue–Sun 11:00–18:00/,
    ],
    ['en', ['When does the Berlin store open?'], /Mon–Sat 10:00–19:00/],
  ] as const)('%s: %s', async (locale, words, expected) => {
    expect((await ask(locale, ...words)).said).toMatch(expected)
  })
})

describe('comparison', () => {
  it.each([
    ['zh', 'AF-45和AF-45D有什么区别', /¥269 ｜ ¥599/, 'kb-zh-039'],
    [
      'en',
      'What is the difference between the PS-1200 and the PS-1200E?',
      /2,400[^]*2,000/,
      'kb-en-015',
    ],
    ['zh', 'AF-45和米格MF-5哪个好', /1 年|329|5 升|可视/, 'kb-zh-079'],
  ] as const)('%s: %s', async (locale, words, expected, article) => {
    const { said, cited } = await ask(locale, words)
    expect(said).toMatch(expected)
    expect(cited).toContain(article)
  })
})

describe('recommendation', () => {
  it('asks one question at most, and names the one that suits', async () => {
    const { said: asked } = await ask('zh', '想买个空气炸锅，推荐一下')
    expect(asked).toMatch(/几个人/)
    const { said, cited } = await ask('zh', '想买个空气炸锅，推荐一下', '家里五个人，经常两样菜')
    expect(said).toMatch(/AF-45D[^]*¥599[^]*AF-45D 空气炸锅更合适/)
    expect(cited).toContain('kb-zh-040')
  })

  it('needs no question where the use is told, in English', async () => {
    const { said } = await ask('en', 'Which tent should I buy for winter trips with snow?')
    expect(said).toMatch(/Ridge 2 Plus[^]*suits you best/)
  })
})

describe('product questions', () => {
  it.each([
    ['zh', 'RV-20 Max有什么功能', /¥2,999[^]*8,000 帕[^]*180 分钟[^]*250 平方米/, 'kb-zh-044'],
    ['zh', 'AF-45的炸篮能放洗碗机吗', /洗碗机/, 'kb-zh-039'],
    ['en', 'Can I use capsules in the CM-15?', /[Cc]apsules do not fit/, 'kb-en-014'],
  ] as const)('%s: %s', async (locale, words, expected, article) => {
    const { said, cited } = await ask(locale, words)
    expect(said).toMatch(expected)
    expect(cited).toContain(article)
  })
})

it('adds the coupons of a signed-in member to the rules of an offer', async () => {
  const [order] = house.orders.get('sc_lin') ?? []
  await house.db.query(
    `insert into shop_coupons (code, order_number, reason, amount_minor, currency, expires_at, idempotency_key)
     values ('VGC-0FFE2026', $1, 'goodwill', 2000, 'CNY', '2027-01-20T00:00:00Z', 'a test')`,
    [order?.number],
  )
  const own = await talk(house, { login: 'sc_lin' })
  expect(await own.say('现在有什么优惠券可以用吗')).toMatch(
    /VGC-0FFE2026（¥20\.00.*2027-01-20 到期）/,
  )
  const stranger = await talk(house)
  expect(await stranger.say('现在有什么优惠券可以用吗')).not.toContain('VGC-')
})
