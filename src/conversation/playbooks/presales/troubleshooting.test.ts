import { expect, it } from 'vitest'
import { talk } from '../../../../tests/house.ts'
import { houseOfFile } from '../../../../tests/house-of-file.ts'

/** The first fault diagnosis in whole conversations. */

const house = houseOfFile()

const cited = async (customer: Awaited<ReturnType<typeof talk>>) =>
  ((await customer.messages()).at(-1)?.citations ?? []).map(({ articleId }) => articleId)

it('in Chinese: device and code at once, steps with their article, and what comes when it stays', async () => {
  const customer = await talk(house)
  const said = await customer.say('我的空气炸锅AF-45D显示E03怎么办')
  expect(said).toMatch(/过热保护.*冷却 30 分钟.*好了吗/s)
  expect(await cited(customer)).toEqual(['kb-zh-059'])
  const next = await customer.say('试过了，还是不行')
  expect(next).toMatch(/申请维修.*订单号/s)
  await customer.say('还是转人工吧')
  expect((await customer.row())['holder']).toMatchObject({ kind: 'desk' })
})

it('in English: asks for the device, then gives the steps, and is glad when they help', async () => {
  const customer = await talk(house, { locale: 'en' })
  expect(await customer.say('It shows error E04, what should I do?')).toMatch(/Which product/)
  const said = await customer.say('the coffee machine')
  expect(said).toMatch(/descale.*25 minutes/s)
  expect(await cited(customer)).toEqual(['kb-en-025'])
  expect(await customer.say('that did it, thanks')).toMatch(/works again/)
  expect((await customer.row())['holder']).toEqual({ kind: 'agent' })
})

it('knows a fault by its signs, and asks for them', async () => {
  const customer = await talk(house)
  expect(await customer.say('我的扫地机器人不工作了，怎么办')).toMatch(/什么代码/)
  const said = await customer.say('它不回充电座')
  expect(said).toMatch(/金属触点/)
  expect(await cited(customer)).toEqual(['kb-en-027'])
})

it('sends an e-bike to a workshop and not by post', async () => {
  const customer = await talk(house)
  expect(await customer.say('E-City 20 仪表显示E07')).toMatch(/电机缺相[^]*门店/)
})

it.each([
  ['zh', '储能电源鼓包了怎么办', /停止使用.*400-555-0199/s],
  ['zh', '空气炸锅冒烟了', /停止使用.*400-555-0199/s],
  ['en', 'My power station battery is swollen', /stop using it.*400-555-0199/s],
  ['en', 'There is a burning smell from my air fryer', /stop using it.*400-555-0199/s],
] as const)('%s: says stop first and brings a person: %s', async (locale, words, stop) => {
  const customer = await talk(house, { locale })
  expect(await customer.say(words)).toMatch(stop)
  expect((await customer.row())['holder']).toMatchObject({ kind: 'desk' })
  const [brief] = await house.db.query('select body from briefs where conversation_id = $1', [
    customer.id,
  ])
  expect(brief?.['body']).toMatchObject({ reason: 'legal_or_safety_risk' })
})
