import { randomBytes } from 'node:crypto'
import { z } from 'zod'

const alphabet = '0123456789abcdefghjkmnpqrstvwxyz'

const randomLength = 16
/** Random bytes are drawn for many ids at once: each draw is a call into the operating system's generator. */
let drawn = Buffer.alloc(0)
let used = 0

function drawRandom(): Buffer {
  if (used + randomLength > drawn.length) {
    drawn = randomBytes(randomLength * 256)
    used = 0
  }
  return drawn.subarray(used, (used += randomLength))
}

/** 26 characters, the first 10 from the time in milliseconds, so ids made later sort later (as ULIDs do: github.com/ulid/spec). */
function timeOrdered(now: number): string {
  let time = ''
  for (let rest = now, i = 0; i < 10; i++) {
    time = alphabet.charAt(rest % 32) + time
    rest = Math.floor(rest / 32)
  }
  let random = ''
  for (const byte of drawRandom()) random += alphabet.charAt(byte % 32)
  return time + random
}

/** A branded id `prefix_…`: one kind never passes for another. */
function idOf<B extends string>(prefix: string, _brand: B) {
  const schema = z
    .string()
    .regex(new RegExp(`^${prefix}_[0-9a-z]{1,40}$`), `must look like ${prefix}_…`)
    .brand<B>()
  return Object.assign(schema, {
    /** A new id, ordered by time. */
    make: (now: number = Date.now()): z.infer<typeof schema> =>
      `${prefix}_${timeOrdered(now)}` as z.infer<typeof schema>,
  })
}

export const ConversationId = idOf('cnv', 'ConversationId')
export type ConversationId = z.infer<typeof ConversationId>
export const MessageId = idOf('msg', 'MessageId')
export type MessageId = z.infer<typeof MessageId>
export const CustomerId = idOf('cus', 'CustomerId')
export type CustomerId = z.infer<typeof CustomerId>
export const OperatorId = idOf('opr', 'OperatorId')
export type OperatorId = z.infer<typeof OperatorId>
export const TurnId = idOf('trn', 'TurnId')
export type TurnId = z.infer<typeof TurnId>
export const ConsentId = idOf('cst', 'ConsentId')
export type ConsentId = z.infer<typeof ConsentId>
export const EffectId = idOf('eff', 'EffectId')
export type EffectId = z.infer<typeof EffectId>
export const PromiseId = idOf('prm', 'PromiseId')
export type PromiseId = z.infer<typeof PromiseId>
export const OutgoingId = idOf('out', 'OutgoingId')
export type OutgoingId = z.infer<typeof OutgoingId>
export const DraftId = idOf('drf', 'DraftId')
export type DraftId = z.infer<typeof DraftId>
