import type { MessageId } from '../domain/id.ts'
import type { Locale } from '../domain/locale.ts'
import type { Attachment } from '../domain/message.ts'

/** A webhook call as it came: the bytes are never re-serialised, since signatures are over them. */
export interface WebhookRequest {
  /** Lower-case names. */
  headers: Readonly<Record<string, string | undefined>>
  body: Uint8Array
}

/** One thing a customer said on a platform. */
export interface ChannelMessage {
  /** The platform's id: delivered twice, it is one message. */
  channelMessageId: string
  /** Where the customer can be reached; one open conversation per address. */
  address: string
  text: string
  attachments: readonly Attachment[]
  locale: Locale
}

/** One messaging platform. What a platform cannot do is an absent method. */
export interface Channel {
  readonly name: string
  readonly maxTextLength: number
  /** Whether sending the same message id twice delivers it once. */
  readonly sendsOnce: boolean
  /** Verifies, then parses. Throws `bad_signature` before it reads a word; skips our own echoes. */
  receive?(request: WebhookRequest): Promise<ChannelMessage[]>
  /**
   * Delivers one message of ours; returns the platform's id for it.
   * Throws `invalid` when the platform will never take it, `upstream_failed` when it certainly was not delivered
   * and may be tried again; anything else means that the outcome is unknown.
   */
  send?(
    address: string,
    message: { id: MessageId; text: string },
  ): Promise<{ channelMessageId: string }>
}
