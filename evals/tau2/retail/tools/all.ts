import type { RetailStore } from '../store.ts'
import { exchangeDeliveredOrderItems, returnDeliveredOrderItems } from './delivered.ts'
import {
  cancelPendingOrder,
  modifyPendingOrderAddress,
  modifyPendingOrderItems,
  modifyPendingOrderPayment,
} from './pending.ts'
import { modifyUserAddress } from './profile.ts'
import {
  calculate,
  findUserIdByEmail,
  findUserIdByNameZip,
  getItemDetails,
  getOrderDetails,
  getProductDetails,
  getUserDetails,
  listAllProductTypes,
  transferToHumanAgents,
} from './reads.ts'
import { ToolFault, type RetailTool, type ToolMode } from './tool.ts'

/** All tools of the retail domain. */
export const retailTools: readonly RetailTool[] = [
  findUserIdByEmail,
  findUserIdByNameZip,
  getUserDetails,
  getOrderDetails,
  getProductDetails,
  getItemDetails,
  listAllProductTypes,
  cancelPendingOrder,
  modifyPendingOrderAddress,
  modifyPendingOrderItems,
  modifyPendingOrderPayment,
  modifyUserAddress,
  returnDeliveredOrderItems,
  exchangeDeliveredOrderItems,
  calculate,
  transferToHumanAgents,
]

const byName = new Map(retailTools.map((tool) => [tool.name, tool]))

export type ToolAnswer = { ok: true; answer: unknown } | { ok: false; why: string }

/** Calls a tool by name. What it refuses, arguments that do not fit among it, comes back in words. */
export function callRetailTool(
  store: RetailStore,
  name: string,
  args: unknown,
  mode: ToolMode,
): ToolAnswer {
  const tool = byName.get(name)
  if (!tool) return { ok: false, why: `There is no tool called ${name}` }
  const parsed = tool.input.safeParse(args)
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    return { ok: false, why: `${issue?.path.join('.') || 'arguments'}: ${issue?.message}` }
  }
  try {
    return { ok: true, answer: tool.run(store, parsed.data, mode) }
  } catch (error) {
    if (error instanceof ToolFault) return { ok: false, why: error.message }
    throw error
  }
}

/** Whether a call may change the shop. */
export const writes = (name: string): boolean => byName.get(name)?.writes ?? false
