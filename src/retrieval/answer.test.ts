import { describe, expect, it } from 'vitest'
import { Article, type PassageHit } from '../domain/passage.ts'
import { answerFrom } from './answer.ts'
import { confidenceFloor } from './fitted.ts'
import { cutPassages } from './passages.ts'

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
})
