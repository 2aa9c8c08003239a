import { beforeEach, describe, expect, it } from 'vitest'
import { talk } from '../../../tests/house.ts'
import { houseOfFile } from '../../../tests/house-of-file.ts'

/** Account, membership, personal data, invoices and payments, judged by the rows that are left behind. */

const house = houseOfFile()
beforeEach(() => house.db.query('delete from shop_requests'))

const requests = async () =>
  (await house.db.query('select kind, body from shop_requests order by at, kind')).map((row) => [
    row['kind'],
    row['body'],
  ])
const deliveredTo = async (customer: string) => {
  const [row] = await house.db.query(
    `select number, right(c.phone, 4) as tail from shop_orders o join shop_customers c on c.id = o.customer_id
      where c.id = $1 and o.status = 'delivered' order by placed_at desc limit 1`,
    [customer],
  )
  await house.db.query(`update shop_orders set delivered_at = $2 where number = $1`, [
    row?.['number'],
    house.clock(),
  ])
  return { number: String(row?.['number']), tail: String(row?.['tail']) }
}

describe('an invoice', () => {
  it('in Chinese: asks kind, title and tax number, and requests exactly what was agreed', async () => {
    const customer = await talk(house)
    const { number, tail } = await deliveredTo('sc_lin')
    await customer.say('我要开发票')
    expect(await customer.say(`${number} 尾号${tail}`)).toMatch(/个人还是单位/)
    expect(await customer.say('公司的')).toMatch(/抬头/)
    expect(await customer.say('宁波远山贸易有限公司')).toMatch(/纳税人识别号/)
    const asked = await customer.say('91330201MA2AG12345')
    expect(asked).toContain('宁波远山贸易有限公司')
    expect(asked).toContain('91330201MA2AG12345')
    expect(await requests()).toEqual([])
    expect(await customer.say('好的')).toMatch(/已提交，申请号 FP/)
    expect(await requests()).toEqual([
      [
        'invoice',
        {
          kind: 'company',
          title: '宁波远山贸易有限公司',
          taxNumber: '91330201MA2AG12345',
          email: null,
        },
      ],
    ])
  })

  it('in English: is refused for an order on its way at home, with the way on', async () => {
    const customer = await talk(house, { locale: 'en', login: 'sc_lin' })
    const { number } = house.orders.get('sc_lin')![0]!
    await customer.say(`I need an invoice for order ${number}`)
    await customer.say('for me personally')
    expect(await customer.say('Lin Xiao')).toMatch(/after delivery.*once the parcel has arrived/s)
    expect(await requests()).toEqual([])
  })
})

describe('a change to the account', () => {
  it('needs a login', async () => {
    const customer = await talk(house)
    expect(await customer.say('我想改一下绑定的手机号')).toMatch(/登录/)
    expect(await requests()).toEqual([])
  })

  it('in Chinese: changes the default address on consent', async () => {
    const customer = await talk(house, { login: 'sc_wu' })
    expect(await customer.say('帮我改一下账户的默认收货地址')).toMatch(/街道和门牌号/)
    expect(await customer.say('杭州')).toMatch(/缺少街道和门牌号/)
    expect(await customer.say('杭州市滨江区江南大道88号2单元601')).toMatch(/改为「杭州市滨江区/)
    expect(await customer.say('可以')).toMatch(/好了，编号 AC/)
    const [row] = await house.db.query(`select address from shop_customers where id = 'sc_wu'`)
    expect(row?.['address']).toBe('杭州市滨江区江南大道88号2单元601')
  })

  it('in English: a wrong e-mail address is asked for again; a no changes nothing', async () => {
    const customer = await talk(house, { locale: 'en', login: 'sc_anna' })
    expect(await customer.say('I want to update the email on my account')).toMatch(/new e-mail/)
    expect(await customer.say('anna.new@mail.example')).toMatch(/to "anna\.new@mail\.example"\?/)
    expect(await customer.say('no')).toMatch(/nothing is changed/)
    expect(await requests()).toEqual([])
  })

  it('in English: stops marketing on a yes', async () => {
    const customer = await talk(house, { locale: 'en', login: 'sc_anna' })
    expect(await customer.say('please unsubscribe me from your marketing emails')).toMatch(/off\?/)
    expect(await customer.say('yes')).toMatch(/within (24|48) hours/)
    const [row] = await house.db.query(`select marketing from shop_customers where id = 'sc_anna'`)
    expect(row?.['marketing']).toBe(false)
  })
})

describe('membership', () => {
  it('is told to a member, in both languages', async () => {
    const zh = await talk(house, { login: 'sc_lin' })
    expect(await zh.say('我有多少积分')).toMatch(/远航会员，有 \d+ 积分/)
    const en = await talk(house, { locale: 'en', login: 'sc_maria' })
    expect(await en.say('What is my membership level and how many points do I have?')).toMatch(
      /Navigator member with \d+ points/,
    )
  })

  it('to a stranger is answered from the articles', async () => {
    const customer = await talk(house)
    await customer.say('会员积分多久过期')
    const last = (await customer.messages()).at(-1)
    expect(last?.citations?.map(({ articleId }) => articleId)).toContain('kb-zh-068')
  })
})

describe('personal data', () => {
  it('is exported on consent, for a customer who is signed in', async () => {
    const customer = await talk(house, { login: 'sc_lin' })
    expect(await customer.say('我想导出你们保存的我的个人信息')).toMatch(/3 个工作日.*可以吗/s)
    expect(await customer.say('可以')).toMatch(/编号 PR/)
    expect(await requests()).toEqual([['privacy_export', {}]])
  })

  it('in English: a stranger is told where to write, and nothing is filed', async () => {
    const customer = await talk(house, { locale: 'en' })
    expect(await customer.say('Please delete all personal data you have about me')).toMatch(
      /sign in|dpo@/,
    )
    expect(await requests()).toEqual([])
  })
})

describe('a payment problem', () => {
  it('in Chinese: a double charge of today comes back by itself, an older one becomes a case', async () => {
    const today = await talk(house)
    expect(await today.say('我刚刚付款被扣了两次钱')).toMatch(/24 小时内会自动退回/)
    expect(await today.effects()).toEqual([])
    const older = await talk(house)
    expect(await older.say('一个订单扣了我两次钱')).toMatch(/什么时候/)
    expect(await older.say('前天扣的')).toMatch(/工单号 TS/)
    expect(await older.effects()).toEqual(['open_case'])
  })

  it('in English: a failed payment gets the three usual reasons', async () => {
    const customer = await talk(house, { locale: 'en' })
    expect(await customer.say('My card payment keeps failing at checkout')).toMatch(/3-D Secure/)
  })
})

describe('trouble signing in', () => {
  it('in Chinese: an old number becomes a case with a number to call', async () => {
    const customer = await talk(house)
    await customer.say('换了手机号,登录不上了')
    expect(await customer.say('13911026675')).toMatch(/工单号 TS.*1 个工作日/s)
    expect(await customer.effects()).toEqual(['open_case'])
  })

  it('in English: a hijacked account goes to a person at once', async () => {
    const customer = await talk(house, { locale: 'en' })
    await customer.say("I can't log in, I think my account was hacked")
    expect((await customer.row())['holder']).toMatchObject({ kind: 'desk' })
  })
})
