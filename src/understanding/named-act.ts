import { hidesText, readAnswer, type Answer } from './answer.ts'
import { foldText } from './fold.ts'
import { isRefused } from './refused.ts'

/*
 * People agree by saying the very act that they were offered: 「那退吧」, "fine, send it in". That is a yes where the whole message is
 * a plain yes or nothing, then the act that this consent is about, and no word besides. An act that could be another than the one
 * offered (a refund for a new parcel, "change it") is not among them.
 */

/** The acts by which a consent may be given, by the tool that it was asked for: Chinese verbs, English phrases. */
const acts: Readonly<Record<string, { zh: string; en: string }>> = {
  open_return: { zh: '退货?|(?:办理?|申请)退货?', en: 'return (?:it|them)|send (?:it|them) back' },
  open_exchange: { zh: '换货?|(?:办理?|申请)换货?', en: '(?:exchange|swap) (?:it|them)' },
  open_repair: {
    zh: '[寄送报返]?修|维修|(?:办理?|申请)维修',
    en: 'send (?:it|them) in|repair (?:it|them)|(?:get|have) (?:it|them) (?:repaired|fixed)|open (?:it|the repair|a repair)',
  },
  cancel_order: {
    // 「那取消吧」 may call off what was just talked of: who gives the goods up says so, or names the order.
    zh: '取消(?:这个?|那个?)?(?:订单|单子?)|(?<=不(?:想?等|想?要|需要)了[，,\\s]*)取消掉?',
    en: 'cancel (?:it|them|the order|my order)|(?<=\\b(?:yes|yeah|yep|ok|okay|sure)[ ,.!]{1,3}(?:please,? )?)cancel',
  },
  place_order: { zh: '下单', en: 'order it|place (?:it|the order|my order)' },
  change_address: { zh: '改', en: 'change the address' },
  modify_order: { zh: '改', en: 'change the order' },
  request_invoice: { zh: '开票?', en: 'issue (?:it|the invoice)' },
  issue_coupon: {
    zh: '(?:收下|领)',
    en: "(?:i(?:['’]ll| will) )?take (?:it|that|the coupon|the voucher)",
  },
  book_appointment: { zh: '[预订]?约', en: 'book (?:it|me in|that slot)' },
}

/** What may stand before the act in Chinese and adds nothing; a plain yes is told apart from it by a sign: 「可以退」 only tells. */
const leads = '(?:嗯+|恩+|那就?|就|请|麻烦[你您]?|给我|帮我|不(?:想?等|想?要|需要)了[，,\\s]*)*'
/** A verb may end in a wish, and in nothing else: 「退」,「退吧」,「退了吧」; 「退吗」 asks. */
const ends = '(?:了?吧)?'
/** 「改」 may want another change: it takes the word that says "do it". */
const unclearAlone = /^改$/
/** A figure, a question or words that trail off agree to nothing. */
const holdsBack = /[?\d]|\.\s*\.|。\s*。/
/** Longest message that may be an act and nothing else. */
const longest = 40

const ready = new Map<string, RegExp>()

function patternFor(tool: string): RegExp | null {
  const act = acts[tool]
  if (!act) return null
  let pattern = ready.get(tool)
  if (!pattern) {
    const zh = `${leads}(?<act>(?:${act.zh})${ends})`
    const en = `(?:then |so |just |please |let['’]?s |go ahead and |and )*(?:${act.en})(?: then| now)?`
    pattern = new RegExp(
      `^(?<before>.*?)(?:(?<=^|[\\s,，.。!！~])${zh}|(?<![a-z])${en})[,，\\s]*(?:谢谢[你您]?|多谢|please|thanks|thank you)?[.。!！~\\s]*$`,
      'u',
    )
    ready.set(tool, pattern)
  }
  return pattern
}

/**
 * What a message answers to a consent that was asked for a tool: a plain yes or no, or the act itself with nothing besides, or a
 * no to the act by its name, whatever else is said.
 */
export function readConsent(text: string, tool: string): Answer {
  if (isRefused(tool, text)) return 'no'
  const plain = readAnswer(text)
  const folded = foldText(text).trim()
  const isOther = plain !== 'other' || text.length > longest
  if (isOther || hidesText(text) || holdsBack.test(folded)) return plain
  const { before, act } = patternFor(tool)?.exec(folded)?.groups ?? {}
  if (before === undefined || (act !== undefined && unclearAlone.test(act))) return plain
  const said = before.replace(/[\s,，.。!！~]+$/u, '')
  return said === '' || readAnswer(said) === 'yes' ? 'yes' : plain
}
