import { z } from 'zod'
import { Locale } from '../../../src/domain/locale.ts'
import type { Task } from '../task.ts'
import { traceOf } from '../trace.ts'

const Input = z.strictObject({
  query: z.string().min(1),
  locale: Locale.optional(),
  audience: z.enum(['public', 'operator']).default('public'),
})

/** What the knowledge base finds and answers, without a conversation. */
export const search = {
  name: 'search',
  standsOn: ['articles'],
  input: Input,
  async open({ candidate }) {
    const [{ createIndex }, { createKnowledge, loadArticles }] = await Promise.all([
      import('../../../src/wire/engines.ts'),
      import('../../../src/retrieval/knowledge.ts'),
    ])
    const clock = () => new Date('2026-11-21T08:00:00Z')
    const knowledge = createKnowledge({ index: createIndex(), clock })
    await knowledge.importArticles(await loadArticles(candidate.knowledgeFile))
    return {
      async perform({ query, locale, audience }) {
        const language = locale ?? (/\p{Script=Han}/u.test(query) ? 'zh' : 'en')
        const { answer, hits } = await knowledge.ask(query, { locale: language, audience })
        return {
          trace: traceOf({
            answer: answer?.text ?? null,
            passages: hits.map(({ passage, confidence }) => ({
              id: passage.id,
              articleId: passage.articleId,
              heading: passage.headings.join(' › '),
              text: passage.text,
              confidence,
            })),
          }),
        }
      },
      async reload() {
        await knowledge.importArticles(await loadArticles(candidate.knowledgeFile))
        return []
      },
      close: () => Promise.resolve(),
    }
  },
} satisfies Task<typeof Input>
