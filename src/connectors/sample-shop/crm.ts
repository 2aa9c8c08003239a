import { Case, LeadTaken, type CaseLevel, type Crm } from '../../domain/crm.ts'
import { BatonError } from '../../domain/error.ts'
import type { Clock } from '../../platform/clock.ts'
import { rowAs, rowsAs, type Queryable } from '../../store/db.ts'
import { afterWorkingDays, afterWorkingHours } from './working-time.ts'

const minuteMs = 60_000
/** When somebody answers and when it is settled, by level: article kb-zh-087. */
const times: Record<CaseLevel, { answerMinutes: number; workingDays: number }> = {
  normal: { answerMinutes: 120, workingDays: 1 },
  raised: { answerMinutes: 240, workingDays: 3 },
  grave: { answerMinutes: 30, workingDays: 7 },
}
/** Business enquiries are answered within four working hours: articles kb-zh-077 and kb-en-036. */
const callBackHours = 4

const caseColumns = `number, kind, level, status, order_number as "orderNumber", summary, opened_at as "openedAt",
  first_answer_by as "firstAnswerBy", settle_by as "settleBy", last_news as "lastNews"`

/** A contact without what people write differently: capitals, spaces, signs between digits. */
function contactKey(contact: string | null): string | null {
  if (contact === null) return null
  const folded = contact.normalize('NFKC').toLowerCase().replaceAll(/\s/g, '')
  if (folded.includes('@')) return folded
  // A Chinese mobile number is the same with its country before it.
  return folded.replaceAll(/\D/g, '').replace(/^(?:00)?86(?=1\d{10}$)/, '') || folded
}

/** What is told of a lead, each by its place among a statement's values. */
type Places = Record<
  'need' | 'name' | 'company' | 'contact' | 'contactKey' | 'budget' | 'timeline' | 'place',
  string
>

/** Sets what is told of a lead beside what was told before; nothing that was said is forgotten. */
const completion = (at: Places): string =>
  `need = case when position(${at.need}::text in l.need) > 0 then l.need
               when position(l.need in ${at.need}::text) > 0 then ${at.need}::text
               else left(l.need || E'\\n' || ${at.need}::text, 2000) end,
   name = coalesce(${at.name}, l.name),
   company = coalesce(${at.company}, l.company),
   contact = case when ${at.contactKey}::text is null or l.contact_key = ${at.contactKey}::text then l.contact else ${at.contact} end,
   budget = coalesce(${at.budget}, l.budget),
   timeline = coalesce(${at.timeline}, l.timeline),
   place = coalesce(${at.place}, l.place)`

/** The sample shop's cases and leads. */
export function sampleCrm(db: Queryable, clock: Clock): Crm {
  return {
    async openCase(who, { kind, level, summary, orderNumber, contact }, idempotencyKey) {
      const now = clock()
      const { answerMinutes, workingDays } = times[level]
      const month = now.toISOString().slice(2, 7).replace('-', '')
      const opened = await rowAs(
        db,
        Case,
        `with earlier as (select * from shop_cases where idempotency_key = $1), added as (
           insert into shop_cases (number, kind, level, shop_customer_id, order_number, contact, summary, opened_at,
                                   first_answer_by, settle_by, idempotency_key)
           select 'TS' || $2 || lpad(nextval('shop_case_serial')::text, 4, '0'), $3, $4, $5, $6, $7, $8, $9, $10, $11, $1
            where not exists (select 1 from earlier)
           on conflict (idempotency_key) do update set idempotency_key = excluded.idempotency_key
           returning *
         )
         select ${caseColumns} from added union all select ${caseColumns} from earlier limit 1`,
        [
          idempotencyKey,
          month,
          kind,
          level,
          who.shopCustomerId,
          orderNumber,
          contact,
          summary,
          now,
          new Date(now.getTime() + answerMinutes * minuteMs),
          afterWorkingDays(now, workingDays),
        ],
      )
      return Case.parse(opened)
    },

    cases: (who, number, phoneTail) =>
      rowsAs(
        db,
        Case,
        `select ${caseColumns} from shop_cases k
          where ($1::text is null or number = $1)
            and (shop_customer_id = $2 or order_number = any($3::text[])
                 or ($1 is not null and length($4::text) = 4 and (
                   right(regexp_replace(coalesce(contact, ''), '\\D', '', 'g'), 4) = $4
                   or exists (select 1 from shop_customers c where c.id = k.shop_customer_id and right(c.phone, 4) = $4))))
          order by opened_at desc limit 10`,
        [
          number === null ? null : number.trim().toUpperCase(),
          who.shopCustomerId,
          [...who.provenOrders],
          phoneTail,
        ],
      ),

    async captureLead(who, entry, idempotencyKey) {
      const now = clock()
      const values = [
        idempotencyKey,
        who.shopCustomerId,
        contactKey(entry.contact),
        entry.need,
        entry.name,
        entry.company,
        entry.contact,
        entry.budget,
        entry.timeline,
        entry.place,
        afterWorkingHours(now, callBackHours),
        now,
        entry.lead,
      ]
      // What is told later completes what was told before; nothing that was said is forgotten.
      const captured = await rowAs(
        db,
        LeadTaken,
        `with earlier as (
           select reference, call_back_by from shop_leads where idempotency_keys @> array[$1::text]
         ), standing as (
           select reference from shop_leads
            where not exists (select 1 from earlier) and (leads @> array[$13::text] or contact_key = $3)
            order by contact_key is not distinct from $3 desc, captured_at limit 1
         ), completed as (
           update shop_leads l set
             ${completion({ contactKey: '$3', need: '$4', name: '$5', company: '$6', contact: '$7', budget: '$8', timeline: '$9', place: '$10' })},
             contact_key = coalesce($3, l.contact_key),
             updated_at = $12,
             leads = case when l.leads @> array[$13::text] then l.leads else l.leads || $13::text end,
             idempotency_keys = l.idempotency_keys || $1::text
            from standing where l.reference = standing.reference
           returning l.reference, l.call_back_by
         ), added as (
           insert into shop_leads (reference, shop_customer_id, contact_key, need, name, company, contact, budget, timeline,
                                   place, call_back_by, captured_at, updated_at, idempotency_keys, leads)
           select 'LD' || lpad(nextval('shop_lead_serial')::text, 5, '0'), $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12,
                  $12, array[$1], array[$13]
            where not exists (select 1 from earlier) and not exists (select 1 from standing)
           on conflict (contact_key) do update set
             idempotency_keys = shop_leads.idempotency_keys || excluded.idempotency_keys
           returning reference, call_back_by
         )
         select reference, call_back_by as "callBackBy" from added
         union all select reference, call_back_by from completed
         union all select reference, call_back_by from earlier limit 1`,
        values,
      )
      return LeadTaken.parse(captured)
    },

    async completeLead(_who, reference, entry, idempotencyKey) {
      const completed = await rowAs(
        db,
        LeadTaken,
        `with completed as (
           update shop_leads l set ${completion({ need: '$2', name: '$3', company: '$4', contactKey: '$5', contact: '$6', budget: '$7', timeline: '$8', place: '$9' })},
             contact_key = case
               when $5::text is null or exists (select 1 from shop_leads o where o.contact_key = $5 and o.reference <> l.reference)
                 then l.contact_key else $5 end,
             updated_at = $10,
             leads = case when l.leads @> array[$11::text] then l.leads else l.leads || $11::text end,
             idempotency_keys = l.idempotency_keys || $12::text
            where l.reference = $1 and not l.idempotency_keys @> array[$12::text]
           returning l.reference, l.call_back_by
         )
         select reference, call_back_by as "callBackBy" from completed
         union all select reference, call_back_by from shop_leads where reference = $1 limit 1`,
        [
          reference,
          entry.need,
          entry.name,
          entry.company,
          contactKey(entry.contact),
          entry.contact,
          entry.budget,
          entry.timeline,
          entry.place,
          clock(),
          entry.lead,
          idempotencyKey,
        ],
      )
      if (!completed) throw new BatonError('not_found', `There is no lead ${reference}.`)
      return completed
    },
  }
}

