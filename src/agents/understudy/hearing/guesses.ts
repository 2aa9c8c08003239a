import type { Reading } from '../../../domain/reading.ts'
import { askedByNumber, type matchPlaybooks } from '../../playbooks/match.ts'
import { findsItLittle } from './hear-consent.ts'
import { orderSlot, type Listening, type Spoken } from './listening.ts'

/** "Is that all?", after a coupon: the same claim once more, whatever else the words may be read as. */
export function claimsMore(
  { wishes, playbookOf }: Listening,
  message: Spoken,
): ReturnType<typeof matchPlaybooks> | null {
  const last = wishes.at(-1)
  const playbook = last?.status === 'done' ? playbookOf(last) : undefined
  const hasLimit = playbook?.steps.some((step) => 'write' in step && step.pressed !== undefined)
  return playbook && hasLimit && findsItLittle.test(message.text)
    ? [{ intent: 'compensation_claim', playbook, message }]
    : null
}

/**
 * What an unsure reading is enough for: coming back to what was spoken of last, and the number of an order or of a
 * case with no word about it, which asks where that stands.
 */
export function guesses(
  { wishes, playbooks, known, latest, playbookOf }: Listening,
  message: Spoken,
  reading: Reading,
): ReturnType<typeof matchPlaybooks> {
  const last = latest((wish) => orderSlot(playbookOf(wish)) !== undefined)
  const lastPlaybook = last && playbookOf(last)
  const [top] = reading.intents
  const returns =
    top && lastPlaybook && [...lastPlaybook.intents, ...lastPlaybook.covers].includes(top.name)
  if (returns) return [{ intent: top.name, playbook: lastPlaybook, message }]
  const asked = askedByNumber(playbooks, reading, known)
  const hasOrderWish = wishes.some((wish) => orderSlot(playbookOf(wish)) !== undefined)
  return asked && !(asked.intent === 'order_status' && hasOrderWish) ? [{ ...asked, message }] : []
}
