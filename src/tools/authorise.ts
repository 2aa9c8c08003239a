import { hashArguments, type Consent } from '../domain/consent.ts'
import type { Playbook } from '../domain/playbook.ts'
import type { Refusal } from '../domain/proposal.ts'
import type { Scope } from '../domain/scope.ts'
import type { Tool } from './tool.ts'

export type Verdict =
  | { allowed: true; playbook: Playbook; consent: Consent | null }
  | { allowed: false; refusal: Refusal; playbook: Playbook | null }

const no = (playbook: Playbook | null, code: Refusal['code'], forModel: string): Verdict => ({
  allowed: false,
  playbook,
  refusal: { code, forModel },
})

/** Whether the identity may touch the order: the owner's login (the port checks whose it is), or the order's own proof. */
function hasProof(scope: Scope, orderNumber: string | undefined): boolean {
  if (orderNumber === undefined)
    return scope.identity.shopCustomerId !== null || scope.identity.provenOrders.length > 0
  return scope.identity.shopCustomerId !== null || scope.identity.provenOrders.includes(orderNumber)
}

/**
 * Whether this scope allows this call with exactly these arguments: a playbook lists the tool, the proof stands, the
 * amount is within the limit, and a write that needs consent has it. A read belongs to any open playbook that allows
 * it; a write to the first that lists it, so that no laxer one lends its terms. Pure; the only judge there is, asked by
 * `decide` before a call and by the toolbox again at the door.
 */
export function authorise(tool: Tool, args: unknown, scope: Scope): Verdict {
  const listing = scope.playbooks.filter(({ tools }) => tools.includes(tool.name))
  const [first] = listing
  if (!first) {
    return no(
      null,
      'not_in_playbook',
      `${tool.name} is not part of what is being done now. Do not call it again in this turn.`,
    )
  }
  const verdict = under(first, tool, args, scope)
  if (verdict.allowed || tool.effect === 'writes') return verdict
  const others = listing.slice(1).map((playbook) => under(playbook, tool, args, scope))
  return others.find(({ allowed }) => allowed) ?? verdict
}

/** The verdict under one playbook that lists the tool. */
function under(playbook: Playbook, tool: Tool, args: unknown, scope: Scope): Verdict {
  const order = tool.order?.(args)
  if (playbook.verify === 'login' && scope.identity.shopCustomerId === null) {
    return no(
      playbook,
      'login_missing',
      'The customer has to sign in to the shop first. Ask them to.',
    )
  }
  if ((playbook.verify === 'order' || order !== undefined) && !hasProof(scope, order)) {
    return no(
      playbook,
      'proof_missing',
      `Whose order this is has not been proved. Ask the customer for the order number and the last four digits of the recipient's phone number.`,
    )
  }
  const claim = tool.claim?.(args)
  if (claim && !scope.statedTails.includes(claim.tail)) {
    return no(
      playbook,
      'proof_missing',
      'These digits do not stand in what the customer wrote. Ask the customer for them.',
    )
  }
  if (tool.effect !== 'writes') return { allowed: true, playbook, consent: null }

  const amount = tool.amount?.(args)
  if (amount) {
    const limit = playbook.limits[tool.name]?.find(({ currency }) => currency === amount.currency)
    if (!limit || amount.minor > limit.minor || amount.minor <= 0) {
      const most = limit
        ? `at most ${limit.minor / 100} ${limit.currency}`
        : `nothing in ${amount.currency}`
      return no(
        playbook,
        'over_limit',
        `This amount is not within what may be given here (${most}).`,
      )
    }
  }
  // A write with a limit and no consent list entry is still a gift of money: it needs its yes.
  if (!playbook.consent.includes(tool.name) && !amount)
    return { allowed: true, playbook, consent: null }
  const hash = hashArguments(tool.name, args)
  const consent = scope.consents.find(
    (it) => it.status === 'given' && it.tool === tool.name && it.argsHash === hash,
  )
  if (!consent) {
    return no(
      playbook,
      'consent_missing',
      `The customer has not agreed to exactly this. They are being asked; wait for their answer.`,
    )
  }
  return { allowed: true, playbook, consent }
}
