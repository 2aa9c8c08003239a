import { performTurn, type AgentDeps, type LiveDraft } from '../agents/agent.ts'
import type { Situation } from '../agents/performer.ts'
import { BatonError } from '../domain/error.ts'
import { TurnId, type ConversationId } from '../domain/id.ts'
import type { Message } from '../domain/message.ts'
import { insistsAfterNo } from '../handoff/after-no.ts'
import { hearNeed } from '../handoff/need.ts'
import { preferenceIn } from '../handoff/preference.ts'
import { assessBefore, hearCourse } from '../handoff/rules.ts'
import type { Log } from '../platform/log.ts'
import {
  claimTurn,
  handBackTurn,
  renewLease,
  saidAfter,
  type ClaimedTurn,
  type Said,
} from '../store/turns.ts'
import { readNamedChoices } from './choice-named.ts'
import { gather, type GatherDeps, type Gathered } from './gather.ts'
import { isAskedWhetherItHelped, openPlaybooks } from './playbooks-in-play.ts'
import { scopeNow, withinScope } from './return-contract.ts'
import { judge, nothingPerformed, type Judged } from './judge.ts'
import type { ReplyDeps } from './draft.ts'
import { commitReply, type Ending } from './reply.ts'
import { isValued, type ValuedDeps } from './valued.ts'

export interface TurnDeps extends GatherDeps, ReplyDeps, Pick<ValuedDeps, 'accounts'> {
  log: Log
  agent: AgentDeps
  /** This process, by name: the owner of its leases. */
  owner: string
  leaseMs: number
  /** The longest a turn may take before it fails. */
  turnMs: number
}

/** A turn that was claimed this often and never ended is not tried again: it goes to a person. */
const mostAttempts = 3
/** How often a turn starts over because the customer went on writing. */
const mostRestarts = 2

/**
 * Takes the turn that is due in a conversation, from claim to committed reply: at most four commits and sixteen
 * statements of Baton's own. Returns what came of it; `nothing` when no turn was due or it was not ours to take.
 * A turn that fails ends in a handoff with an honest sentence, never in silence.
 */
export async function takeTurn(
  deps: TurnDeps,
  id: ConversationId,
  shutdown: AbortSignal,
): Promise<Ending> {
  const { db, clock, leaseMs } = deps
  const startedAt = clock()
  const claimed = await claimTurn(
    db,
    id,
    { owner: deps.owner, until: new Date(startedAt.getTime() + leaseMs) },
    startedAt,
  )
  if (!claimed) return 'nothing'
  const fence = claimed.conversation.fence
  if (claimed.said.length === 0) {
    // The claim saw the turn before it saw the message: it is given back and taken again.
    await handBackTurn(db, id, fence)
    throw new BatonError('unavailable', 'The message of this turn is being filed.')
  }
  const turnId = TurnId.make(startedAt.getTime())

  const stop = new AbortController()
  const renewal = setInterval(() => {
    renewLease(db, id, fence, new Date(clock().getTime() + leaseMs)).then(
      (held) => held || stop.abort(new BatonError('turn_lost', 'The lease was lost.')),
      () => stop.abort(new BatonError('turn_lost', 'The lease could not be renewed.')),
    )
  }, leaseMs / 3)
  // Not `AbortSignal.timeout`: its timer outlives the turn, to fire for every one long after it has ended.
  const overtime = new AbortController()
  const limit = setTimeout(
    () => overtime.abort(new BatonError('upstream_failed', 'The turn took too long.')),
    deps.turnMs,
  )
  const signal = AbortSignal.any([stop.signal, shutdown, overtime.signal])
  deps.live.publish(id, { kind: 'typing', author: 'agent' })
  try {
    return await perform(deps, claimed, turnId, signal)
  } catch (error) {
    if (stop.signal.aborted || (error instanceof BatonError && error.code === 'turn_lost'))
      return 'lost'
    if (shutdown.aborted) {
      await handBackTurn(db, id, fence)
      return 'handed_back'
    }
    deps.log.error(
      { conversationId: id, turnId, attempt: claimed.conversation.turnAttempts, err: error },
      'a turn failed',
    )
    if (claimed.conversation.turnAttempts < mostAttempts && !signal.aborted) throw error
    return giveUp(deps, claimed, turnId)
  } finally {
    clearInterval(renewal)
    clearTimeout(limit)
  }
}

