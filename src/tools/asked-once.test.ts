import { beforeEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { anOrder } from '../../tests/orders.ts'
import { ConversationId } from '../domain/id.ts'
import type { Order, ShopIdentity } from '../domain/shop.ts'
import { askedOnce } from './asked-once.ts'
import { defineTool, type ToolCall } from './tool.ts'

const now = new Date('2026-11-21T08:00:00Z')
const orderOf = (number: string, status: Order['status'] = 'shipped') =>
  anOrder({ number, status, shopCustomerId: 'sc_zhao' })

let shelf: Order[]
let asked: string[]
let fails: boolean
const shop = askedOnce({
  list: (_who, limit) => {
    asked.push(`list ${limit}`)
    return fails ? Promise.reject(new Error('no answer')) : Promise.resolve(shelf.slice(0, limit))
  },
  find: (_who, number) => {
    asked.push(`find ${number}`)
    return Promise.resolve(shelf.find((order) => order.number === number) ?? null)
  },
})
/** Whose turn it is: each turn has an identity object of its own. */
const inTurn = (): ShopIdentity => ({ shopCustomerId: 'sc_zhao', provenOrders: [] })

beforeEach(() => {
  shelf = [orderOf('VG3'), orderOf('VG2'), orderOf('VG1')]
  asked = []
  fails = false
})

describe('in one turn the shop is asked once', () => {
  it('for orders that it has listed: a shorter list and a single order are among them', async () => {
    const who = inTurn()
    expect(await shop.orders.list(who, 20)).toEqual(shelf)
    expect(await shop.orders.list(who, 2)).toEqual(shelf.slice(0, 2))
    expect(await shop.orders.find(who, 'VG1')).toEqual(shelf[2])
    expect(asked).toEqual(['list 20'])
  })

  it('and for a longer list only where there may be more', async () => {
    const who = inTurn()
    await shop.orders.list(who, 2)
    expect(await shop.orders.list(who, 20)).toEqual(shelf)
    expect(await shop.orders.list(who, 100)).toEqual(shelf)
    expect(asked).toEqual(['list 2', 'list 20'])
  })
})

describe('it is asked again', () => {
  it('for an order that was not in the list', async () => {
    const who = inTurn()
    await shop.orders.list(who, 2)
    expect(await shop.orders.find(who, 'VG1')).toEqual(shelf[2])
    expect(asked).toEqual(['list 2', 'find VG1'])
  })

  it('for an order that the shop lists and that is somebody else’s', async () => {
    const who = inTurn()
    shelf = [anOrder({ number: 'VG9', shopCustomerId: 'sc_wu' })]
    await shop.orders.list(who, 20)
    await shop.orders.find(who, 'VG9')
    expect(asked).toEqual(['list 20', 'find VG9'])
  })

  it('in the next turn, though it is the same customer', async () => {
    await shop.orders.list(inTurn(), 20)
    shelf = [orderOf('VG3', 'delivered')]
    expect(await shop.orders.find(inTurn(), 'VG3')).toMatchObject({ status: 'delivered' })
  })

  it.each(['done', 'failed'])('after a tool has written, even if it %s', async (how) => {
    const cancel = shop.rereading(
      defineTool({
        name: 'cancel',
        description: 'Cancels.',
        effect: 'writes',
        input: z.object({}),
        sameAs: () => null,
        consentQuestion: () => '',
        run() {
          shelf = [orderOf('VG3', 'cancelled')]
          return how === 'done'
            ? Promise.resolve({ ok: true, forModel: '', data: {} })
            : Promise.reject(new Error('no answer'))
        },
      }),
    )
    const who = inTurn()
    await shop.orders.list(who, 20)
    const call: ToolCall = {
      identity: who,
      conversationId: ConversationId.make(),
      locale: 'zh',
      now,
      idempotencyKey: 'k',
    }
    await cancel.run({}, call).catch(() => {})
    expect(await shop.orders.find(who, 'VG3')).toMatchObject({ status: 'cancelled' })
    expect(await shop.orders.list(who, 20)).toEqual(shelf)
  })

  it('after it has not answered, and the failure is told to whoever asked', async () => {
    const who = inTurn()
    fails = true
    await expect(shop.orders.list(who, 20)).rejects.toThrow('no answer')
    fails = false
    expect(await shop.orders.find(who, 'VG2')).toEqual(shelf[1])
    expect(await shop.orders.list(who, 20)).toEqual(shelf)
  })
})
