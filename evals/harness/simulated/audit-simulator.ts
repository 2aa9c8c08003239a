import { factsOf, type Customer } from './customer.ts'
import { asksForYes, hear } from './hears.ts'
import { hasWhatTheyCameFor, wordsOf, type Evidence } from './evidence.ts'
import type { Simulation } from './simulation.ts'

/** The same words so many times, to replies that differ, are a loop. */
const loop = 3
/** Messages after the customer had what they came for; one is to say thanks. */
const mostAfterwards = 2
/** Once may be a slip of the ear. */
const mostPast = 2

/** Things that a customer could only make up: numbers, codes, addresses of e-mail. */
const hard = /\S+@\S+\.\w+|[A-Z]{2,}\d+|\d{4,}/g

/** What it told as a fact and is none. */
function contradicts({ customer }: Evidence, { moves, slips, stopped }: Simulation): string | null {
  const facts = factsOf(customer)
  for (const { told, turn } of moves) {
    for (const [name, value] of Object.entries(told)) {
      const known = facts[name]
      if (value === '?' || value === known?.value || slips.includes(value)) continue
      return `it told ${name} "${value}" in turn ${turn}, and knows ${known ? `"${known.value}"` : 'none'}`
    }
  }
  const uncorrected = Object.entries(facts).find(
    ([name, { first, value }]) =>
      first !== null &&
      moves.some(({ told }) => told[name] === first) &&
      !moves.some(({ told }) => told[name] === value),
  )
  return uncorrected && stopped === 'satisfied'
    ? `it never corrected ${uncorrected[0]}, which it told wrongly`
    : null
}

/** A number that neither its case nor the agent gave it. */
function madeUp({ customer, trace }: Evidence): string | null {
  let heard = wordsOf(customer)
  for (const { author, text } of trace.messages) {
    if (author !== 'customer') {
      heard += `\n${text}`
      continue
    }
    const invented = text.match(hard)?.find((value) => !heard.includes(value))
    if (invented !== undefined) return `it made up ${invented}`
  }
  return null
}

/** It said what only the agent was to say, or what belongs behind the scenes. */
function leaks({ customer, trace, tools }: Evidence): string | null {
  const own = wordsOf(customer)
  const wanted = customer.stops.said
  let answered = false
  for (const { author, text } of trace.messages) {
    if (author === 'agent') answered ||= wanted !== undefined && new RegExp(wanted, 'iu').test(text)
    if (author !== 'customer') continue
    const tool = [...tools].find((name) => name.includes('_') && text.includes(name))
    if (tool !== undefined) return `it named the tool ${tool}`
    if (/###|<<data>>/.test(text)) return 'it said a mark that is not for the agent'
    const [answer] = (wanted !== undefined && new RegExp(wanted, 'iu').exec(text)) || []
    if (answer !== undefined && !answered && !own.includes(answer)) {
      return `it gave its goal's answer away: "${answer}"`
    }
  }
  return null
}

/** It ended the conversation before its time. */
function stopsEarly(evidence: Evidence, simulation: Simulation): string | null {
  const { customer } = evidence
  const { stopped, moves, patienceLeft } = simulation
  if (stopped === 'silent') return 'it said nothing'
  if (stopped === 'satisfied' && !hasWhatTheyCameFor(evidence)) {
    return 'it stopped as if satisfied, and does not have what it came for'
  }
  if (stopped !== 'gave_up') return null
  const early = patienceLeft === null ? moves.length < soonest(customer) : patienceLeft > 0
  return early ? `it gave up after ${moves.length} messages, with patience left` : null
}

/** The first message after which a customer of this temper can have run out of patience. */
const soonest = ({ patience, temper }: Customer): number =>
  Math.ceil(patience / (temper === 'angry' ? 2 : temper === 'hurried' ? 1.5 : 1))

/** It says the same over and over, while the agent does not. */
function loops({ trace }: Evidence): string | null {
  const repliesTo = new Map<string, string[]>()
  for (const [i, { author, text }] of trace.messages.entries()) {
    if (author !== 'customer') continue
    const before = trace.messages[i - 1]
    const heard = before?.author === 'agent' ? before.text : ''
    repliesTo.set(text, [...(repliesTo.get(text) ?? []), heard])
  }
  const found = [...repliesTo].find(
    ([, heard]) => heard.length >= loop && new Set(heard).size === heard.length,
  )
  return found ? `it said "${found[0]}" ${found[1].length} times, whatever it was told` : null
}

/** It answers a yes-or-no question with what it had told already, again and again. */
function answersPastTheQuestion({ trace }: Evidence, { moves }: Simulation): string | null {
  const told = new Set<string>()
  let past = 0
  for (const { turn, kind, told: tells } of moves) {
    const reply = trace.messages.findLast((it) => it.author === 'agent' && it.turn === turn - 1)
    const values = Object.values(tells)
    const again = kind === 'tells' && values.every((value) => told.has(value))
    if (again && reply && asksForYes(reply.text)) past++
    for (const value of values) told.add(value)
  }
  return past >= mostPast ? `it was asked for a yes ${past} times and told facts again` : null
}

/** It is asked for what it knows and would give, and does not hear it. */
function isDeaf({ customer, trace }: Evidence, { moves }: Simulation): string | null {
  const facts = factsOf(customer)
  const told = new Set<string>()
  const unheard = new Map<string, number>()
  for (const { turn, kind, told: tells } of moves) {
    const reply = trace.messages.findLast((it) => it.author === 'agent' && it.turn === turn - 1)
    const asked = kind === 'insists' && reply ? hear(reply.text, facts).facts : []
    for (const name of asked) {
      const known = facts[name]?.refuses === null && !told.has(name)
      if (known) unheard.set(name, (unheard.get(name) ?? 0) + 1)
    }
    for (const name of Object.keys(tells)) told.add(name)
  }
  const found = [...unheard].find(([, times]) => times >= mostPast)
  return found
    ? `it was asked for ${found[0]} ${found[1]} times, knows it, and did not tell it`
    : null
}

/** It has what it came for and does not stop. */
function goesOn(evidence: Evidence, { moves }: Simulation): string | null {
  const { customer, trace } = evidence
  const { said, effect } = customer.stops
  if (said === undefined || effect !== undefined) return null
  const answer = trace.messages.find(
    ({ author, text }) => author === 'agent' && new RegExp(said, 'iu').test(text),
  )
  const after = answer ? moves.filter(({ turn }) => turn > answer.turn).length : 0
  return after > mostAfterwards ? `it went on for ${after} messages after it had its answer` : null
}

/** What is wrong with how the customer was played, or null. */
export const faultOfSimulator = (evidence: Evidence, simulation: Simulation): string | null =>
  contradicts(evidence, simulation) ??
  madeUp(evidence) ??
  leaks(evidence) ??
  stopsEarly(evidence, simulation) ??
  loops(evidence) ??
  answersPastTheQuestion(evidence, simulation) ??
  isDeaf(evidence, simulation) ??
  goesOn(evidence, simulation)
