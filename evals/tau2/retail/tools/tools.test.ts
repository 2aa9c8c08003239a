import { expect, it } from 'vitest'
import { calculate } from '../calculate.ts'
import { toCents } from '../rounding.ts'
import { copyOf, RetailStore } from '../store.ts'
import { callRetailTool, retailTools } from './all.ts'
import type { ToolMode } from './tool.ts'

const address = {
  address1: '1 A St',
  address2: '',
  city: 'B',
  state: 'C',
  country: 'USA',
  zip: '1',
}

/** A made-up shop: one shirt and one cup in a pending order and in a delivered one, paid by gift card and by card. */
const shop = RetailStore.parse({
  products: {
    p1: {
      name: 'Shirt',
      product_id: 'p1',
      variants: Object.fromEntries(
        [
          ['s1', 'red', 10.1, true],
          ['s2', 'blue', 20.3, true],
          ['s3', 'green', 30, false],
        ].map(([item_id, colour, price, available]) => [
          item_id,
          { item_id, options: { colour }, price, available },
        ]),
      ),
    },
    p2: {
      name: 'Cup',
      product_id: 'p2',
      variants: {
        c1: { item_id: 'c1', options: { size: 'small' }, price: 5, available: true },
        c2: { item_id: 'c2', options: { size: 'large' }, price: 7, available: true },
      },
    },
  },
  users: {
    u: {
      user_id: 'u',
      name: { first_name: 'Zoë', last_name: 'Li' },
      address,
      email: 'z@example.com',
      payment_methods: {
        gift: { source: 'gift_card', id: 'gift', balance: 12.5 },
        card: { source: 'credit_card', id: 'card' },
      },
      orders: ['#P', '#D'],
    },
  },
  orders: Object.fromEntries(
    [
      ['#P', 'pending', 'gift'],
      ['#D', 'delivered', 'card'],
    ].map(([order_id, status, payment_method_id]) => [
      order_id,
      {
        order_id,
        user_id: 'u',
        address,
        status,
        items: [
          {
            name: 'Shirt',
            product_id: 'p1',
            item_id: 's1',
            price: 10.1,
            options: { colour: 'red' },
          },
          { name: 'Cup', product_id: 'p2', item_id: 'c1', price: 5, options: { size: 'small' } },
        ],
        payment_history: [{ transaction_type: 'payment', amount: 15.1, payment_method_id }],
      },
    ]),
  ),
})

function after(name: string, args: object, mode: ToolMode = 'fixed') {
  const store = copyOf(shop)
  const came = callRetailTool(store, name, args, mode)
  return { store, why: came.ok ? null : came.why, answer: came.ok ? came.answer : null }
}

const both = { item_ids: ['s1', 'c1'], new_item_ids: ['s2', 'c2'], payment_method_id: 'gift' }

it('has the sixteen tools of the benchmark', () => {
  expect(retailTools.map(({ name }) => name)).toHaveLength(16)
  expect(retailTools.filter(({ writes }) => writes)).toHaveLength(7)
})

it('gives every item of a modified order its own price and options, or in compat those of the last', () => {
  const items = (mode: ToolMode) =>
    after('modify_pending_order_items', { order_id: '#P', ...both }, mode).store.orders['#P']?.items
  expect(items('fixed')).toMatchObject([
    { item_id: 's2', price: 20.3, options: { colour: 'blue' } },
    { item_id: 'c2', price: 7, options: { size: 'large' } },
  ])
  expect(items('compat')).toMatchObject([
    { item_id: 's2', price: 7, options: { size: 'large' } },
    { item_id: 'c2', price: 7, options: { size: 'large' } },
  ])
})

it('takes a difference from a gift card, and refuses what it does not cover', () => {
  const { store } = after('modify_pending_order_items', { order_id: '#P', ...both })
  expect(store.users['u']?.payment_methods['gift']?.balance).toBe(0.3)
  expect(store.orders['#P']).toMatchObject({
    status: 'pending (item modified)',
    payment_history: [{}, { transaction_type: 'payment', payment_method_id: 'gift' }],
  })
  const dearer = { order_id: '#D', payment_method_id: 'gift' }
  expect(after('modify_pending_order_payment', dearer).why).toMatch(/Non-pending/)
  const card = after('modify_pending_order_payment', { order_id: '#P', payment_method_id: 'card' })
  expect(card.store.users['u']?.payment_methods['gift']?.balance).toBe(27.6)
})

