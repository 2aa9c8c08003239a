import { needsCondition, type PageRuled, type Returned } from './return-page.ts'
import { both, no } from './ruling.ts'

const source = both('kb-zh-010', 'kb-zh-010')
const what = both('保税仓商品', 'Goods from the bonded warehouse')

/** Goods from the bonded warehouse: sealed within seven days, opened never (kb-zh-010). */
export function bondedReturn({ claim: { condition } }: Returned): PageRuled {
  if (condition === null) return { needs: needsCondition, longest: { days: 7, what, source } }
  if (condition !== 'sealed')
    return no(
      'bonded_opened',
      both(
        '保税仓商品拆封后不能退。',
        'Goods from the bonded warehouse cannot be returned once opened.',
      ),
      both(
        '收到就坏或发错的，请拍照给我，另外处理。',
        'If it arrived faulty or wrong, send me a photo and we treat that separately.',
      ),
      source,
    )
  return {
    days: 7,
    what,
    kept: 0,
    postage: null,
    paysPostage: 'customer',
    note: both('请保持未拆封。', 'Please keep it sealed.'),
    source,
  }
}
