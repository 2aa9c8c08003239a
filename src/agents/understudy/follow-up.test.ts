import { describe, expect, it } from 'vitest'
import { playbookOf } from '../../../tests/playbook.ts'
import type { Wish } from '../../domain/agenda.ts'
import { MessageId } from '../../domain/id.ts'
import { inContext } from './follow-up.ts'

const articles = playbookOf('knowledge_question', { steps: [{ answer: 'question' }] })
const asked: Wish = {
  playbook: 'knowledge_question',
  intent: 'shipping_policy',
  words: 'do you ship to norway',
  messageId: MessageId.make(),
  status: 'done',
  facts: {},
  asked: null,
  timesAsked: {},
  said: [],
  unmetTurns: 0,
}

describe('a question after a question', () => {
  it.each(['how much?', 'and how much is it', '多少钱', '那要多久呢', 'how long does it take?'])(
    'takes 「%s」 with the one before',
    (text) => {
      expect(inContext(text, asked, articles)).toBe(`do you ship to norway ${text}`)
    },
  )

  it.each(['how much is the PS-600', '空气炸锅多少钱', 'thanks'])('leaves 「%s」 alone', (text) => {
    expect(inContext(text, asked, articles)).toBeNull()
  })

  it('needs an answer from the articles before it', () => {
    expect(inContext('how much?', undefined, articles)).toBeNull()
    expect(inContext('how much?', { ...asked, status: 'dropped' }, articles)).toBeNull()
    expect(inContext('how much?', asked, playbookOf('other', {}))).toBeNull()
  })
})
