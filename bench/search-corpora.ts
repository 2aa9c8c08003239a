import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** What all engines are given alike. */
export interface Article {
  id: string
  title: string
  body: string
  language: string
}
export interface Query {
  text: string
  /** The articles to be found; empty when none answers. */
  relevant: string[]
}
export interface JudgedCorpus {
  name: string
  articles: Article[]
  queries: Query[]
}

/** Where the datasets lie. */
export const datasets =
  process.env['BATON_DATASETS'] ?? join(import.meta.dirname, '../../shared/data')

const json = (path: string): unknown => JSON.parse(readFileSync(join(datasets, path), 'utf8'))
const jsonLines = (path: string): unknown[] =>
  readFileSync(join(datasets, path), 'utf8')
    .trim()
    .split('\n')
    .map((line): unknown => JSON.parse(line))

/** The judged corpora that are present. */
export function judgedCorpora(): JudgedCorpus[] {
  return [
    ...(existsSync(join(datasets, 'kb_bilingual')) ? [shop()] : []),
    ...(existsSync(join(datasets, 'tau2/banking_knowledge')) ? [banking()] : []),
    ...(existsSync(join(datasets, 'xquad_r')) ? [sentences('en'), sentences('zh')] : []),
  ]
}

/** The bilingual shop knowledge base with its dev queries. */
function shop(): JudgedCorpus {
  const articles = jsonLines('kb_bilingual/articles.jsonl') as (Article & { lang: string })[]
  const queries = jsonLines('kb_bilingual/queries_dev.jsonl') as {
    query: string
    relevant: { id: string; grade: number }[]
  }[]
  return {
    name: 'kb_bilingual dev',
    articles: articles.map(({ id, title, body, lang }) => ({ id, title, body, language: lang })),
    queries: queries.map(({ query, relevant }) => {
      const best = Math.max(0, ...relevant.map(({ grade }) => grade))
      return {
        text: query,
        relevant: relevant.flatMap(({ id, grade }) => (grade === best ? [id] : [])),
      }
    }),
  }
}

/** τ³-bench: the customer's whole brief as the query, the documents the task needs as the answer. */
function banking(): JudgedCorpus {
  const documents = json('tau2/banking_knowledge/documents.json') as {
    id: string
    title: string
    content: string
  }[]
  const tasks = json('tau2/banking_knowledge/tasks_odd.json') as {
    user_scenario: { instructions: string }
    required_documents: string[]
  }[]
  return {
    name: 'banking_knowledge odd tasks',
    articles: documents.map(({ id, title, content }) => ({
      id,
      title,
      body: content,
      language: 'en',
    })),
    queries: tasks.map(({ user_scenario, required_documents }) => ({
      text: user_scenario.instructions,
      relevant: required_documents,
    })),
  }
}

/** XQuAD-R: every sentence is an article; the question's is the one in which its answer starts. */
function sentences(language: 'en' | 'zh'): JudgedCorpus {
  const { data } = json(`xquad_r/${language}_even.json`) as {
    data: {
      title: string
      paragraphs: {
        sentences: string[]
        sentence_breaks: [number, number][]
        qas: { question: string; answers: { answer_start: number }[] }[]
      }[]
    }[]
  }
  const articles: Article[] = []
  const queries: Query[] = []
  for (const [a, { title, paragraphs }] of data.entries()) {
    for (const [p, paragraph] of paragraphs.entries()) {
      const id = (sentence: number) => `${a}-${p}-${sentence}`
      for (const [s, body] of paragraph.sentences.entries()) {
        articles.push({ id: id(s), title: title.replaceAll('_', ' '), body, language })
      }
      for (const { question, answers } of paragraph.qas) {
        const start = answers[0]?.answer_start ?? 0
        const at = paragraph.sentence_breaks.findIndex(([from, to]) => from <= start && start < to)
        if (at >= 0) queries.push({ text: question, relevant: [id(at)] })
      }
    }
  }
  return { name: `xquad_r ${language} even`, articles, queries }
}

/** Lines of what people write, for speed: MultiDoGO and GoEmotions train. */
export function chatLines(): string[] {
  const folder = join(datasets, 'multidogo')
  const files = readdirSync(folder)
    .filter((file) => file.endsWith('_train.tsv'))
    .toSorted()
  const dialogues = files.flatMap((file) =>
    readFileSync(join(folder, file), 'utf8')
      .split('\n')
      .slice(1)
      .flatMap((line) => line.split('\t')[3] ?? []),
  )
  const comments = readFileSync(join(datasets, 'goemotions/train.tsv'), 'utf8')
    .split('\n')
    .flatMap((line) => line.split('\t')[0] ?? [])
  return [...dialogues, ...comments].filter((line) => line.trim())
}
