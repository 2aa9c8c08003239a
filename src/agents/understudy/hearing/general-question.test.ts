import { expect, it } from 'vitest'
import { asksInGeneral } from './general-question.ts'

it.each([
  '退款多久到账',
  '怎么退货',
  '发票怎么开',
  '如何修改收货地址',
  '退货运费谁出',
  '取消订单的流程是什么',
  'How do I return something?',
  'How long does a refund to PayPal take?',
  'What is your exchange policy?',
])('%s asks in general', (text) => {
  expect(asksInGeneral(text)).toBe(true)
})

it.each([
  '我想退货',
  '我的退款怎么还没到',
  '我买的锅怎么退',
  '帮我取消订单,怎么弄',
  '退款还没到账,多久才能到',
  '水壶还有几天到',
  '冰箱能晚几天送吗',
  'Where is my refund?',
  'How long until my refund arrives?',
  'I want to return the tent',
])('%s is about a case of one’s own', (text) => {
  expect(asksInGeneral(text)).toBe(false)
})
