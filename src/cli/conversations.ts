import { parseArgs } from 'node:util'
import { BatonError } from '../domain/error.ts'
import { ConversationId } from '../domain/id.ts'
import { listConversations, readConversationRecord } from '../store/conversation-record.ts'
import { exit, type Command } from './command.ts'
import { numberOf } from './eval-options.ts'

export const conversationsHelp = `baton conversations list [--limit N] [--json]   the newest, with their ids
baton conversations export ID                    all that is stored of one, as JSON; it holds personal data
`

const excerptLength = 60

const excerpt = (text: string): string => {
  const characters = Array.from(text.replaceAll(/\s+/g, ' '))
  return characters.length > excerptLength
    ? `${characters.slice(0, excerptLength).join('')}…`
    : characters.join('')
}

/** `baton conversations`: what is stored, for those who want to take it again elsewhere. */
export const conversations: Command = async (baton, args, io) => {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { json: { type: 'boolean', default: false }, limit: { type: 'string' } },
  })
  const [verb, typed, ...more] = positionals
  if (verb === 'list' && typed === undefined) {
    const limit = numberOf('--limit', values.limit, { least: 1, whole: true }) ?? 20
    const found = await listConversations(baton.db, limit)
    if (values.json) io.out(`${JSON.stringify(found)}\n`)
    else
      for (const { id, openedAt, holder, turns, firstWords } of found)
        io.out(
          `${id}  ${openedAt.toISOString().slice(0, 16)}  ${holder.padEnd(8)}  ${turns} turns  ${excerpt(firstWords ?? '')}\n`,
        )
    return exit.done
  }
  if (verb !== 'export' || more.length > 0) throw new BatonError('invalid', conversationsHelp)
  const id = ConversationId.safeParse(typed)
  if (!id.success)
    throw new BatonError(
      'invalid',
      'Name the conversation: cnv_…, as `baton conversations list` shows it.',
    )
  io.out(`${JSON.stringify(await readConversationRecord(baton.db, id.data))}\n`)
  return exit.done
}
