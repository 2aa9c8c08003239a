import { z } from 'zod'
import type { FactSlot, Step } from '../../../domain/playbook.ts'
import { Option } from '../../../domain/rule.ts'
import { pickOption } from '../facts/options.ts'
import { newWish } from '../hearing/new-wish.ts'
import { chooseOrder } from './order-choice.ts'
import { ask, know, reading, spoke, type Acting, type Run, type StepsEnd } from './run.ts'
import { fillTemplate, valueAt } from '../../playbooks/template.ts'

const Options = z.array(Option)

/** Makes sure that a fact is known: chosen, taken where there is only one, or asked for. */
export async function* need(run: Run, fact: string): Acting<StepsEnd | null> {
  const { wish, floor, playbook, known } = run
  const slot = playbook.facts[fact]
  if (!slot) return null
  if (slot.type === 'order') {
    const { situation, timeZone, wishes } = floor
    const choice = yield* chooseOrder({
      wish,
      slotName: fact,
      slot,
      playbook,
      situation,
      timeZone,
      wishes,
    })
    if (choice.kind === 'stop') return 'ended'
    if (choice.kind === 'ask') {
      const { text, options, gained } = choice
      return yield* ask(run, choice.fact, text, { options, gained })
    }
    if (wish.facts[fact] !== undefined && wish.facts[fact] !== choice.order) startAnew(run)
    wish.facts[fact] = choice.order
    for (const order of choice.others ?? []) wantAsWell(run, fact, order)
  } else if (wish.facts[fact] === undefined) {
    const options = slot.from ? (Options.safeParse(valueAt(known, slot.from)).data ?? []) : []
    if (slot.from && options.length === 0) return null
    const only = options.length === 1 ? options[0] : namedAmong(run, options)
    if (only) wish.facts[fact] = only.value
    else if (slot.optional) return null
    else
      return yield* ask(
        run,
        fact,
        fillTemplate(questionFor(run, fact, slot)[reading(run).locale], known, reading(run)),
        { options },
      )
  }
  const value = wish.facts[fact]
  if (value !== undefined) know(run, fact, value)
  return null
}

/** The same for another order: it waits until this one is through. */
function wantAsWell({ wish, floor, playbook }: Run, slot: string, order: string): void {
  const { intent, words, messageId } = wish
  const chosen = Object.entries(wish.facts).filter(([key]) => !playbook.facts[key]?.from)
  const facts = { ...Object.fromEntries(chosen), [slot]: order }
  const other = newWish({ playbook: playbook.name, intent, words, messageId, facts })
  floor.wishes.push({ ...other, status: 'waiting_for_fact' })
}

/** The question for a fact; the second time in other words, where the playbook has them. */
const questionFor = (
  { wish }: Run,
  fact: string,
  { ask, askAgain = ask }: Pick<FactSlot, 'ask' | 'askAgain'>,
) => ((wish.timesAsked[fact] ?? 0) > 0 ? askAgain : ask)

/** Another order than the one so far: what was said and what was chosen from the old one holds no more. */
function startAnew({ wish, playbook, known }: Run): void {
  wish.said = []
  wish.timesAsked = {}
  for (const [name, { from }] of Object.entries(playbook.facts)) {
    if (!from) continue
    delete wish.facts[name]
    delete known[name]
  }
}

/** The option that the customer has named already, in the words of the wish or of this turn. */
function namedAmong({ wish, floor }: Run, options: readonly Option[]): Option | null {
  const { said, readings } = floor.situation
  const times = readings.flatMap(({ entities }) =>
    entities.filter(({ type }) => type === 'time').map(({ value }) => value),
  )
  const words = new Set([wish.words, ...said.map(({ text }) => text)])
  for (const text of words) {
    const option = pickOption(text, options, times)
    if (option) return option
  }
  return null
}

/** Forgets a fact that will not do and asks for it anew, in the words of a reply. */
export async function* again(
  run: Run,
  { again: fact, say: key, unhelped }: Extract<Step, { again: string }>,
): Acting<StepsEnd> {
  const { wish, playbook, known, floor } = run
  delete wish.facts[fact]
  delete known[fact]
  const template = playbook.replies[key]?.[reading(run).locale] ?? ''
  if (!floor.questionAsked) spoke(run, key)
  return yield* ask(run, fact, fillTemplate(template, known, reading(run)), {
    refused: true,
    unhelped,
  })
}
