import { create, insertMultiple, search } from '@orama/orama'
import { stemmer } from '@orama/stemmers/english'
import MiniSearch from 'minisearch'

/**
 * The peers, each as well as its documentation and our notes let it be: titles count double, English words are
 * stemmed, Chinese is cut into words by Intl.Segmenter, since neither has an analysis for it of its own.
 */

const segmenter = new Intl.Segmenter('zh', { granularity: 'word' })

function words(text) {
  const found = []
  for (const { segment, isWordLike } of segmenter.segment(text)) {
    if (isWordLike) found.push(stemmer(segment.toLowerCase()))
  }
  return found
}

/** Articles `{id, title, body}` in MiniSearch. */
export function createMiniSearch(articles) {
  const index = new MiniSearch({
    fields: ['title', 'body'],
    tokenize: words,
    processTerm: (term) => term,
    searchOptions: { boost: { title: 2 } },
  })
  index.addAll(articles)
  return {
    search: (query, limit) =>
      index
        .search(query)
        .slice(0, limit)
        .map(({ id }) => id),
  }
}

/** The same in Orama. */
export async function createOrama(articles) {
  const tokenizer = {
    language: 'english',
    normalizationCache: new Map(),
    tokenize: (text) => [...new Set(words(text))],
  }
  const index = create({
    schema: { id: 'string', title: 'string', body: 'string' },
    components: { tokenizer },
  })
  await insertMultiple(index, articles, 1000)
  return {
    search: async (query, limit) => {
      const found = await search(index, {
        term: query,
        limit,
        properties: ['title', 'body'],
        boost: { title: 2 },
        threshold: 1,
      })
      return found.hits.map(({ document }) => document.id)
    },
  }
}
