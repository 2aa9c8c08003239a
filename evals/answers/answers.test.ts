import { describe, expect, it } from 'vitest'
import { createKnowledge, loadArticles } from '../../src/retrieval/knowledge.ts'
import { createIndex } from '../../src/wire/engines.ts'
import { answeredWell, loadPlainQuestions } from './score.ts'

const here = (name: string) => new URL(name, import.meta.url)

describe('plain questions to the articles', async () => {
  const knowledge = createKnowledge({
    index: createIndex(),
    clock: () => new Date('2026-11-21T08:00:00Z'),
  })
  await knowledge.importArticles(await loadArticles('knowledge/voyager-goods.jsonl'))

  // What it had when it was last measured (2026-11-29), one less.
  it.each([
    ['dev.jsonl', 60, 46],
    ['held-out.jsonl', 60, 43],
    ['held-out-2.jsonl', 60, 46],
    ['plainest.dev.jsonl', 139, 102],
    ['plainest.held-out.jsonl', 139, 87],
  ])('are answered well: %s', async (file, asked, atLeast) => {
    const questions = await loadPlainQuestions(here(file))
    expect(questions).toHaveLength(asked)
    const well = await answeredWell(knowledge, questions)
    expect(well.length).toBeGreaterThanOrEqual(atLeast)
  })
})
