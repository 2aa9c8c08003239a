import { shopTools, type ShopSystems } from './shop-tools.ts'
import type { Tool } from './tool.ts'

/** A system that nobody asks: whoever does is mistaken. */
const silent = (name: string): object =>
  new Proxy({}, { get: () => () => Promise.reject(new Error(`${name} was asked`)) })

/** The shop's tools, for looking at and not for calling: there is no shop behind them. */
export function unaskedTools(): Map<string, Tool> {
  const systems = new Proxy({}, { get: (_, name) => silent(String(name)) }) as ShopSystems
  return new Map(shopTools(systems).map((tool) => [tool.name, tool]))
}
