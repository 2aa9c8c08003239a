import { seeded } from '../../../src/measure/random.ts'
import { effectsWanted, factsOf, type Customer, type Fact } from './customer.ts'
import { hear, type HeardReply } from './hears.ts'
import { mistype } from './noise.ts'
import { wording } from './wording.ts'
import type { Move, MoveKind, Reached, SimulatedCustomer, Stopped } from './simulation.ts'

/** What a customer means to say, before it is put in their manner. */
interface Meant {
  kind: MoveKind
  text: string
  told?: Record<string, string>
  waitMs?: number
}

const minuteMs = 60_000
/** What a wrong turn costs, by temper. */
const impatience = { polite: 0.5, calm: 1, hurried: 1.5, angry: 2 } as const
/** Facts of one answer; who is in a hurry gives them one by one. */
const atOnce = { polite: 3, calm: 3, hurried: 1, angry: 2 } as const

/**
 * A customer that needs no model: a state machine over their facts that reads replies by their words. The same seed says
 * the same to the same replies.
 */
export function scriptedCustomer(customer: Customer, seed: number): SimulatedCustomer {
  const draw = seeded(seed)
  const words = wording[customer.language]
  const facts = factsOf(customer)
  const told = new Set<string>()
  const refused = new Set<string>()
  const pick = (choices: readonly string[]): string =>
    choices[Math.floor(draw() * choices.length)] ?? ''
  let says = customer.says
  let wished = 0
  let replies = 0
  let left: number = customer.patience
  /** What they told wrongly, and whether they have put it right. */
  let wrongFact: string | null = null
  let owned = false
  let hesitated = false
  let mixed = false
  let heldOrderWrong = false
  let askedPerson = false
  let thanked = false
  let earlier = ''

  const wish = (): string => says[Math.min(wished++, says.length - 1)] ?? ''

  /** Values that may stand in any message as they are. */
  const safe = Object.values(facts).flatMap(({ value, first }) =>
    first ? [value, first] : [value],
  )

  function put({ kind, text, told: tells = {}, waitMs = 0 }: Meant): Move {
    const switches = customer.codeSwitches && kind !== 'asks_person' && draw() < 0.5
    const spoken = switches ? `${text} ${pick(words.switched)}` : text
    const plain = kind === 'agrees' || kind === 'declines' || kind === 'asks_person'
    return {
      kind,
      told: tells,
      waitMs,
      text: plain ? spoken : mistype(spoken, customer.typos, safe, draw),
    }
  }

  function tell(name: string, { value, first }: Fact): { said: string; value: string } {
    told.add(name)
    if (name === 'order' && customer.mixes !== undefined && !mixed) {
      mixed = true
      return { said: words.mixes(customer.mixes, value), value }
    }
    if (first !== null && wrongFact === null && !owned) {
      wrongFact = name
      return { said: first, value: first }
    }
    return { said: value, value }
  }

  /** Answers what is asked for, as far as it is known and given. */
  function answer({ facts: asked }: HeardReply): Meant | null {
    const known = asked.filter((name) => facts[name] !== undefined)
    const given = known.filter((name) => mayGive(name, facts[name] as Fact))
    // What was told already is told again last: the agent asks for the rest.
    const order = [...given.filter((it) => !told.has(it)), ...given.filter((it) => told.has(it))]
    const now = order.slice(0, atOnce[customer.temper])
    if (now.length > 0) {
      const values = now.map((name) => ({ name, ...tell(name, facts[name] as Fact) }))
      return {
        kind: 'tells',
        text: values.map(({ said }) => said).join(customer.language === 'zh' ? '，' : ', '),
        told: Object.fromEntries(values.map(({ name, value }) => [name, value])),
      }
    }
    if (known.length > 0) return { kind: 'refuses', text: pick(words.refuses) }
    return null
  }

  function mayGive(name: string, { refuses }: Fact): boolean {
    if (refuses === null) return true
    if (refuses === 'always') return false
    const asked = refused.has(name)
    refused.add(name)
    return asked
  }

  /** The agent goes by what was told wrongly, though it was put right. */
  const believed = ({ value, first }: Fact): boolean =>
    first !== null && earlier.includes(first) && !earlier.includes(value)

  /** The first thing to be put right: their own slip, or an order that the agent took for theirs. */
  function correct({ orders }: HeardReply): Meant | null {
    const slip = wrongFact === null ? undefined : facts[wrongFact]
    if (wrongFact !== null && slip && (!owned || believed(slip))) {
      const name = wrongFact
      const { value, first } = slip
      if (owned) left -= impatience[customer.temper]
      owned = true
      return {
        kind: 'corrects',
        text: words.corrects(first ?? '', value),
        told: { [name]: value },
      }
    }
    const meant = facts['order']?.value
    const other = customer.mixes
    if (!meant || !other || heldOrderWrong || orders.includes(meant) || !orders.includes(other)) {
      return null
    }
    heldOrderWrong = true
    return { kind: 'corrects', text: words.notThat(other, meant), told: { order: meant } }
  }

  function consent(): Meant {
    if (customer.agrees === 'no') return { kind: 'declines', text: pick(words.no) }
    if (customer.agrees === 'hesitates' && !hesitated) {
      hesitated = true
      return { kind: 'hesitates', text: pick(words.hesitates) }
    }
    return { kind: 'agrees', text: pick(words.yes) }
  }

  function giveUp(): Meant | Stopped {
    if (customer.givesUp === 'leaves' || askedPerson) return { stopped: 'gave_up' }
    askedPerson = true
    return { kind: 'asks_person', text: pick(words.person) }
  }

  function insist(): Meant | Stopped {
    left -= impatience[customer.temper]
    if (left <= 0) return giveUp()
    return { kind: 'insists', text: `${pick(words.pressing[customer.temper])}${wish()}` }
  }

  function respond(reply: string): Meant | Stopped {
    const heard = hear(reply, facts)
    const again = reply === earlier
    earlier = reply
    if (again) left -= impatience[customer.temper]
    if (left <= 0) return giveUp()
    const corrected = correct(heard)
    if (corrected) return corrected
    if (customer.changesMind?.after === replies) {
      ;({ says } = customer.changesMind)
      wished = 0
      return { kind: 'changes_mind', text: wish() }
    }
    const answered = answer(heard)
    if (answered) return answered
    if (heard.asksConsent) return consent()
    if (heard.offersPerson) {
      return customer.stops.person
        ? { kind: 'agrees', text: pick(words.yes) }
        : { kind: 'declines', text: pick(words.no) }
    }
    if (heard.facts.length > 0) {
      left -= impatience[customer.temper]
      return left <= 0
        ? giveUp()
        : { kind: 'does_not_know', text: pick(words.unknown), told: unknown(heard.facts) }
    }
    return insist()
  }

  const unknown = (names: readonly string[]) => Object.fromEntries(names.map((name) => [name, '?']))

  function satisfied({ done, said }: Reached): boolean {
    const { person, said: wanted } = customer.stops
    if (person) return false
    return (
      effectsWanted(customer).every((tool) => done.includes(tool)) &&
      (wanted === undefined || said.some((text) => new RegExp(wanted, 'iu').test(text)))
    )
  }

  return {
    patienceLeft: () => left,
    next(reply, reached) {
      if (reply === null) {
        return Promise.resolve(
          put({ kind: 'opens', text: `${pick(words.opening[customer.temper])}${wish()}` }),
        )
      }
      if (reached.handedOver) return Promise.resolve({ stopped: 'handed_over' })
      if (satisfied(reached)) {
        if (thanked || customer.temper !== 'polite') {
          return Promise.resolve({ stopped: 'satisfied' })
        }
        thanked = true
        return Promise.resolve(put({ kind: 'thanks', text: pick(words.thanks) }))
      }
      replies += 1
      const meant = respond(reply)
      if ('stopped' in meant) return Promise.resolve(meant)
      const silent = customer.goesSilent?.after === replies
      return Promise.resolve(
        put(
          silent
            ? {
                ...meant,
                waitMs: (customer.goesSilent?.minutes ?? 0) * minuteMs,
                text: `${pick(words.back)}${customer.language === 'zh' ? '。' : '. '}${meant.text}`,
              }
            : meant,
        ),
      )
    },
  }
}
