import type { Message } from '../domain/message.ts'
import type { IntentName } from '../domain/intent.ts'
import { groupOf } from '../domain/intent.ts'
import type { Playbook } from '../domain/playbook.ts'
import { lowConfidence, type Reading } from '../domain/reading.ts'
import { holds, type Known } from './template.ts'

/** One wish that was heard: the intent, whose playbook serves it, and the message it stands in. */
export interface Heard {
  intent: IntentName
  playbook: Playbook
  message: Pick<Message, 'id' | 'text'>
}

/**
 * The playbooks that match what was said surely enough, most important wish first. An intent that another matched playbook
 * covers needs none of its own: 「卡在杭州三天了」 is tracking and urging, and one procedure does both.
 */
export function matchPlaybooks(
  playbooks: readonly Playbook[],
  said: readonly { message: Pick<Message, 'id' | 'text'>; reading: Reading }[],
  known: Known = {},
): Heard[] {
  return said.flatMap(({ message, reading }) => {
    if ((reading.intents[0]?.probability ?? 0) < lowConfidence) return []
    const wanted = reading.intents
      .map(({ name }) => name)
      .filter((name) => groupOf(name) !== 'conversation')
    const heard = wanted.flatMap((intent) => {
      const playbook = playbooks.find((it) => it.intents.includes(intent) && holds(it.when, known))
      return playbook ? [{ intent, playbook, message }] : []
    })
    const covered = new Set(heard.flatMap(({ playbook }) => playbook.covers))
    const own = heard.filter(
      ({ intent, playbook }) => playbook.covers.includes(intent) || !covered.has(intent),
    )
    return own.filter(
      ({ playbook }, i) => own.findIndex((other) => other.playbook === playbook) === i,
    )
  })
}
