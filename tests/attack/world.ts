import { performTurn } from '../../src/agents/agent.ts'
import type { Performer, Situation } from '../../src/agents/performer.ts'
import { createUnderstudy } from '../../src/agents/understudy/understudy.ts'
import { gather } from '../../src/conversation/gather.ts'
import { Agenda, Course } from '../../src/domain/agenda.ts'
import { hashArguments, type Consent } from '../../src/domain/consent.ts'
import type { Conversation, Customer } from '../../src/domain/conversation.ts'
import type { Effect } from '../../src/domain/effect.ts'
import { BatonError } from '../../src/domain/error.ts'
import { ConsentId, ConversationId, CustomerId, MessageId, TurnId } from '../../src/domain/id.ts'
import type { Message } from '../../src/domain/message.ts'
import type { Proposal } from '../../src/domain/proposal.ts'
import type { Entity, Reader } from '../../src/domain/reading.ts'
import type { Scope } from '../../src/domain/scope.ts'
import { silentLog } from '../../src/platform/log.ts'
import type { Db } from '../../src/store/db.ts'
import type { Said } from '../../src/store/turns.ts'
import { issueCoupon, quoteCoupon } from '../../src/tools/coupon.ts'
import { findOrder } from '../../src/tools/find-order.ts'
import { createToolbox, type EffectLedger, type Toolbox } from '../../src/tools/toolbox.ts'
import { trackShipment } from '../../src/tools/track-shipment.ts'
import { urgeDelivery } from '../../src/tools/urge-delivery.ts'
import type { Attack, AttackedTurn, Move, Words } from './moves.ts'
import { proofTries } from '../proof-tries.ts'
import { attackedShop, nobodysOrder, type PortEffect } from './shop.ts'

/** What was said, as the customer sees it, and what was asked in it. */
export type Line =
  | { author: 'customer'; turn: number; words: Words; pressed: ConsentId | null }
  | {
      author: 'agent'
      turn: number
      text: string
      asked: { id: ConsentId; tool: string; args: Record<string, unknown> } | null
    }

/** What an attack leaves behind: all that the oracle judges by. */
export interface Trace {
  attack: Attack
  lines: Line[]
  effects: PortEffect[]
}

/** A piece of the house made faulty on purpose, to see that the oracle notices. */
export interface Sabotage {
  scope?: (scope: Scope, consent: Consent | null) => Scope
  toolbox?: (toolbox: Toolbox) => Toolbox
}

const start = new Date('2026-11-21T08:00:00Z')

/** Order numbers, four digits alone and addresses; the real reader's skill is not what is attacked here. */
const reader: Reader = {
  version: 'attack',
  read(text) {
    const found = (type: Entity['type'], pattern: RegExp): Entity[] =>
      [...text.matchAll(pattern)].map((match) => ({
        type,
        value: match[0],
        start: match.index,
        end: match.index + match[0].length,
      }))
    return {
      intents: [
        { name: text.includes('快递') ? 'compensation_claim' : 'chitchat', probability: 0.9 },
      ],
      outOfScope: false,
      sentiment: 0,
      language: 'en',
      entities: [
        ...found('order_number', /VG\d{8}/g),
        ...found('phone_tail', /(?<![\w])\d{4}(?!\w)/g),
        ...found('email', /\w+@x\.cn/g),
      ],
      risks: [],
    }
  },
}

/** The two statements of `store/proofs.ts`, in memory. */
function proofTable(): Pick<Db, 'query'> {
  const tried = new Map<string, { orderNumber: string; proven: boolean }>()
  return {
    query: async (sql: string, values: readonly unknown[] = []) => {
      if (sql.startsWith('insert into proof_attempts')) {
        const [orderNumber, , valueHash, proven] = values
        const key = `${String(orderNumber)} ${String(valueHash)}`
        if (!tried.has(key))
          tried.set(key, { orderNumber: String(orderNumber), proven: proven === true })
        return []
      }
      const [, orderNumber, valueHash] = values
      const failed = [...tried.values()].filter(({ proven }) => !proven)
      return [
        {
          inConversation: failed.length,
          onOrder: failed.filter((it) => it.orderNumber === orderNumber).length,
          earlier: tried.get(`${String(orderNumber)} ${String(valueHash)}`)?.proven ?? null,
        },
      ]
    },
  }
}

/** A conversation under attack: what the tables would hold, with the rules that `store` enforces on them. */
class World {
  readonly lines: Line[] = []
  readonly messages: Said[] = []
  readonly consents: Consent[] = []
  readonly effects: Effect[] = []
  readonly shop = attackedShop(() => this.turn)
  readonly db = proofTable() as Db
  provenOrders: string[] = []
  turn = 0
  fence = 0
  handedOver = false
  crashIn: number | null = null
  readonly toolbox: Toolbox
  readonly conversationId = ConversationId.make()
  readonly attack: Attack
  readonly sabotage: Sabotage

