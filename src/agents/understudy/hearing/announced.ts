import { plain } from '../../../domain/plain-text.ts'

/** 「炉子的事」, "it's about the stove": what it is about, and not yet a word of what is wanted. */
const announces =
  /^(?:(?:我?(?:想)?(?:说|问|咨询)(?:一?下)?|关于|就是|还是)*)(?<zh>[\p{Script=Han}A-Za-z0-9-]{1,8}?)(?:那个)?的(?:事情?|问题)[儿吧啊呢哈]?[。.!！~]*$|^(?:hi,? |hello,? |so,? )*(?:(?:it'?s |this is |i'?m (?:writing|here|calling) )?(?:about|regarding|concerning) (?:one of )?(?:my|the|our|that)|one of (?:my|our)) (?<en>[\p{L}-]+(?: [\p{L}-]+){0,2})[.!]*$/iu
/** What has a procedure of its own, by its name alone: it is read, and not asked about. */
const hasItsOwn =
  /东西|单|货|款|钱|票|积分|会员|券|优惠|地址|账|号|快递|物流|包裹|投诉|工单|案|售后|保修|维修|退|换|合同|预约|试驾|隐私|上次|之前|昨天|刚才|今天|[我你他这那]|\b(?:orders?|parcels?|packages?|delivery|refunds?|returns?|invoices?|account|case|complaint|points|payment|money|appointment|address|contract|visit|quote)\b/i

/** The goods that a message announces and says no more of; null where it says anything else. */
export function announcedIn(text: string): string | null {
  const match = announces.exec(text.trim())
  const goods = (match?.groups?.['zh'] ?? match?.groups?.['en'])?.trim()
  return goods && !hasItsOwn.test(plain(goods)) ? goods : null
}
