import type { View } from './shop-model-view.ts'

/** Sentences of the scripted model, made from tool results and from nothing else. */

const both = (view: View, zh: string, en: string) => (view.locale === 'zh' ? zh : en)

/** The last stop of a parcel with its time, and whether it is stuck. Empty when nothing was tracked. */
export function whereItIs(view: View): string {
  const tracked = view.result('track_shipment') ?? ''
  const stops = [...tracked.matchAll(/^(\d{4}-\S+Z) (.+?): (.+)$/gm)]
  const [, at, place, what] = stops.at(-1) ?? []
  const [, parcel, state] = /^(.+), (\w+); last scan/.exec(tracked) ?? []
  const hours = /last scan (\d+) hours ago/.exec(tracked)?.[1]
  if (!at || !state) return tracked && both(view, '暂时没有物流信息。', 'There is no tracking yet.')
  const when = showTime(at, view.locale)
  return state === 'stuck' || state === 'lost'
    ? both(
        view,
        `让您着急了。包裹（${parcel}）最后一次扫描是${when}，${place}，${what}，之后 ${hours} 小时没有更新，确实卡住了。`,
        `Sorry for the wait. The parcel (${parcel}) was last scanned on ${when} at ${place}: ${what}. Nothing for ${hours} hours since, so it is stuck.`,
      )
    : both(
        view,
        `包裹（${parcel}）最近的一站是${when}，${place}，${what}。`,
        `The parcel (${parcel}) was last seen on ${when} at ${place}: ${what}.`,
      )
}

/** What came of urging. Empty when it was not tried. */
export function whatWasUrged(view: View): string {
  const urged = view.result('urge_delivery')
  if (!urged) return ''
  const [, reference, by] = /reference (\S+);.*answers by (\S+?)\.?$/.exec(urged) ?? []
  if (!reference || !by) {
    return both(view, '催查暂时没有成功。', 'The carrier could not be asked just now.')
  }
  const when = showTime(by, view.locale)
  return both(
    view,
    `我已向快递公司催查，编号 ${reference}，最晚 ${when} 前会有答复。`,
    `I have asked the carrier to trace it (reference ${reference}); they answer by ${when}.`,
  )
}

/** The coupon that has just been issued, or why it was not. */
export function whatWasIssued(view: View): string {
  const issued = view.result('issue_coupon') ?? ''
  const [, code, amount, until] =
    /Coupon (\S+) of (\S+) is issued, valid until (\S+?)\.?$/.exec(issued) ?? []
  return code
    ? both(
        view,
        `优惠券已发放：${code}，面额 ${amount}，${until} 前有效。`,
        `Your coupon is issued: ${code}, worth ${amount}, valid until ${until}.`,
      )
    : both(view, '优惠券没有发放成功。', 'The coupon could not be issued.')
}

/** The first sentence of the first passage found, cited. Null when the search found nothing. */
export function whatTheArticlesSay(view: View): string | null {
  const found = view.result('search_knowledge') ?? ''
  const [, id, text] =
    /^\[([^\]]+#\d+)\][^\n]*\n<<data>>\n([\s\S]*?)\n<<end of data>>/.exec(found) ?? []
  if (!id || !text) return null
  const prose = text
    .replace(/[#*|`>-]+/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
  const sentence = /^.{10,}?(?:[。！？]|[.!?](?=\s|$))/u.exec(prose)?.[0] ?? prose.slice(0, 200)
  return `${sentence} [${id}]`
}

export const say = {
  askForOrder: (view: View) =>
    both(
      view,
      '我马上帮您查。请告诉我订单号和收件人手机号的后四位？',
      "I'll look into it. Could you give me the order number and the last four digits of the recipient's phone number?",
    ),
  mostIMayGive: (view: View) =>
    both(
      view,
      '我理解您的心情，按规定这是我能给的全部。',
      'I understand, but by the rules this is all I may give.',
    ),
  declined: (view: View) => both(view, '好的，那就不发了。', 'All right, no coupon then.'),
  doNotKnow: (view: View) =>
    both(
      view,
      '这个我在知识库里没有找到，不想随便回答您。需要我转给同事吗？',
      "I could not find that in our knowledge base and don't want to guess. Shall I pass you to a colleague?",
    ),
  greet: (view: View) => both(view, '您好，请问有什么可以帮您？', 'Hello, how can I help you?'),
  noSuchOrder: (view: View) =>
    both(
      view,
      '没有查到这个订单，请您核对一下订单号？',
      'I cannot find that order. Could you check the number?',
    ),
}

function showTime(iso: string, locale: 'zh' | 'en'): string {
  return new Intl.DateTimeFormat(locale === 'zh' ? 'zh-CN' : 'en-GB', {
    timeZone: 'Asia/Shanghai',
    month: 'long',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hour12: false,
  }).format(new Date(iso))
}
