import type { Order, OrderStatus } from '../../domain/shop.ts'
import { keepNewest } from '../../platform/keep-newest.ts'
import { analyse } from '../words/analyse.ts'
import { shopLexicon } from '../words/lexicon.ts'
import { amountsIn, ordersOf } from './order-amount.ts'
import { readQuery, type Concept, type Way } from '../words/query.ts'

/** A stretch of time that is over or has begun: from its first moment until before its last. */
export interface Period {
  from: Date
  until: Date
}

/** The orders that words fit, newest first. */
export interface Recall {
  orders: Order[]
  /** What the words say of the order; nothing when they could mean any. */
  said: ('goods' | 'amount' | 'period' | 'state' | 'newest')[]
  /** Whether all of it holds of these orders; else they are those that come closest. */
  sure: boolean
}

/**
 * Picks, among a customer's own orders, those that the customer's words describe: by what was bought (any word for it, in
 * either language), by its amount, by when, by what became of it, or as the newest. Words can leave orders out, never add one. Pure.
 */
export function recallOrders(words: string, own: readonly Order[], period: Period | null): Recall {
  const recall: Recall = { orders: [...own].toSorted(newestFirst), said: [], sure: true }
  const narrow = (what: Recall['said'][number], fitting: Order[]) => {
    recall.said.push(what)
    if (fitting.length > 0) recall.orders = fitting
    else recall.sure = false
  }
  const goods = byGoods(words, recall.orders)
  if (goods.length > 0) narrow('goods', goods)
  const amounts = amountsIn(words)
  if (amounts) {
    const fitting = ordersOf(amounts, recall.orders)
    // Money that is none of an order's is spoken of for other reasons.
    if (amounts.choosing || fitting.length > 0) narrow('amount', fitting)
  }
  if (period) {
    const fitting = recall.orders.filter((order) => isWithin(order, period))
    if (fitting.length > 0 || !ofSomethingElse.test(words)) narrow('period', fitting)
  }
  const states = statesIn(words)
  if (states)
    narrow(
      'state',
      recall.orders.filter(({ status }) => states.includes(status)),
    )
  const byWhen = lastReceived.test(words) ? lastDeliveredFirst : newestFirst
  if ((newest.test(words) || lastReceived.test(words)) && recall.orders.length > 0)
    narrow('newest', recall.orders.toSorted(byWhen).slice(0, 1))
  return recall
}

const newestFirst = (a: Order, b: Order) => b.placedAt.getTime() - a.placedAt.getTime()
const lastDeliveredFirst = (a: Order, b: Order) =>
  (b.deliveredAt?.getTime() ?? 0) - (a.deliveredAt?.getTime() ?? 0)

/** The orders whose goods the words name best; none when they name none of them. */
function byGoods(words: string, orders: readonly Order[]): Order[] {
  const terms = orders.map(({ lines }) => termsOf(lines.map(nameOf).join(' ')))
  const knows = (term: string) => terms.some((some) => some.has(term))
  const { concepts } = readQuery(words, { lexicon: shopLexicon(), knows, near: () => [] })
  const fit = terms.map((said) => {
    // Parts of words (of less than full weight) say nothing alone.
    const says = (way: Way) => {
      const whole = way.terms.filter(({ weight }) => weight >= 1)
      return whole.length > 0 && whole.every(({ term }) => said.has(term))
    }
    // 「壶」 names the kettle, but 「再加三台」 not the humidifier (加湿器) where the vacuum is named.
    const isOneSign = ({ terms }: Way) => terms.every(({ term }) => /^\p{Script=Han}$/u.test(term))
    const worth = ({ ways }: Concept) =>
      Math.max(0, ...ways.filter(says).map((way) => way.weight * (isOneSign(way) ? 0.5 : 1)))
    return concepts.reduce((sum, concept) => sum + worth(concept), 0)
  })
  const best = Math.max(0, ...fit)
  return best > 0 ? orders.filter((_, i) => fit[i] === best) : []
}

const nameOf = ({ sku, name, option }: Order['lines'][number]) =>
  `${sku} ${name.zh} ${name.en} ${option ? `${option.label.zh} ${option.label.en}` : ''}`

/** The terms of goods of late: the same few goods are in most orders, and orders are asked for in most turns. */
const remembered = new Map<string, ReadonlySet<string>>()
const mostRemembered = 500

const termsOf = (names: string): ReadonlySet<string> =>
  remembered.get(names) ??
  keepNewest(remembered, names, new Set(analyse(names).map(({ term }) => term)), mostRemembered)

