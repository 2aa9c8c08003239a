import { parseArgs } from 'node:util'
import { BatonError } from '../domain/error.ts'
import { fileMessage } from '../conversation/inbox.ts'
import { openConversation } from '../conversation/open.ts'
import { takeTurn } from '../conversation/turn.ts'
import { messagesAfter } from '../store/messages.ts'
import { exit, type Command } from './command.ts'

export const askHelp = `baton ask "text" [--locale zh|en] [--json]

One turn: asks the Agent and prints its reply.
`

/** `baton ask`: a conversation of one turn. */
export const ask: Command = async (baton, args, io) => {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { json: { type: 'boolean' }, locale: { type: 'string' } },
  })
  const text = positionals.join(' ').trim()
  if (text === '') throw new BatonError('invalid', `Say what to ask.\n\n${askHelp}`)
  const locale = values.locale ?? (/\p{Script=Han}/u.test(text) ? 'zh' : 'en')
  if (locale !== 'zh' && locale !== 'en')
    throw new BatonError('invalid', '--locale must be zh or en.')
  const { id } = await openConversation(baton, {
    channel: 'web',
    address: null,
    locale,
    login: null,
    claims: {},
  })
  const { id: asked } = await fileMessage(baton.inbox, id, {
    text,
    clientMessageId: null,
    attachments: [],
    pressedConsent: null,
  })
  const ending = await takeTurn(baton.turn, id, new AbortController().signal)
  // In a server another worker may have been quicker: its reply is as good.
  let messages = await messagesAfter(baton.db, id, asked)
  for (let tries = 0; messages.length === 0 && tries < 100; tries++) {
    await new Promise((resolve) => setTimeout(resolve, 100))
    messages = await messagesAfter(baton.db, id, asked)
  }
  const [reply] = messages
  if (!reply) {
    io.err(`There was no reply (${ending}).\n`)
    return exit.fellShort
  }
  io.out(values.json ? `${JSON.stringify({ conversationId: id, ...reply })}\n` : `${reply.text}\n`)
  return exit.done
}