/** A few cases for the sample customers, dated from `now`, unless there are some. */
export async function seedCases(tx: Queryable, now: Date): Promise<void> {
  const dayMs = 1440 * minuteMs
  const rows = sampleCases.map(({ daysAgo, level, ...rest }) => {
    const openedAt = new Date(now.getTime() - daysAgo * dayMs)
    return {
      ...rest,
      level,
      openedAt,
      firstAnswerBy: new Date(openedAt.getTime() + times[level].answerMinutes * minuteMs),
      settleBy: afterWorkingDays(openedAt, times[level].workingDays),
      number: `TS${openedAt.toISOString().slice(2, 7).replace('-', '')}${rest.serial}`,
    }
  })
  await tx.query(
    `insert into shop_cases (number, kind, level, status, shop_customer_id, summary, opened_at, first_answer_by, settle_by,
                             last_news, idempotency_key)
     select number, kind, level, status, customer, summary, "openedAt", "firstAnswerBy", "settleBy", news, 'seed ' || number
       from jsonb_to_recordset($1::jsonb) as k (number text, kind text, level text, status text, customer text, summary text,
            "openedAt" timestamptz, "firstAnswerBy" timestamptz, "settleBy" timestamptz, news jsonb)
      where exists (select 1 from shop_customers c where c.id = k.customer)
     on conflict do nothing`,
    [JSON.stringify(rows)],
  )
}

const sampleCases = [
  {
    customer: 'sc_lin',
    serial: '0417',
    kind: 'complaint',
    level: 'normal' as const,
    status: 'in_progress',
    daysAgo: 0.6,
    summary: '发货比承诺晚了三天，客服没有回复',
    news: {
      zh: '已向仓库核实发货时间，正在确认补偿金额。',
      en: 'The warehouse has confirmed the dispatch time; the compensation is being worked out.',
    },
  },
  {
    customer: 'sc_zhao',
    serial: '0391',
    kind: 'repair',
    level: 'raised' as const,
    status: 'settled',
    daysAgo: 20,
    summary: '咖啡机同一故障修了两次',
    news: {
      zh: '已为您换新机，并发放 50 元券，本工单已结案。',
      en: 'A new machine was sent together with a ¥50 coupon; this case is settled.',
    },
  },
  {
    customer: 'sc_anna',
    serial: '0405',
    kind: 'damage',
    level: 'normal' as const,
    status: 'waiting_for_customer',
    daysAgo: 3,
    summary: 'PS-1200E arrived with a dented corner',
    news: {
      zh: '请补充外箱六面的照片，我们收到后继续处理。',
      en: 'Please send photos of all six sides of the carton; we go on as soon as we have them.',
    },
  },
]
