import type { Witness } from '../../../src/agents/understudy/witness.ts'
import type { Played } from '../trace.ts'

/** Writes down, once each, the steps and replies that are played. */
export function witnessOf(played: () => Played): Witness {
  const add = <T>(into: Record<string, T[]>, playbook: string, one: T) => {
    const known = (into[playbook] ??= [])
    if (!known.includes(one)) known.push(one)
  }
  return {
    step: (playbook, index) => add(played().steps, playbook, index),
    reply: (playbook, key, locale) => add(played().replies, playbook, `${key} ${locale}`),
  }
}
