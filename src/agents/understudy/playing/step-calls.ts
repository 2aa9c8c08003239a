import { z } from 'zod'
import type { Wish } from '../../../domain/agenda.ts'
import { canonicalJson } from '../../../domain/consent.ts'
import type { Step } from '../../../domain/playbook.ts'
import { Words } from '../../../domain/rule.ts'
import { searchInParts, tellFound } from './articles.ts'
import { shortAnswer } from '../facts/facts.ts'
import { searchNews } from './news.ts'
import { phrases } from './phrases.ts'
import { isConsented, reading, say, type Acting, type Run, type StepsEnd } from './run.ts'
import { fillArguments, fillTemplate, valueAt } from '../../playbooks/template.ts'

const Failed = z.object({ failed: z.string() })
/** How often a consent is asked before we let the matter rest. */
const mostConsentQuestions = 3
/** Stands among what was said once the customer declined the write. */
const declined = '(declined)'
export const wasDeclined = (wish: Wish): boolean => wish.said.includes(declined)

const Name = z.union([z.string(), Words])
const Named = z.union([Name.transform((name) => [name]), z.array(Name)])

/** What was shown is what is spoken of from now on, by its name; of several the first, and the others by their place. */
function speakOf({ known, floor }: Run, path: string): void {
  const shown = Named.safeParse(valueAt(known, path)).data ?? []
  const names = shown.map((name) =>
    typeof name === 'string' ? name : name[floor.situation.scope.locale],
  )
  const [goods] = names
  if (goods === undefined) return
  Object.assign(floor.topic, { goods, shown: names, age: 0 })
}

/** Looks something up; what comes back has the step's name from here on. */
export async function* read(
  run: Run,
  step: Extract<Step, { read: string }>,
): Acting<StepsEnd | null> {
  const { wish, known, floor } = run
  const words = phrases[floor.situation.scope.locale]
  const outcome = yield { kind: 'call', tool: step.read, args: fillArguments(step.with, known) }
  if (outcome.kind === 'handed_over') return 'handed_over'
  if (outcome.kind === 'refused' && outcome.refusal.code === 'proof_locked') {
    yield { kind: 'offer_person', text: `${words.proofLocked}${words.personInstead}` }
    wish.status = 'done'
    return 'ended'
  }
  if (outcome.kind !== 'called') {
    yield { kind: 'say', text: words.toolFailed }
    return 'ended'
  }
  known[step.as] = outcome.result.data
  if (outcome.result.ok) {
    if (step.topic) speakOf(run, step.topic)
    return null
  }
  const why = Failed.safeParse(outcome.result.data).data?.failed
  if (why === 'upstream_failed') {
    // The wish stays open: the next word of the customer tries again.
    yield { kind: 'say', text: words.toolFailed }
    return 'ended'
  }
  yield* say(run, step.otherwise)
  wish.status = 'done'
  return 'ended'
}

/** Whether a write was made with these arguments, those left to their defaults aside. */
const holdsAll = (made: Record<string, unknown>, args: Record<string, unknown>): boolean =>
  Object.entries(args).every(
    ([key, value]) => value === undefined || canonicalJson(made[key]) === canonicalJson(value),
  )

/** Drops what was wanted of the same order and is settled now that this is done. */
function settleOthers({ wish, playbook, floor: { wishes } }: Run): void {
  for (const other of wishes) {
    const isSettled =
      other !== wish &&
      other.status !== 'done' &&
      playbook.settles.includes(other.playbook) &&
      other.facts['order'] === wish.facts['order']
    if (isSettled) other.status = 'dropped'
  }
}

/** Does something, once it is agreed to; what is done is not done again. */
export async function* write(
  run: Run,
  step: Extract<Step, { write: string }>,
): Acting<StepsEnd | null> {
  const { wish, known, floor, playbook } = run
  const { consent, effects } = floor.situation
  // A yes is to exactly what was asked, whatever a read would say now.
  const consented = isConsented(run, step)
  const args = consented && consent ? consent.args : fillArguments(step.with, known)
  const before = effects.find(
    (effect) =>
      effect.tool === step.write && effect.status === 'done' && holdsAll(effect.args, args),
  )
  if (before?.result && !consented) {
    known[step.as] = before.result.data
    return null
  }
  const isDenied = consent?.tool === step.write && consent.status === 'denied'
  if (isDenied && !wasDeclined(wish)) {
    wish.said.push(declined)
    yield* say(run, step.declined)
    return null
  }
  if (wasDeclined(wish)) return null
  if (floor.pressed.has(wish) && step.pressed) {
    wish.said = wish.said.filter((key) => key !== step.pressed)
    yield* say(run, step.pressed)
  }
  const timesAsked = wish.timesAsked[step.write] ?? 0
  if (playbook.consent.includes(step.write) && !consented) {
    if (timesAsked >= mostConsentQuestions) return null
    if (floor.questionAsked) return 'ended'
  }
  const outcome = yield { kind: 'call', tool: step.write, args }
  switch (outcome.kind) {
    case 'consent_asked':
      wish.status = 'waiting_for_consent'
      wish.timesAsked[step.write] = timesAsked + 1
      floor.questionAsked = true
      return 'asked'
    case 'called':
      known[step.as] = outcome.result.data
      if (outcome.result.ok) settleOthers(run)
      yield* say(run, outcome.result.ok ? step.say : step.otherwise)
      return null
    case 'refused':
      yield* say(run, step.otherwise)
      return null
    case 'handed_over':
      return 'handed_over'
    case 'done':
      return null
    default:
      return outcome satisfies never
  }
}

const Names = z.array(z.string()).min(1)

/** Answers the wish's own words from the knowledge base, or admits the gap. */
export async function* answer(
  run: Run,
  step: Extract<Step, { answer: string }>,
): Acting<StepsEnd | null> {
  const { wish, floor, known } = run
  const { locale } = floor.situation.scope
  const words = phrases[locale]
  if (floor.answered.has(wish.words)) {
    wish.status = 'done'
    return null
  }
  floor.answered.add(wish.words)
  const naming = step.of ? Names.safeParse(valueAt(known, step.of)).data : undefined
  const asked = wish.topic ? `${wish.topic} ${wish.words}` : wish.words
  const question = step.put?.[locale] ?? asked
  const within = {
    ...(naming ? { naming } : {}),
    ...(step.from ? { categories: step.from } : {}),
  }
  const found =
    (yield* searchNews(question, within, run)) ??
    (step.put ? null : yield* searchInParts(wish.words, within))
  if (found === 'handed_over') return 'handed_over'
  wish.status = 'done'
  // A few words that were read as two wishes, and the first is served: the other was likely not meant.
  const isAside = floor.wishes.find(({ messageId }) => messageId === wish.messageId) !== wish
  if (!found && isAside && wish.words.length <= shortAnswer) return null
  if (!found) {
    const template = naming && step.otherwise && run.playbook.replies[step.otherwise]?.[locale]
    const text = template ? fillTemplate(template, known, reading(run)) : words.dontKnow
    floor.personOffered = true
    const gap = yield { kind: 'admit_gap', question: asked, text }
    return gap.kind === 'handed_over' ? 'handed_over' : 'ended'
  }
  const told = yield* tellFound(found, locale)
  if (!told) yield { kind: 'admit_gap', question: asked, text: words.dontKnow }
  return null
}
