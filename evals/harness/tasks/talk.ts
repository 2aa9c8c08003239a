import type { Locale } from '../../../src/domain/locale.ts'
import type { House } from '../house.ts'
import { fillPlaceholders } from '../placeholders.ts'
import type { Performed } from '../task.ts'
import { beginExchange } from './exchange.ts'
import type { Said, Talk } from './talk-input.ts'

const turnOfSaid = (said: Said) => {
  const it = typeof said === 'string' || Array.isArray(said) ? { say: said } : said
  return { press: false, expect: undefined, ...it, say: [it.say].flat() }
}

function localeFor({ locale, customerSays: [first] }: Talk): Locale {
  if (locale) return locale
  return first && /\p{Script=Han}/u.test(turnOfSaid(first).say.join()) ? 'zh' : 'en'
}

/** One customer's conversation from the first word to the last, as a case has it. */
export async function talk(house: House, raw: Talk, signal: AbortSignal): Promise<Performed> {
  const input = fillPlaceholders(raw, house.shop)
  const { channel, login, online } = input
  const exchange = await beginExchange(house, { locale: localeFor(input), channel, login, online })
  const atTurns: Performed['atTurns'] = []
  for (const said of input.customerSays) {
    const { say, press, expect } = turnOfSaid(said)
    await exchange.say(say, signal, { press })
    if (expect && expect.length > 0) {
      atTurns.push({ turn: house.seen.turn, trace: await exchange.trace(), expect })
    }
  }
  return { trace: await exchange.trace(), atTurns }
}
