import { parseArgs } from 'node:util'
import { BatonError } from '../domain/error.ts'
import { loadArticles } from '../retrieval/knowledge.ts'
import { articleVersion } from '../retrieval/passages.ts'
import { allArticles, forgetArticles, saveArticles } from '../store/articles.ts'
import { exit, type Command } from './command.ts'

export const kbHelp = `baton kb import FILE.jsonl [--json]     make these articles the knowledge base ({id, title, body} a line)
baton kb search "text" [--locale zh|en] [--json]   what the knowledge base answers
baton kb list [--json]                  the articles
baton kb reindex                        indexes all articles anew, while searches go on
`

const importFile: Command = async (baton, [path, ...rest], io) => {
  if (!path || path.startsWith('-')) throw new BatonError('invalid', `Name the file.\n\n${kbHelp}`)
  const articles = await loadArticles(path)
  const before = await allArticles(baton.db)
  const stays = new Set(articles.map(({ id }) => id))
  await baton.db.transaction(async (tx) => {
    await forgetArticles(
      tx,
      before.map(({ id }) => id).filter((id) => !stays.has(id)),
    )
    await saveArticles(
      tx,
      articles.map((article) => ({ article, contentHash: articleVersion(article) })),
      baton.clock(),
    )
  })
  const outcome = await baton.knowledge.importArticles(articles)
  const { added, changed, unchanged, removed } = outcome
  io.out(
    rest.includes('--json')
      ? `${JSON.stringify(outcome)}\n`
      : `${added} added, ${changed} changed, ${unchanged} unchanged, ${removed} removed\n`,
  )
  return exit.done
}

const search: Command = async (baton, args, io) => {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { json: { type: 'boolean' }, locale: { type: 'string' } },
  })
  const query = positionals.join(' ').trim()
  if (query === '') throw new BatonError('invalid', `Say what to look for.\n\n${kbHelp}`)
  const locale =
    values.locale === 'en' || values.locale === 'zh'
      ? values.locale
      : /\p{Script=Han}/u.test(query)
        ? 'zh'
        : 'en'
  const { answer, hits } = await baton.knowledge.ask(query, { locale, audience: 'public' })
  if (values.json) {
    const found = hits.map(({ passage, confidence, score }) => ({
      id: passage.id,
      articleId: passage.articleId,
      headings: passage.headings,
      confidence,
      score,
    }))
    io.out(`${JSON.stringify({ answer, hits: found })}\n`)
    return exit.done
  }
  io.out(answer ? `${answer.text}\n\n` : 'No passage answers this.\n\n')
  for (const { passage, confidence } of hits.slice(0, 5)) {
    io.out(`${confidence.toFixed(2)}  ${passage.id}  ${passage.headings.join(' › ')}\n`)
  }
  return exit.done
}

const list: Command = async (baton, args, io) => {
  const articles = await allArticles(baton.db)
  if (args.includes('--json'))
    io.out(
      `${JSON.stringify(articles.map(({ id, language, title, category, updated }) => ({ id, language, title, category, updated })))}\n`,
    )
  else for (const { id, language, title } of articles) io.out(`${id}  ${language}  ${title}\n`)
  return exit.done
}

const reindex: Command = async (baton, _args, io) => {
  const articles = await allArticles(baton.db)
  await baton.knowledge.rebuild(articles)
  io.out(`${articles.length} articles indexed anew\n`)
  return exit.done
}

/** `baton kb import|search|list|reindex`. */
export const kb: Command = async (baton, [verb, ...args], io) => {
  const verbs: Record<string, Command> = { import: importFile, search, list, reindex }
  const run = verb === undefined ? undefined : verbs[verb]
  if (!run) throw new BatonError('invalid', kbHelp)
  return run(baton, args, io)
}
