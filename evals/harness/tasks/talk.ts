import type { Locale } from '../../../src/domain/locale.ts'
import type { House } from '../house.ts'
import { fillPlaceholders } from '../placeholders.ts'
import type { Performed } from '../task.ts'
import { pickUp } from '../fork/pick-up.ts'
import { beginExchange, type Exchange } from './exchange.ts'
import type { Said, Talk } from './talk-input.ts'

const turnOfSaid = (said: Said) => {
  const it = typeof said === 'string' || Array.isArray(said) ? { say: said } : said
  return { press: false, expect: undefined, ...it, say: [it.say].flat() }
}

function localeFor({ locale, customerSays: [first] }: Omit<Talk, 'record' | 'at'>): Locale {
  if (locale) return locale
  return first && /\p{Script=Han}/u.test(turnOfSaid(first).say.join()) ? 'zh' : 'en'
}

/** One customer's conversation from the first word to the last, as a case has it. */
export async function talk(house: House, raw: Talk, signal: AbortSignal): Promise<Performed> {
  const { record, at = 1, ...own } = raw
  const input = fillPlaceholders(own, house.shop)
  const { channel, login, online } = input
  const exchange = record
    ? (await pickUp(house, { record, at, onUnrecorded: 'refuse', searchesAnew: false })).exchange
    : await beginExchange(house, { locale: localeFor(input), channel, login, online })
  return hold(house, exchange, input.customerSays, signal)
}

/** Says what the customer says, turn by turn. */
export async function hold(
  house: House,
  exchange: Exchange,
  customerSays: Talk['customerSays'],
  signal: AbortSignal,
): Promise<Performed> {
  const atTurns: Performed['atTurns'] = []
  for (const said of customerSays) {
    const { say, press, expect } = turnOfSaid(said)
    await exchange.say(say, signal, { press })
    if (expect && expect.length > 0) {
      atTurns.push({ turn: house.seen.turn, trace: await exchange.trace(), expect })
    }
  }
  return { trace: await exchange.trace(), atTurns }
}
