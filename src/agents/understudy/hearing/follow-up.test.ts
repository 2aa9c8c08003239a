import { describe, expect, it } from 'vitest'
import { isBareQuestion, nameIn } from './follow-up.ts'

describe('a bare question', () => {
  it.each([
    'how much?',
    'and how much is it',
    '多少钱',
    '那要多久呢',
    'how long does it take?',
    'is it free?',
    'any fees?',
    '要手续费吗',
    '最低多少',
  ])('「%s」 says nothing of what it is about', (text) => {
    expect(isBareQuestion(text)).toBe(true)
  })

  it.each(['how much is the PS-600', '空气炸锅多少钱', 'thanks', '手续费谁出'])(
    '「%s」 says it',
    (text) => {
      expect(isBareQuestion(text)).toBe(false)
    },
  )
})

describe('a mere name', () => {
  it.each([
    ['and customs?', 'customs'],
    ['What about Switzerland', 'switzerland'],
    ['how about a 12 kg cargo bike battery', 'a 12 kg cargo bike battery'],
    ["and if I'm not home", "i'm not home"],
    ['那新疆呢', '新疆'],
    ['到西藏呢？', '到西藏'],
  ])('is asked about by 「%s」', (text, name) => {
    expect(nameIn(text)).toBe(name)
  })

  it.each([
    'and can I return it',
    'and my fridge?',
    '那我的睡袋呢',
    'and send it to Berlin please',
    '那个订单呢',
    'also cancel the other one',
    '新疆包邮吗',
  ])('is not what 「%s」 says', (text) => {
    expect(nameIn(text)).toBeNull()
  })
})
