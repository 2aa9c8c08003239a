import { z } from 'zod'

/** The default taxonomy: every intent by group, with what it means. A message may carry several, most important first. */
export const taxonomy = {
  order: {
    order_status: 'where an order stands; whether it was shipped, packed, paid, received',
    track_shipment: 'where the parcel is now, carrier, tracking number, stuck at a hub',
    urge_delivery: 'wants it faster; complains of a slow, late or stuck delivery (催单)',
    change_address: 'change the delivery address or the recipient of a placed order',
    modify_order: 'change items, size, colour, quantity or the delivery time of a placed order',
    cancel_order: 'cancel a placed order',
    place_order: 'wants to buy something now, or to have an order created',
    missing_parcel: 'marked as delivered but not received, or lost',
  },
  after_sales: {
    return_item: 'wants to send goods back',
    exchange_item: 'wants another size, colour or a replacement',
    refund_request: 'wants the money back (with or without sending goods back)',
    refund_status: 'where the refund stands',
    wrong_or_damaged: 'got the wrong, broken, incomplete or dirty goods',
    compensation_claim: 'asks for compensation, a coupon or a partial refund for trouble had',
    warranty_repair: 'repair, warranty period, service centre',
    troubleshooting: 'a product does not work; how to use or fix it; describes symptoms',
  },
  presales: {
    product_info: 'features, material, size advice, compatibility, how it is made',
    product_stock: 'is it available, when back in stock, in which store',
    price_inquiry: 'price of a product, part or service',
    promotion_inquiry: 'discounts, coupons, campaigns, price match, points to money',
    product_recommendation: 'asks what to buy, alternatives, gifts, accessories',
    product_comparison: 'compares with another product or a competitor',
    bulk_quote:
      'business, wholesale or large-quantity purchase; asks for a quote, distributor terms',
    demo_or_trial: 'wants a demo, a trial, a sample or a sales call',
    contract_request: 'contract, agreement, tender documents, qualification papers',
    book_appointment: 'book a visit, test drive, installation, consultation',
    change_appointment: 'move, confirm or cancel an appointment',
    store_info: 'address, opening hours, nearest store',
  },
  billing: {
    payment_problem: 'payment failed, charged twice, wrong amount, repayment failed',
    payment_methods: 'which ways to pay, instalments, currency',
    invoice_request: 'invoice or receipt; its title, tax number, reissue',
    shipping_policy: 'shipping cost, regions, carriers, how long it takes (not about one order)',
    return_policy: 'return or exchange conditions and periods (not about one order)',
  },
  account: {
    account_access: 'cannot log in, password, verification code, locked account',
    account_update: 'change phone, e-mail, name, default address; unsubscribe; close account',
    membership: 'member level, points, benefits',
    privacy_request: 'what data is kept, export it, delete it, who saw it',
  },
  service: {
    human_request: 'wants a person',
    complaint: 'complains of service, staff, quality or the bot, threatens a report or review',
    case_status: 'asks after an earlier ticket, complaint or promised callback',
    praise_feedback: 'praise, suggestion, rating',
  },
  conversation: {
    greeting: 'hello',
    goodbye: 'bye, nothing else',
    thanks: 'thank you',
    affirm: 'yes, agreed, go on',
    deny: 'no, not that, stop',
    provide_info: 'gives what was asked for: name, phone, order number, date, choice',
    bot_identity: 'are you a robot, who are you, what can you do',
    chitchat: 'small talk with no request',
    out_of_scope: "a request that a shop's customer service does not serve",
  },
} as const

type Taxonomy = typeof taxonomy
export type IntentGroup = keyof Taxonomy
export const IntentGroup = z.enum(Object.keys(taxonomy) as [IntentGroup, ...IntentGroup[]])
export type IntentName = { [G in IntentGroup]: keyof Taxonomy[G] & string }[IntentGroup]

export const intentNames = Object.values(taxonomy).flatMap((group) => Object.keys(group)) as [
  IntentName,
  ...IntentName[],
]

/** What a customer may want, by its name in the taxonomy. */
export const IntentName = z.enum(intentNames)

const groups = new Map<string, IntentGroup>(
  (Object.entries(taxonomy) as [IntentGroup, object][]).flatMap(([group, intents]) =>
    Object.keys(intents).map((name) => [name, group] as const),
  ),
)

/** The group an intent stands in, e.g. `order` for `track_shipment`. */
export function groupOf(intent: IntentName): IntentGroup {
  return groups.get(intent) ?? 'conversation'
}
