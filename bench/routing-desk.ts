import { createRouter, type Seat } from '../src/handoff/routing.ts'
import { seeded } from './bench.ts'

/** A desk in the simulation. Times are in mean handling times. */
export interface Desk {
  operators: readonly Pick<Seat, 'id' | 'capacity' | 'skills' | 'weight'>[]
  /** Chats that arrive in one mean handling time, by skill: Poisson. */
  rates: Readonly<Record<string, number>>
}

export interface Result {
  /** How long each chat waited, in the order of arrival. */
  waits: Float64Array
}

interface Options {
  chats: number
  seed: number
  /** `in turn`: dealt to the next operator with the skill, busy or not, who then has it in their own list. */
  routing: 'baton' | 'in turn' | 'in turn among the free'
}

interface Waiting {
  chat: number
  arrivedAt: number
}

/** First in, first out, without moving what is left. */
class Line {
  private items: Waiting[] = []
  private head = 0
  push(item: Waiting): void {
    this.items.push(item)
  }
  first(): Waiting | undefined {
    return this.items[this.head]
  }
  shift(): Waiting | undefined {
    const item = this.items[this.head]
    if (item) this.head += 1
    if (this.head > 1000) {
      this.items = this.items.slice(this.head)
      this.head = 0
    }
    return item
  }
}

/** Ends of conversations, the earliest first: a binary heap. */
class Ends {
  private readonly times: number[] = []
  private readonly seats: number[] = []
  get next(): number {
    return this.times[0] ?? Number.POSITIVE_INFINITY
  }
  push(time: number, seat: number): void {
    let at = this.times.length
    while (at > 0) {
      const above = (at - 1) >> 1
      if ((this.times[above] ?? 0) <= time) break
      this.put(at, this.times[above] ?? 0, this.seats[above] ?? 0)
      at = above
    }
    this.put(at, time, seat)
  }
  /** Takes the earliest; returns whose it was. */
  pop(): number {
    const first = this.seats[0] ?? 0
    const time = this.times.pop() ?? 0
    const seat = this.seats.pop() ?? 0
    const size = this.times.length
    if (size === 0) return first
    let at = 0
    for (;;) {
      let below = 2 * at + 1
      if (below >= size) break
      if (below + 1 < size && (this.times[below + 1] ?? 0) < (this.times[below] ?? 0)) below += 1
      if ((this.times[below] ?? 0) >= time) break
      this.put(at, this.times[below] ?? 0, this.seats[below] ?? 0)
      at = below
    }
    this.put(at, time, seat)
    return first
  }
  private put(at: number, time: number, seat: number): void {
    this.times[at] = time
    this.seats[at] = seat
  }
}

/**
 * Runs a desk for so many chats: Poisson arrivals, exponential handling times whatever else the operator does, and
 * whoever is free takes the one that waits longest of those that they can take.
 */
export function simulate(desk: Desk, { chats, seed, routing }: Options): Result {
  const random = seeded(seed)
  const exponential = () => -Math.log(1 - random())
  const skills = Object.keys(desk.rates)
  const rates = skills.map((name) => desk.rates[name] ?? 0)
  const total = rates.reduce((sum, rate) => sum + rate, 0)
  const seats = desk.operators.map((operator) => ({
    ...operator,
    load: 0,
    present: true,
    idleSinceMs: 0,
  }))
  const places = new Map(seats.map(({ id }, i) => [id, i]))
  const able = skills.map((name) => seats.flatMap((seat, i) => (seat.skills[name] ? [i] : [])))
  const skillsAt = seats.map((seat) => skills.flatMap((name, i) => (seat.skills[name] ? [i] : [])))
  const router = createRouter(seed)
  const turns = skills.map(() => 0)
  const ends = new Ends()
  const waits = new Float64Array(chats)
  // Lines of skills where waiting is common, of operators where each has their own.
  const lines = (routing === 'in turn' ? seats : skills).map(() => new Line())

  function start(place: number, chat: number, arrivedAt: number, now: number): void {
    const seat = seats[place]
    if (!seat) return
    seat.load += 1
    seat.idleSinceMs = now
    waits[chat] = now - arrivedAt
    ends.push(now + exponential(), place)
  }

  /** The next in turn with the skill; those who have no room are passed over where only the free are asked. */
  function inTurn(skill: number): number | null {
    const ring = able[skill] ?? []
    for (let tried = 0; tried < ring.length; tried++) {
      const at = ((turns[skill] ?? 0) + tried) % ring.length
      const place = ring[at] ?? 0
      const seat = seats[place]
      if (routing === 'in turn' || (seat && seat.load < seat.capacity)) {
        turns[skill] = at + 1
        return place
      }
    }
    return null
  }

  function placeFor(skill: number): number | null {
    if (routing !== 'baton') return inTurn(skill)
    const chosen = router.choose(seats, { skill: skills[skill] ?? '' })
    return chosen ? (places.get(chosen.id) ?? null) : null
  }

  function arrive(chat: number, now: number): void {
    let skill = 0
    for (let mark = random() * total; skill < skills.length - 1; skill++) {
      mark -= rates[skill] ?? 0
      if (mark < 0) break
    }
    const place = placeFor(skill)
    const seat = place === null ? undefined : seats[place]
    if (place !== null && seat && seat.load < seat.capacity) start(place, chat, now, now)
    else lines[routing === 'in turn' ? (place ?? 0) : skill]?.push({ chat, arrivedAt: now })
  }

  function finish(place: number, now: number): void {
    const seat = seats[place]
    if (!seat) return
    seat.load -= 1
    seat.idleSinceMs = now
    const own = routing === 'in turn' ? [place] : (skillsAt[place] ?? [])
    let longest: Line | undefined
    for (const at of own) {
      const line = lines[at]
      const first = line?.first()
      if (first && first.chat < (longest?.first()?.chat ?? Number.POSITIVE_INFINITY)) longest = line
    }
    const next = longest?.shift()
    if (next) start(place, next.chat, next.arrivedAt, now)
  }

  let arrived = 0
  let nextArrival = exponential() / total
  while (arrived < chats || ends.next < Number.POSITIVE_INFINITY) {
    if (arrived < chats && nextArrival <= ends.next) {
      arrive(arrived, nextArrival)
      arrived += 1
      nextArrival += exponential() / total
    } else {
      const now = ends.next
      finish(ends.pop(), now)
    }
  }
  return { waits }
}
