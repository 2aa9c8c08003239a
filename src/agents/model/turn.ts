import type { Outcome, Proposal } from '../../domain/proposal.ts'
import { claimsEffect } from './claims.ts'
import { Passages, withoutCitations } from './citations.ts'
import { DraftGate } from './draft.ts'
import { Faults, faultOf } from './fault.ts'
import type { ModelCall } from './limits.ts'
import type { Step } from './step.ts'
import { definitionOf, toolsInScope } from './tools.ts'
import type { ToolForModel } from './tools.ts'
import { Transcript } from './transcript.ts'
import type { ReadCall } from './transcript.ts'
import type { DraftSink, Situation } from '../performer.ts'
import type { PromptWording } from './prompt.ts'
import { heard, messagesFor } from './prompt-messages.ts'

/** How a turn ends. */
export type End =
  | { kind: 'answered'; text: string }
  | { kind: 'consent_asked'; tool: string }
  | { kind: 'handed_over' }
/** What a step came to: the turn's end, an answer that is said, or the model is to go on. */
type Came = End | 'said' | 'on'
type Proposing<T> = AsyncGenerator<Proposal, T, Outcome>

/** One turn of the model performer: what it has heard and done so far, and how it goes on. */
export class ModelTurn {
  readonly #situation: Situation
  readonly #draft: DraftSink
  readonly #call: ModelCall
  readonly #tools: ReadonlyMap<string, ToolForModel>
  readonly #transcript: Transcript
  readonly #passages = new Passages()
  readonly #faults = new Faults()
  /** What the customer wrote meanwhile and the model has not heard. */
  readonly #news: string[] = []
  /** Results that the customer has not been told of. */
  #untold = false
  #wrote = false

