import type { z } from 'zod'
import type {
  LiveEvent,
  OpenRequest,
  OpenResponse,
  Problem,
  PublicMessage,
  SayRequest,
} from '../../src/server/contract.ts'

/** The server's contract as the browser sees it: types only, nothing of zod is loaded. */

export type { LiveEvent }
export type ChatMessage = z.infer<typeof PublicMessage>
export type Opening = Omit<z.input<typeof OpenRequest>, 'channel'>
export type Session = z.infer<typeof OpenResponse>
export type Saying = z.input<typeof SayRequest>
export type ProblemDocument = z.infer<typeof Problem>
export type MessageId = ChatMessage['id']

type DataOf<E extends LiveEvent['event']> = Extract<LiveEvent, { event: E }>['data']
export type HolderKind = DataOf<'holder'>['kind']
export type Typist = DataOf<'typing'>['author']
export type Receipt = DataOf<'receipt'>
export type ConsentChange = DataOf<'consent'>
export type ConsentId = ConsentChange['id']
export type ConsentState = ConsentChange['state']