/** Gathers, performs, and commits; starts over when the customer goes on writing meanwhile. */
async function perform(
  deps: TurnDeps,
  claimed: ClaimedTurn,
  turnId: TurnId,
  signal: AbortSignal,
): Promise<Ending> {
  const { conversation } = claimed
  if (conversation.turnAttempts > mostAttempts) return giveUp(deps, claimed, turnId)
  let said: readonly Said[] = claimed.said
  let position = conversation.customerPosition
  const look = async (): Promise<Said[]> => {
    const fresh = await saidAfter(deps.db, conversation.id, position)
    position = fresh.position ?? position
    return fresh.said
  }

  for (let restarts = 0; ; restarts++) {
    const gathered = readNamedChoices(
      await gather(deps, claimed, said),
      conversation.agenda,
      deps.agent.playbooks,
    )
    let absorbed = false
    const news = async (): Promise<readonly Message[]> => {
      // The understudy is done before anyone can type; only a model is worth asking between its steps.
      if (deps.agent.model === null) return []
      const fresh = await look()
      said = [...said, ...fresh]
      absorbed ||= fresh.length > 0
      return fresh
    }
    const { judged, ms } = await performGathered(deps, claimed, gathered, turnId, { signal, news })
    const ending = await commitReply(deps, {
      claimed,
      gathered: absorbed ? { ...gathered, said } : gathered,
      judged,
      turnId,
      ms,
      answeredPosition: position,
      // Over the limit, what was said since is the next turn's.
      waitForNews: restarts < mostRestarts,
    })
    if (ending !== 'news') return ending
    said = [...said, ...(await look())]
  }
}

async function performGathered(
  deps: TurnDeps,
  claimed: ClaimedTurn,
  gathered: Gathered,
  turnId: TurnId,
  { signal, news }: { signal: AbortSignal; news: () => Promise<readonly Message[]> },
): Promise<{ judged: Judged; ms: number }> {
  const { conversation, customer } = claimed
  const startedAt = performance.now()
  const [first] = gathered.said
  if (!first) throw new Error('a turn without a message')
  const { readings, acceptedOffer } = gathered
  const heard = gathered.said.flatMap(({ text }, i) => {
    const reading = readings[i]
    return reading ? [{ text, reading }] : []
  })
  const prefers = preferenceIn(gathered.said.map(({ text }) => text)) ?? conversation.course.prefers
  const course = hearNeed(
    hearCourse({ ...conversation.course, prefers }, readings, deps.handoff),
    heard,
    deps.handoff,
    { askedWhetherItHelped: isAskedWhetherItHelped(conversation.agenda, deps.agent.playbooks) },
  )
  const identity = {
    shopCustomerId: customer.shopCustomerId,
    provenOrders: gathered.provenOrders,
  }
  const isVip = onlyOnce(() => isValued(deps, identity, deps.clock()))
  const signals = {
    course,
    readings,
    acceptedOffer,
    insists: insistsAfterNo(conversation.course, heard),
  }
  const assess = (vip: boolean) => assessBefore({ ...signals, vip }, deps.handoff)
  // The shop is asked only where the answer makes a difference.
  const before =
    assess(false).kind === 'go_on' && assess(true).kind !== 'go_on'
      ? assess(await isVip())
      : assess(false)
  const scope = scopeNow(conversation, deps.clock())
  const known = { name: customer.name, loggedIn: customer.shopCustomerId !== null }
  const situation: Situation = {
    scope: {
      conversationId: conversation.id,
      turnId,
      fence: conversation.fence,
      basis: first.id,
      identity,
      statedTails: gathered.statedTails,
      playbooks: withinScope(
        openPlaybooks(deps.agent.playbooks, conversation.agenda, gathered, {
          customer: known,
          locale: gathered.locale,
        }),
        scope,
      ),
      consents: gathered.consent?.status === 'given' ? [gathered.consent] : [],
      locale: gathered.locale,
      now: deps.clock(),
    },
    history: claimed.history,
    said: gathered.said,
    readings: gathered.readings,
    parts: gathered.parts,
    agenda: conversation.agenda,
    course,
    effects: claimed.effects,
    consent: gathered.consent,
    customer: known,
    proof: gathered.proof,
    returnedWith: scope?.words ?? null,
  }
  const draft: LiveDraft = {
    token: (draftId, text) => deps.live.publish(conversation.id, { kind: 'token', draftId, text }),
    reset: (draftId) => deps.live.publish(conversation.id, { kind: 'reset', draftId }),
  }
  const played =
    before.kind === 'hand_over'
      ? nothingPerformed(situation, deps.agent.understudy.name, before.reason)
      : await performTurn(deps.agent, situation, { draft, signal, news })
  const judging = { ...situation, unmetBefore: conversation.course.unmetTurns }
  const judged = judge(played, judging, gathered, deps.handoff)
  return {
    judged:
      judged.offer && (await isVip())
        ? judge(played, { ...judging, vip: true }, gathered, deps.handoff)
        : judged,
    ms: Math.round(performance.now() - startedAt),
  }
}

/** Asks at most once. */
function onlyOnce<T>(ask: () => Promise<T>): () => Promise<T> {
  let asked: Promise<T> | undefined
  return () => (asked ??= ask())
}

/** The honest end of a turn that cannot be performed. */
async function giveUp(deps: TurnDeps, claimed: ClaimedTurn, turnId: TurnId): Promise<Ending> {
  const gathered = await gather(deps, claimed, claimed.said)
  const { agenda, course } = claimed.conversation
  const played = nothingPerformed(
    { agenda, effects: claimed.effects },
    deps.agent.understudy.name,
    'tool_failure',
  )
  return commitReply(deps, {
    claimed,
    gathered,
    judged: { ...played, course, offer: false, failed: true },
    turnId,
    ms: 0,
    answeredPosition: claimed.conversation.customerPosition,
    waitForNews: false,
  })
}
