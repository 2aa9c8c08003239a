import { z } from 'zod'

const Address = z.looseObject({
  address1: z.string(),
  address2: z.string(),
  city: z.string(),
  state: z.string(),
  country: z.string(),
  zip: z.string(),
})

const PaymentMethod = z.looseObject({
  source: z.enum(['credit_card', 'paypal', 'gift_card']),
  id: z.string(),
  /** Of a gift card. */
  balance: z.number().optional(),
})
export type PaymentMethod = z.infer<typeof PaymentMethod>

const User = z.looseObject({
  user_id: z.string(),
  name: z.looseObject({ first_name: z.string(), last_name: z.string() }),
  address: Address,
  email: z.string(),
  payment_methods: z.record(z.string(), PaymentMethod),
  orders: z.array(z.string()),
})
export type User = z.infer<typeof User>

const Options = z.record(z.string(), z.string())

const Item = z.looseObject({
  name: z.string(),
  product_id: z.string(),
  item_id: z.string(),
  price: z.number(),
  options: Options,
})
export type Item = z.infer<typeof Item>

const Payment = z.strictObject({
  transaction_type: z.enum(['payment', 'refund']),
  amount: z.number(),
  payment_method_id: z.string(),
})
export type Payment = z.infer<typeof Payment>

const Order = z.looseObject({
  order_id: z.string(),
  user_id: z.string(),
  address: Address,
  items: z.array(Item),
  status: z.string(),
  payment_history: z.array(Payment),
  cancel_reason: z.string().nullish(),
  exchange_items: z.array(z.string()).nullish(),
  exchange_new_items: z.array(z.string()).nullish(),
  exchange_payment_method_id: z.string().nullish(),
  exchange_price_difference: z.number().nullish(),
  return_items: z.array(z.string()).nullish(),
  return_payment_method_id: z.string().nullish(),
})
export type Order = z.infer<typeof Order>

const Variant = z.looseObject({
  item_id: z.string(),
  options: Options,
  available: z.boolean(),
  price: z.number(),
})
export type Variant = z.infer<typeof Variant>

const Product = z.looseObject({
  name: z.string(),
  product_id: z.string(),
  variants: z.record(z.string(), Variant),
})
export type Product = z.infer<typeof Product>

/** The shop of τ²-bench retail, as its file has it. Amounts are the file's own decimal dollars. */
export const RetailStore = z.strictObject({
  products: z.record(z.string(), Product),
  users: z.record(z.string(), User),
  orders: z.record(z.string(), Order),
})
export type RetailStore = z.infer<typeof RetailStore>

/** A shop of its own for one trial. Records are shared until a tool takes one to change it (`tools/find.ts`). */
export const copyOf = ({ products, users, orders }: RetailStore): RetailStore => ({
  products,
  users: { ...users },
  orders: { ...orders },
})
