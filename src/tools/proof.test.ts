import { beforeEach, describe, expect, it } from 'vitest'
import { ConversationId, MessageId } from '../domain/id.ts'
import type { Entity, EntityType } from '../domain/reading.ts'
import { proofTries } from '../../tests/proof-tries.ts'
import {
  mayClaim,
  mostTries,
  proveOrders,
  statedTails,
  type ProofLedger,
  type Spoken,
} from './proof.ts'

const conversation = ConversationId.make()
const [mine, theirs] = ['VG26110001', 'VG26110002'] as const
const proofs = new Map([
  [mine, '1111'],
  [theirs, '2222'],
])

interface Try {
  orderNumber: string
  valueHash: string
  proven: boolean
}
let tries: Try[]
let elsewhere: number
let asked: number
const ledger: ProofLedger = {
  tries: async (orderNumber, valueHash) => {
    const failed = tries.filter(({ proven }) => !proven)
    const same = tries.find((it) => it.orderNumber === orderNumber && it.valueHash === valueHash)
    return {
      inConversation: failed.length,
      onOrder: failed.filter((it) => it.orderNumber === orderNumber).length + elsewhere,
      earlier: same?.proven ?? null,
    }
  },
  record: async (orderNumber, valueHash, proven) => {
    tries.push({ orderNumber, valueHash, proven })
  },
}
const orders = {
  prove: async (number: string, { value }: { value: string }) => {
    asked += 1
    return proofs.get(number as typeof mine) === value
  },
}

beforeEach(() => {
  tries = []
  elsewhere = 0
  asked = 0
})

/** A message as the reader understands it: order numbers and four-digit tails. */
function spoken(text: string): Spoken {
  const entities = text.split(' ').map((value): Entity => {
    const type: EntityType = value.startsWith('VG') ? 'order_number' : 'phone_tail'
    return { type, value, start: 0, end: value.length }
  })
  return { messageId: MessageId.make(), text, entities }
}

const prove = (now: string, before: string[] = [], alreadyProven: string[] = []) =>
  proveOrders(
    { orders, ledger },
    conversation,
    { before: before.map(spoken), now: [spoken(now)] },
    alreadyProven,
  )
const proven = async (...said: Parameters<typeof prove>) =>
  (await prove(...said)).proven.map(({ orderNumber }) => orderNumber)

describe('an order is proved by', () => {
  it('its number and its value in one message', async () => {
    expect(await proven(`${mine} 1111`)).toEqual([mine])
  })

  it('the value now, when the number was written before, and the other way round', async () => {
    expect(await proven('1111', [mine])).toEqual([mine])
    expect(await proven(mine, ['1111'])).toEqual([mine])
  })

  it('its own value only: that of another order proves nothing', async () => {
    expect(await proven(`${theirs} 1111`)).toEqual([])
    expect(await proven(`${mine} ${theirs} 1111`)).toEqual([mine])
  })

  it('nothing that nobody has written', async () => {
    expect(await proven(mine)).toEqual([])
    expect(await proven('1111')).toEqual([])
    expect(asked).toBe(0)
  })
})

describe('after five wrong tries', () => {
  const wrong = ['0001', '0002', '0003', '0004', '0005']

  it('a conversation hears no right one any more, whatever the order', async () => {
    for (const value of wrong) expect((await prove(`${mine} ${value}`)).locked).toBe(false)
    expect(await prove(`${mine} 1111`)).toMatchObject({ proven: [], locked: true })
    expect(await prove(`${theirs} 2222`)).toMatchObject({ proven: [], locked: true })
    expect(asked).toBe(mostTries)
  })

  it('five values in one message are five tries', async () => {
    expect(await prove(`${mine} ${wrong.join(' ')} 1111`)).toMatchObject({
      proven: [],
      locked: true,
    })
    expect(asked).toBe(mostTries)
  })

  it('an order is closed to every other conversation', async () => {
    elsewhere = mostTries
    expect(await prove(`${mine} 1111`)).toMatchObject({ proven: [], locked: true })
    expect(asked).toBe(0)
  })

  it('four leave one', async () => {
    for (const value of wrong.slice(0, 4)) await prove(`${mine} ${value}`)
    expect(await proven(`${mine} 1111`)).toEqual([mine])
  })
})

describe('a try', () => {
  it('that was made is not made again, and costs nothing', async () => {
    for (let i = 0; i < 10; i++) await prove(`${mine} 0001`)
    expect(asked).toBe(1)
    expect(await proven(`${mine} 1111`)).toEqual([mine])
  })

  it('that a crashed turn has won keeps its answer', async () => {
    await prove(`${mine} 1111`)
    expect(await proven(`${mine} 1111`)).toEqual([mine])
    expect(asked).toBe(1)
  })

  it('is not needed for an order that is proved already', async () => {
    await prove(`${mine} 0001`, [], [mine])
    expect(asked).toBe(0)
  })

  it('is remembered without its value', async () => {
    await prove(`${mine} 1111`)
    expect(JSON.stringify(tries)).not.toContain('"1111"')
    expect(tries[0]?.valueHash).toMatch(/^[0-9a-f]{64}$/)
  })
})

describe('claiming by four digits', () => {
  it('finds the digits in what the customer wrote, alone or at the end of a phone number', () => {
    const said = ['AP7K2M9Q, 8842', '我的手机 １３８ ００１３ ８８４３', 'VG26111042 来自 1999元']
    expect(statedTails(said)).toEqual(['8842', '8843', '1999'])
  })

  it('hears the same digits as often as they are said, and five different ones', async () => {
    const counted = proofTries()
    const tails = ['0001', '0002', '0003', '0004', '0005']
    for (const tail of [...tails, ...tails])
      expect(await mayClaim(counted, conversation, { reference: 'AP7K2M9Q', tail })).toBe(true)
    expect(await mayClaim(counted, conversation, { reference: 'AP7K2M9Q', tail: '0006' })).toBe(
      false,
    )
    expect(await mayClaim(counted, conversation, { reference: 'TS26112001', tail: '0006' })).toBe(
      false,
    )
  })
})
