import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { kappa } from '../../../src/measure/classification.ts'
import { sentencesOf } from './language.ts'
import { supports } from './entailment.ts'

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
