import { describe, expect, it } from 'vitest'
import { isRefused } from './refused.ts'

describe('a refusal by name', () => {
  it.each([
    ['issue_coupon', "I don't want a coupon, I want my parcel"],
    ['issue_coupon', "I'm not asking for a voucher, just find my order"],
    ['issue_coupon', '我不要优惠券，我要我的包裹'],
    ['issue_coupon', '谁要你们的券啊'],
    ['issue_coupon', '券就不用了，你帮我催快点'],
    ['cancel_order', "don't cancel it, I'll wait"],
    ['cancel_order', '别取消，我再等等'],
    ['open_return', '不退货了，给我修好就行'],
    ['open_exchange', 'I do not want to exchange it'],
  ])('%s: %s', (tool, text) => expect(isRefused(tool, text)).toBe(true))
})

describe('is none', () => {
  it.each([
    ['another thing is turned down', 'issue_coupon', "I don't want to cancel"],
    ['something is asked', 'issue_coupon', '不用券可以吗'],
    ['somebody waits for it', 'open_return', '怎么还不退货款'],
    ['there is a condition', 'cancel_order', "don't cancel it if it ships today"],
    ['it is meant the other way round', 'cancel_order', '不取消不行'],
    ['what is not wanted are the goods', 'cancel_order', '我不要了取消吧'],
    ['and in English', 'cancel_order', "I don't want it, cancel it"],
    ['nobody calls it by a name', 'place_order', 'I do not want it'],
  ])('where %s (%s): %s', (_why, tool, text) => expect(isRefused(tool, text)).toBe(false))
})
