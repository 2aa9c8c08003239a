import { createInterface } from 'node:readline'
import { parseArgs } from 'node:util'
import { fileMessage } from '../conversation/inbox.ts'
import { openConversation } from '../conversation/open.ts'
import { BatonError } from '../domain/error.ts'
import { follow } from '../server/feed.ts'
import { exit, type Io } from './command.ts'
import type { Baton } from '../wire.ts'

export const chatHelp = `baton chat [--locale zh|en]

A conversation in the terminal. Type and press Enter; Ctrl-D ends it.
`

const speakers = { agent: '客服 agent', operator: '人工 operator', system: '—', customer: '' }

/** `baton chat`: its own worker, the terminal as the channel. */
export async function chat(baton: Baton, args: string[], io: Io): Promise<number> {
  const { values } = parseArgs({ args, options: { locale: { type: 'string' } } })
  const locale = values.locale ?? 'zh'
  if (locale !== 'zh' && locale !== 'en')
    throw new BatonError('invalid', '--locale must be zh or en.')
  baton.startWorker()
  const { id } = await openConversation(baton, {
    channel: 'web',
    address: null,
    locale,
    login: null,
    claims: {},
  })
  const waiting = new Set<string>()
  const input = createInterface({
    input: process.stdin,
    output: process.stdin.isTTY ? process.stderr : undefined,
    prompt: '> ',
  })
  let answered = () => {}
  const stop = follow({ ...baton.inbox, log: baton.log }, id, 0, (event) => {
    if (event.event !== 'message' || event.data.author === 'customer') return
    io.out(`${speakers[event.data.author]}: ${event.data.text}\n`)
    for (const one of event.data.answers ?? []) waiting.delete(one)
    if (waiting.size === 0) answered()
    if (process.stdin.isTTY) input.prompt()
  })
  if (process.stdin.isTTY) input.prompt()
  for await (const line of input) {
    if (line.trim() === '') continue
    const filed = await fileMessage(baton.inbox, id, {
      text: line,
      clientMessageId: null,
      attachments: [],
      pressedConsent: null,
    })
    waiting.add(filed.id)
    // Lines from a pipe are a conversation too: each waits for its answer.
    if (!process.stdin.isTTY) {
      await new Promise<void>((resolve) => {
        answered = resolve
      })
    }
  }
  stop()
  return exit.done
}
