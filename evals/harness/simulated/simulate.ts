import type { House } from '../house.ts'
import { beginExchange } from '../tasks/exchange.ts'
import type { Trace } from '../trace.ts'
import { factsOf, type Customer } from './customer.ts'
import type { Reached, SimulatedCustomer, Simulation, Stopped } from './simulation.ts'

/** How far the conversation has come, and what was replied last. */
function reachedIn(trace: Trace): { reply: string; reached: Reached } {
  const replies = trace.messages.filter(({ author }) => author === 'agent')
  const reply = replies.filter(({ turn }) => turn === trace.turns).map(({ text }) => text)
  return {
    reply: reply.join('\n'),
    reached: {
      done: trace.effects.flatMap(({ tool, status }) => (status === 'done' ? [tool] : [])),
      said: replies.map(({ text }) => text),
      handedOver: trace.holder !== 'agent',
    },
  }
}

/** Lets a simulated customer talk to the house until they stop. Placeholders in the customer are filled by now. */
export async function simulate(
  house: House,
  customer: Customer,
  { player, playedBy, seed }: { player: SimulatedCustomer; playedBy: string; seed: number },
  signal: AbortSignal,
): Promise<Trace> {
  const { channel, login, online, language } = customer
  const locale = customer.locale ?? language
  const exchange = await beginExchange(house, { locale, channel, login, online })
  const facts = Object.entries(factsOf(customer))
  const simulation: Simulation = {
    seed,
    playedBy,
    goal: customer.goal,
    facts: Object.fromEntries(facts.map(([name, { value }]) => [name, value])),
    slips: facts.flatMap(([, { first }]) => first ?? []),
    moves: [],
    stopped: 'too_many_turns',
    patienceLeft: null,
  }
  let trace = await exchange.trace()
  for (let turn = 1; ; turn++) {
    const { reply, reached } = reachedIn(trace)
    const move = await player.next(turn === 1 ? null : reply, reached, signal)
    if ('stopped' in move || turn > customer.mostTurns) {
      simulation.stopped = stopOf(move)
      break
    }
    const { kind, told, text, waitMs } = move
    simulation.moves.push({ turn, kind, told, text })
    await exchange.say([text], signal, { waitMs })
    trace = await exchange.trace()
  }
  simulation.patienceLeft = player.patienceLeft()
  return { ...trace, simulation }
}

const stopOf = (move: object): Stopped['stopped'] =>
  'stopped' in move ? (move as Stopped).stopped : 'too_many_turns'