it('cancels for two reasons only, and refunds a gift card at once', () => {
  const args = { order_id: '#P', reason: 'no longer needed' }
  const { store } = after('cancel_pending_order', args)
  expect(store.orders['#P']).toMatchObject({ status: 'cancelled', cancel_reason: args.reason })
  expect(store.users['u']?.payment_methods['gift']?.balance).toBe(27.6)
  expect(after('cancel_pending_order', { ...args, reason: 'too dear' }).why).toBe('Invalid reason')
  expect(after('cancel_pending_order', { ...args, order_id: '#D' }).why).toMatch(/Non-pending/)
})

it('returns to the first payment or a gift card, and exchanges within a product what is available', () => {
  const items = { order_id: '#D', item_ids: ['c1'] }
  const back = (payment_method_id: string) =>
    after('return_delivered_order_items', { ...items, payment_method_id })
  expect(back('card').store.orders['#D']).toMatchObject({
    status: 'return requested',
    return_items: ['c1'],
  })
  expect(back('gift').why).toBeNull()
  const swap = (from: string[], to: string[]) =>
    after('exchange_delivered_order_items', {
      order_id: '#D',
      item_ids: from,
      new_item_ids: to,
      payment_method_id: 'card',
    })
  expect(swap(['s1'], ['s2']).store.orders['#D']?.exchange_price_difference).toBe(10.2)
  expect(swap(['s1'], ['s3']).why).toMatch(/not found or available/)
  expect(swap(['s1'], ['c2']).why).toBe('Variant not found')
  expect(swap(['s1', 's1'], ['s2', 's2']).why).toMatch(/s1 not found/)
  expect(swap(['s1'], []).why).toMatch(/should match/)
})

it('changes nothing of the shop that it was copied from', () => {
  const before = structuredClone(shop)
  after('modify_pending_order_items', { order_id: '#P', ...both })
  after('modify_user_address', { user_id: 'u', ...address, city: 'Elsewhere' })
  after('cancel_pending_order', { order_id: '#P', reason: 'ordered by mistake' })
  expect(shop).toEqual(before)
})

it('finds a user by name without case and accents, and by the exact zip', () => {
  const find = (zip: string) =>
    after('find_user_id_by_name_zip', { first_name: 'zoe', last_name: 'LI', zip })
  expect(find('1').answer).toBe('u')
  expect(find('2').why).toBe('User not found')
  expect(after('find_user_id_by_email', { email: 'Z@EXAMPLE.com' }).answer).toBe('u')
})

it('says what is wrong with arguments and names', () => {
  expect(after('get_order_details', { order_id: 7 }).why).toMatch(/^order_id: /)
  expect(after('get_order_details', { order_id: '__proto__' }).why).toBe('Order not found')
  expect(after('drop_tables', {}).why).toBe('There is no tool called drop_tables')
})

// What Python 3 prints for str(round(float(eval(it)), 2)).
it.each([
  ['1319.43 - 302.67 + 271.89', '1288.65'],
  ['135.24 - 153.23', '-17.99'],
  ['(2 + 2) * 4', '16.0'],
  ['2 ** 3 ** 2', '512.0'],
  ['-2 ** 2', '-4.0'],
  ['2 ** -1', '0.5'],
  ['-7 // 2', '-4.0'],
  ['1 / 8', '0.12'],
  ['3 / 8', '0.38'],
])('works out %s = %s', (expression, printed) => {
  expect(calculate(expression)).toBe(printed)
})

it.each(['2 +', '(1', '1 / 0', 'a', '', '1 2', '1..2'])('refuses to work out %j', (expression) => {
  expect(() => calculate(expression)).toThrow(/expression|division/)
})

it('rounds as Python does: by the exact value, ties to even', () => {
  const given = [0.125, 0.375, 2.675, 1.005, -0.125, 1288.645, 302.665, 12.345]
  expect(given.map(toCents)).toEqual([0.12, 0.38, 2.67, 1, -0.12, 1288.64, 302.67, 12.35])
})
