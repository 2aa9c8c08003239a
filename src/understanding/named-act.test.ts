import { describe, expect, it } from 'vitest'
import { readConsent } from './named-act.ts'

describe('what is answered to an offer', () => {
  it.each([
    ['open_return', '那退吧'],
    ['open_return', '嗯退'],
    ['open_return', '退'],
    ['open_return', '好的，退货吧，谢谢'],
    ['open_return', '帮我退了吧'],
    ['open_return', '那就退吧!'],
    ['open_return', 'ok then return it please'],
    ['open_repair', 'fine, send it in'],
    ['open_repair', '那寄修吧'],
    ['open_repair', '行,修吧'],
    ['open_repair', 'yes please get it repaired'],
    ['open_exchange', '換吧'],
    ['cancel_order', '不等了取消吧'],
    ['cancel_order', '那取消订单吧'],
    ['cancel_order', 'yes cancel it'],
    ['cancel_order', 'Go ahead and cancel the order, thanks'],
    ['place_order', '下单吧'],
    ['place_order', 'sure, order it'],
    ['change_address', '改吧'],
    ['request_invoice', '嗯开吧'],
    ['book_appointment', 'book it'],
    ['open_return', '好的'],
  ])('%s: 「%s」 is a yes', (tool, text) => {
    expect(readConsent(text, tool)).toBe('yes')
  })

  it.each([
    // Another act than the one that was offered.
    ['open_repair', '那退吧'],
    ['open_return', '退款吧'],
    ['open_return', '换吧'],
    ['open_return', 'send it in'],
    ['issue_coupon', '退吧'],
    // Conditions, questions, figures, doubts, and what is told besides.
    ['open_return', '能退吧'],
    ['open_return', '可以退'],
    ['open_return', '退吗'],
    ['open_return', '退吧?'],
    ['open_return', '退不退'],
    ['open_return', '退一半吧'],
    ['open_return', '退300吧'],
    ['open_return', '要是免运费就退吧'],
    ['open_return', '好退'],
    ['open_return', '先别退'],
    ['open_return', '不退'],
    ['open_return', '算了，退吧'],
    ['open_return', '退了再说'],
    ['open_return', '退吧...'],
    ['open_return', '退吧，但是运费你们出'],
    ['open_return', '都退吧'],
    ['open_return', '\u202e退吧'],
    ['open_repair', 'can I send it in'],
    ['open_repair', 'should I send it in?'],
    ['open_repair', "fine, send it in but I won't pay"],
    ['open_repair', "don't send it in"],
    ['open_repair', 'if it is free, send it in'],
    ['open_repair', 'send it in and give me a coupon'],
    ['cancel_order', '取消'],
    ['cancel_order', '那取消吧'],
    ['cancel_order', 'cancel that'],
    ['cancel_order', "no, don't cancel it"],
    ['change_address', '改'],
    ['change_address', 'change it'],
    ['unknown_tool', 'do the thing'],
  ])('%s: 「%s」 is no yes', (tool, text) => {
    expect(readConsent(text, tool)).not.toBe('yes')
  })
})