/** Whether anything that the customer saw of the order happened in that time. */
function isWithin({ placedAt, deliveredAt }: Order, { from, until }: Period): boolean {
  return [placedAt, deliveredAt].some((at) => at !== null && at >= from && at < until)
}

/** Times that are none of an order's: "hasn't moved since Tuesday", "was promised for Monday", 「从周二就没动过」. */
const ofSomethingElse =
  /\b(?:since|supposed|promised|expected|due|updated|scanned)\b|(?:从|自打?).{1,8}(?:起|开始|就|到现在|以来)|以来|到现在|至今|说好|说是|答应|承诺/i

/** What became of an order, as said of one that is meant: "the one I returned", not "I want to return one". */
const states: readonly [RegExp, readonly OrderStatus[]][] = [
  [
    /部分退款|(?:只|才)(?:给我)?退了?(?:一半|一部分|部分|一点)|退了一半|退少了|少退了?|\b(?:part|half|some) of (?:my|the) (?:money|refund)\b|\bpart(?:ial(?:ly)?|ly)? refund(?:ed)?\b|\bonly (?:got |refunded )?(?:half|part)\b/i,
    ['partly_refunded'],
  ],
  [/[没未]付(?:款|钱)?的|待付款|\bunpaid\b|\bnot (?:yet )?paid\b|\bhaven'?t paid\b/i, ['unpaid']],
  [
    /[没未]有?(?:发货?|寄|出库)(?:出|走|出来)?的|(?:待|未)发货|\b(?:hasn'?t|haven'?t|has not|not|isn'?t) (?:yet |been |been yet )*(?:shipped|dispatched|sent(?: out)?|gone out)\b|\bunshipped\b/i,
    ['unpaid', 'paid', 'packed'],
  ],
  [
    /(?:在路上|运输中|派送中|还没到|没收到)的|\bthe one (?:that'?s |that is )?(?:still )?(?:on (?:its|the) way|in transit)\b|\b(?:one|order|parcel) that (?:hasn'?t|has not) (?:arrived|come)\b/i,
    ['shipped'],
  ],
  [
    /(?:签收|收到|到货|到手)(?:了|过)?的(?!话|时候|是)|\bthe (?:one|order|thing|item) (?:that |which )?(?:i (?:already |just )?(?:got|received)|(?:has |already |just )*arrived|was delivered)\b/i,
    ['delivered', 'partly_refunded'],
  ],
  [
    /(?<![要想能可以帮我])退(?:货|款)?(?:了|过|掉)?的(?!话)|\b(?:i|we|was|were|got|have|had|been|already) (?:already )?(?:returned|refunded|sent back)\b/i,
    ['returned', 'refunded', 'partly_refunded'],
  ],
  [
    /(?<![要想能可以帮我])取消(?:了|过|掉)?的(?!话)|(?:被|自动)取消|(?:为什么|为啥|怎么|谁).{0,4}取消|没有?取消|订单(?:怎么|咋)?(?:没了|不见了)|\b(?:i|we|you|they|shop|was|were|got|get|have|had|been|already|is|you've) (?:already )?cancell?ed\b|你们?(?:把|给).{0,6}取消了|\b(?:was|is|were|did) (?:my|the|this|that|it|you)(?: [\w-]+){0,3} cancell?(?:ed)?\b|\b(?:didn'?t|did not|never) cancel(?:led)?\b/i,
    ['cancelled'],
  ],
]

function statesIn(words: string): readonly OrderStatus[] | null {
  return states.find(([said]) => said.test(words))?.[1] ?? null
}

/** The last one of several. */
const newest =
  /最近(?:的?那?一?[单笔次个]|买的|下的|的订单)|上一?[单笔]|上[次回]|刚[刚才]?(?:买|下|拍|订|付)|刚那一?[单笔个]|\b(?:(?:last|latest|newest|most recent) (?:order|one|purchase)|just (?:ordered|bought|placed))\b/i
/** The last one that came, be it only by the carrier's word. */
const lastReceived =
  /显示.{0,3}(?:已?签收|已?送达|妥投)|\b(?:says|shows?|marked(?: as)?|tracking|status)\b.{0,12}\bdelivered\b|(?:最近|刚[刚才]?|上[次回])(?:签收|收到|到|拿到|寄到)的?|\b(?:last|latest) (?:thing|one|item|order|parcel|package) (?:that )?(?:i (?:got|received)|(?:that )?(?:came|arrived))\b|\bjust (?:got|received|arrived)\b/i
