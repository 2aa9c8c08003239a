import type { Goods } from './goods.ts'
import type { PageRuled, Returned } from './return-page.ts'
import { needsCondition } from './return-page.ts'
import { both, no } from './ruling.ts'

const source = both('kb-zh-023', 'kb-zh-023')
const days = 14
/** Charge cycles that count as trying. */
const freeCycles = 3
const pickup = { minor: 6000, currency: 'CNY' }
const what = both(
  '储能电源、太阳能板和备用电池',
  'Power stations, solar panels and spare batteries',
)

const collected = both(
  '请不要自己寄快递：先等客服发 UN3480 标签，把电量放到 30% 以下，用原包装装好，由我们预约的承运商取件。',
  'Please do not post it yourself: wait for the UN3480 label, run it down below 30%, use the original box, and our carrier collects it.',
)

export const needsCycles = no(
  'needs_usage',
  both('储能电源退货要看循环次数。', 'For a power station the number of charge cycles decides.'),
  both(
    '请在屏幕“信息”页看一下，循环次数是多少？',
    'Please look at the "Info" page on its screen: how many cycles does it show?',
  ),
  null,
)

/** Power stations, solar panels and spare batteries in mainland China: kb-zh-023. */
export function powerReturn(goods: Goods, { claim: { usage, condition } }: Returned): PageRuled {
  const common = {
    days,
    what,
    postage: pickup,
    paysPostage: 'customer' as const,
    source,
    note: collected,
  }
  const longest = { days, what, source }
  if (goods === 'power_station') {
    if (usage === null) return { needs: needsCycles, longest }
    return { ...common, kept: usage > freeCycles ? 0.12 : 0 }
  }
  if (goods === 'battery') {
    if (condition === null) return { needs: needsCondition, longest }
    if (condition !== 'sealed')
      return no(
        'film_broken',
        both(
          '备用电池要没装过车、封膜完好才能退。',
          'A spare battery can be returned only if it was never mounted and its film is intact.',
        ),
        both(
          '质量问题可以走保修；鼓包、漏液、冒烟请立即停用，拨打 400-555-0199。',
          'A fault is covered by the warranty. If it swells, leaks or smokes, stop using it and call 400-555-0199.',
        ),
        source,
      )
    return { ...common, kept: 0 }
  }
  if (condition === 'damaged')
    return no(
      'panel_damaged',
      both(
        '有折痕、裂纹或接头烧灼的太阳能板不能无理由退。',
        'A panel with creases, cracks or burnt connectors cannot be returned for a change of mind.',
      ),
      both(
        '如果收到时就是坏的，请告诉我，按破损处理。',
        'If it arrived like that, tell me and we treat it as transport damage.',
      ),
      source,
    )
  return { ...common, kept: 0 }
}
