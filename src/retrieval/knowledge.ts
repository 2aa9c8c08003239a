import { readFile } from 'node:fs/promises'
import { BatonError } from '../domain/error.ts'
import type { Locale } from '../domain/locale.ts'
import type { Citation } from '../domain/message.ts'
import type { Article, Audience, PassageHit, PassageIndex } from '../domain/passage.ts'
import { answerFrom, type ExtractiveAnswer } from './answering/answer.ts'
import { parseArticleLine } from './answering/article-line.ts'
import { articleVersion, cutPassages } from './passages.ts'
import { isAbout, type Subject } from './answering/subject.ts'

export interface KnowledgeDeps {
  index: PassageIndex
  clock: () => Date
}

/** What an import did, in articles. */
export interface ImportOutcome {
  added: number
  changed: number
  unchanged: number
  removed: number
}

/** The knowledge base: what was written, findable, and able to answer in its own words. */
export interface Knowledge {
  ask(
    question: string,
    asking: { locale: Locale; audience: Audience; about?: Subject },
  ): Promise<{ answer: ExtractiveAnswer | null; hits: PassageHit[] }>
  /** Cites an article as a whole, for words that stand on it and were not found by a search; null when there is none. */
  cite(articleId: string): Citation | null
  /** Makes these articles the whole knowledge base. Only what changed is indexed again. Throws `invalid` on duplicate ids. */
  importArticles(articles: readonly Article[]): Promise<ImportOutcome>
  /** Indexes all of these articles anew, changed or not; what the index keeps beside them is forgotten. */
  rebuild(articles: readonly Article[]): Promise<void>
}

/** An article is told whole, so more is looked at than is handed on. */
export const hitsAsked = 30
const hitsGiven = 10
/** Where only what is about a subject counts, more has to be looked through. */
const hitsLookedThrough = 120

/** Builds the service over an index. It remembers versions only; the articles themselves are kept by the store. */
export function createKnowledge({ index, clock }: KnowledgeDeps): Knowledge {
  const versions = new Map<string, string>()
  const titles = new Map<string, string>()
  const categories = new Map<string, string>()
  const remember = (articles: readonly Article[]) => {
    for (const article of articles) {
      versions.set(article.id, articleVersion(article))
      titles.set(article.id, article.title)
      if (article.category !== undefined) categories.set(article.id, article.category)
      else categories.delete(article.id)
    }
  }
  return {
    async ask(question, { locale, audience, about }) {
      const found = await index.search(
        question,
        { audience, at: clock() },
        about ? hitsLookedThrough : hitsAsked,
      )
      const hits = about
        ? found.filter((hit) => isAbout(hit, about, (id) => categories.get(id))).slice(0, hitsAsked)
        : found
      return {
        answer: answerFrom(question, hits, locale, about?.naming),
        hits: hits.slice(0, hitsGiven),
      }
    },
    cite(articleId) {
      const [version, heading] = [versions.get(articleId), titles.get(articleId)]
      return version === undefined || heading === undefined
        ? null
        : { articleId, passageId: `${articleId}#1`, heading, version }
    },
    async importArticles(articles) {
      const arriving = byId(articles)
      const outcome: ImportOutcome = { added: 0, changed: 0, unchanged: 0, removed: 0 }
      const touched: Article[] = []
      for (const article of articles) {
        const known = versions.get(article.id)
        if (known === articleVersion(article)) outcome.unchanged += 1
        else {
          outcome[known === undefined ? 'added' : 'changed'] += 1
          touched.push(article)
        }
      }
      const gone = [...versions.keys()].filter((id) => !arriving.has(id))
      outcome.removed = gone.length
      const ids = [...gone, ...touched.map(({ id }) => id)]
      if (ids.length > 0) await index.replace(ids, touched.flatMap(cutPassages))
      for (const id of gone) {
        versions.delete(id)
        titles.delete(id)
        categories.delete(id)
      }
      remember(touched)
      return outcome
    },
    async rebuild(articles) {
      byId(articles)
      const passages = articles.flatMap(cutPassages)
      if (index.rebuild) await index.rebuild(passages)
      else await index.replace([...versions.keys()], passages)
      versions.clear()
      titles.clear()
      categories.clear()
      remember(articles)
    },
  }
}

function byId(articles: readonly Article[]): Map<string, Article> {
  const found = new Map<string, Article>()
  for (const article of articles) {
    if (found.has(article.id)) {
      throw new BatonError(
        'invalid',
        `Two articles have the id ${article.id}; give one of them another.`,
      )
    }
    found.set(article.id, article)
  }
  return found
}

/** Reads articles from a JSONL file, one object a line. Throws `invalid`, naming file and line, and `not_found`. */
export async function loadArticles(path: string): Promise<Article[]> {
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw new BatonError('not_found', `The articles file ${path} cannot be read.`, { cause })
  })
  return text
    .split('\n')
    .flatMap((line, i) => (line.trim() ? [parseArticleLine(line, `${path}:${i + 1}`)] : []))
}
