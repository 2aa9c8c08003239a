import { describe, expect, it } from 'vitest'
import { spoken } from '../../domain/plain-text.ts'
import { cuesIn, patternOf } from './wordings.ts'

const says = (text: string, wording: string) =>
  new RegExp(patternOf(wording), 'u').test(spoken(text))

describe('a wording', () => {
  it('stands anywhere in Chinese, in any script and width', () => {
    expect(says('我還沒付錢呢', '还没付')).toBe(true)
    expect(says('付了', '还没付')).toBe(false)
  })

  it('is whole words in Latin script, with either apostrophe', () => {
    expect(says('I haven’t paid', "haven't paid")).toBe(true)
    expect(says('unpaid', 'paid')).toBe(false)
    expect(says('repay it now', 'pay it now')).toBe(false)
    expect(says('我要pay it now啦', 'pay it now')).toBe(true)
  })

  it('leaves room for words of the same sentence at …', () => {
    expect(says('why on earth was my order cancelled', 'why … order cancelled')).toBe(true)
    expect(says('Why? My order cancelled my plans.', 'why … order cancelled')).toBe(false)
    expect(says(`why ${'x'.repeat(40)} order cancelled`, 'why … order cancelled')).toBe(false)
  })

  it('takes a number at #, in figures, in Chinese and spelt', () => {
    for (const text of ['再加三台', '再加 3 台']) expect(says(text, '再加#台')).toBe(true)
    expect(says('再加几台', '再加#台')).toBe(false)
    expect(says('we need 20 more', '# more')).toBe(true)
    expect(says('ten more please', '# more')).toBe(true)
    expect(says('often more', '# more')).toBe(false)
  })

  it('has no signs that mean something else', () => {
    expect(says('a.b', 'a.b')).toBe(true)
    expect(says('axb', 'a.b')).toBe(false)
    expect(says('(?)', '(?)')).toBe(true)
  })
})

describe('cues', () => {
  it('are heard in either language, and where there are none nothing is', () => {
    const cues = { zh: ['付款链接'], en: ['payment link'] }
    expect(cuesIn('The PAYMENT LINK, please')({ cues })).toBe(true)
    expect(cuesIn('付款鏈接再發一下')({ cues })).toBe(true)
    expect(cuesIn('怎么付款')({ cues })).toBe(false)
    expect(cuesIn('付款链接')({ cues: undefined })).toBe(false)
  })
})
