import { z } from 'zod'
import { calculate as workOut } from '../calculate.ts'
import { orderOf, productOf, userOf } from './find.ts'
import { orderId, userId } from './input.ts'
import { retailTool, ToolFault } from './tool.ts'

/** Names are compared without case and accents. */
const folded = (text: string): string =>
  text
    .normalize('NFKD')
    .replaceAll(/\p{Mn}/gu, '')
    .toLowerCase()

export const findUserIdByEmail = retailTool({
  name: 'find_user_id_by_email',
  description: 'Finds the id of the user with this e-mail address.',
  writes: false,
  input: z.strictObject({ email: z.string().describe('E.g. something@example.com') }),
  run({ users }, { email }) {
    const found = Object.values(users).find((user) => folded(user.email) === folded(email))
    if (!found) throw new ToolFault('User not found')
    return found.user_id
  },
})

export const findUserIdByNameZip = retailTool({
  name: 'find_user_id_by_name_zip',
  description:
    'Finds the id of the user with this name and zip code. Look by e-mail first; use this when the user does not know it or it is not found.',
  writes: false,
  input: z.strictObject({
    first_name: z.string(),
    last_name: z.string(),
    zip: z.string().describe('E.g. 12345'),
  }),
  run({ users }, { first_name, last_name, zip }) {
    const found = Object.values(users).find(
      ({ name, address }) =>
        folded(name.first_name) === folded(first_name) &&
        folded(name.last_name) === folded(last_name) &&
        address.zip === zip,
    )
    if (!found) throw new ToolFault('User not found')
    return found.user_id
  },
})

export const getUserDetails = retailTool({
  name: 'get_user_details',
  description: "Shows a user's profile with addresses, payment methods and order ids.",
  writes: false,
  input: z.strictObject({ user_id: userId }),
  run: (store, { user_id }) => userOf(store, user_id),
})

export const getOrderDetails = retailTool({
  name: 'get_order_details',
  description: 'Shows an order: status, items, address, parcels, payments.',
  writes: false,
  input: z.strictObject({ order_id: orderId }),
  run: (store, { order_id }) => orderOf(store, order_id),
})

export const getProductDetails = retailTool({
  name: 'get_product_details',
  description: 'Shows a product type with all its items: options, price, whether available.',
  writes: false,
  input: z.strictObject({
    product_id: z.string().describe("The product's id, which is not an item's, e.g. 6086499569"),
  }),
  run: (store, { product_id }) => productOf(store, product_id),
})

export const getItemDetails = retailTool({
  name: 'get_item_details',
  description: 'Shows one item of a product: options, price, whether available.',
  writes: false,
  input: z.strictObject({
    item_id: z.string().describe("The item's id, which is not a product's, e.g. 6086499569"),
  }),
  run({ products }, { item_id }) {
    const product = Object.values(products).find(({ variants }) => Object.hasOwn(variants, item_id))
    if (!product) throw new ToolFault('Item not found')
    return product.variants[item_id]
  },
})

export const listAllProductTypes = retailTool({
  name: 'list_all_product_types',
  description: 'Lists the names of all product types with their product ids.',
  writes: false,
  input: z.strictObject({}),
  run: ({ products }) =>
    Object.fromEntries(
      Object.values(products)
        .map(({ name, product_id }) => [name, product_id] as const)
        .toSorted(([a], [b]) => (a < b ? -1 : 1)),
    ),
})

export const calculate = retailTool({
  name: 'calculate',
  description: 'Works out an expression of numbers, + - * / and parentheses, to two decimals.',
  writes: false,
  input: z.strictObject({ expression: z.string().describe('E.g. (2 + 2) * 1.5') }),
  run: (_, { expression }) => workOut(expression),
})

export const transferToHumanAgents = retailTool({
  name: 'transfer_to_human_agents',
  description:
    'Transfers the user to a person, with a summary. Only when the user explicitly asks for a person, or the policy and the tools cannot solve the issue.',
  writes: false,
  input: z.strictObject({ summary: z.string().describe("The user's issue in short") }),
  run: () => 'Transfer successful',
})
