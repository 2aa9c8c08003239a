import { crmOutlet } from '../connectors/outlets/crm.ts'
import { emailOutlet } from '../connectors/outlets/email.ts'
import { leadWebhook } from '../connectors/outlets/lead-webhook.ts'
import { robotOutlet } from '../connectors/outlets/robots.ts'
import type { Crm } from '../domain/crm.ts'
import { NoticeSettings, type NoticeTarget } from '../domain/notice.ts'
import type { Outlet } from '../domain/outlet.ts'
import { readSettings } from '../handoff/read-settings.ts'
import type { Clock } from '../platform/clock.ts'
import type { Config } from '../platform/config.ts'

/** Where leads go, and who is told of what. */
export interface Outlets {
  notices: readonly NoticeTarget[]
  /** Outlets that take leads, by name. */
  leadTargets: readonly string[]
  outlets: ReadonlyMap<string, Outlet>
}

/** The CRM always; the lead webhook, group robots and mailboxes where they are configured. @throws BatonError for a faulty file. */
export async function openOutlets(
  { leads, noticesFile }: Config,
  { crm, clock }: { crm: Crm; clock: Clock },
): Promise<Outlets> {
  const notices =
    noticesFile === undefined
      ? []
      : (await readSettings(noticesFile, 'notice', NoticeSettings)).targets
  const outlets = new Map<string, Outlet>([
    ['crm', crmOutlet(crm)],
    ...(leads ? [['lead_webhook', leadWebhook({ ...leads, clock })] as const] : []),
  ])
  const leadTargets = [...outlets.keys()]
  for (const target of notices)
    outlets.set(
      target.name,
      target.kind === 'email' ? emailOutlet(target) : robotOutlet(target, { clock }),
    )
  return { notices, leadTargets, outlets }
}
