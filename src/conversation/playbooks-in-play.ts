import type { Agenda } from '../domain/agenda.ts'
import type { Playbook } from '../domain/playbook.ts'
import { isSure } from '../domain/reading.ts'
import { askedByNumber, guessedOfOrders, matchPlaybooks } from '../agents/playbooks/match.ts'
import { holds, type Known } from '../agents/playbooks/template.ts'
import type { Gathered } from './gather.ts'

/** So many wishes back, advice may be given anew. */
const lately = 3

/**
 * The playbooks of this turn, which bound what may be done in it: those that match what was said, those of wishes
 * not finished, that of a consent just given, and those that these go on in. Questions may always be asked of the
 * knowledge base: the playbooks that only read it are always there, last.
 */
export function openPlaybooks(
  all: readonly Playbook[],
  agenda: Agenda,
  { said, readings, parts, consent }: Pick<Gathered, 'said' | 'readings' | 'parts' | 'consent'>,
  known: Known,
): Playbook[] {
  const heard = said.flatMap((message, i) => {
    const reading = readings[i]
    const heardInParts = (parts[i] ?? []).map((part) => ({
      message: { ...message, text: part.text },
      reading: part.reading,
    }))
    return [...(reading ? [{ message, reading }] : []), ...heardInParts]
  })
  const names = new Set<string>()
  if (consent?.status === 'given') names.add(consent.playbook)
  for (const { playbook } of matchPlaybooks(all, heard, known)) names.add(playbook.name)
  // 「点不着」, of a stove that was named before: it may be a fault.
  if (agenda.topic?.goods !== undefined && !readings.every(isSure))
    for (const { name, intents } of all) if (intents.includes('troubleshooting')) names.add(name)
  for (const reading of readings) {
    const asked = askedByNumber(all, reading, known)
    if (asked) names.add(asked.playbook.name)
    if (holds({ 'customer.loggedIn': true }, known))
      for (const { name } of guessedOfOrders(all, reading, known)) names.add(name)
  }
  for (const { status, playbook } of agenda.wishes) {
    if (status !== 'done' && status !== 'dropped') names.add(playbook)
  }
  // What comes next may correct or take up again a wish that is done: the last one, and the last about an order.
  const last = agenda.wishes.at(-1)
  const lastOrder = agenda.wishes.findLast(({ playbook }) =>
    Object.values(all.find(({ name }) => name === playbook)?.facts ?? {}).some(
      ({ type }) => type === 'order',
    ),
  )
  // And advice, after a price or two.
  const advice = agenda.wishes
    .slice(-lately)
    .find(({ intent }) => intent === 'product_recommendation')
  for (const wish of [last, lastOrder, advice]) if (wish) names.add(wish.playbook)
  const next = [...names]
  for (let name = next.pop(); name !== undefined; name = next.pop()) {
    for (const step of all.find((playbook) => playbook.name === name)?.steps ?? []) {
      if ('go' in step && !names.has(step.go)) {
        names.add(step.go)
        next.push(step.go)
      }
    }
  }
  const found = all.filter(({ name }) => names.has(name))
  const readsOnly = all.filter(
    // What has cues waits for them.
    ({ name, steps, cues }) =>
      !cues && !names.has(name) && steps.every((step) => 'answer' in step || 'say' in step),
  )
  return [...found, ...readsOnly]
}

/** Whether the question that stands is whether a step of ours has helped: a no to it is an answer. */
export const isAskedWhetherItHelped = ({ wishes }: Agenda, all: readonly Playbook[]): boolean =>
  wishes.some(({ status, asked, playbook }) => {
    const slots = all.find(({ name }) => name === playbook)?.facts
    return status === 'waiting_for_fact' && asked !== null && slots?.[asked]?.onlyAsked === true
  })
