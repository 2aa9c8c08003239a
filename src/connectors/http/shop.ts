import { BatonError } from '../../domain/error.ts'
import type { BusinessSystems } from '../../domain/business.ts'
import type { Log } from '../../platform/log.ts'
import type { ShopClient } from './client.ts'
import { contract, type Operation } from './contract.ts'

type Method = (...args: unknown[]) => Promise<unknown>

/** One method of a port over the wire: parameters by name, the key of a write beside them, the answer parsed. */
function methodOf(
  path: string,
  { params, output, writes }: Operation,
  { client, log }: { client: ShopClient; log: Log },
): Method {
  const names = Object.keys(params)
  return async (...args) => {
    const body = Object.fromEntries(names.map((name, i) => [name, args[i]]))
    const key = writes ? String(args[names.length]) : null
    const parsed = output.safeParse(await client.call(path, body, key))
    if (parsed.success) return parsed.data
    const fields = parsed.error.issues.map((issue) => issue.path.join('.')).slice(0, 5)
    log.error({ path, fields }, "the shop's answer does not fit the contract")
    throw new BatonError('upstream_failed', "The shop's answer does not fit the contract.")
  }
}

/**
 * A real shop behind the ports of a business, over the HTTP contract. What it answers is parsed by the same schemas as
 * the embedded shop's; nonsense is `upstream_failed`, so no tool ever sees it.
 */
export function httpShop(deps: { client: ShopClient; log: Log }): BusinessSystems {
  const systems = Object.entries(contract).map(([system, operations]) => [
    system,
    Object.fromEntries(
      Object.entries(operations).map(([name, operation]) => [
        name,
        methodOf(`${system}/${name}`, operation, deps),
      ]),
    ),
  ])
  // The table has every method of every port (its type says so), each with the port's own schemas.
  return Object.fromEntries(systems) as BusinessSystems
}
