import { z } from 'zod'
import type { Wish } from '../../../domain/agenda.ts'
import { serving } from '../../playbooks/match.ts'
import type { Heard } from './listening.ts'
import { newWish } from './new-wish.ts'
import type { Acting, Floor } from '../playing/run.ts'

const Diagnosed = z.object({ state: z.string() })
const isKnown = new Set(['found', 'danger'])

/** 「点不着」, of a stove that is spoken of: words that fit nothing else, and that the book of faults knows. */
export async function* wishAboutFault(
  { message }: NonNullable<Heard['unclear']>,
  goods: string | undefined,
  { playbooks }: Floor,
): Acting<Wish | null> {
  const [playbook] = serving(playbooks, 'troubleshooting')
  if (!playbook || goods === undefined) return null
  const looked = yield {
    kind: 'call',
    tool: 'diagnose',
    args: { words: message.text, about: goods },
  }
  const state = looked.kind === 'called' && Diagnosed.safeParse(looked.result.data).data?.state
  if (!state || !isKnown.has(state)) return null
  return newWish({
    playbook: playbook.name,
    intent: 'troubleshooting',
    words: message.text,
    topic: goods,
    messageId: message.id,
    facts: {},
  })
}
