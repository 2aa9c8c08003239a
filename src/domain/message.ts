import { z } from 'zod'
import { MessageId } from './id.ts'
import { Text } from './text.ts'

export const Author = z.enum(['customer', 'agent', 'operator', 'system'])
export type Author = z.infer<typeof Author>

/** The piece of an article a reply stands on. */
export const Citation = z.object({
  articleId: z.string(),
  passageId: z.string(),
  heading: z.string(),
  version: z.string(),
})
export type Citation = z.infer<typeof Citation>

/** What played the Agent: a model, or the understudy that needs none. */
export const Performer = z.object({ kind: z.enum(['model', 'understudy']), name: z.string() })
export type Performer = z.infer<typeof Performer>

export const Attachment = z.object({
  kind: z.enum(['image', 'audio', 'video', 'file']),
  url: z
    .url({ protocol: /^https?$/ })
    .refine((url) => !url.includes('\u0000') && url.isWellFormed(), 'must be well-formed'),
  name: Text.max(200).optional(),
})
export type Attachment = z.infer<typeof Attachment>

/** One thing said. */
export const Message = z.object({
  id: MessageId,
  author: Author,
  text: z.string(),
  at: z.coerce.date(),
  /** Customer messages that this reply answers. */
  answers: z.array(MessageId).optional(),
  citations: z.array(Citation).optional(),
  performer: Performer.optional(),
  attachments: z.array(Attachment).optional(),
})
export type Message = z.infer<typeof Message>

/** The longest text a customer may send in one message, in UTF-16 units. */
export const maxTextLength = 8000
