import type { Wish } from '../../../domain/agenda.ts'
import type { Playbook } from '../../../domain/playbook.ts'
import type { Reading } from '../../../domain/reading.ts'
import { factsIn } from '../facts/facts.ts'
import { pickChoice } from '../facts/options.ts'
import { isWaiting, ordersMeant, type Listening, type Spoken } from './listening.ts'

/** Longer words say more than what is asked beside a matter. */
const longestBeside = 40

/** What a message asks or tells beside the matter of a playbook; nothing where it says more than that. */
export function besideIn(text: string, { facts }: Playbook): Record<string, string> {
  if (text.length > longestBeside) return {}
  const heard = Object.entries(facts).flatMap(([key, { beside, options }]) => {
    const value = beside && options ? pickChoice(text, options) : null
    return value === null ? [] : [[key, value]]
  })
  return Object.fromEntries(heard)
}

/** What is spoken of: what waits for an answer to our last words, else what was settled last. */
function spokenOf({ wishes, latest }: Listening): Wish | undefined {
  const last = wishes.at(-1)
  const asked = latest((wish) => isWaiting(wish) && wish.stands !== false)
  return asked ?? (last?.status === 'done' ? last : latest(isWaiting))
}

/**
 * 「能换现金不」, after the points were told: what the procedure that is spoken of answers beside its matter, however it reads.
 * What the same words supply for the matter is taken with it.
 */
export function takeBeside(listening: Listening, message: Spoken, reading: Reading): boolean {
  const wish = spokenOf(listening)
  const playbook = wish && listening.playbookOf(wish)
  if (!wish || !playbook || ordersMeant(message.text, reading).length > 0) return false
  const heard = besideIn(message.text, playbook)
  if (Object.keys(heard).length === 0) return false
  if (isWaiting(wish))
    Object.assign(wish.facts, factsIn({ message, reading }, playbook, wish).facts)
  Object.assign(wish.facts, heard)
  wish.status = 'open'
  listening.heard.told.add(wish)
  return true
}

/** What was answered beside the matter is forgotten: asked again, it is answered again. */
export function forgetBeside(wish: Wish, { facts, steps }: Playbook): void {
  for (const [key, { beside }] of Object.entries(facts)) {
    if (!beside || wish.facts[key] === undefined) continue
    delete wish.facts[key]
    for (const step of steps) {
      if (!('say' in step) || 'write' in step || step.when?.[key] === undefined) continue
      wish.said = wish.said.filter((reply) => reply !== step.say)
    }
  }
}
