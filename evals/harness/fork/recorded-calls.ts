import { canonicalJson } from '../../../src/domain/consent.ts'
import type { ConversationRecord } from '../../../src/domain/conversation-record.ts'
import type { ToolResult } from '../../../src/domain/effect.ts'
import type { OrderBook } from '../../../src/domain/shop.ts'
import type { TurnDeps } from '../../../src/conversation/turn.ts'
import { beginEffect, settleEffect } from '../../../src/store/effects.ts'
import { proofHash } from '../../../src/tools/proof.ts'
import { proofLedger } from '../../../src/store/proofs.ts'
import type { Tool } from '../../../src/tools/tool.ts'
import { createToolbox, type Toolbox } from '../../../src/tools/toolbox.ts'

/** A call that the record has no answer to, and what became of it. */
export interface Unrecorded {
  turn: number
  tool: string
  args: unknown
  became: 'refused' | 'run'
}

/** What becomes of a call without a recording: it is told that the system does not answer, or it is run on the sample shop. */
export type OnUnrecorded = 'refuse' | 'run'

/** Baton's own tools: they look into the articles of the candidate, and nothing outside is asked. */
const ownTools = new Set(['search_knowledge'])

/** A tool of an MCP server is called `server__tool`. */
const isOutside = (tool: string): boolean => tool.includes('__')

export interface RecordedCallsOptions {
  record: ConversationRecord
  onUnrecorded: OnUnrecorded
  /** The candidate has articles of its own: what was found in others is no answer. */
  searchesAnew: boolean
  /** The turn that is being taken. */
  turn(): number
  /** Looks on while a toolbox is used. */
  watch(toolbox: Toolbox): Toolbox
}

export interface RecordedCalls {
  /** The same house, with the record in the place of the business systems. */
  deps: TurnDeps
  unrecorded: Unrecorded[]
  /** Every proof that was tried, in plain words. */
  tried: ConversationRecord['plainProofs']
}

const keyOf = (tool: string, args: unknown): string =>
  `${tool} ${canonicalJson(JSON.parse(JSON.stringify(args)))}`

/** Results by call; of several the one of that turn, else the newest from before it, else the first after it. */
function resultsOf({ turns }: ConversationRecord) {
  const known = new Map<string, { turn: number; result: ToolResult }[]>()
  turns.forEach(({ calls }, i) => {
    for (const { tool, args, result } of calls) {
      const key = keyOf(tool, args)
      known.set(key, [...(known.get(key) ?? []), { turn: i + 1, result }])
    }
  })
  return (tool: string, args: unknown, turn: number): ToolResult | null => {
    const all = known.get(keyOf(tool, args)) ?? []
    return (all.findLast((it) => it.turn <= turn) ?? all[0])?.result ?? null
  }
}

const noAnswer: ToolResult = {
  ok: false,
  forModel: 'The system behind this did not answer. Say so honestly; it can be tried again.',
  data: { failed: 'not_recorded' },
}

/** Puts the record of a conversation in the place of the business systems; policies, consents and proofs stay what they are. */
export function onRecordedCalls(
  deps: TurnDeps,
  { record, onUnrecorded, searchesAnew, turn, watch }: RecordedCallsOptions,
): RecordedCalls {
  const resultOf = resultsOf(record)
  const unrecorded: Unrecorded[] = []
  const tried: RecordedCalls['tried'] = []
  const { toolbox, ...agent } = deps.agent
  const onRecord = (tool: Tool): Tool => ({
    ...tool,
    run(args: unknown, call) {
      const isOwn = ownTools.has(tool.name)
      const result = isOwn && searchesAnew ? null : resultOf(tool.name, args, turn())
      if (result) return Promise.resolve(structuredClone(result))
      // Another system's tool works on what is real.
      const runs = isOwn || (onUnrecorded === 'run' && !isOutside(tool.name))
      if (!(isOwn && searchesAnew)) {
        unrecorded.push({ turn: turn(), tool: tool.name, args, became: runs ? 'run' : 'refused' })
      }
      return runs ? tool.run(args, call) : Promise.resolve(noAnswer)
    },
  })
  const recorded = createToolbox({
    tools: [...toolbox.tools.values()].map(onRecord),
    ledger: {
      begin: (effect) => beginEffect(deps.db, effect),
      settle: (id, status, result, at) => settleEffect(deps.db, id, status, result, at),
    },
    proofs: ({ conversationId, now }) => proofLedger(deps.db, conversationId, now),
    clock: deps.clock,
    log: deps.log,
  })
  const orders: OrderBook = {
    ...deps.orders,
    async prove(number, proof) {
      const known = provenIn(record, number, proof)
      const runs = onUnrecorded === 'run'
      if (known === null) {
        const args = { orderNumber: number, kind: proof.kind }
        unrecorded.push({ turn: turn(), tool: 'proof', args, became: runs ? 'run' : 'refused' })
      }
      const proven = known ?? (runs ? await deps.orders.prove(number, proof) : false)
      tried.push({ orderNumber: number, ...proof, proven })
      return proven
    },
  }
  const onStage = { ...deps, orders, agent: { ...agent, toolbox: watch(recorded) } }
  return { deps: onStage, unrecorded, tried }
}

/** What came of this value for this order, as the record tells; null when it was not tried. */
function provenIn(
  { id, proofs, plainProofs }: ConversationRecord,
  orderNumber: string,
  { kind, value }: { kind: string; value: string },
): boolean | null {
  const plain = plainProofs.find(
    (it) => it.orderNumber === orderNumber && it.kind === kind && it.value === value,
  )
  if (plain) return plain.proven
  const hash = proofHash(id, { kind, value })
  const found = proofs.find((it) => it.orderNumber === orderNumber && it.valueHash === hash)
  return found?.proven ?? null
}
