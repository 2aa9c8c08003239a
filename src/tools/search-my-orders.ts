import { z } from 'zod'
import { createOrderHistory, type OrderHistoryDeps } from '../retrieval/orders/order-history.ts'
import { createGoodsSpotter } from '../understanding/recogniser/goods.ts'
import { pastPeriodIn } from '../understanding/past-period.ts'
import { describeOrder } from './find-order.ts'
import { defineTool, fence } from './tool.ts'

const mostShown = 5

/** Finds the customer's own orders by their own words. Whose orders: from the scope; the words can only narrow them. */
export const searchMyOrders = (deps: OrderHistoryDeps) => {
  const history = createOrderHistory(deps)
  const spotGoods = createGoodsSpotter()
  return defineTool({
    name: 'search_my_orders',
    description:
      "Find which of this customer's own orders they mean when they describe it instead of giving its number (what was bought, when, what became of it), and what happened to it.",
    effect: 'reads',
    input: z.strictObject({
      words: z
        .string()
        .trim()
        .min(1)
        .max(2000)
        .describe('The description, as the customer wrote it'),
      ordersOnly: z
        .boolean()
        .default(false)
        .describe('Only which orders are meant, not what happened to them'),
    }),
    async run({ words, ordersOnly }, { identity, locale, now }) {
      const period = pastPeriodIn(words, now)
      const recall = (by: string) =>
        history.recall(by, { who: identity, locale, now, period, ordersOnly })
      const named = spotGoods(words).map(({ start, end }) => words.slice(start, end))
      const isStrange = ({ said }: { said: readonly string[] }) =>
        named.length > 0 && !said.includes('goods')
      const whole = await recall(words)
      // 「帐篷杆断了」: a part is no article of an order, and the tent that it belongs to is.
      const recalled = isStrange(whole) ? await recall(named.join(' ')) : whole
      const { orders, hits } = recalled
      // Goods that none of the orders holds: no order is the one that is meant, however well it stands alone.
      const strange = isStrange(recalled)
      const said = strange ? ['goods', ...recalled.said] : recalled.said
      const sure = recalled.sure && !strange
      if (orders.length === 0) {
        return {
          ok: false,
          forModel:
            'No orders of this customer are known here. Without a login each order needs its number and proof.',
          data: { failed: 'not_found', orders: [] },
        }
      }
      const fits =
        said.length === 0
          ? 'The words do not say which; these are all of their orders, newest first:'
          : sure
            ? 'These orders fit the words:'
            : 'No order fits all of the words; these come closest, so ask which is meant:'
      const shown = orders.slice(0, mostShown).map((order) => describeOrder(order, locale))
      const events = hits.map(({ passage }) => `[${passage.id}] ${passage.text}`)
      return {
        ok: true,
        forModel: `${fits}\n${fence([...shown, ...events].join('\n'))}`,
        data: { orders, said, sure },
      }
    },
  })
}
