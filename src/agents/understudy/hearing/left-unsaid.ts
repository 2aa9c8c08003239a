import type { Wish } from '../../../domain/agenda.ts'
import { groupOf, type IntentName } from '../../../domain/intent.ts'
import { plain } from '../../../domain/plain-text.ts'
import type { Reading } from '../../../domain/reading.ts'

/*
 * Questions that leave unsaid what they are about. Everybody at a counter knows what 「什么时候到」 asks; read alone, it might
 * be a question after stock. So these few forms are read by what was spoken of before, and only where the whole message is one.
 */

const when =
  '(?:什么时候|啥时候|啥时间|什么时间|几时|何时|(?:还要|还得|还|要|得)?(?:多久|好久)|哪天|几号|多会儿)(?:大概|大约)?[能才会可以得就]*'
/** 「什么时候到」, "when will it get here?": of goods that are awaited. */
const asksArrival = new RegExp(
  `^${when}(?:到|送到|送来|收到|拿到|到货|送达|发货|发出)$|^when(?:'?s| is) (?:it|that) (?:coming|arriving|getting here|due|going to (?:arrive|come|be here))$|^when (?:will|does|do|should|is|are) (?:it|that|they|i|(?:my|the) [\\p{L} -]{3,32}?) (?:arrive|arriving|get here|come|coming|be here|be delivered|get it|get them|ship|shipped|shipping|be shipped|be sent|go out)$`,
  'u',
)
/** 「明天能到不」,「周末之前能到吗」: by a day, of goods that are awaited. */
const asksByDay =
  /^(?:今天|今晚|明天|明早|明晚|后天|大后天|这周|本周|下周|周末|月底|(?:这|本|下)?(?:周|星期|礼拜)[一二三四五六日天末]|\d{1,2}[号日])(?:之前|以前|前|内|里|晚上|早上|上午|下午)?(?:能不能|会不会|可不可以|能|会|可以)(?:送?到|送来|收到|拿到|到货)(?:不|得了)?$/
/** 「在哪儿」,「到哪了」: where what is awaited is; a stranger may ask it of a shop. */
const asksWhere =
  /^(?:包裹|快递|东西|货|订单)?(?:现在|如今)?(?:在|到|走到)(?:哪里?|哪儿|什么地方)了?$|^where (?:is|are) (?:it|they|my (?:parcel|package|order|stuff|things?)) ?(?:now|right now|at|exactly)?$/
/** 「那还要几天」, "how much longer": of what was awaited last, goods or money. */
const asksHowLong =
  /^(?:还|还要|还得|还需要|大概还要|最快|最晚)(?:要|得|需要)?(?:几天|多久|好久|多长时间|什么时候)$|^how long (?:do|should|must|will) i (?:have to |need to )?wait(?: for (?:it|that|this))?$|^how much longer(?: (?:will it take|do i have to wait|is it going to take))?$/
