import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import { Locale } from '../../src/domain/locale.ts'
import type { ExtractiveAnswer } from '../../src/retrieval/answering/answer.ts'
import type { Knowledge } from '../../src/retrieval/knowledge.ts'

/** A plain question, the articles that may answer it, and what a good answer says: of each group at least one. */
export const PlainQuestion = z.strictObject({
  id: z.string(),
  query: z.string().min(1),
  locale: Locale,
  articles: z.array(z.string()).min(1),
  says: z.array(z.array(z.string().min(1)).min(1)).min(1),
})
export type PlainQuestion = z.infer<typeof PlainQuestion>

export async function loadPlainQuestions(file: string | URL): Promise<PlainQuestion[]> {
  const lines = (await readFile(file, 'utf8')).split('\n').filter((line) => line.trim())
  return lines.map((line) => PlainQuestion.parse(JSON.parse(line)))
}

/** Longer than this is not read in a chat. */
const maxLength = 1000

/** The questions whose answer is from one of their articles, says all of it, and is short enough to be read. */
export async function answeredWell(
  knowledge: Pick<Knowledge, 'ask'>,
  questions: readonly PlainQuestion[],
): Promise<PlainQuestion[]> {
  const well: PlainQuestion[] = []
  for (const question of questions) {
    const { query, locale } = question
    const { answer } = await knowledge.ask(query, { locale, audience: 'public' })
    if (answer && isGoodAnswer(answer, question)) well.push(question)
  }
  return well
}

/** Whether an answer is from one of the articles, says all of it, and is short enough to be read. */
export function isGoodAnswer(
  { text, citations: [source] }: ExtractiveAnswer,
  { articles, says }: PlainQuestion,
): boolean {
  if (!source || text.length > maxLength || !articles.includes(source.articleId)) return false
  const said = bare(text)
  return says.every((ways) => ways.some((way) => said.includes(bare(way))))
}

/** Without what does not change what is said: spaces and case. */
const bare = (text: string) => text.replaceAll(/\s/g, '').toLowerCase()
