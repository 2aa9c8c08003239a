import { doneIn, type Evidence } from './evidence.ts'

/** How people speak of a write, by the telling part of its tool's name. */
const spoken: Record<string, RegExp> = {
  cancel: /cancel|取消/i,
  address: /address|地址/i,
  return: /return|退货/i,
  exchange: /exchange|换货/i,
  refund: /refund|退款/i,
  coupon: /coupon|voucher|券/i,
  invoice: /invoice|发票/i,
  urge: /chase|urge|trace|催/i,
  appointment: /appointment|book|预约/i,
  lead: /sales|call back|销售|登记/i,
  case: /case|ticket|工单|登记/i,
  damage: /damage|report|破损|登记/i,
  place: /order was placed|placed|下单/i,
}
const denies = /\b(?:not|never|no|none|without|nothing|fail\w*)\b|n't\b|没|未|无/i

/** Why a judge's verdict contradicts the state, or null. It may be the only thing that failed. */
export function faultOfJudge({ trace, findings }: Evidence): string | null {
  const failed = findings.filter(({ ok }) => !ok)
  if (failed.length === 0 || failed.some(({ expectation }) => !expectation.startsWith('judged '))) {
    return null
  }
  for (const { found } of failed) {
    if (!denies.test(found)) continue
    const denied = doneIn(trace).find((tool) =>
      Object.entries(spoken).some(
        ([part, words]) => tool.split('_').includes(part) && words.test(found),
      ),
    )
    if (denied !== undefined) return `it says "${found}", and ${denied} was done`
  }
  return null
}