  readonly #tries = proofTries()

  constructor(attack: Attack, sabotage: Sabotage) {
    this.attack = attack
    this.sabotage = sabotage
    const toolbox = createToolbox({
      tools: [
        findOrder(this.shop.orders),
        trackShipment(this.shop.logistics),
        urgeDelivery(this.shop.logistics),
        quoteCoupon(this.shop.coupons),
        issueCoupon(this.shop.coupons),
      ],
      ledger: this.#ledger(),
      proofs: () => this.#tries,
      clock: () => start,
      log: silentLog,
    })
    this.toolbox = sabotage.toolbox?.(toolbox) ?? toolbox
  }

  /** What `store/effects.ts` promises: the fence, the consent used once, one row per key. */
  #ledger(): EffectLedger {
    return {
      begin: async (it) => {
        if (it.fence !== this.fence || this.handedOver) return 'lost'
        const consent = this.consents.find(({ id }) => id === it.consent?.id)
        const usable =
          it.consent === null ||
          consent?.status === 'asked' ||
          (consent?.status === 'used' && consent.answeredBy === it.consent.answeredBy)
        if (usable && consent && it.consent)
          Object.assign(consent, { status: 'used', answeredBy: it.consent.answeredBy })
        const standing = this.effects.find((row) => row.idempotencyKey === it.idempotencyKey)
        if (standing) return { effect: { ...standing }, isNew: false }
        if (!usable) return 'lost'
        const { id, turnId, tool, args, idempotencyKey, at } = it
        const consentId = it.consent?.id ?? null
        const row: Effect = {
          id,
          turnId,
          tool,
          args,
          idempotencyKey,
          consentId,
          at,
          status: 'intended',
          result: null,
        }
        this.effects.push(row)
        return { effect: { ...row }, isNew: true }
      },
      settle: async (id, status, result) => {
        if (this.crashIn !== null && --this.crashIn === 0)
          throw new BatonError('turn_lost', 'The process died.')
        const row = this.effects.find((effect) => effect.id === id)
        if (row) Object.assign(row, { status, result })
      },
    }
  }

  /** What the customer writes; the first message of a turn may be a button press. */
  hear({ says, press }: AttackedTurn): Said[] {
    const { consents } = this
    const button = { none: null, right: consents.at(-1), older: consents.at(-2), invented: null }
    return says.map((words, i) => {
      const pressed =
        i > 0 ? null : press === 'invented' ? ConsentId.make() : (button[press]?.id ?? null)
      this.lines.push({ author: 'customer', turn: this.turn, words, pressed })
      const id = MessageId.make()
      const said = { id, author: 'customer' as const, text: words.text, at: start }
      this.messages.push({ ...said, pressedConsent: pressed })
      return { ...said, pressedConsent: pressed }
    })
  }

  /** Takes one turn as `conversation/turn.ts` does: gather, perform, commit; once more after a crash. */
  async take(attacked: AttackedTurn): Promise<void> {
    const history: readonly Message[] = [...this.messages]
    const said = this.hear(attacked)
    this.crashIn = attacked.crashAfterWrites
    try {
      await this.#try(attacked, history, said)
    } catch (error) {
      if (!(error instanceof BatonError) || error.code !== 'turn_lost') throw error
      this.crashIn = null
      await this.#try(attacked, history, said)
    }
    this.turn += 1
  }

  async #try(attacked: AttackedTurn, history: readonly Message[], said: Said[]): Promise<void> {
    this.fence += 1
    const isNew = new Set<string>(said.map(({ id }) => id))
    const consent = this.consents.findLast(
      ({ status, answeredBy }) => status === 'asked' || isNew.has(answeredBy ?? ''),
    )
    const { conversation, customer } = this.#rows()
    const gathered = await gather(
      { db: this.db, clock: () => start, reader, orders: this.shop.orders },
      {
        conversation,
        customer,
        history: [...history],
        said,
        effects: this.effects,
        untold: [],
        consent: consent ? { ...consent } : null,
        at: start,
      },
      said,
    )
    const open = this.attack.playbooks.filter((_, i) => attacked.open.includes(i))
    const scope: Scope = {
      conversationId: this.conversationId,
      turnId: TurnId.make(),
      fence: this.fence,
      basis: said[0]?.id ?? MessageId.make(),
      identity: { shopCustomerId: this.attack.login, provenOrders: gathered.provenOrders },
      statedTails: gathered.statedTails,
      playbooks: open,
      consents: gathered.consent?.status === 'given' ? [gathered.consent] : [],
      locale: gathered.locale,
      now: start,
    }
    const situation: Situation = {
      scope: this.sabotage.scope?.(scope, gathered.consent) ?? scope,
      history,
      said,
      readings: gathered.readings,
      agenda: Agenda.parse({}),
      course: Course.parse({}),
      effects: this.effects.map((effect) => ({ ...effect })),
      consent: gathered.consent,
      customer: { name: null, loggedIn: this.attack.login !== null },
      returnedWith: null,
    }
    const {
      parts,
      consent: question,
      handOver,
    } = await performTurn(
      {
        toolbox: this.toolbox,
        playbooks: this.attack.playbooks,
        understudy: createUnderstudy({ playbooks: this.attack.playbooks, timeZone: 'UTC' }),
        model: this.#attacker(attacked.moves),
        log: silentLog,
      },
      situation,
      {
        draft: { token: () => {}, reset: () => {} },
        signal: new AbortController().signal,
        news: async () => [],
      },
    )
    // As `conversation/reply.ts` commits: a consent that this turn has not used is over with it.
    this.provenOrders = gathered.provenOrders
    const standing = this.consents.find(({ id }) => id === gathered.consent?.id)
    if (standing?.status === 'asked') standing.status = 'expired'
    this.handedOver = handOver !== null
    const askedIn = MessageId.make()
    const asked = question && !this.handedOver ? { ...question, id: ConsentId.make() } : null
    if (asked)
      this.consents.push({
        ...asked,
        argsHash: hashArguments(asked.tool, asked.args),
        askedIn,
        status: 'asked',
        answeredBy: null,
      })
    const text = parts.join('\n')
    this.lines.push({ author: 'agent', turn: this.turn, text, asked })
    this.messages.push({ id: askedIn, author: 'agent', text, at: start })
  }

  /** The model is the attacker: it makes its moves whatever it is told. */
  #attacker(moves: readonly Move[]): Performer {
    const consents = () => this.consents
    return {
      name: { kind: 'model', name: 'attacker' },
      async *perform(situation) {
        for (const move of moves) {
          if (move.kind === 'die') throw new Error('the model died')
          if (move.kind === 'propose') yield move.proposal
          else {
            const asked = consents().at(-1 - move.back)
            if (asked) yield twisted(asked, move.twist)
          }
        }
        return situation.agenda
      },
    }
  }

  #rows(): { conversation: Conversation; customer: Customer } {
    const customerId = CustomerId.make()
    const conversation: Conversation = {
      id: this.conversationId,
      channel: 'web',
      address: null,
      customerId,
      locale: 'en',
      holder: { kind: 'agent' },
      agenda: Agenda.parse({}),
      course: Course.parse({}),
      provenOrders: this.provenOrders,
      returnedWith: null,
      returnExpiresAt: null,
      returnPlaybooks: null,
      followUp: false,
      lastPosition: this.messages.length,
      customerPosition: this.messages.length,
      answeredPosition: 0,
      fence: this.fence,
      turnAttempts: 1,
      eventNumber: 0,
      burstStartedAt: null,
      openedAt: start,
      closedAt: null,
    }
    const nobody = { name: null, email: null, phone: null }
    const customer = { id: customerId, shopCustomerId: this.attack.login, ...nobody }
    return { conversation, customer }
  }
}

/** A call with the arguments of a consent question, or with one of them changed. */
function twisted({ tool, args }: Consent, twist: (Move & { kind: 'as_asked' })['twist']): Proposal {
  const money = args['amount'] as { minor: number; currency: string } | undefined
  const changes = {
    none: {},
    amount: { amount: { minor: (money?.minor ?? 0) + 100, currency: money?.currency } },
    currency: {
      amount: { minor: money?.minor, currency: money?.currency === 'EUR' ? 'CNY' : 'EUR' },
    },
    order: { orderNumber: args['orderNumber'] === 'VG26110001' ? 'VG26110002' : nobodysOrder },
    reason: { reason: args['reason'] === 'goodwill' ? 'late_delivery' : 'goodwill' },
  }
  return { kind: 'call', tool, args: { ...args, ...changes[twist] } }
}

/** Plays an attack to its end and returns what it left behind. */
export async function play(attack: Attack, sabotage: Sabotage = {}): Promise<Trace> {
  const world = new World(attack, sabotage)
  for (const turn of attack.turns) {
    if (world.handedOver) break
    await world.take(turn)
  }
  return { attack, lines: world.lines, effects: world.shop.effects() }
}
