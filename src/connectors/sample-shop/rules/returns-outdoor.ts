import type { Goods } from './goods.ts'
import { needsCondition, type PageRuled, type ReturnPage, type Returned } from './return-page.ts'
import { both, no } from './ruling.ts'
import type { Words } from '../../../domain/rule.ts'

/** Only in Chinese. */
const source = both('kb-zh-021', 'kb-zh-021')

const defectsOnly = (what: Words) =>
  no(
    'used',
    both(
      `${what.zh}在户外用过、点过火或洗过之后，就不能无理由退了。`,
      `Once used outdoors, lit or washed, ${what.en.toLowerCase()} cannot be returned for a change of mind.`,
    ),
    both(
      '如果是制造缺陷，比如漏水、断裂、开线，可以走保修，我帮您看。',
      'Manufacturing faults such as leaks, breaks or seams are covered by the warranty; I can look at that.',
    ),
    source,
  )

const tents = both('帐篷、天幕', 'A tent or tarp')
const clothing = both('服装、鞋', 'Clothing and shoes')
const packs = both('背包、桌椅', 'A pack, table or chair')
const sleepingBags = both('睡袋', 'A sleeping bag')
const stoves = both('炉具、餐具', 'A stove or cookware')

/** Tents, clothing, packs, sleeping bags and stoves in mainland China: kb-zh-021. */
export function outdoorReturn(goods: Goods, { claim, freeReturns }: Returned): PageRuled {
  const { condition } = claim
  const page = (days: number, what: Words, note: Words): ReturnPage => ({
    days,
    what,
    note,
    kept: 0,
    postage: null,
    paysPostage: freeReturns > 0 ? 'shop' : 'customer',
    source,
  })
  const ask = (days: number, what: Words): PageRuled => ({
    needs: needsCondition,
    longest: { days, what, source },
  })
  const spoilt = condition === 'used' || condition === 'damaged'
  switch (goods) {
    case 'tent': {
      if (condition === null) return ask(30, tents)
      if (spoilt) return defectsOnly(tents)
      const dry = both(
        '请保持干燥，没有泥和草渍。',
        'Please send it dry, without mud or grass stains.',
      )
      return condition === 'tried'
        ? page(14, both('在室内试搭过的帐篷', 'A tent that was pitched indoors'), dry)
        : page(30, tents, dry)
    }
    case 'clothing':
      if (condition === null) return ask(15, clothing)
      if (spoilt) return defectsOnly(clothing)
      return page(
        15,
        clothing,
        both(
          '可以试穿，吊牌不要剪，不要洗。',
          'Trying it on is fine; leave the tag on and do not wash it.',
        ),
      )
    case 'sleeping_bag':
      if (condition === null) return ask(7, sleepingBags)
      if (condition !== 'sealed')
        return no(
          'hygiene',
          both(
            '睡袋拆开卫生封袋后就不能无理由退了。',
            'A sleeping bag cannot be returned once its hygiene bag is opened.',
          ),
          both(
            '质量问题、发错、少件不受限制，有的话请告诉我。',
            'Faults, wrong and missing items are another matter; tell me if that is the case.',
          ),
          both('kb-zh-024', 'kb-zh-024'),
        )
      return page(7, sleepingBags, both('卫生封袋不要拆。', 'Please leave the hygiene bag sealed.'))
    case 'stove':
      if (condition === null) return ask(7, stoves)
      if (spoilt || condition === 'tried') return defectsOnly(stoves)
      return page(
        7,
        stoves,
        both('没有点过火、没有接触食物的可以退。', 'It must not have been lit or touched food.'),
      )
    default:
      if (condition === null) return ask(30, packs)
      if (spoilt || condition === 'tried') return defectsOnly(packs)
      return page(30, packs, both('未使用的可以退。', 'It has to be unused.'))
  }
}
