import { z } from 'zod'
import type { Wish } from '../domain/agenda.ts'
import { canonicalJson } from '../domain/consent.ts'
import { Citation } from '../domain/message.ts'
import type { Playbook, Step } from '../domain/playbook.ts'
import type { Outcome, Proposal } from '../domain/proposal.ts'
import { chooseOrder } from './order-choice.ts'
import type { Situation } from './performer.ts'
import { phrases } from './phrases.ts'
import { fillArguments, fillTemplate, holds } from './template.ts'

/** What running one wish's playbook came to. `asked`: a question stands, so nobody else asks one in this turn. */
export type StepsEnd = 'ended' | 'asked' | 'handed_over'

export interface Floor {
  situation: Situation
  playbooks: readonly Playbook[]
  timeZone: string
  /** Wishes whose consent was answered with neither yes nor no. */
  pressed: ReadonlySet<Wish>
  /** A question was asked in this turn already. */
  questionAsked: boolean
  /** Words of ours that go before a question which returns to this wish. */
  returning: boolean
}

type Acting<T> = AsyncGenerator<Proposal, T, Outcome>

/** What `search_knowledge` found to say, for the customer. */
export const ExtractiveAnswer = z.object({
  text: z.string(),
  citations: z.array(Citation),
  sourceLanguage: z.enum(['zh', 'en']),
})
const Answered = z.object({ answer: ExtractiveAnswer })
const Failed = z.object({ failed: z.string() })
/** How often a consent is asked before we let the matter rest. */
const mostConsentQuestions = 3

/**
 * Runs a wish's playbook from its first step: reads are repeated, what was said is not said again, and a write that
 * is done is not done again. So the same procedure serves a first telling, a correction and a return alike.
 */
