import { z } from 'zod'
import { Locale } from './locale.ts'
import { Skill } from './operator.ts'

/** What the desk's people are told of. */
export const NoticeKind = z.enum([
  'handoff',
  'offered',
  'assigned',
  'promise_at_risk',
  'promise_slipped',
  'sla_at_risk',
  'sla_breached',
  'hot_lead',
])
export type NoticeKind = z.infer<typeof NoticeKind>

const web = { url: z.url({ protocol: /^https?$/ }) }
const common = {
  name: z
    .string()
    .regex(/^[a-z][a-z0-9_-]{0,39}$/, 'must be a short lower-case name')
    .refine((name) => name !== 'crm' && name !== 'lead_webhook', 'is taken by Baton itself'),
  on: z.array(NoticeKind).min(1).default(NoticeKind.options),
  /** Only for conversations that ask for one of these; all when absent. */
  skills: z.array(Skill).min(1).optional(),
  locale: Locale.default('zh'),
}

/** Who is told: a group robot, by its webhook (DingTalk and Feishu robots may have a signing secret), or mailboxes. */
export const NoticeTarget = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('dingtalk'),
    secret: z.string().min(1).optional(),
    ...web,
    ...common,
  }),
  z.strictObject({
    kind: z.literal('feishu'),
    secret: z.string().min(1).optional(),
    ...web,
    ...common,
  }),
  z.strictObject({ kind: z.literal('wecom'), ...web, ...common }),
  z.strictObject({ kind: z.literal('slack'), ...web, ...common }),
  z.strictObject({
    kind: z.literal('email'),
    /** `smtps://user:password@host:465`, or `smtp://` with STARTTLS. */
    url: z.url({ protocol: /^smtps?$/ }),
    from: z.email(),
    to: z.array(z.email()).min(1).max(50),
    ...common,
  }),
])
export type NoticeTarget = z.infer<typeof NoticeTarget>

/** The file that `BATON_NOTICES` names. */
export const NoticeSettings = z.strictObject({
  version: z.literal(1),
  targets: z
    .array(NoticeTarget)
    .max(50)
    .refine(
      (targets) => new Set(targets.map(({ name }) => name)).size === targets.length,
      'must have names that differ',
    ),
})

/** A notice as it is sent. */
export const Notice = z.object({ title: z.string(), text: z.string() })
export type Notice = z.infer<typeof Notice>
