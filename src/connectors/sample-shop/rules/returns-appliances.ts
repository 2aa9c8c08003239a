import type { GoodsCondition } from '../../../domain/after-sales.ts'
import { needsCondition, type PageRuled, type Returned } from './return-page.ts'
import { both } from './ruling.ts'

/** Paid from this moment on, orders follow the present rules: midnight in China on 1 March 2026. */
const presentFrom = new Date('2026-02-28T16:00:00Z')

const sealed = both('未拆封的小家电', 'A sealed appliance')
const opened = both('拆封的小家电', 'An opened appliance')
const sealedSource = both('kb-zh-018', 'kb-en-008')
const openedSource = both('kb-zh-019', 'kb-en-009')
const oldSource = both('kb-zh-020', 'kb-zh-020')

const packIt = both(
  '请连同赠品一起寄回，外面套一层纸箱，7 天内寄出；仓库收到后 48 小时内验收退款。',
  'Please send it with all gifts, in a second carton, within 7 days; the warehouse checks it and starts the refund within 48 hours of arrival.',
)
const cleanIt = both(
  '主机、配件、说明书和赠品要齐全、清洁；拆开的耗材会扣除。7 天内寄出，仓库收到后 48 小时内验收退款。',
  'Unit, accessories, manual and gifts complete and clean, please; opened consumables are deducted. Send it within 7 days; it is checked within 48 hours of arrival.',
)
const assessed = both(
  '有明显划痕、磕碰或缺件的，仓库验收后评估扣费，最高 50%。',
  'For clear scratches, dents or missing parts the warehouse assesses the deduction, up to 50%.',
)
const oldWay = both(
  '按旧版规则，退回运费由您承担，仓库验收需 3 个工作日。',
  'Under the earlier rules you pay the way back, and the check takes 3 working days.',
)

/** The usage fee by state; null is assessed on arrival. */
const presentFee: Record<Exclude<GoodsCondition, 'sealed'>, number | null> = {
  opened: 0,
  tried: 0.1,
  used: 0.2,
  damaged: null,
}
const oldFee: Record<Exclude<GoodsCondition, 'sealed'>, number | null> = {
  opened: 0.05,
  tried: 0.15,
  used: 0.15,
  damaged: null,
}

function earlier({ claim: { condition } }: Returned): PageRuled {
  if (condition === null)
    return { needs: needsCondition, longest: { days: 15, what: sealed, source: oldSource } }
  const common = {
    postage: null,
    paysPostage: 'customer' as const,
    source: oldSource,
    note: oldWay,
  }
  return condition === 'sealed'
    ? { ...common, days: 15, what: sealed, kept: 0 }
    : { ...common, days: 7, what: opened, kept: oldFee[condition] }
}

/** Small appliances in mainland China: kb-zh-018 and -019, and kb-zh-020 for what was paid before 1 March 2026. */
export function applianceReturn(returned: Returned): PageRuled {
  const { order, claim, freeReturns } = returned
  if ((order.paidAt ?? order.placedAt) < presentFrom) return earlier(returned)
  const { condition } = claim
  if (condition === null)
    return { needs: needsCondition, longest: { days: 30, what: sealed, source: sealedSource } }
  const common = {
    postage: null,
    paysPostage: freeReturns > 0 ? ('shop' as const) : ('customer' as const),
  }
  if (condition === 'sealed')
    return { ...common, days: 30, what: sealed, kept: 0, note: packIt, source: sealedSource }
  return {
    ...common,
    days: 7,
    what: opened,
    kept: presentFee[condition],
    note: condition === 'damaged' ? assessed : cleanIt,
    source: openedSource,
  }
}
