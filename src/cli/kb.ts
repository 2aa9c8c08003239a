import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { BatonError } from '../domain/error.ts'
import { maxTextLength } from '../domain/message.ts'
import type { Article } from '../domain/passage.ts'
import { readArticles } from '../retrieval/ingest/ingest.ts'
import type { ImportOutcome } from '../retrieval/knowledge.ts'
import { articleVersion } from '../retrieval/passages.ts'
import { allArticles, forgetArticles, saveArticles } from '../store/articles.ts'
import type { Baton } from '../wire.ts'
import { exit, type Command, type Io } from './command.ts'

export const kbHelp = `baton kb import FOLDER|FILE… [--urls FILE] [--json]
                        make these articles the knowledge base: Markdown, HTML, text, PDF, DOCX, CSV of question,answer,
                        JSONL of {id, title, body}; with --urls (or a file that ends in .urls) the pages of a list,
                        one address a line; a bad one is named and left out, the rest goes in
baton kb search "text" [--locale zh|en] [--json]   what the knowledge base answers
baton kb list [--json]                  the articles
baton kb reindex                        indexes all articles anew, while searches go on
`

/** The same arguments with every file of an import as seen from a folder: the server that runs it stands elsewhere. */
export const fromFolder = (args: readonly string[], cwd: string): string[] =>
  args[0] === 'import'
    ? args.map((arg, i) => (i === 0 || arg.startsWith('-') ? arg : resolve(cwd, arg)))
    : [...args]

const importFolder: Command = async (baton, args, io) => {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { json: { type: 'boolean' }, urls: { type: 'string' } },
  })
  const { urls } = values
  if (positionals.length === 0 && urls === undefined)
    throw new BatonError('invalid', `Name the file or folder.\n\n${kbHelp}`)
  const { articles, faults } = await readArticles(positionals, {
    ...(urls !== undefined && { urlList: urls }),
    onProgress: progressOn(io),
  })
  for (const { file, why } of faults) io.err(`${file} is left out: ${why}\n`)
  if (articles.length === 0)
    throw new BatonError(
      'invalid',
      `No article could be read from ${[...positionals, ...(urls ? [urls] : [])].join(', ')}; the knowledge base stays as it is.`,
    )
  const keepMissing = faults.some(({ held }) => held)
  const outcome = await makeKnowledge(baton, articles, { keepMissing })
  const { added, changed, unchanged, removed } = outcome
  io.out(
    values.json
      ? `${JSON.stringify({ ...outcome, faults: faults.map(({ file, why }) => ({ file, why })) })}\n`
      : `${added} added, ${changed} changed, ${unchanged} unchanged, ${removed} removed\n`,
  )
  if (keepMissing) io.err('Nothing was removed, as not everything could be read.\n')
  return faults.length > 0 ? exit.fellShort : exit.done
}

/**
 * Makes these articles the knowledge base, in one transaction. With `keepMissing` the articles that are not among
 * them stay: they may stand in a file that could not be read.
 */
async function makeKnowledge(
  { db, clock, knowledge }: Pick<Baton, 'db' | 'clock' | 'knowledge'>,
  articles: readonly Article[],
  { keepMissing }: { keepMissing: boolean },
): Promise<ImportOutcome> {
  const before = await allArticles(db)
  const arriving = new Set(articles.map(({ id }) => id))
  const missing = before.filter(({ id }) => !arriving.has(id))
  await db.transaction(async (tx) => {
    if (!keepMissing)
      await forgetArticles(
        tx,
        missing.map(({ id }) => id),
      )
    await saveArticles(
      tx,
      articles.map((article) => ({ article, contentHash: articleVersion(article) })),
      clock(),
    )
  })
  return knowledge.importArticles(keepMissing ? [...articles, ...missing] : articles)
}

const barWidth = 30

/** A bar of the files read, where a person is watching. */
function progressOn(io: Io): (done: number, all: number) => void {
  if (!io.isWatched) return () => {}
  return (done, all) => {
    const full = Math.round((barWidth * done) / all)
    const bar = '█'.repeat(full) + '░'.repeat(barWidth - full)
    io.err(`\r${bar} ${done}/${all}${done === all ? '\n' : ''}`)
  }
}

const search: Command = async (baton, args, io) => {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { json: { type: 'boolean' }, locale: { type: 'string' } },
  })
  const query = positionals.join(' ').trim()
  if (query === '') throw new BatonError('invalid', `Say what to look for.\n\n${kbHelp}`)
  if (query.length > maxTextLength)
    throw new BatonError(
      'too_large',
      `The question has ${query.length} characters; at most ${maxTextLength} are looked for.`,
    )
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
  const verbs: Record<string, Command> = { import: importFolder, search, list, reindex }
  const run = verb === undefined ? undefined : verbs[verb]
  if (!run) throw new BatonError('invalid', kbHelp)
  return run(baton, args, io)
}
