import type { EventBody } from '../domain/event.ts'
import type { ConversationId } from '../domain/id.ts'
import type { Locale } from '../domain/locale.ts'
import type { Notice, NoticeKind, NoticeTarget } from '../domain/notice.ts'

/** What the desk's people are told of a conversation. What the customer wrote stays at the desk. */
export interface Noticed {
  kind: NoticeKind
  conversationId: ConversationId
  /** The skill that is asked for, where one is. */
  skill: string | null
  /** What it is about: a reason, an operator, a clock, a time. */
  about: string
}

/** Which notices events are worth. */
export function noticedIn(
  events: readonly EventBody[],
  conversationId: ConversationId,
  skill: string | null,
): Noticed[] {
  const noticed = (kind: NoticeKind, about: string): Noticed => ({
    kind,
    conversationId,
    skill,
    about,
  })
  return events.flatMap((event): Noticed[] => {
    switch (event.kind) {
      case 'offered':
        return [noticed('offered', event.operatorId)]
      case 'holder_changed':
        return event.to.kind === 'operator' ? [noticed('assigned', event.to.operatorId)] : []
      case 'promise_at_risk':
        return [noticed('promise_at_risk', `${event.owner} ${event.deadline.toISOString()}`)]
      case 'promise_slipped':
        return [noticed('promise_slipped', event.newDueAt?.toISOString() ?? '—')]
      case 'sla_at_risk':
      case 'sla_breached':
        return [noticed(event.kind, `${event.clock} ${event.dueAt.toISOString()}`)]
      case 'lead_graded':
        return event.grade === 'hot' ? [noticed('hot_lead', event.score.toFixed(2))] : []
      default:
        return []
    }
  })
}

const titles: Record<Locale, Record<NoticeKind, string>> = {
  zh: {
    handoff: '有客户等待人工',
    offered: '会话已分派，待接入',
    assigned: '会话已接入',
    promise_at_risk: '承诺即将逾期',
    promise_slipped: '承诺已逾期，客户已告知',
    sla_at_risk: '响应时限即将超出',
    sla_breached: '响应时限已超出',
    hot_lead: '高意向线索',
  },
  en: {
    handoff: 'A customer waits for a person',
    offered: 'A conversation is offered',
    assigned: 'A conversation was taken',
    promise_at_risk: 'A promise is about to slip',
    promise_slipped: 'A promise has slipped; the customer was told',
    sla_at_risk: 'A response time is about to be missed',
    sla_breached: 'A response time was missed',
    hot_lead: 'A hot lead',
  },
}

/** The notice in words, for a group. */
export function noticeInWords(
  { kind, conversationId, skill, about }: Noticed,
  locale: Locale,
): Notice {
  const lines = [conversationId, ...(skill ? [skill] : []), about].filter(Boolean)
  return { title: titles[locale][kind], text: lines.join(' · ') }
}

/** Whether a target wants to be told. */
export const wants = ({ on, skills }: NoticeTarget, { kind, skill }: Noticed): boolean =>
  on.includes(kind) && (skills === undefined || (skill !== null && skills.includes(skill)))
