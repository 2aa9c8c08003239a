import type { LeadFact } from '../domain/lead.ts'
import type { MessageId } from '../domain/id.ts'
import type { Need } from './need.ts'
import type { WishMessage } from './need-tokens.ts'
import type { PlaceFound } from './place.ts'
import type { TimelineSpan } from './timeline.ts'

/** What is known of a lead after some of a conversation. */
export interface LeadState {
  ledger: LeadFact[]
  need: Need | null
  timeline: TimelineSpan | null
  place: PlaceFound | null
  decides: boolean | null
  roleFrom: MessageId | null
  needFrom: MessageId | null
  /** What the customer has said of this wish so far. */
  wishes: (WishMessage & { id: MessageId })[]
  withdrawn: boolean
  unserved: boolean
  size: number | null
  /** All that the customer has said: clues to a phone's country. */
  heard: string
}

/** Nothing yet. */
export const noLead = (): LeadState => ({
  ledger: [],
  need: null,
  timeline: null,
  place: null,
  decides: null,
  roleFrom: null,
  needFrom: null,
  wishes: [],
  withdrawn: false,
  unserved: false,
  size: null,
  heard: '',
})
