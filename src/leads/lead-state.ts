import type { LeadFact } from '../domain/lead.ts'
import type { MessageId } from '../domain/id.ts'
import type { Need } from './need.ts'
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
  /** What the customer came with, where no wish was heard in it: our questions may show that it was one. */
  opening: { need: Need; line: LeadFact; namesGoods: boolean } | null
  withdrawn: boolean
  unserved: boolean
  size: number | null
  /** The goods last spoken of, by the customer or by us. */
  spoken: string | null
  /** Every name of goods that was used, in lower case. */
  goods: ReadonlySet<string>
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
  opening: null,
  withdrawn: false,
  unserved: false,
  size: null,
  spoken: null,
  goods: new Set(),
  heard: '',
})
