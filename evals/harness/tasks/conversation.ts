import { z } from 'zod'
import { fileMessage } from '../../../src/conversation/inbox.ts'
import { openConversation } from '../../../src/conversation/open.ts'
import { takeTurn } from '../../../src/conversation/turn.ts'
import { ConsentId, OperatorId, type ConversationId } from '../../../src/domain/id.ts'
import { Locale, type Locale as LocaleName } from '../../../src/domain/locale.ts'
import { traceConversation } from '../conversation-trace.ts'
import { ExpectationSchema } from '../expectations/all.ts'
import { openPool, type House } from '../house.ts'
import { fillPlaceholders } from '../placeholders.ts'
import type { Performed, Task } from '../task.ts'

const Words = z.union([z.string().min(1), z.array(z.string().min(1)).min(1)])

/** Words of one turn; several are a burst. */
const Said = z.union([
  Words,
  z.strictObject({
    say: Words,
    /** Presses the button of the consent that was asked last. */
    press: z.boolean().optional(),
    /** What must hold when this turn is over. */
    expect: z.array(ExpectationSchema).optional(),
  }),
])

const Input = z.strictObject({
  /** Of the first word where it is absent. */
  locale: Locale.optional(),
  channel: z.string().default('web'),
  /** Signed in to the shop as this customer, e.g. `sc_lin`. */
  login: z.string().optional(),
  /** Whether somebody is at the desk. */
  online: z.boolean().default(false),
  customerSays: z.array(Said).min(1).max(60),
})

/** Between two messages of a burst, and until the turn is due. */
const typingMs = 1000

const turnOfSaid = (said: z.output<typeof Said>) => {
  const it = typeof said === 'string' || Array.isArray(said) ? { say: said } : said
  return { press: false, expect: undefined, ...it, say: [it.say].flat() }
}

function localeFor({ locale, customerSays: [first] }: z.output<typeof Input>): LocaleName {
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

async function perform(
  house: House,
  raw: z.output<typeof Input>,
  signal: AbortSignal,
): Promise<Performed> {
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

/** Whole conversations over the whole product, by the candidate's performer, each on a shop as if nothing had happened. */
export const conversation = {
  name: 'conversation',
  input: Input,
  async open(setting) {
    const pool = await openPool(setting)
    return {
      perform: (input, signal) => pool.with((house) => perform(house, input, signal), signal),
      fill: (expectation) => fillPlaceholders(expectation, pool.first.shop),
      close: () => pool.close(),
    }
  },
} satisfies Task<typeof Input>
