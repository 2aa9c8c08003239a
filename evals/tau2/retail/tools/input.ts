import { z } from 'zod'

export const orderId = z.string().describe("The order's id with its # sign, e.g. #W0000000")
export const userId = z.string().describe("The user's id, e.g. sara_doe_496")
export const paymentMethodId = z
  .string()
  .describe("Id of a payment method in the user's profile, e.g. gift_card_0000000")
export const itemIds = z
  .array(z.string())
  .describe('Ids of items in the order, e.g. 1008292230; the same id may come more than once')
export const newItemIds = z
  .array(z.string())
  .describe('Ids of the new items, each of the same product as the item in the same place')

export const addressFields = {
  address1: z.string().describe('First line, e.g. 123 Main St'),
  address2: z.string().describe('Second line, e.g. Apt 1; may be empty'),
  city: z.string(),
  state: z.string().describe('E.g. CA'),
  country: z.string().describe('E.g. USA'),
  zip: z.string().describe('E.g. 12345'),
}
