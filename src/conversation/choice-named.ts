import type { Agenda } from '../domain/agenda.ts'
import type { Playbook } from '../domain/playbook.ts'
import type { Gathered } from './gather.ts'

const bare = (text: string) =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[\s\p{P}]|[的吧呢]$/gu, '')

/**
 * Reads a message that is nothing but one of the choices we asked for as that answer: 「个人」 after "for you or for a
 * company?" asks for no person. Pure.
 */
export function readNamedChoices(
  gathered: Gathered,
  { wishes }: Agenda,
  playbooks: readonly Playbook[],
): Gathered {
  const asking = wishes.findLast(({ status, asked }) => status === 'waiting_for_fact' && asked)
  const playbook = asking && playbooks.find(({ name }) => name === asking.playbook)
  const options = playbook && asking.asked ? playbook.facts[asking.asked]?.options : undefined
  if (!options) return gathered
  const words = new Set(Object.values(options).flatMap(({ zh, en }) => [...zh, ...en].map(bare)))
  const readings = gathered.readings.map((reading, i) =>
    words.has(bare(gathered.said[i]?.text ?? ''))
      ? { ...reading, intents: [{ name: 'provide_info' as const, probability: 1 }] }
      : reading,
  )
  return { ...gathered, readings }
}
