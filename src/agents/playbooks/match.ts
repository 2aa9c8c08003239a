import type { Message } from '../../domain/message.ts'
import type { IntentName } from '../../domain/intent.ts'
import { groupOf } from '../../domain/intent.ts'
import type { Playbook } from '../../domain/playbook.ts'
import { isSure, type Reading } from '../../domain/reading.ts'
import { asksInGeneral } from '../understudy/hearing/general-question.ts'
import { isOfOwnCase } from '../understudy/hearing/left-unsaid.ts'
import { pickChoice } from '../understudy/facts/options.ts'
import { holds, type Known } from './template.ts'
import { cuesIn } from './wordings.ts'

/** One wish that was heard: the intent, whose playbook serves it, and the message it stands in. */
export interface Heard {
  intent: IntentName
  playbook: Playbook
  message: Pick<Message, 'id' | 'text'>
}

/** The playbooks that serve an intent whatever the words: one with cues waits for these, unless nobody else serves it. */
export function serving(playbooks: readonly Playbook[], intent: IntentName): Playbook[] {
  const all = playbooks.filter(({ intents }) => intents.includes(intent))
  const uncued = all.filter(({ cues }) => !cues)
  return all.length === 1 ? all : uncued
}

/** The playbook that serves an intent here, whatever the words: of those whose conditions hold, the one with most conditions. */
function playbookFor(
  playbooks: readonly Playbook[],
  intent: IntentName,
  known: Known,
): Playbook | undefined {
  const conditions = ({ when }: Playbook) => Object.keys(when).length
  return serving(playbooks, intent)
    .filter((it) => holds(it.when, known))
    .reduce<Playbook | undefined>(
      (best, it) => (best && conditions(best) >= conditions(it) ? best : it),
      undefined,
    )
}

/**
 * What a number or code alone asks, whatever is said with it: a case's number how the case stands, an order's where the
 * order is, an error code what is wrong. Null when the message names none.
 */
export function askedByNumber(
  playbooks: readonly Playbook[],
  { entities }: Reading,
  known: Known,
): { intent: IntentName; playbook: Playbook } | null {
  const names = (type: 'case_number' | 'order_number' | 'error_code') =>
    entities.some((it) => it.type === type)
  const intent = names('case_number')
    ? 'case_status'
    : names('order_number')
      ? 'order_status'
      : names('error_code')
        ? 'troubleshooting'
        : null
  const playbook = intent && playbookFor(playbooks, intent, known)
  return intent && playbook ? { intent, playbook } : null
}

/**
 * The playbooks that unsure words of a customer with orders may be about: the one that is guessed, where it is about an order,
 * and where the order is.
 */
export function guessedOfOrders(
  playbooks: readonly Playbook[],
  reading: Reading,
  known: Known,
): Playbook[] {
  if (isSure(reading)) return []
  const [top] = reading.intents
  const guessed = [top?.name, 'order_status' as const].flatMap((intent) =>
    intent ? (playbookFor(playbooks, intent, known) ?? []) : [],
  )
  return guessed.filter(({ facts }) => Object.values(facts).some(({ type }) => type === 'order'))
}

const speaksOfOrder = ({ entities }: Reading) =>
  entities.some(({ type }) => type === 'order_number')

/** Wishes that nobody names an order for: where one is named, they are misread. */
const hasNoOrder = (intent: IntentName) =>
  intent === 'store_info' || intent === 'account_update' || intent === 'account_access'

/** Whether a message that names no order asks how things are done, where the playbook would ask which order it is. */
const asksRules = (text: string, reading: Reading, { facts }: Playbook): boolean =>
  Object.values(facts).some(({ type }) => type === 'order') &&
  !speaksOfOrder(reading) &&
  !isOfOwnCase(reading) &&
  asksInGeneral(text)

const namesChoice = (text: string, { facts }: Playbook): boolean =>
  Object.values(facts).some(({ options }) => options && pickChoice(text, options) !== null)

/** The intent under which the rules about a wish are asked for. */
const rulesAbout = (intent: IntentName): IntentName =>
  groupOf(intent) === 'order' ? 'shipping_policy' : 'return_policy'

/**
 * The playbooks that match what was said surely enough, most important wish first. An intent that another matched playbook
 * covers needs none of its own: 「卡在杭州三天了」 is tracking and urging, and one procedure does both; but for one whose
 * choices are named: another colour and another address are two wishes. What a playbook's own cues say, they say surely.
 */
export function matchPlaybooks(
  playbooks: readonly Playbook[],
  said: readonly { message: Pick<Message, 'id' | 'text'>; reading: Reading }[],
  known: Known = {},
): Heard[] {
  return said.flatMap(({ message, reading }) => {
    const isCued = cuesIn(message.text)
    const cued = playbooks
      .filter((it) => isCued(it) && holds(it.when, known))
      .flatMap((playbook) => {
        const [intent] = playbook.intents
        return intent ? [{ intent, playbook, message }] : []
      })
    const wanted = (isSure(reading) ? reading.intents : [])
      .map(({ name }) => name)
      .filter((name) => groupOf(name) !== 'conversation')
      .map((name) => (speaksOfOrder(reading) && hasNoOrder(name) ? 'order_status' : name))
    const read = wanted.flatMap((intent) => {
      const own = playbookFor(playbooks, intent, known)
      const general = own && asksRules(message.text, reading, own)
      const playbook = general ? playbookFor(playbooks, rulesAbout(intent), known) : own
      return playbook ? [{ intent, playbook, message }] : []
    })
    const heard = [...cued, ...read]
    const covered = new Set(heard.flatMap(({ playbook }) => playbook.covers))
    const own = heard.filter(
      ({ intent, playbook }) =>
        playbook.covers.includes(intent) ||
        !covered.has(intent) ||
        (cued.length === 0 && namesChoice(message.text, playbook)),
    )
    return own.filter(
      ({ playbook }, i) => own.findIndex((other) => other.playbook === playbook) === i,
    )
  })
}
