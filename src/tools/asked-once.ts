import { belongsTo, type Order, type OrderBook, type ShopIdentity } from '../domain/shop.ts'
import type { Tool } from './tool.ts'

type Reads = Pick<OrderBook, 'find' | 'list'>

/** The newest orders that the shop has listed, and whether these were all. */
interface Listed {
  readonly asked: number
  readonly orders: Promise<Order[]>
}

/**
 * A shop's orders, asked for once in a turn: one that was listed is not looked up again. Every turn has an identity object of
 * its own, and what was heard of it is gone with it. `rereading` wraps a tool that writes, after which all is asked anew.
 */
export function askedOnce(book: Reads): { orders: Reads; rereading: (tool: Tool) => Tool } {
  const heard = new WeakMap<ShopIdentity, Listed>()

  async function list(who: ShopIdentity, limit: number): Promise<Order[]> {
    const known = heard.get(who)
    if (known) {
      const orders = await known.orders.catch(() => [])
      if (limit <= known.asked || orders.length < known.asked) return orders.slice(0, limit)
    }
    const orders = book.list(who, limit)
    heard.set(who, { asked: limit, orders })
    // What could not be read is asked for again.
    orders.catch(() => heard.delete(who))
    return [...(await orders)]
  }

  return {
    orders: {
      list,
      async find(who, number) {
        const listed = await heard.get(who)?.orders.catch(() => [])
        const own = listed?.find((order) => order.number === number && belongsTo(order, who))
        return own ?? book.find(who, number)
      },
    },
    rereading: (tool) =>
      tool.effect === 'writes'
        ? {
            ...tool,
            run: (args, call) => tool.run(args, call).finally(() => heard.delete(call.identity)),
          }
        : tool,
  }
}
