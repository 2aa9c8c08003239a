import { createRouter, type Seat } from '../src/handoff/routing.ts'
import { quantile, rounded, seeded, type Bench } from './bench.ts'
import { simulate, type Desk, type Result } from './routing-desk.ts'

/**
 * Routing: a discrete-event simulation. First desks that the theory covers (one skill, Poisson arrivals, exponential
 * times): mean waits must agree with Erlang C within three standard errors. Then a desk of mixed skills against plain
 * round robin at equal staffing. Then how long a decision takes among 1,000 operators.
 */

const seed = 20261121
const standardErrors = 3
const leastGain = 0.3
const mostMicros = 50

/** The mean wait by Erlang's C formula (1917), in units of the mean handling time. */
function erlangC(servers: number, load: number): number {
  const offered = servers * load
  let blocking = 1
  for (let k = 1; k <= servers; k++) blocking = (offered * blocking) / (k + offered * blocking)
  const waits = blocking / (1 - load * (1 - blocking))
  return waits / (servers * (1 - load))
}

const oneSkill = (operators: number, capacity: number, load: number): Desk => ({
  operators: Array.from({ length: operators }, (_, i) => ({
    id: `o${i}`,
    capacity,
    skills: { any: 1 },
    weight: 1,
  })),
  rates: { any: operators * capacity * load },
})

/** Six skills with unequal loads, twenty operators with one to three skills each, three chats at a time. */
const skillsOf = [
  ...Array.from({ length: 4 }, () => ['delivery', 'orders']),
  ...Array.from({ length: 3 }, () => ['delivery', 'returns']),
  ...Array.from({ length: 3 }, () => ['returns', 'technical']),
  ...Array.from({ length: 2 }, () => ['technical']),
  ...Array.from({ length: 3 }, () => ['presales', 'orders']),
  ...Array.from({ length: 2 }, () => ['billing', 'returns']),
  ...Array.from({ length: 3 }, () => ['billing', 'presales', 'orders']),
]
const mixed: Desk = {
  operators: skillsOf.map((names, i) => ({
    id: `o${i}`,
    capacity: 3,
    skills: Object.fromEntries(names.map((name) => [name, 1])),
    weight: 1,
  })),
  // Chats in one mean handling time; 60 at once is all that the desk can hold, so it is 70 % full. Dealt in turn, no
  // operator gets more than 85 % of what they can do: round robin has a fair chance.
  rates: { delivery: 10, returns: 9, technical: 7, orders: 7, presales: 5, billing: 4 },
}

export const bench: Bench = async ({ short, progress }) => {
  const chats = short ? 300_000 : 10_000_000
  const theory = [oneSkill(10, 1, 0.8), oneSkill(10, 3, 0.8), oneSkill(5, 1, 0.5)].map(
    (desk, i) => {
      const many = i === 0 ? chats : Math.ceil(chats / 10)
      progress(`${many} chats of one skill, ${desk.operators.length} operators`)
      return compare(desk, simulate(desk, { chats: many, seed: seed + i, routing: 'baton' }))
    },
  )
  progress('mixed skills')
  const many = short ? 100_000 : 1_000_000
  const run = (routing: 'baton' | 'in turn' | 'in turn among the free') =>
    waitsOf(simulate(mixed, { chats: many, seed, routing }))
  const baton = run('baton')
  const inTurn = run('in turn')
  const gain = 1 - baton.p90 / inTurn.p90
  const decision = timeDecisions(short ? 5000 : 50_000)
  return {
    workload: `Erlang C: 10 operators at load 0.8 (${chats} chats), 10 with 3 chats each at 0.8, 5 at 0.5; mixed: ${skillsOf.length} operators, 6 skills, 3 chats at a time, ${many} chats; waits in mean handling times`,
    seed,
    erlangC: theory,
    mixed: {
      baton,
      plainRoundRobin: inTurn,
      roundRobinAmongTheFree: run('in turn among the free'),
      p90Gain: rounded(gain),
    },
    decision,
    held:
      theory.every(({ errors }) => Math.abs(errors) <= standardErrors) &&
      gain >= leastGain &&
      decision.cpuMeanUs <= mostMicros,
  }
}

/** Mean wait against theory. The standard error is that of the means of a hundred stretches (batch means). */
function compare(desk: Desk, { waits }: Result) {
  const servers = desk.operators.reduce((sum, { capacity }) => sum + capacity, 0)
  const load = (desk.rates['any'] ?? 0) / servers
  const stretches = 100
  // The desk begins empty: the first stretch does not count.
  const length = Math.floor(waits.length / (stretches + 1))
  const means = Array.from({ length: stretches }, (_, i) =>
    mean(waits.subarray((i + 1) * length, (i + 2) * length)),
  )
  const measured = mean(means)
  const spread = means.reduce((sum, one) => sum + (one - measured) ** 2, 0) / (stretches - 1)
  const error = Math.sqrt(spread / stretches)
  const expected = erlangC(servers, load)
  return {
    servers,
    load: rounded(load),
    chats: waits.length,
    expected: rounded(expected, 6),
    measured: rounded(measured, 6),
    standardError: rounded(error, 6),
    errors: rounded((measured - expected) / error, 2),
  }
}

function mean(values: ArrayLike<number>): number {
  let sum = 0
  for (let i = 0; i < values.length; i++) sum += values[i] ?? 0
  return sum / values.length
}

function waitsOf({ waits }: Result) {
  const sorted = waits.toSorted()
  const at = (share: number) => rounded(sorted[Math.floor(sorted.length * share)] ?? 0, 4)
  return { mean: rounded(mean(waits), 4), p50: at(0.5), p90: at(0.9), p99: at(0.99) }
}

/** How long one choice takes among 1,000 operators, in microseconds. */
function timeDecisions(decisions: number) {
  const random = seeded(seed)
  const names = Object.keys(mixed.rates)
  const seats: Seat[] = Array.from({ length: 1000 }, (_, i) => ({
    id: `o${i}`,
    skills: Object.fromEntries(names.filter(() => random() < 0.4).map((name) => [name, 1])),
    capacity: 3,
    load: Math.floor(random() * 4),
    weight: 1 + Math.floor(random() * 3),
    present: random() < 0.95,
    idleSinceMs: Math.floor(random() * 60_000),
  }))
  const router = createRouter(seed)
  const choose = (i: number) => router.choose(seats, { skill: names[i % names.length] ?? '' })
  for (let i = 0; i < 2000; i++) choose(i)
  const times: number[] = []
  // Processor time, which other work on the machine does not stretch.
  const used = process.cpuUsage()
  for (let i = 0; i < decisions; i++) {
    const from = performance.now()
    choose(i)
    times.push((performance.now() - from) * 1000)
  }
  const { user, system } = process.cpuUsage(used)
  return {
    operators: seats.length,
    decisions,
    cpuMeanUs: rounded((user + system) / decisions, 2),
    p50us: rounded(quantile(times, 0.5), 2),
    p99us: rounded(quantile(times, 0.99), 2),
  }
}
