import type { Wish } from '../../../domain/agenda.ts'
import { forgetBeside } from '../hearing/take-beside.ts'
import { impossibleDayIn } from './impossible-day.ts'
import type { Playbook } from '../../../domain/playbook.ts'
import { pickChoice } from '../facts/options.ts'
import { phrases } from './phrases.ts'
import {
  ask,
  isConsented,
  know,
  reading,
  say,
  spoke,
  startRun,
  type Acting,
  type Floor,
  type Run,
  type StepsEnd,
} from './run.ts'
import { answer, read, write } from './step-calls.ts'
import { again, need } from './step-need.ts'
import { fillTemplate, holds, resolve } from '../../playbooks/template.ts'

/** A wish whose playbook is for customers who are signed in, and this one is not. */
async function* signInFirst(run: Run): Acting<StepsEnd | null> {
  const { playbook, wish, floor } = run
  const { locale, identity } = floor.situation.scope
  if (playbook.verify !== 'login' || identity.shopCustomerId !== null) return null
  if (playbook.replies['sign_in']) yield* say(run, 'sign_in')
  else yield { kind: 'say', text: phrases[locale].signInNeeded }
  wish.status = 'done'
  return 'ended'
}

/** Another wish is in the middle of that very procedure, for the same order: it says all there is to say. */
const isUnderWay = (wish: Wish, playbook: string, { wishes }: Floor): boolean =>
  wishes.some(
    (other) =>
      other !== wish &&
      other.playbook === playbook &&
      other.facts['order'] === wish.facts['order'] &&
      other.status !== 'done' &&
      other.status !== 'dropped',
  )

/**
 * What the wish's words say of a procedure that it goes on in; and one that was gone through for this order before is taken up
 * again: its consent is not asked from the first.
 */
function continueWith({ wish, floor, known }: Run, playbook: Playbook): void {
  for (const [name, { type, options }] of Object.entries(playbook.facts)) {
    const said = options && wish.facts[name] === undefined && pickChoice(wish.words, options)
    if (said) known[name] = wish.facts[name] = said
    // "Can I try one in Berlin": the town that was just named.
    const town = type === 'place' && floor.topic.age === 0 ? floor.topic.place : undefined
    if (town !== undefined && wish.facts[name] === undefined) known[name] = wish.facts[name] = town
  }
  const before = floor.wishes.findLast(
    (other) =>
      other !== wish &&
      other.playbook === playbook.name &&
      other.status === 'done' &&
      other.facts['order'] === wish.facts['order'],
  )
  if (!before) return
  wish.timesAsked = { ...before.timesAsked, ...wish.timesAsked }
  known['wish'] = { ...(known['wish'] as Record<string, unknown>), again: true }
}

/** A day that no calendar has, named where the playbook needs one: it is asked for again, and nothing is done. */
async function* realDayFirst(run: Run): Acting<StepsEnd | null> {
  const slot = Object.entries(run.playbook.facts).find(([, { type }]) => type === 'date')
  if (!slot) return null
  const { scope, said } = run.floor.situation
  const day = said.map(({ text }) => impossibleDayIn(text)).find((it) => it !== null)
  const text = day && phrases[scope.locale].noSuchDay(day)
  return text ? yield* ask(run, slot[0], text, { refused: true }) : null
}

/** Offers a person in the words of a reply. */
async function* offer(run: Run, key: string): Acting<void> {
  const template = run.playbook.replies[key]?.[reading(run).locale]
  if (!template) return
  const text = fillTemplate(template, run.known, reading(run))
  const outcome = yield { kind: 'offer_person', text }
  if (outcome.kind === 'done') spoke(run, key)
}

/**
 * Runs a wish's playbook from its first step: reads are repeated, what was said is not said again, and a write that
 * is done is not done again. So the same procedure serves a first telling, a correction and a return alike.
 */
export async function* runPlaybook(wish: Wish, floor: Floor): Acting<StepsEnd> {
  const end = yield* runSteps(wish, floor)
  const playbook = floor.playbooks.find(({ name }) => name === wish.playbook)
  if (playbook) forgetBeside(wish, playbook)
  return end
}

async function* runSteps(wish: Wish, floor: Floor): Acting<StepsEnd> {
  const playbook = floor.playbooks.find(({ name }) => name === wish.playbook)
  if (!playbook) {
    wish.status = 'dropped'
    return 'ended'
  }
  const run = startRun(wish, floor, playbook)
  const barred = (yield* signInFirst(run)) ?? (yield* realDayFirst(run))
  if (barred) return barred

  for (let i = 0; i < run.playbook.steps.length; i++) {
    const step = run.playbook.steps[i]
    if (!step || !(isConsented(run, step) || holds(step.when, run.known))) continue
    floor.witness?.step(run.playbook.name, i)
    let end: StepsEnd | null = null
    if ('need' in step) end = yield* need(run, step.need)
    else if ('again' in step) end = yield* again(run, step)
    else if ('set' in step) {
      const value = resolve(step.to, run.known)
      if (typeof value === 'string' || typeof value === 'number') {
        wish.facts[step.set] = `${value}`
        know(run, step.set, `${value}`)
      }
    } else if ('read' in step) end = yield* read(run, step)
    else if ('write' in step) end = yield* write(run, step)
    else if ('say' in step || 'offer' in step) {
      if ('say' in step) yield* say(run, step.say, step.cite)
      else yield* offer(run, step.offer)
      if (step.end) break
    } else if ('answer' in step) {
      end = yield* answer(run, step)
      if (step.end && end === null) break
    } else if ('mark' in step) yield { kind: 'mark', what: step.mark }
    else if ('handoff' in step) {
      const outcome = yield { kind: 'hand_over', reason: step.handoff }
      if (outcome.kind === 'handed_over') return 'handed_over'
    } else {
      const next = floor.playbooks.find(({ name }) => name === step.go)
      if (!next) break
      if (isUnderWay(wish, next.name, floor)) break
      continueWith(run, next)
      run.playbook = next
      wish.playbook = next.name
      i = -1
    }
    if (end) return end
  }
  if (wish.status === 'open') wish.status = 'done'
  return 'ended'
}
