import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { kappa } from '../../../src/measure/classification.ts'
import { sentencesOf } from './language.ts'
import { claimsNothing, supports } from './entailment.ts'

interface Article {
  id: string
  lang: string
  body: string
}

const articles = readFileSync(
  join(import.meta.dirname, '../../../knowledge/voyager-goods.jsonl'),
  'utf8',
)
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as Article)

/** A sentence with figures, out of the prose of an article. */
const stated = ({ body }: Article): string | undefined =>
  sentencesOf(body.replaceAll(/^[#>|].*$/gm, '').replaceAll(/[*`]|^- |^\d+\. /gm, '')).find(
    (sentence) => /\d/.test(sentence) && sentence.length > 14,
  )

/** The same sentence with its first figure made another. */
const falsified = (sentence: string): string =>
  sentence.replace(/\d+/, (digits) => String(Number(digits) * 7 + 3))

it('agrees with labels over the knowledge base: own sentences, wrong figures, foreign matter', () => {
  const decisions: { truth: string; guess: string }[] = []
  const label = (evidence: string, sentence: string, truth: 'yes' | 'no') =>
    decisions.push({ truth, guess: supports(evidence, sentence).supported ? 'yes' : 'no' })
  for (const [i, article] of articles.entries()) {
    const sentence = stated(article)
    if (!sentence) continue
    label(article.body, sentence, 'yes')
    label(article.body, falsified(sentence), 'no')
    const other = articles[(i + 37) % articles.length]
    if (other && other.lang === article.lang) label(other.body, sentence, 'no')
  }
  expect(decisions.length).toBeGreaterThan(200)
  expect(kappa(decisions)).toBeGreaterThan(0.93)
})

it('does not see a "not", and says so in its description', () => {
  const evidence = 'Opened packs can be returned within 7 days.'
  expect(supports(evidence, 'Opened packs cannot be returned within 7 days.').supported).toBe(true)
})

it.each([
  'Shall I book the 9:00 slot for you?',
  "If you want me to do it now, send me the order number and the last four digits of the recipient's phone number.",
  '要我现在帮您办的话，把订单号（VG 开头）和收件人手机号后四位发给我。',
  '如果要送修，或者想知道您那台的保修到哪天，告诉我订单号就行。',
])('a question or an offer claims nothing: %s', (sentence) => {
  expect(claimsNothing(sentence)).toBe(true)
})

it.each([
  'If you send it back to us, the warehouse checks it and starts the refund.',
  'If you tell me within 48 hours, the voucher is worth 10 euros.',
  'Already signed? Tell us within 24 hours.',
  '如果想换颜色，仓库收到后换货并且承担来回运费。',
  '如果 7 天内告诉我，可以全额退款。',
])('a rule is a claim, whatever it begins with: %s', (sentence) => {
  expect(claimsNothing(sentence)).toBe(false)
})
