import { fileMessage } from '../../../src/conversation/inbox.ts'
import { openConversation } from '../../../src/conversation/open.ts'
import { takeTurn } from '../../../src/conversation/turn.ts'
import { ConsentId, OperatorId, type ConversationId } from '../../../src/domain/id.ts'
import type { Locale } from '../../../src/domain/locale.ts'
import { traceConversation } from '../conversation-trace.ts'
import type { House } from '../house.ts'
import { fillPlaceholders } from '../placeholders.ts'
import type { Performed } from '../task.ts'
import type { Said, Talk } from './talk-input.ts'

/** Between two messages of a burst, and until the turn is due. */
const typingMs = 1000

const turnOfSaid = (said: Said) => {
  const it = typeof said === 'string' || Array.isArray(said) ? { say: said } : said
  return { press: false, expect: undefined, ...it, say: [it.say].flat() }
}

function localeFor({ locale, customerSays: [first] }: Talk): Locale {
  if (locale) return locale
  return first && /\p{Script=Han}/u.test(turnOfSaid(first).say.join()) ? 'zh' : 'en'
}

async function pressedConsent(house: House, id: ConversationId): Promise<ConsentId | null> {
  const [row] = await house.baton.db.query(
    `select id from consents where conversation_id = $1 and status = 'asked' order by asked_at desc limit 1`,
    [id],
  )
  return row ? ConsentId.parse(row['id']) : null
}

/** One customer's conversation from the first word to the last, as a case has it. */
export async function talk(house: House, raw: Talk, signal: AbortSignal): Promise<Performed> {
  const input = fillPlaceholders(raw, house.shop)
  const { baton, clock } = house
  if (input.online) {
    await baton.db.query(
      `insert into operators (id, name, token_hash, seen_at, created_at) values ($1, 'Mei', 'evals', $2, $2)`,
      [OperatorId.make(), clock()],
    )
  }
  const { id } = await openConversation(baton, {
    channel: input.channel,
    address: null,
    locale: localeFor(input),
    login: input.login
      ? { shopCustomerId: input.login, name: null, email: null, phone: null }
      : null,
    claims: {},
  })
  const turns: number[] = []
  const turnOf = (message: number) => turns[message] ?? house.seen.turn
  const atTurns: Performed['atTurns'] = []
  for (const said of input.customerSays) {
    const { say, press, expect } = turnOfSaid(said)
    house.seen.turn += 1
    for (const [i, text] of say.entries()) {
      clock.advance(typingMs)
      await fileMessage(baton.inbox, id, {
        text,
        clientMessageId: null,
        attachments: [],
        pressedConsent: press && i === 0 ? await pressedConsent(house, id) : null,
      })
      turns.push(house.seen.turn)
    }
    clock.advance(typingMs)
    const ending = await takeTurn(house.turn, id, signal)
    if (ending !== 'nothing') turns.push(house.seen.turn)
    signal.throwIfAborted()
    if (expect && expect.length > 0) {
      const trace = await traceConversation(house, id, turnOf)
      atTurns.push({ turn: house.seen.turn, trace, expect })
    }
  }
  return { trace: await traceConversation(house, id, turnOf), atTurns }
}
