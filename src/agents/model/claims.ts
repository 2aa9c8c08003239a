import { claimsInChinese } from './claims-zh.ts'
import { claimsInEnglish } from './claims-en.ts'

/**
 * Whether a text says, in Chinese or English, that we have done something for the customer: issued, refunded, urged,
 * cancelled, changed. Offers, questions, conditions, refusals, what was merely looked up and what a record shows are
 * no claims. Words that claim are held back until a tool result stands behind them, so it leans towards yes.
 */
export function claimsEffect(text: string): boolean {
  return sentencesOf(normalise(text)).some(claims)
}

const claims = (sentence: string): boolean => claimsInChinese(sentence) || claimsInEnglish(sentence)

const changes = ['change_address', 'modify_order', 'change_account']
const claimTools = [
  'open_return',
  'open_exchange',
  'open_repair',
  'report_damage',
  'report_missing_parcel',
]
const visits = [
  'book_appointment',
  'move_appointment',
  'cancel_appointment',
  'open_repair',
  'capture_lead',
]

/** What a claim may be about, and the tools whose work it would be. */
const kinds: readonly { words: RegExp; tools: readonly string[] }[] = [
  { words: /券|红包|补偿|赔|\b(?:coupon|voucher|compensat\w*|credit)/, tools: ['issue_coupon'] },
  {
    words: /退款|退钱|款项|原路|\b(?:refund\w*|reimburs\w*|money)/,
    tools: ['request_refund', 'cancel_order', 'modify_order', 'cancel_appointment', ...claimTools],
  },
  { words: /取消|撤销|\bcancel/, tools: ['cancel_order', 'cancel_appointment'] },
  { words: /地址|\baddress/, tools: changes },
  {
    words: /催|加急|\b(?:urge|chase|expedit|rush|hurry|carrier|courier)/,
    tools: ['urge_delivery', 'report_missing_parcel'],
  },
  { words: /退货|\breturn/, tools: [...claimTools, 'request_refund'] },
  { words: /换货|\b(?:exchange|replac)/, tools: claimTools },
  {
    words: /预约|约好|到店|\b(?:appointment|booked|booking|test ride|test drive|visit)/,
    tools: visits,
  },
  {
    words: /投诉|工单|\b(?:complaint|ticket)/,
    tools: ['open_case', 'capture_lead', ...claimTools],
  },
  { words: /发票|\binvoice/, tools: ['request_invoice'] },
  { words: /下单|\bplaced\b.{0,20}\border/, tools: ['place_order'] },
]

/**
 * Whether a text says that something was done which nothing that was done can be: any claim where nothing was, and
 * after an urged parcel the claim of a coupon. `done` are the tools whose work is done in this conversation; a tool of
 * another system may have done anything.
 */
export function claimsBeyond(text: string, done: readonly string[]): boolean {
  if (done.length === 0) return claimsEffect(text)
  if (done.some((tool) => tool.includes('__'))) return false
  return sentencesOf(normalise(text)).some((sentence) => {
    const named = claims(sentence) ? kinds.filter(({ words }) => words.test(sentence)) : []
    return named.length > 0 && !named.some(({ tools }) => tools.some((tool) => done.includes(tool)))
  })
}

/** Full-width forms and invisible characters must not carry a claim past the patterns. */
const normalise = (text: string) =>
  text
    .normalize('NFKC')
    .replace(/[\u00ad\u200b-\u200f\u2060\ufeff]/g, '')
    .replaceAll('’', "'")
    .toLowerCase()

const sentencesOf = (text: string) =>
  text.match(/[^。！!?\n;.]+(?:[。！!?\n;]+|\.(?!\d))*|\./g) ?? []
