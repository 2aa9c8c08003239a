import type { Finding } from '../finding.ts'
import { effectsWanted, factsOf } from './customer.ts'
import type { Evidence } from './evidence.ts'
import type { Simulation } from './simulation.ts'

/** How often an agent may ask for what the case does not give before the case is taken to lack it. */
const mostVain = 2

/** An expectation as it stands in a finding: its kind, and what it takes. */
function readFinding({ expectation }: Finding): { kind: string; value: unknown } {
  const [kind = '', ...rest] = expectation.split(' ')
  const text = rest.join(' ')
  try {
    return { kind, value: text === '' ? true : (JSON.parse(text) as unknown) }
  } catch {
    return { kind, value: text }
  }
}

/** An expectation that cannot hold together with what the customer stops at. */
function contradiction({ customer, findings }: Evidence): string | null {
  const wanted = effectsWanted(customer)
  const [effect] = wanted
  for (const finding of findings) {
    const { kind, value } = readFinding(finding)
    const forbids =
      effect !== undefined &&
      ((kind === 'noEffect' && (value === true || [value].flat().includes(effect))) ||
        (kind === 'neverCalled' && [value].flat().includes(effect)) ||
        (kind === 'effects' && Array.isArray(value) && !wanted.every((it) => value.includes(it))))
    if (forbids) return `it stops at ${effect} and expects ${finding.expectation}`
    if (kind === 'heldBy' && value === 'agent' && customer.stops.person) {
      return 'it comes for a person and expects that the agent keeps the conversation'
    }
  }
  return null
}

/** The goal asks for a write on an order that is not there, not theirs, or not provable with what they know. */
function unreachableOrder({ customer, shop }: Evidence): string | null {
  if (effectsWanted(customer).length === 0) return null
  const { order, tail, email, phone } = factsOf(customer)
  if (order?.asked || !order || !/^VG\d{8}$/.test(order.value)) return null
  const owner = shop.find(({ orders }) => orders.some(({ number }) => number === order.value))
  if (!owner) return `there is no order ${order.value} in the shop`
  if (customer.login !== undefined && customer.login !== owner.id) {
    return `the order ${order.value} is not ${customer.login}'s`
  }
  const { proof } = owner.orders.find(({ number }) => number === order.value) ?? {}
  const proves =
    customer.login !== undefined ||
    tail?.value === proof?.phoneTail ||
    email?.value === proof?.email ||
    phone?.value === proof?.phone
  return proves ? null : `nothing that they know proves the order ${order.value}`
}

/** The shop was asked whether it may be done, for the right order, and always said no. */
function ruledOut({ customer, trace }: Evidence): string | null {
  if (effectsWanted(customer).length === 0) return null
  const { order } = factsOf(customer)
  const rulings = trace.calls.filter(({ tool, args, allowed }) => {
    const number = (args as { orderNumber?: unknown } | null)?.orderNumber
    const about = order === undefined || number === undefined || number === order.value
    return tool.startsWith('rule_') && allowed !== undefined && about
  })
  const [first] = rulings
  if (!first || rulings.some(({ allowed }) => allowed)) return null
  return isAsking(first.told) ? null : `the shop's rules forbid it: ${first.told.slice(0, 160)}`
}

/** A ruling that only wants to know more is no refusal. */
const isAsking = (told: string): boolean => /\bneeds?_|ask (?:for|the)/i.test(told)

/** Why nobody could have done what the case asks for, or null. */
export function faultOfTask(evidence: Evidence, { moves }: Simulation): string | null {
  const { customer, tools } = evidence
  const unknownTool = effectsWanted(customer).find((tool) => !tools.has(tool))
  if (unknownTool !== undefined) return `no playbook can do ${unknownTool}, at which it stops`
  const vain = Map.groupBy(
    moves.flatMap(({ told }) => Object.keys(told).filter((name) => told[name] === '?')),
    (name) => name,
  )
  const lacking = [...vain].find(([, times]) => times.length >= mostVain)?.[0]
  return (
    contradiction(evidence) ??
    unreachableOrder(evidence) ??
    ruledOut(evidence) ??
    (lacking === undefined
      ? null
      : `the agent asked ${mostVain} times for ${lacking}, which the case does not give`)
  )
}
