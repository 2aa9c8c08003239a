import { expect, it } from 'vitest'
import { MessageId } from '../domain/id.ts'
import { readLead } from './read-lead.ts'
import { sameFact } from './same-fact.ts'

const today = new Date('2026-11-21')
const names =
  /帐篷|睡袋|头灯|椅子|办公椅|落地扇|户外电源|零食|office chairs|desks|coffee machine|dishwasher|fridges|air purifier|washing machine|candles/g
const goodsIn = (text: string) =>
  [...text.matchAll(names)].map(({ index, 0: name }) => ({
    start: index,
    end: index + name.length,
  }))
/** Lines that begin with `A:` are the agent's. */
const needOf = (...lines: string[]) =>
  readLead(
    lines.map((line, i) => {
      const text = line.replace(/^A:\s*/, '')
      return {
        messageId: MessageId.parse(`msg_${i}`),
        from: line.startsWith('A:') ? ('agent' as const) : ('customer' as const),
        text,
        at: today,
        entities: [],
        goods: goodsIn(text),
      }
    }),
    { today },
  ).need?.phrase ?? null

it.each([
  ['采购一批帐篷和睡袋，帐篷25顶、睡袋50个', '25顶帐篷，50个睡袋'],
  ['帐篷100，睡袋200，头灯200', '帐篷100，睡袋200，头灯200'],
  [
    'Need a coffee machine, a dishwasher and a couple of fridges',
    'coffee machine, a dishwasher and a couple of fridges',
  ],
  ['刚给公司申请到一笔经费，9800块，想买些户外椅子', '买些户外椅子'],
  ['幼儿园想换一批小床大概六十张左右', '六十张小床'],
])('everything that is counted or listed is wanted: %s', (text, need) =>
  expect(sameFact('need', needOf(text) ?? '', need, today)).toBe(true),
)

it('a number alone counts what was spoken of', () => {
  expect(needOf('落地扇比网上贵啊', 'A: 您看的是哪款？', '就那个落地扇，我要买六个放店里')).toBe(
    '六个落地扇',
  )
  expect(needOf('昨天聊过的，50台那个单子', 'A: 请问是哪个产品？', '户外电源啊')).toBe(
    '50台户外电源',
  )
})

it('a sum for one piece counts no piece', () =>
  expect(needOf('12把办公椅', 'A: 您期望的价格？', '850一把')).toBe('12把办公椅'))

it.each([['我在抖音做零食直播，想找你们合作带货养生壶', '零食']])(
  'what the customer deals in is not what is wanted: %s',
  (text, own) => expect(needOf(text)).not.toContain(own),
)
