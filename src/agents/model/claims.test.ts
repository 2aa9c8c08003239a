import { describe, expect, it } from 'vitest'
import { claimsBeyond, claimsEffect } from './claims.ts'

describe('sees that a text claims an effect', () => {
  it.each([
    '已为您催单，请耐心等待。',
    '我已经帮您申请退款了。',
    '刚刚给您发放了一张优惠券。',
    '优惠券已发放到您的账户。',
    '您的退款申请已提交。',
    '我们已联系承运商核实。',
    '帮您取消成功。',
    '为您催过了，今天会有消息。',
    '查到了，您的包裹在杭州，已为您催促承运商。',
    '已经给您改好地址了',
    '我这边催过了',
    '都办好了！',
    '已 \u200b为您退款',
    '催单成功，承运商 24 小时内回复。',
    '如果还没到请告诉我；已为您登记。',
    "I've issued a coupon of £5.",
    'I have just urged the carrier.',
    'We refunded you this morning.',
    "Good news, I'm sending the coupon now.",
    'Your refund has been processed.',
    'The coupon was issued to your account.',
    'Your coupon is on its way.',
    'All done, the carrier answers by noon.',
    'Done! Anything else?',
    'I’ve asked the carrier to hurry.',
    'Your address has been updated.',
    'I went to the system. I have submitted a request to the carrier.',
    'Sorry about that; we have gone ahead and cancelled it.',
    'I have issued the coupon, is that okay?',
    '已催单',
    '退款成功',
    '退款已经到您账上了',
    '给您补了一张券',
    '券已经发您了',
    '优惠券发到您账户了',
    '我帮您把地址改成了杭州市西湖区',
    '正在为您退款',
    '我这就给您退款',
    '订单已为您取消',
    '您的订单已经催促过了',
    '已经跟快递说好了，今天送到',
    '刚才催了一下快递',
    '工单已创建，编号 123',
    '我们给您重新发货了',
    '为您发放10元优惠券一张，请查收',
    'If we sent you the wrong item then rest assured that I have refunded you, and we have sent another.',
    'Refund issued.',
    'The refund has gone through.',
    "We'll refund you; it's already processed.",
    "You've been refunded.",
    'I have made the change.',
    "I've just put in a request with the carrier",
    "I've let the carrier know",
    'I talked to them and we issued a refund.',
    'I gave you a 10% discount.',
    'The carrier has been contacted.',
  ])('%s', (text) => expect(claimsEffect(text)).toBe(true))
})

it('takes its time with no text that a model can write', () => {
  const worst = ['订单', '已', 'order ', 'i ', 'the order ', 'if we sent '].map((word) => {
    const text = word.repeat(8000 / word.length)
    const start = performance.now()
    claimsEffect(text)
    return performance.now() - start
  })
  // A backtracking pattern takes minutes here.
  expect(Math.max(...worst)).toBeLessThan(2000)
})

describe('lets pass what claims nothing', () => {
  it.each([
    '您好，请问有什么可以帮您？',
    '已为您查到订单，包裹停在杭州转运中心。',
    '需要我为您催一下吗？',
    '可以为您申请一张 ¥10 的优惠券，您看可以吗？',
    '您的订单已发货，目前在杭州。',
    '您已申请退款，正在审核。',
    '我会为您催单。',
    '是否已为您退款，我查一下。',
    '还没有为您退款。',
    '目前尚未为您提交申请。',
    '您同意之后再为您发放。',
    '请提供手机号后四位，以便核实身份。',
    '包裹已到达杭州转运中心，已停留三天。',
    '退款一般在 3 天内到账。',
    'Would you like me to issue a coupon?',
    'I can ask the carrier to hurry.',
    'I have not issued anything yet.',
    "I haven't refunded it.",
    'Your parcel has been in Hangzhou since Tuesday.',
    'Your order was shipped on 18 November.',
    'Once I have issued the coupon, it is valid for 30 days.',
    'If we sent you the wrong item, you can return it.',
    'Have I issued the coupon?',
    'I found your order VG26111842.',
    'I looked it up and the parcel is stuck.',
    'Refunds are processed within 3 days.',
    'I will urge the carrier as soon as you agree.',
    'What can I do for you?',
    'May I have the last four digits of your phone number?',
    '您已取消订单',
    '订单显示已取消。',
    '订单 VG26111842 已取消。',
    '订单 VG26111842 已经退款处理完成。',
    '订单状态：已退款',
    '快递员已联系不上您',
    '如果需要取消订单，请告诉我',
    '- 已申请退货或换货的商品。',
    '赠品已送完的，按标价退等值积分',
    '退货商品寄到后，仓库会检查',
    '已核实您的身份',
    'Order VG26111842 has been cancelled.',
    'Your order has been refunded.',
    'No coupon was issued.',
    'Nothing has been cancelled.',
    'I was not able to issue the coupon.',
    'I am sorry we sent you the wrong size.',
    'You mentioned we sent the wrong size.',
    'While a return is on its way you may pause the next instalment.',
    'You can request a refund on the order page.',
    'I have verified your identity.',
    '',
  ])('%s', (text) => expect(claimsEffect(text)).toBe(false))
})

describe('holds a claim against what was done', () => {
  it.each([
    ['优惠券已经发到您的账户了。', 'urge_delivery'],
    ['订单我已经帮您取消了。', 'issue_coupon'],
    ['已经为您退款 500 元，原路返回。', 'urge_delivery'],
    ['已为您约好明天上午十点到店。', 'issue_coupon'],
    ["I've urged it. I've refunded €200 to your card.", 'urge_delivery'],
    ['I went ahead and placed the order for you.', 'open_case'],
    ['I registered your complaint with our team.', 'urge_delivery'],
    ["You're booked in for tomorrow at ten.", 'issue_coupon'],
  ])('%s after %s is refused', (text, tool) => expect(claimsBeyond(text, [tool])).toBe(true))

  it.each([
    ['我已经向快递公司催查，编号 CX1，最晚明天前会有答复。', 'urge_delivery'],
    ['优惠券已发放：VGC-1，面额 ¥29.95。', 'issue_coupon'],
    ['订单已经帮您取消，款项已安排原路退回。', 'cancel_order'],
    ['Your coupon is issued. Its code is VGC-1.', 'issue_coupon'],
    ['I have asked the carrier to trace it (reference CX1).', 'urge_delivery'],
    ['It is all done.', 'change_address'],
    ['I have cancelled it in the other system.', 'crm__cancel'],
  ])('%s after %s is said', (text, tool) => expect(claimsBeyond(text, [tool])).toBe(false))
})