/** 「钱几时到」,「退多少」,「真退了？」: of money that is to come back. */
const asksMoneyBack = new RegExp(
  `^(?:(?:钱|款|退款)${when}(?:到|退|回来)|${when}(?:到账|到帐|退|退款|退钱|打款|退给我|退回来|退到|退完|退下来)|退(?:多少|到哪里?|去哪里?)了?|(?:真的?|已经|确定)(?:给我)?退(?:成功)?了)$|^when (?:will|do) i get (?:my money|the money|it) back$|^how (?:much|long) (?:do|will|would|until) i get(?: (?:it|the money|my money))?(?: back)?$`,
)
/** 「怎么还没到」, "still not here": of whatever was last awaited, goods or money. */
const asksWhyNotYet =
  /^(?:怎么|咋|为什么|为啥|都这么久了?|可是|但是?|钱|款|我)*(?:还|一直|都)*没(?:有)?(?:到账?|到帐|收到|看到|见到|来|动静)$|^(?:but |it'?s |it is |there'?s |why (?:is|has|hasn'?t) it )*(?:still )?(?:not (?:here|there|arrived|come|in)|nothing|hasn'?t (?:arrived|come|shown up)|haven'?t (?:got|received|seen) (?:it|anything))(?: yet)?$/
/** "When exactly?", "which date": the day of what was just told. */
const asksDay =
  /^(?:when (?:exactly|precisely|roughly|(?:will|would|is|was) that(?: be)?)|(?:on )?(?:which|what) (?:date|day)(?: (?:exactly|precisely|(?:will|would|is|was) that(?: be)?))?)$/
/** 「到底能不能退」,「还没收到可以退吗」: of the order spoken of, and not of the rules. */
const asksWhether =
  /^(?:(?:我|都|还)*没有?(?:收到|拿到|到|发货|发|拆封?|用过?)|拆[封开]?了|用过了?)?(?:到底|还|就|现在|那|我)*(?:能不能|可不可以|可以|能够|能|得)(退|换|取消)[货款掉了]?(?:不能?|得)?$|^can i (?:still )?(return|exchange|cancel) (?:it|that|this|them)(?: now)?$/
const whether: Readonly<Record<string, IntentName>> = {
  退: 'return_item',
  return: 'return_item',
  换: 'exchange_item',
  exchange: 'exchange_item',
  取消: 'cancel_order',
  cancel: 'cancel_order',
}

/** What stands around a bare question and adds nothing to it. */
const around =
  /^(?:那么?|所以|请问|大概|大约|到底|究竟|具体|它|这个|那个|再?确认一下|(?:先)?(?:别|不用|不要)(?:急着)?转(?:人工|接)?|你?就?先?(?:告诉|说|说说)我?|and|so|but|then|ok(?:ay)?|oh|ah|hmm?|[,，.\s])*|[\s?？!！。.~]+$/g
/** A longer message says more than a bare question. */
const longestBare = 60
const particles = /[呢啊呀嘛哦咯哈么吗嘞]+$/

/** Groups of wishes that are about something bought. */
const ofOrders = new Set(['order', 'after_sales'])

/** 「那个电饭煲」,「我买的壶」: goods that are somebody's own. */
const ownGoods = /^(?:我(?:那|这|买)?的?|那|这)[个台件条双只款口把]?$/

/** 「送女朋友的礼物什么时候到」: a present that was bought is one's own as well. */
const ownGift = /^(?:我)?(?:买|订)?(?:给|送给?)?.{1,6}的(?:生日)?(?:礼物|礼品)(?:到底|大概)?/

/** The words without the goods that open them, where these are the customer's own: 「那个电饭煲能退不」. */
function withoutOwnGoods(text: string, { entities }: Reading): string | null {
  const gift = ownGift.exec(text)?.[0]
  if (gift) return text.slice(gift.length)
  const goods = entities.find(({ type }) => type === 'goods' || type === 'product')
  return goods && ownGoods.test(plain(text.slice(0, goods.start)).trim())
    ? text.slice(goods.end)
    : null
}

function intentOf(
  bare: string,
  last: Pick<Wish, 'intent'> | undefined,
  isOwn: boolean,
): IntentName | null {
  const known = last !== undefined || isOwn
  if (known && asksMoneyBack.test(bare)) return 'refund_status'
  if (last && (asksHowLong.test(bare) || asksDay.test(bare)))
    return last.intent === 'refund_status' ? 'refund_status' : 'order_status'
  if (last?.intent === 'refund_status' && asksWhyNotYet.test(bare)) return 'refund_status'
  // 「多久发货」, asked by a stranger, is after the rules; 「什么时候到」 never is.
  if (last && asksByDay.test(bare)) return 'order_status'
  if (asksArrival.test(bare) && (known || !/多久|好久/.test(bare)))
    return last?.intent === 'refund_status' ? 'refund_status' : 'order_status'
  const [, zh, en] = (known && asksWhether.exec(bare)) || []
  return whether[zh ?? en ?? ''] ?? null
}

/** So sure no reader is. */
const certain = 1
/** Whether a reading was made of a question that leaves its matter unsaid: it is never after the rules. */
export const isOfOwnCase = ({ intents: [top, ...others] }: Reading): boolean =>
  top?.probability === certain && others.length === 0

/**
 * A question that leaves its matter unsaid, read by the wishes before it: for goods that are awaited; with a word of money, or
 * after a refund was spoken of, for the refund; whether the order spoken of can be given back. Null where it says more.
 */
export function readUnsaid(
  text: string,
  reading: Reading,
  before: readonly Pick<Wish, 'intent'>[],
): Reading | null {
  if (text.length > longestBare) return null
  const rest = withoutOwnGoods(text, reading)
  const bare = plain(rest ?? text)
    .trim()
    .replace(around, '')
    .replace(particles, '')
  const last = before.findLast(({ intent }) => ofOrders.has(groupOf(intent)))
  // Who complains and asks where it is means what they are waiting for.
  const isAwaiting = last !== undefined || before.some(({ intent }) => intent === 'complaint')
  const name =
    isAwaiting && asksWhere.test(bare) ? 'track_shipment' : intentOf(bare, last, rest !== null)
  return name && { ...reading, outOfScope: false, intents: [{ name, probability: certain }] }
}
