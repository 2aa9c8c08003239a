import type { Playbook } from '../../../domain/playbook.ts'
import type { Situation } from '../../performer.ts'
import { hearConsent } from './hear-consent.ts'
import { hearMessage } from './hear-message.ts'
import { startListening, type Heard } from './listening.ts'
import { pickedFrom, topicAfter } from './topic.ts'

/**
 * Brings the agenda up to date with what was said: new wishes, facts supplied, corrections (a later order number
 * supersedes an earlier one), answers to a consent, wishes dropped. Pure.
 */
export function listen(situation: Situation, playbooks: readonly Playbook[]): Heard {
  const listening = startListening(situation, playbooks)
  const { heard } = listening
  let placed = false
  let wanting = false
  situation.said.forEach((message, i) => {
    const whole = situation.readings[i]
    if (!whole) return
    // What wants different things of different goods is heard as if it were said one after the other.
    const parts = situation.parts?.[i] ?? []
    for (const { text, reading } of parts.length > 0
      ? parts
      : [{ text: message.text, reading: whole }]) {
      const spoken = { ...message, text }
      listening.topic = pickedFrom(listening.topic, spoken)
      const it = hearMessage(listening, spoken, reading)
      placed ||= it.placed
      wanting ||= it.wanting
      if (!it.placed) heard.unclear = { message: spoken, reading }
      listening.topic = topicAfter(listening.topic, spoken, reading)
    }
  })
  heard.topic = listening.topic
  if (hearConsent(listening, { wanting })) placed = true
  if (placed) heard.unclear = null
  return heard
}
