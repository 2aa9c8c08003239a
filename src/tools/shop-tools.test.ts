import { expect, it } from 'vitest'
import { noShop } from '../../tests/no-shop.ts'
import { anOrder } from '../../tests/orders.ts'
import { ConversationId } from '../domain/id.ts'
import type { OutsideTool } from '../domain/outside-tool.ts'
import type { ShopIdentity } from '../domain/shop.ts'
import { shopTools } from './shop-tools.ts'
import type { ToolCall } from './tool.ts'

const who: ShopIdentity = { shopCustomerId: 'sc_zhao', provenOrders: [] }
const call: ToolCall = {
  identity: who,
  conversationId: ConversationId.make(),
  locale: 'en',
  now: new Date('2026-11-21T08:00:00Z'),
  idempotencyKey: 'k',
}

it.each([
  ['sees at once what a tool from outside has written', 'writes', 'cancelled'],
  ['asks the shop no second time after one that only reads', 'reads', 'shipped'],
] as const)('%s', async (_, effect, status) => {
  let order = anOrder({ number: 'VG26111842', shopCustomerId: 'sc_zhao', status: 'shipped' })
  const warehouse: OutsideTool = {
    name: 'warehouse__stop',
    description: 'Stops a parcel.',
    inputSchema: { type: 'object', properties: {} },
    effect,
    title: { zh: '拦截', en: 'stop' },
    orderArgument: null,
    call() {
      order = { ...order, status: 'cancelled' }
      return Promise.resolve({ ok: true, text: 'stopped' })
    },
  }
  const orders = {
    ...noShop.orders,
    list: () => Promise.resolve([order]),
    find: () => Promise.resolve(order),
  }
  const tools = new Map(
    shopTools({ ...noShop, orders }, [warehouse]).map((tool) => [tool.name, tool]),
  )
  const run = (name: string, args: unknown) => tools.get(name)?.run(args, call)
  await run('find_order', {})
  await run('warehouse__stop', {})
  expect(JSON.stringify(await run('find_order', { orderNumber: 'VG26111842' }))).toContain(status)
})