export async function* runPlaybook(wish: Wish, floor: Floor): Acting<StepsEnd> {
  const { situation, timeZone } = floor
  const { locale, now } = situation.scope
  const words = phrases[locale]
  const known: Record<string, unknown> = { customer: situation.customer, ...wish.facts }
  let playbook = floor.playbooks.find(({ name }) => name === wish.playbook)
  if (!playbook) {
    wish.status = 'dropped'
    return 'ended'
  }
  let current: Playbook = playbook

  const isConsented = (step: Step) =>
    'write' in step &&
    situation.consent?.status === 'given' &&
    situation.consent.tool === step.write

  async function* say(key: string | undefined): Acting<void> {
    const template = key && current.replies[key]?.[locale]
    if (!key || !template || wish.said.includes(key)) return
    yield { kind: 'say', text: fillTemplate(template, known, { locale, timeZone, now }) }
    wish.said.push(key)
  }

  async function* ask(fact: string, text: string): Acting<StepsEnd> {
    wish.status = 'waiting_for_fact'
    if (floor.questionAsked) return 'ended'
    floor.questionAsked = true
    wish.asked = fact
    wish.timesAsked[fact] = (wish.timesAsked[fact] ?? 0) + 1
    wish.unmetTurns = Math.max(wish.unmetTurns, wish.timesAsked[fact] - 1)
    const lead = floor.returning ? words.backTo(current.title[locale]) : ''
    const outcome = yield { kind: 'ask', fact, text: `${lead}${text}` }
    return outcome.kind === 'handed_over' ? 'handed_over' : 'asked'
  }

  async function* read(step: Extract<Step, { read: string }>): Acting<StepsEnd | null> {
    const outcome = yield { kind: 'call', tool: step.read, args: fillArguments(step.with, known) }
    if (outcome.kind === 'handed_over') return 'handed_over'
    if (outcome.kind !== 'called') {
      yield { kind: 'say', text: words.toolFailed }
      return 'ended'
    }
    known[step.as] = outcome.result.data
    if (outcome.result.ok) return null
    const why = Failed.safeParse(outcome.result.data).data?.failed
    if (why === 'upstream_failed') {
      // The wish stays open: the next word of the customer tries again.
      yield { kind: 'say', text: words.toolFailed }
      return 'ended'
    }
    yield* say(step.otherwise)
    wish.status = 'done'
    return 'ended'
  }

  async function* write(step: Extract<Step, { write: string }>): Acting<StepsEnd | null> {
    const { consent } = situation
    // A yes is to exactly what was asked, whatever a read would say now.
    const consented = isConsented(step)
    const args = consented && consent ? consent.args : fillArguments(step.with, known)
    const before = situation.effects.find(
      (effect) =>
        effect.tool === step.write &&
        effect.status === 'done' &&
        canonicalJson(effect.args) === canonicalJson(args),
    )
    if (before?.result && !consented) {
      known[step.as] = before.result.data
      return null
    }
    if (
      consent?.tool === step.write &&
      consent.status === 'denied' &&
      !wish.said.includes('(declined)')
    ) {
      wish.said.push('(declined)')
      yield* say(step.declined)
      return null
    }
    if (wish.said.includes('(declined)')) return null
    if (floor.pressed.has(wish) && step.pressed) {
      wish.said = wish.said.filter((key) => key !== step.pressed)
      yield* say(step.pressed)
    }
    const timesAsked = wish.timesAsked[step.write] ?? 0
    if (current.consent.includes(step.write) && !consented) {
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
        yield* say(outcome.result.ok ? step.say : step.otherwise)
        return null
      case 'refused':
        yield* say(step.otherwise)
        return null
      case 'handed_over':
        return 'handed_over'
      case 'done':
        return null
      default:
        return outcome satisfies never
    }
  }

  async function* answer(): Acting<StepsEnd | null> {
    const outcome = yield {
      kind: 'call',
      tool: 'search_knowledge',
      args: { query: wish.words.slice(0, 2000) },
    }
    if (outcome.kind === 'handed_over') return 'handed_over'
    wish.status = 'done'
    const found =
      outcome.kind === 'called' && outcome.result.ok
        ? Answered.safeParse(outcome.result.data).data?.answer
        : undefined
    if (!found) {
      const gap = yield { kind: 'admit_gap', question: wish.words, text: words.dontKnow }
      return gap.kind === 'handed_over' ? 'handed_over' : 'ended'
    }
    const foreign =
      found.sourceLanguage === locale ? '' : `${words.foreignSource(found.sourceLanguage)}\n`
    const said = yield { kind: 'say', text: `${foreign}${found.text}`, citations: found.citations }
    if (said.kind === 'refused')
      yield { kind: 'admit_gap', question: wish.words, text: words.dontKnow }
    return null
  }

  for (let i = 0; i < current.steps.length; i++) {
    const step = current.steps[i]
    if (!step || !(isConsented(step) || holds(step.when, known))) continue
    let end: StepsEnd | null = null
    if ('need' in step) {
      const slot = current.facts[step.need]
      if (slot?.type === 'order') {
        const choice = yield* chooseOrder({
          wish,
          slotName: step.need,
          slot,
          playbook: current,
          situation,
          timeZone,
        })
        if (choice.kind === 'stop') return 'ended'
        if (choice.kind === 'ask') return yield* ask(choice.fact, choice.text)
        wish.facts[step.need] = choice.order
      } else if (slot && wish.facts[step.need] === undefined)
        return yield* ask(step.need, slot.ask[locale])
      known[step.need] = wish.facts[step.need]
    } else if ('read' in step) end = yield* read(step)
    else if ('write' in step) end = yield* write(step)
    else if ('say' in step) {
      yield* say(step.say)
      if (step.end) break
    } else if ('offer' in step) {
      const template = current.replies[step.offer]?.[locale]
      if (template)
        yield {
          kind: 'offer_person',
          text: fillTemplate(template, known, { locale, timeZone, now }),
        }
    } else if ('answer' in step) end = yield* answer()
    else if ('mark' in step) yield { kind: 'mark', what: step.mark }
    else if ('handoff' in step) {
      const outcome = yield { kind: 'hand_over', reason: step.handoff }
      if (outcome.kind === 'handed_over') return 'handed_over'
    } else {
      playbook = floor.playbooks.find(({ name }) => name === step.go)
      if (!playbook) break
      current = playbook
      wish.playbook = current.name
      i = -1
    }
    if (end) return end
  }
  if (wish.status === 'open') wish.status = 'done'
  return 'ended'
}
