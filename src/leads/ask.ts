import { leadFactNames, type LeadFact, type LeadFactName } from '../domain/lead.ts'
import type { Locale } from '../domain/locale.ts'
import { askedFor } from './question.ts'
import type { LeadReading } from './read-lead.ts'
import type { LeadTurn } from './said.ts'

/** How each fact is asked for: one question, kindly put. */
const questions: Record<Locale, Record<LeadFactName, string>> = {
  zh: {
    need: '您想要哪款产品，大概多少数量呢？',
    timeline: '您希望什么时候用上呢？',
    budget: '您这边预算大概在什么范围？',
    location_or_channel: '货送到哪个城市呢？',
    name: '请问怎么称呼您？',
    contact: '方便留个电话或邮箱吗？报价好了第一时间发您。',
    company: '请问贵公司怎么称呼？',
  },
  en: {
    need: 'Which product do you have in mind, and how many?',
    timeline: 'When would you need it?',
    budget: 'Is there a budget you would like us to stay within?',
    location_or_channel: 'Which city should it go to?',
    name: 'May I ask your name?',
    contact: 'Could you leave a phone number or an e-mail, so that we can send you the quote?',
    company: 'Which company is this for?',
  },
}

/** The words that ask for a fact. */
export const questionFor = (name: LeadFactName, locale: Locale): string => questions[locale][name]

/** Facts that were refused and not given since. */
function refusedOf(ledger: readonly LeadFact[]): Set<LeadFactName> {
  const names = new Set<LeadFactName>()
  for (const { name, kind } of ledger) {
    if (kind === 'refused') names.add(name)
    else if (kind === 'stated') names.delete(name)
  }
  return names
}

/**
 * The one fact to ask for next, or null: a fact is asked for once, never after a refusal, and nothing is asked of
 * someone who wants nothing, has taken the wish back, or wants something else now (`wantsElse`). A number of goods does
 * for the budget while that is not known.
 */
export function nextToAsk(
  reading: LeadReading,
  turns: readonly LeadTurn[],
  wantsElse: boolean,
): LeadFactName | null {
  if (wantsElse || reading.withdrawn || reading.need === null) return null
  const asked = new Set(
    turns.flatMap(({ from, text }) =>
      from === 'customer' || from === 'system' ? [] : [...askedFor(text)],
    ),
  )
  const refused = refusedOf(reading.ledger)
  // Two refusals in one conversation: enough was asked.
  if (refused.size >= 2) return null
  return (
    leadFactNames.find(
      (name) => reading.facts[name] === undefined && !asked.has(name) && !refused.has(name),
    ) ?? null
  )
}
