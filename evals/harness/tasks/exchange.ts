import { fileMessage } from '../../../src/conversation/inbox.ts'
import { openConversation } from '../../../src/conversation/open.ts'
import { ConsentId, OperatorId, type ConversationId } from '../../../src/domain/id.ts'
import type { Locale } from '../../../src/domain/locale.ts'
import { traceConversation } from '../conversation-trace.ts'
import type { House } from '../house.ts'
import type { Trace } from '../trace.ts'

/** Between two messages of a burst, and until the turn is due. */
export const typingMs = 1000

/** Who comes to talk, and where. */
interface Comer {
  locale: Locale
  channel: string
  login: string | undefined
  /** Whether somebody is at the desk. */
  online: boolean
}

/** One conversation in a house, turn by turn. */
export interface Exchange {
  /** Says something, after a while where that is asked for, and lets the turn be taken. */
  say(
    texts: readonly string[],
    signal: AbortSignal,
    how?: { press?: boolean | undefined; waitMs?: number },
  ): Promise<void>
  /** Everything that it has left behind by now. */
  trace(): Promise<Trace>
}

async function pressedConsent(house: House, id: ConversationId): Promise<ConsentId | null> {
  const [row] = await house.baton.db.query(
    `select id from consents where conversation_id = $1 and status = 'asked' order by asked_at desc limit 1`,
    [id],
  )
  return row ? ConsentId.parse(row['id']) : null
}

/** Opens a conversation. */
export async function beginExchange(
  house: House,
  { locale, channel, login, online }: Comer,
): Promise<Exchange> {
  const { baton, clock } = house
  if (online) {
    await baton.db.query(
      `insert into operators (id, name, token_hash, seen_at, created_at) values ($1, 'Mei', 'evals', $2, $2)`,
      [OperatorId.make(), clock()],
    )
  }
  const { id } = await openConversation(baton, {
    channel,
    address: null,
    locale,
    login: login ? { shopCustomerId: login, name: null, email: null, phone: null } : null,
    claims: {},
  })
  return goOn(house, id, [])
}

/** Goes on with a conversation that stands; `turns` tells in which turn each of its messages came. */
export function goOn(house: House, id: ConversationId, turns: number[]): Exchange {
  const { baton, clock } = house
  return {
    async say(texts, signal, { press = false, waitMs = 0 } = {}) {
      house.seen.turn += 1
      clock.advance(waitMs)
      for (const [i, text] of texts.entries()) {
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
      const ending = await house.takeTurn(house.turn, id, signal)
      if (ending !== 'nothing') turns.push(house.seen.turn)
      signal.throwIfAborted()
    },
    trace: () => traceConversation(house, id, (message) => turns[message] ?? house.seen.turn),
  }
}
