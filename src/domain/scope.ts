import type { Consent } from './consent.ts'
import type { ConversationId, MessageId, TurnId } from './id.ts'
import type { Locale } from './locale.ts'
import type { Playbook } from './playbook.ts'
import type { ShopIdentity } from './shop.ts'

/** Whom a tool call acts for and what it may do. Made by code, in the turn; nothing in it comes from a performer. */
export interface Scope {
  readonly conversationId: ConversationId
  readonly turnId: TurnId
  /** The lease's fencing number: every write of the turn checks it. */
  readonly fence: number
  /** The first customer message that this turn answers; the same when a crashed turn is taken again. */
  readonly basis: MessageId
  readonly identity: ShopIdentity
  /** Last four digits of phone numbers in this customer's own messages; by others no case or appointment is claimed. */
  readonly statedTails: readonly string[]
  /** Playbooks that match this turn; a call belongs to the first that lists its tool. */
  readonly playbooks: readonly Playbook[]
  /** Consents given and not yet used. */
  readonly consents: readonly Consent[]
  readonly locale: Locale
  readonly now: Date
}