  constructor(
    situation: Situation,
    draft: DraftSink,
    tools: readonly ToolForModel[],
    call: ModelCall,
    wording: PromptWording = {},
  ) {
    this.#situation = situation
    this.#draft = draft
    this.#call = call
    const offered = toolsInScope(tools, situation.scope)
    this.#tools = new Map(offered.map((tool) => [tool.name, tool]))
    this.#transcript = new Transcript(
      messagesFor(situation, { historyTokens: call.limits.historyTokens, ...wording }),
    )
  }

  /** Asks, proposes and says until the turn ends. */
  async *run(): Proposing<End> {
    const consented = yield* this.#carryOutConsent()
    if (typeof consented === 'object') return consented
    const definitions = [...this.#tools.values()].map(definitionOf)
    for (;;) {
      const gate = new DraftGate(this.#draft)
      const step = await this.#call.ask(this.#transcript.messages, definitions, gate)
      const came =
        step.calls.length > 0 ? yield* this.#carryOut(step, gate) : yield* this.#answer(step, gate)
      if (typeof came === 'object') return came
      if (came === 'said' && this.#news.length === 0) return { kind: 'answered', text: step.text }
      this.#hearNews()
    }
  }

  /** A yes was given to exactly these arguments: code carries it out, whatever the model would make of it. */
  async *#carryOutConsent(): Proposing<Came> {
    const { consent } = this.#situation
    if (consent?.status !== 'given') return 'on'
    const call = this.#transcript.own(consent.tool, consent.args)
    return yield* this.#propose(call)
  }

  /** Proposes the calls of a step in order. Every call gets exactly one tool message, whatever becomes of it. */
  async *#carryOut(step: Step, gate: DraftGate): Proposing<Came> {
    const calls = this.#transcript.read(step, (tool) => this.#needsNothing(tool))
    const asking = calls.find((call) => call.args && this.#needsConsent(call.tool))
    // Words beside other calls are withdrawn, and the model must not believe that the customer read them.
    if (!asking) gate.withdraw()
    this.#transcript.addCalls(calls, asking ? step.text : '')
    // A question ends the turn, so it comes last, whatever place the model gave it.
    for (const call of calls.toSorted((a, b) => Number(a === asking) - Number(b === asking))) {
      const held = call === asking ? yield* this.#prepareQuestion(step, gate) : null
      if (typeof held === 'string') {
        this.#transcript.answer(call, held)
        continue
      }
      const came = held ?? (yield* this.#propose(call))
      if (typeof came === 'object') return came
    }
    if (calls.some((call) => call.args === null)) this.#faults.once('malformed', 'unreadable calls')
    return 'on'
  }

  /**
   * A question for consent ends the turn, so what was found and done is said before it. Returns why the question has
   * to wait, in words for the model, or null when it may be asked.
   */
  async *#prepareQuestion({ text }: Step, gate: DraftGate): Proposing<End | string | null> {
    if (text !== '') {
      const said = yield* this.#say(text, gate)
      return 'kind' in said ? said : said.refused
    }
    if (!this.#untold || !this.#faults.isFirst('wordless question')) return null
    return 'Not asked yet: first tell the customer what you found and did. Make this call again and write that in the same answer; the system adds the question.'
  }

  async *#propose(call: ReadCall): Proposing<Came> {
    if (call.args === null) {
      this.#transcript.answer(
        call,
        'Not run: cut off, or no JSON object. Make this call again, whole.',
      )
      return 'on'
    }
    const outcome = yield { kind: 'call', tool: call.tool, args: call.args }
    this.#noteNews(outcome)
    switch (outcome.kind) {
      case 'consent_asked':
        return { kind: 'consent_asked', tool: call.tool }
      case 'handed_over':
        return { kind: 'handed_over' }
      case 'refused':
        this.#transcript.answer(call, `Refused: ${outcome.refusal.forModel}`)
        return 'on'
      case 'called': {
        const { ok, data, forModel } = outcome.result
        if (call.tool === 'search_knowledge') this.#passages.note(data)
        if (ok && this.#tools.get(call.tool)?.effect !== 'reads') this.#wrote = true
        this.#untold = true
        this.#transcript.answer(call, forModel)
        return 'on'
      }
      case 'done':
        this.#transcript.answer(call, 'Done.')
        return 'on'
      default:
        return outcome satisfies never
    }
  }

  /** A step without calls is the answer, unless something is wrong with it: then the model is told, once. */
  async *#answer(step: Step, gate: DraftGate): Proposing<Came> {
    const { text } = step
    const fault = faultOf(step)
    if (fault) {
      gate.withdraw()
      this.#faults.once(fault.why, fault.what)
      this.#transcript.addText(text)
      this.#transcript.admonish(fault.tell)
      return 'on'
    }
    const said = yield* this.#say(text, gate)
    this.#transcript.addText(text)
    if ('kind' in said) return said
    if (said.refused === null) return 'said'
    this.#transcript.admonish(said.refused)
    return 'on'
  }

  async *#say(text: string, gate: DraftGate): Proposing<End | { refused: string | null }> {
    gate.finish()
    if (this.#wrote && followsUp(this.#situation)) {
      this.#noteNews(yield { kind: 'mark', what: 'follow_up' })
    }
    this.#wrote = false
    const outcome = yield this.#wording(text)
    this.#noteNews(outcome)
    if (outcome.kind === 'handed_over') return { kind: 'handed_over' }
    if (outcome.kind !== 'refused') {
      this.#untold = false
      return { refused: null }
    }
    gate.withdraw()
    this.#faults.once('malformed', 'refused words')
    return { refused: `The customer did not get your words. ${outcome.refusal.forModel}` }
  }

  /** An answer after a search that found nothing says so, and the gap is written down. */
  #wording(text: string): Proposal {
    const citations = this.#passages.citedIn(text)
    const words = withoutCitations(text).trim()
    // A claim is for `say` alone: there it is held against what was done.
    if (this.#passages.foundNothing && !claimsEffect(words)) {
      const question = this.#situation.said.map((message) => message.text).join('\n')
      return { kind: 'admit_gap', question, text: words }
    }
    return { kind: 'say', text: words, ...(citations.length > 0 && { citations }) }
  }

  #noteNews({ news = [] }: Outcome) {
    this.#news.push(...news.map(heard))
  }

  /** What the customer wrote meanwhile joins before the next step, after every call has its answer. */
  #hearNews() {
    if (this.#news.length > 0) this.#transcript.hear(this.#news.splice(0).join('\n'))
  }

  #needsNothing(tool: string): boolean {
    return this.#tools.get(tool)?.input.safeParse({}).success ?? false
  }

  #needsConsent(tool: string): boolean {
    return this.#situation.scope.playbooks.some(
      // What has a limit gives something away, and that needs a yes even where no playbook says so.
      ({ consent, limits }) => consent.includes(tool) || Object.hasOwn(limits, tool),
    )
  }
}

/** Whether a procedure of this turn asks that somebody looks after what was set in motion. */
const followsUp = ({ scope }: Situation) =>
  scope.playbooks.some(({ steps }) => steps.some((step) => 'mark' in step))
