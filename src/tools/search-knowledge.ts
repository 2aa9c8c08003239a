import { z } from 'zod'
import type { Knowledge } from '../retrieval/knowledge.ts'
import { cite } from '../retrieval/answering/answer.ts'
import { defineTool, fence } from './tool.ts'

const passagesShown = 5

export const searchKnowledge = (knowledge: Pick<Knowledge, 'ask'>) =>
  defineTool({
    name: 'search_knowledge',
    description:
      "Search the shop's knowledge base. Answer policy and product questions only from what it returns, and cite passages as [id].",
    effect: 'reads',
    input: z.object({
      query: z.string().trim().min(1).max(2000),
      naming: z
        .array(z.string().min(1).max(80))
        .max(12)
        .optional()
        .describe('Names of the thing asked about; only passages that say one of them count'),
      categories: z
        .array(z.string().min(1).max(80))
        .max(30)
        .optional()
        .describe('Parts of the library in which the answer may stand'),
    }),
    async run({ query, naming, categories }, { locale }) {
      const asking = { locale, audience: 'public' } as const
      const { answer, hits } = await knowledge.ask(
        query,
        naming || categories ? { ...asking, about: { naming, categories } } : asking,
      )
      const cited = new Set(answer?.citations.map(({ passageId }) => passageId))
      const shown = hits.filter(({ passage }, i) => i < passagesShown || cited.has(passage.id))
      if (!answer || shown.length === 0) {
        return {
          ok: false,
          forModel:
            'Nothing in the knowledge base answers this. Say that you do not know and offer a person.',
          data: { failed: 'no_evidence', passages: [] },
        }
      }
      const passages = shown.map(({ passage }) => ({
        ...cite(passage),
        id: passage.id,
        text: passage.text,
      }))
      return {
        ok: true,
        forModel: passages
          .map(({ id, heading, text }) => `[${id}] ${heading}\n${fence(text)}`)
          .join('\n\n'),
        data: { answer, passages },
      }
    },
  })
