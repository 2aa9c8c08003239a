import { describe, expect, it } from 'vitest'
import { talk } from '../../../tests/house.ts'
import { houseOfFile } from '../../../tests/house-of-file.ts'

/** The refusals whose English side no other conversation test has: the reason, the way on, and nothing done. */

const house = houseOfFile()

/** Says the lines, with the number of the customer's order of that place for `#0`, and returns the last answer. */
async function ask(login: string, lines: readonly string[]) {
  const customer = await talk(house, { login, locale: 'en' })
  const number = (at: string) => house.orders.get(login)?.[Number(at)]?.number ?? '?'
  let heard = ''
  for (const line of lines)
    heard = await customer.say(line.replaceAll(/#(\d)/g, (_, at: string) => number(at)))
  return { heard, effects: await customer.effects() }
}

type Case = [what: string, login: string, lines: string[], says: RegExp]

const cases: Case[] = [
  ['cancels no order twice', 'sc_devries', ['cancel order #0'], /cancelled/],
  ['cancels nothing that was delivered', 'sc_johnson', ['cancel order #1'], /delivered.*return/is],
  [
    'returns nothing that is coming back already',
    'sc_moreau',
    ['return order #0'],
    /returned or refunded already|already/,
  ],
  [
    'returns nothing that is refunded',
    'sc_rossi',
    ['I want to return order #1'],
    /refunded already. I can look up/,
  ],
  [
    'returns nothing that was cancelled',
    'sc_hughes',
    ['I want to return order #0'],
    /has been cancelled/,
  ],
  [
    'returns nothing that is on its way',
    'sc_johnson',
    ['I want to return order #0'],
    /refuse the parcel/,
  ],
  [
    'refunds nothing unpaid, and offers to close it',
    'sc_schmidt',
    ['refund order #0'],
    /not paid yet/,
  ],
  [
    'compensates no parcel in time',
    'sc_johnson',
    ['I want compensation for order #0'],
    /within its promised time/,
  ],
  [
    'compensates no unpaid order',
    'sc_schmidt',
    ['I want compensation for order #0'],
    /unpaid or cancelled/,
  ],
  [
    'takes no report of a parcel too late',
    'sc_anna',
    ['I never received order #1, it says delivered'],
    /within 14 days.*colleague/s,
  ],
  [
    'lets no day be chosen abroad',
    'sc_garcia',
    ['I want to change the delivery date of order #0', '3 January 2027'],
    /inside mainland China only/,
  ],
  [
    'writes no invoice for what is unpaid',
    'sc_schmidt',
    ['I need an invoice for order #0', 'personally', 'Lena Schmidt'],
    /nothing to invoice/,
  ],
  [
    'sells nothing that is not sold there',
    'sc_johnson',
    ['I want to buy a rice cooker RC-30'],
    /not sold in your shop.*similar/,
  ],
  [
    'deletes no account with open orders',
    'sc_johnson',
    ['delete my account and all my data'],
    /cannot be closed yet/,
  ],
  [
    'changes the address of nothing delivered',
    'sc_johnson',
    ['change the address of order #1'],
    /delivered/,
  ],
  [
    'changes the size of nothing that has left',
    'sc_johnson',
    ['change the size of order #0 to M'],
    /cannot be changed. After delivery/,
  ],

  [
    'exchanges nothing abroad, and returns nothing after its period',
    'sc_miller',
    ['exchange order #1 for another size'],
    /do not swap items.*last day was.*repair under warranty/s,
  ],
]

describe('in English', () => {
  it.each(cases)('%s', async (_, login, lines, says) => {
    const { heard, effects } = await ask(login, lines)
    expect(effects).toEqual([])
    expect(heard).toMatch(says)
  })
})
