import { describe, expect, it } from 'vitest'
import { Article, type PassageHit } from '../../domain/passage.ts'
import { answerFrom } from './answer.ts'
import { confidenceFloor } from '../fitting/fitted.ts'
import { cutPassages } from '../passages.ts'

function hit(
  id: string,
  language: string,
  title: string,
  body: string,
  confidence: number,
): PassageHit {
  const [passage] = cutPassages(Article.parse({ id, title, body, language }))
  return { passage: passage!, confidence, score: confidence }
}

const english = (confidence: number) =>
  hit(
    'en',
    'en',
    'Shipping',
    '| To | Fee |\n|---|---|\n| France | €6 |\n| Norway | €18 |',
    confidence,
  )
const chinese = (confidence: number) =>
  hit(
    'zh',
    'zh',
    '运费',
    '| 地区 | 运费 |\n|---|---|\n| 法国 | 6 欧元 |\n| 挪威 | 18 欧元 |',
    confidence,
  )

describe('an answer in the words of the articles', () => {
  it('is the row that decides, cited down to the version', () => {
    const norway = english(0.9)
    expect(answerFrom('fee to Norway', [norway], 'en')).toEqual({
      text: 'To: Norway; Fee: €18',
      citations: [
        {
          articleId: 'en',
          passageId: 'en#1',
          heading: 'Shipping',
          version: norway.passage.version,
        },
      ],
      confidence: 0.9,
      sourceLanguage: 'en',
    })
  })

  it('is null below the floor, and with nothing found', () => {
    expect(answerFrom('fee to Norway', [english(confidenceFloor - 0.01)], 'en')).toBeNull()
    expect(answerFrom('fee to Norway', [], 'en')).toBeNull()
  })

  it("is in the customer's language where a passage about as good is", () => {
    expect(answerFrom('挪威运费', [english(0.9), chinese(0.85)], 'zh')?.text).toBe(
      '地区：挪威；运费：18 欧元',
    )
  })

  it('is of the rule in force, unless the former one is asked for', () => {
    const rule = (id: string, title: string, fee: string) =>
      hit(id, 'zh', title, `| 地区 | 运费 |\n|---|---|\n| 新疆 | ${fee} |`, 0.9)
    const hits = [rule('old', '运费（历史版）', '25 元'), rule('new', '运费', '18 元')]
    expect(answerFrom('新疆运费多少', hits, 'zh')?.text).toContain('18 元')
    expect(answerFrom('以前的新疆运费多少', hits, 'zh')?.text).toContain('25 元')
  })

  it('is of the former rule, be the one in force far surer, where that is asked for by name', () => {
    const rule = (id: string, title: string, fee: string, confidence: number) =>
      hit(id, 'zh', title, `| 地区 | 运费 |\n|---|---|\n| 新疆 | ${fee} |`, confidence)
    const hits = [
      rule('new', '运费（2026年7月1日起）', '18 元', 1),
      rule('old', '运费（历史版，适用于2026年6月30日及以前付款的订单）', '25 元', 0.6),
    ]
    const told = answerFrom('按历史版，新疆运费是多少', hits, 'zh')?.text
    expect(told).toContain('25 元')
    expect(told).not.toContain('18 元')
  })

  it('says its language where only another one has it', () => {
    expect(answerFrom('挪威运费', [english(0.9), chinese(0.1)], 'zh')).toMatchObject({
      text: 'To: Norway; Fee: €18',
      sourceLanguage: 'en',
    })
  })

  it('does not stop at a line that only leads on to the next', () => {
    const passage = hit(
      'a',
      'en',
      'Refunds',
      'PayPal refund times are:\n\n- PayPal: 3–5 days\n- Card: 9 days',
      0.9,
    )
    expect(answerFrom('PayPal refund', [passage], 'en')?.text).toBe('PayPal: 3–5 days')
  })

  describe('to a question that the title settles', () => {
    const refunds = (rows: string) =>
      hit(
        'kb',
        'en',
        'How long a refund takes',
        `We pay it back.\n\n| By | In |\n|---|---|\n${rows}`,
        0.9,
      )

    it('is the whole table, with the line above it', () => {
      const rows = '| Card | 9 days |\n| PayPal | 3 days |'
      expect(answerFrom('how long does a refund take?', [refunds(rows)], 'en')?.text).toBe(
        'We pay it back.\nCard: 9 days\nPayPal: 3 days',
      )
    })

    it('says how much of a long table it leaves out', () => {
      const rows = Array.from({ length: 12 }, (_, i) => `| Bank ${i} | ${i} days |`).join('\n')
      const answer = answerFrom('how long does a refund take?', [refunds(rows)], 'en')
      expect(answer?.text.split('\n').slice(-2)).toEqual([
        'Bank 7: 7 days',
        '4 more are not listed here; just tell me which one you need.',
      ])
    })
  })

  it('says of what it is true, and what is true of the other case, when the question names neither', () => {
    const rule = (id: string, box: string, days: number) =>
      hit(id, 'en', `Returns: ${box}`, `${days} days from delivery.`, 0.9)
    const hits = [rule('opened', 'opened box', 7), rule('sealed', 'sealed box', 30)]
    const answer = answerFrom('return period', hits, 'en')
    expect(answer?.text).toBe(
      'Returns: opened box:\n7 days from delivery.\nReturns: sealed box:\n30 days from delivery.',
    )
    expect(answer?.citations.map(({ articleId }) => articleId)).toEqual(['opened', 'sealed'])
    expect(answerFrom('return period of a sealed box', hits, 'en')?.text).not.toContain('opened')
  })

  it('says a dated rule with its dates, and the former one with its own', () => {
    const rule = (id: string, dates: string, days: number) =>
      hit(id, 'en', `Returns (${dates})`, `- Tents: ${days} days\n- Kettles: 7 days`, 0.9)
    const hits = [
      rule('new', 'paid on or after 1 March 2026', 30),
      rule('old', 'old rules, paid until 28 February 2026', 15),
    ]
    const answer = answerFrom('returns of tents', hits, 'en')
    expect(answer?.text).toBe(
      'Paid on or after 1 March 2026:\nTents: 30 days\nOld rules, paid until 28 February 2026:\nTents: 15 days',
    )
    expect(answer?.citations.map(({ articleId }) => articleId)).toEqual(['new', 'old'])
  })

  it('is the former rule alone, where the question asks for it', () => {
    const rule = (id: string, dates: string, days: number) =>
      hit(id, 'en', `Returns (${dates})`, `- Tents: ${days} days\n- Kettles: 7 days`, 0.9)
    const hits = [
      rule('new', 'paid on or after 1 March 2026', 30),
      rule('old', 'old rules, paid until 28 February 2026', 15),
    ]
    const answer = answerFrom('returns of tents by the old rules', hits, 'en')
    expect(answer?.text).toContain('Tents: 15 days')
    expect(answer?.citations.map(({ articleId }) => articleId)).toEqual(['old'])
    // Where only the rule in force was found, it is still better than nothing.
    expect(answerFrom('returns of tents by the old rules', hits.slice(0, 1), 'en')?.text).toContain(
      'Tents: 30 days',
    )
  })

  it('cites every passage that its lines stand in', () => {
    const article = Article.parse({
      id: 'en',
      language: 'en',
      title: 'Refunds',
      body: '| By | In |\n|---|---|\n| Card | 9 days |\n| PayPal | 3 days |\n\n## From when\n- Return: from arrival.\n',
    })
    const hits = cutPassages(article).map((passage) => ({ passage, confidence: 0.9, score: 0.9 }))
    const answer = answerFrom('how do refunds work?', hits, 'en')
    expect(answer?.text).toBe('Card: 9 days\nPayPal: 3 days\nReturn: from arrival.')
    expect(answer?.citations.map(({ passageId }) => passageId)).toEqual(['en#1', 'en#2'])
  })

  it('is of the coming year where a page of the past one is the same', () => {
    const holiday = (year: number) =>
      hit(`h${year}`, 'zh', `${year} 年春节发货`, `- ${year - 2000} 日停发`, 0.9)
    expect(answerFrom('春节发货吗', [holiday(2026), holiday(2027)], 'zh')?.text).toBe('27 日停发')
  })
})
