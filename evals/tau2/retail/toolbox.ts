import type { Effect } from '../../../src/domain/effect.ts'
import { silentLog } from '../../../src/platform/log.ts'
import type { ProofLedger } from '../../../src/tools/proof.ts'
import { fence, type Tool } from '../../../src/tools/tool.ts'
import { createToolbox, type EffectLedger, type Toolbox } from '../../../src/tools/toolbox.ts'
import type { RetailStore } from './store.ts'
import { callRetailTool, retailTools } from './tools/all.ts'
import type { RetailTool, ToolMode } from './tools/tool.ts'

/** A tool of the benchmark as the product's toolbox takes it. */
function asTool(
  { name, description, writes, input }: RetailTool,
  store: RetailStore,
  mode: ToolMode,
): Tool {
  const common = {
    name,
    description,
    input,
    run(args: unknown) {
      const came = callRetailTool(store, name, args, mode)
      if (!came.ok) {
        return Promise.resolve({
          ok: false,
          forModel: `Error: ${came.why}`,
          data: { failed: 'refused' },
        })
      }
      const { answer } = came
      const text = typeof answer === 'string' ? answer : JSON.stringify(answer)
      return Promise.resolve({ ok: true, forModel: fence(text) })
    },
  }
  return writes
    ? { ...common, effect: 'writes', sameAs: (args) => args, consentQuestion: () => '' }
    : { ...common, effect: 'reads' }
}

/** Effects kept for as long as a trial lasts. */
function trialLedger(): EffectLedger {
  const byKey = new Map<string, Effect>()
  return {
    begin({ idempotencyKey, id, turnId, tool, args, at }) {
      const known = byKey.get(idempotencyKey)
      if (known) return Promise.resolve({ effect: known, isNew: false })
      const effect: Effect = {
        id,
        turnId,
        tool,
        args,
        idempotencyKey,
        consentId: null,
        status: 'intended',
        result: null,
        at,
      }
      byKey.set(idempotencyKey, effect)
      return Promise.resolve({ effect, isNew: true })
    },
    settle(id, status, result) {
      const effect = [...byKey.values()].find((it) => it.id === id)
      if (effect) Object.assign(effect, { status, result })
      return Promise.resolve()
    },
  }
}

/** The benchmark's tools claim nothing by proof: who a user is, the policy has the agent find out. */
const noProofs: ProofLedger = {
  tries: () => Promise.resolve({ inConversation: 0, onOrder: 0, earlier: null }),
  record: () => Promise.resolve(),
}

/** The product's own toolbox over a trial's shop. */
export const retailToolbox = (store: RetailStore, mode: ToolMode, clock: () => Date): Toolbox =>
  createToolbox({
    tools: retailTools.map((tool) => asTool(tool, store, mode)),
    ledger: trialLedger(),
    proofs: () => noProofs,
    clock,
    log: silentLog,
  })
